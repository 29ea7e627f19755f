package rulebook_test

import (
	"strconv"
	"strings"
	"testing"

	"yearend/calc/rulebook"
)

// A day that cannot be is refused with its line and what to do, and one at the very
// limit is not.
func TestDatesThatCannotBe(t *testing.T) {
	good, _ := rulebook.Shipped("ltc-les-2025-26")
	for name, c := range map[string]struct{ change, want string }{ // "old → new"
		"coded on the last day of the year":  {"by: 2026-04-10 → by: 2026-03-31", ""},
		"coded before the year has ended":    {"by: 2026-04-10 → by: 2026-03-30", "coding.by: 2026-03-30 is before period.to, 2026-03-31, so that coding would end before the year has: correct one of the two"},
		"letters on the day coding ends":     {"by: 2026-04-30 → by: 2026-04-10", ""},
		"letters before coding ends":         {"by: 2026-04-30 → by: 2026-04-09", "letter.by: 2026-04-09 is before coding.by, 2026-04-10"},
		"last year's letters":                {"by: 2026-04-30 → by: 2025-04-30", "letter.by: 2025-04-30 is before coding.by"},
		"the form opens in the year":         {"opens: 2026-04-30 → opens: 2026-03-30", "form.opens: 2026-03-30 is before period.to"},
		"the form closes before it opens":    {"closes: 2026-05-08 → closes: 2026-04-29", "form: closes before it opens: 2026-04-29 is before 2026-04-30"},
		"it closes on the day it opens":      {"closes: 2026-05-08 → closes: 2026-04-30", ""},
		"it closes before letters are due":   {"by: 2026-04-30 → by: 2026-05-09", "form.closes: 2026-05-08 is before letter.by, 2026-05-09"},
		"the panel's week is not a Monday":   {"week: 2026-05-11 → week: 2026-05-13", "panel.week: 2026-05-13 is a Wednesday, and a week commences on a Monday: write 2026-05-11"},
		"nor a Sunday":                       {"week: 2026-05-11 → week: 2026-05-17", "panel.week: 2026-05-17 is a Sunday, and a week commences on a Monday: write 2026-05-11"},
		"the panel meets before it closes":   {"week: 2026-05-11 → week: 2026-05-04", "panel.week: 2026-05-04 is not after form.closes, 2026-05-08"},
		"it meets on the day it closes":      {"closes: 2026-05-08 → closes: 2026-05-11", "panel.week: 2026-05-11 is not after form.closes, 2026-05-11"},
		"heard on the day the panel meets":   {"outcome_by: 2026-05-29 → outcome_by: 2026-05-11", ""},
		"heard before the panel meets":       {"outcome_by: 2026-05-29 → outcome_by: 2026-05-10", "panel.outcome_by: 2026-05-10 is before panel.week, 2026-05-11"},
		"the run is over before the letters": {"run: June 2026 → run: March 2026", "pay.run: March 2026 is over before letter.by, 2026-04-30"},
		"the run of last year":               {"run: June 2026 → run: June 2025", "pay.run: June 2025 is over before letter.by"},
		"the run of the letters' month":      {"run: June 2026 → run: April 2026", ""},
		"a run that is no month":             {"run: June 2026 → run: the summer", `pay.run: "the summer" is not a month: write it as June 2026`},
	} {
		t.Run(name, func(t *testing.T) {
			old, now, _ := strings.Cut(c.change, " → ")
			text := strings.Replace(string(good), old, now, 1)
			if text == string(good) {
				t.Fatalf("%q does not stand in the file", old)
			}
			_, err := rulebook.Read("ltc.yaml", []byte(text))
			switch {
			case c.want == "" && err != nil:
				t.Errorf("refused: %v", err)
			case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

// Each fault says in which line it stands, also one of an entry in a list.
func TestFaultsHaveLines(t *testing.T) {
	good, _ := rulebook.Shipped("ltc-les-2025-26")
	for _, c := range []struct{ old, new, key string }{
		{"week: 2026-05-11", "week: 2026-05-13", "panel.week"},
		{"covers: 2025-06, due", "covers: 2026-06, due", "schedule[2].list[1].covers"},
		{"short: LTC\n", "short: ltc\n", "scheme"},
	} {
		text := strings.Replace(string(good), c.old, c.new, 1)
		_, err := rulebook.Read("ltc.yaml", []byte(text))
		at := strings.Count(text[:strings.Index(text, c.new)], "\n") + 1
		if c.key == "scheme" { // the fault is of both, and named by the first
			at--
		}
		if want := "line " + strconv.Itoa(at) + ": " + c.key + ":"; err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}
