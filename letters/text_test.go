package letters

import (
	"strings"
	"testing"
)

// A line of the plain form has 78 characters, whatever bytes they take; a longer word
// stands by itself, and only there is a line longer.
func TestLinesOfThePlainForm(t *testing.T) {
	full, long := strings.Repeat("£", 72), strings.Repeat("x", 90)
	for _, c := range [][2]string{
		{"", "- \n"},
		{"one\ttwo\n three  four ", "- one two three four\n"},
		{"no\u00a0break " + full, "- no\u00a0break\n  " + full + "\n"},
		{"by " + full + " it fits", "- by " + full + "\n  it fits\n"},
		{"one " + full + " no", "- one " + full + "\n  no\n"},
		{"four " + full + " no", "- four\n  " + full + " no\n"},
		{long + " after", "- " + long + "\n  after\n"},
		{"before " + long + " after", "- before\n  " + long + "\n  after\n"},
	} {
		var p prose
		p.wrap(c[0], "- ", "  ")
		if string(p) != c[1] {
			t.Errorf("%q became\n%s\nand should be\n%s", c[0], p, c[1])
		}
	}
}

// What a letter keeps of its plain form is what its blocks say, and its check code is a
// digest of it.
func TestKeptWordsAreTheLetters(t *testing.T) {
	l, err := compose(t, "{{.Address}}\n\n# S\n\nwords\n\n{{.Account}}\n", "A", 20260417)
	if err != nil {
		t.Fatal(err)
	}
	kept, check := PlainText(l), l.Check
	if l.plain = nil; PlainText(l) != kept || l.checked().Check != check {
		t.Errorf("it keeps\n%s\nand says\n%s", kept, PlainText(l))
	}
	if page := (Letter{}).With(l).With(l); page.plain != nil || page.Check == check {
		t.Errorf("a page of two sections keeps %q, check code %s", page.plain, page.Check)
	}
}
