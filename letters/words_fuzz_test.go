package letters

import (
	"strings"
	"testing"
)

// FuzzWording writes any template and any name: it is refused, or makes a letter in
// which nothing of either is a script, and the name is there as it was.
func FuzzWording(f *testing.F) {
	f.Add("# {{.Subject}}\n\nDear {{.Practice}}\n\n{{if .Pay}}paid{{else}}not{{end}}\n", "Elsebury Surgery")
	f.Add("# S\n\n- a\n- b\n\n| a | b |\n|---|--:|\n| {{.PracticeName}} | 2 |\n", "<script>alert(1)</script>")
	f.Add("# S\n\n<b>x</b> [a](javascript:b) **c {{range .}}", "{{.Balance}}")
	f.Add("# S\n\n{{.PracticeName}}\n", "*A* `b` &amp; [c](d)")
	on := YearEnd()
	f.Fuzz(func(t *testing.T, words, name string) {
		w, err := ParseWording("letter.md", words)
		if err != nil {
			if !strings.Contains(err.Error(), "letter.md") {
				t.Fatalf("a fault that does not say where it is: %v", err)
			}
			return
		}
		p := position(t, name)
		l, err := Compose(w, p, Issue{Number: 1, Reference: "P81999/LTC/2025-26/1"}, Occasion{Kind: on, Issuer: Issuer{Name: "NHS Example"}, On: 20260417})
		if err != nil {
			return
		}
		if page := HTML(l); strings.Contains(page, "<script") || strings.Contains(page, "javascript:") && !strings.Contains(words+name, "javascript:") {
			t.Fatalf("%q made %q", words, page)
		}
	})
}
