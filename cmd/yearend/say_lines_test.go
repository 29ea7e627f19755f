package main

import (
	"strings"
	"testing"
)

func TestLinesAreBrokenBetweenWords(t *testing.T) {
	for _, c := range []struct{ name, line, want string }{
		{"short", "  a short line", "  a short line"},
		{"prose", "hold: no letter until this is mended or decided", "hold: no letter until this is mended or\n  decided"},
		{"a row of a table", "  P81923  the target is zero, and nothing can be measured", "  P81923  the target is zero, and\n          nothing can be measured"},
		{"a command stays whole", "look with `yearend send run-001 --live` and then go on", "look with `yearend send run-001 --live`\n  and then go on"},
		{"a word wider than the window", "see /a/very/long/path/to/a/folder/of/runs/run-001 there", "see\n  /a/very/long/path/to/a/folder/of/runs/run-001\n  there"},
		{"letters, not bytes", strings.Repeat("£", 39) + " £", strings.Repeat("£", 39) + "\n  £"},
	} {
		if got := broken(c.line, 40); got != c.want {
			t.Errorf("%s:\ngot  %q\nwant %q", c.name, got, c.want)
		}
	}
}

func TestLinesLoseNothing(t *testing.T) {
	var out strings.Builder
	l := &lines{to: &out, width: 40}
	for _, part := range []string{"a table's ", "cell and ", "what else there is in the row of it\nsecond", "\n", "\rbar 1", "\rbar 2", "\rover\r", "\nwhich one? "} {
		if n, err := l.Write([]byte(part)); err != nil || n != len(part) {
			t.Fatal(n, err)
		}
	}
	if err := l.flush(); err != nil {
		t.Fatal(err)
	}
	want := "a table's cell and what else there is in\n  the row of it\nsecond\n\rbar 1\rbar 2\rover\r\nwhich one? "
	if out.String() != want {
		t.Errorf("got  %q\nwant %q", out.String(), want)
	}
}

func TestWidthOfTheWindow(t *testing.T) {
	for columns, want := range map[string]int{"": 80, "120": 120, "7": 40, "wide": 80} {
		t.Setenv("COLUMNS", columns)
		if got := widthOf(&strings.Builder{}); got != want {
			t.Errorf("COLUMNS=%q: a line has %d, want %d", columns, got, want)
		}
	}
}

// Rules and sums are folded once, where the window ends: no line of them is broken again.
func TestRulesAreFoldedOnce(t *testing.T) {
	words := strings.Repeat("seven77 ", 40)
	for _, width := range []int{40, 80, 99, 120} {
		var out strings.Builder
		fold(&lines{to: &out, width: width}, "  A17  ", words)
		said := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
		for i, line := range said {
			if n := len(line); n > width || n > 100 || i < len(said)-1 && n+len(" seven77") < min(width, 100) || i > 0 && !strings.HasPrefix(line, "       seven77") {
				t.Errorf("in a window of %d characters line %d has %d: %q", width, i+1, n, line)
			}
		}
	}
}
