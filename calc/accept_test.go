package calc

import (
	"strings"
	"testing"
)

func acceptance(practice PracticeCode, service, code, found string) Instruction {
	return Instruction{Kind: ToAccept, Practice: practice, Service: service, Text: code, Found: found, By: "Sam Sample", On: 20260416,
		File: "instructions.csv", Row: 2}
}

// An instruction clears what it names, for that value, and no more.
func TestAccept(t *testing.T) {
	whole, one := alike(5, 1000), append([]made{even(1000)}, alike(9, 253)...)
	for _, c := range []struct {
		name  string
		all   []made
		given Instruction
		want  string
		stops bool
	}{
		{"a stop of a whole service", whole, acceptance("", "ecg", "E-median", "395.25%"), "W-accepted 395.25%", false},
		{"as a spreadsheet shows it", whole, acceptance("", "ecg", "E-median", "395.2500 %"), "W-accepted 395.25%", false},
		{"without the service", whole, acceptance("", "", "E-median", "395.25%"), "W-accepted 395.25%", false},
		{"another value", whole, acceptance("", "ecg", "E-median", "395.26%"), "E-median 395.25%; W-accept-stale 395.26%", true},
		{"another service", whole, acceptance("", "wound-care", "E-median", "395.25%"), "E-median 395.25%; W-accept-stale 395.25%", true},
		{"a practice's, where the service was stopped", whole, acceptance("P81900", "ecg", "E-median", "395.25%"), "E-median 395.25%; W-accept-stale P81900 395.25%", true},
		{"a look at one practice", one, acceptance("P81900", "ecg", "W-far-achievement", "395.25%"), "W-accepted P81900 395.25%", false},
		{"another practice", one, acceptance("P81901", "ecg", "W-far-achievement", "395.25%"), "W-accept-stale P81901 395.25%; W-far-achievement P81900 395.25%", false},
		{"what is not there", one, acceptance("P81900", "ecg", "W-far-price", "£9.99"), "W-accept-stale P81900 £9.99; W-far-achievement P81900 395.25%", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := Implausibilities(positionsOf(t, c.all), Months, DefaultLimits(), Instructions{c.given})
			if got := saidOf(found); got != c.want {
				t.Errorf("said %q, want %q", got, c.want)
			}
			if stops := (&Extract{Problems: found}).Stops(); stops != c.stops {
				t.Errorf("stops: %v", stops)
			}
			for _, p := range found {
				if strings.HasPrefix(p.Code, "W-accept") && !(strings.Contains(p.Remedy, "by Sam Sample on 2026-04-16") && p.Row == 2) {
					t.Errorf("who and when: %s", p.Remedy)
				}
			}
		})
	}
}

// What is accepted of a change is judged with the changes, and only there.
func TestAcceptChange(t *testing.T) {
	given := Instructions{acceptance("P81900", "ecg", FarChange, "£200")}
	now := positionsOf(t, alike(1, 253))
	if got := saidOf(Implausibilities(now, Months, DefaultLimits(), given)); got != "" {
		t.Errorf("before the letters are compared: %q", got)
	}
	same := func(p Position) (Statement, bool) { return StatementOf(p), true }
	other := append(given, acceptance("P81900", "ecg", "W-far-price", "£9.99"))
	if got := saidOf(ImplausibleChanges(now, same, DefaultLimits(), other)); got != "W-accept-stale P81900 £200" {
		t.Errorf("where nothing changed: %q", got)
	}
	before := even(253)
	before.advance = 20_00
	was := StatementOf(positionsOf(t, []made{before})[0])
	stands := func(Position) (Statement, bool) { return was, true }
	if got := saidOf(ImplausibleChanges(now, stands, DefaultLimits(), given)); got != "W-accepted P81900 £200.00" {
		t.Errorf("said %q", got)
	}
}

func TestSameValue(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"£123,456,789.01", "123456789.01", true}, {"£1,200.00", "1200", true}, {"412.50%", "412.5%", true}, {"from 20 to 253", "From 20 to 253", true},
		{"412.50%", "412.50", false}, {"412.50%", "412.51%", false}, {"£1,200.00", "£12.00", false}, {"£1,200.00", "120000", false}, {"100", "1", false},
	} {
		if sameValue(c.a, c.b) != c.same || sameValue(c.b, c.a) != c.same {
			t.Errorf("%q and %q: the same is not %v", c.a, c.b, c.same)
		}
	}
}

func TestInstructionsOf(t *testing.T) {
	successor := Instruction{Kind: ToSucceed, Practice: "P81901", Scheme: "ltc", Text: "P81902"}
	note := Instruction{Kind: ToNote, Practice: "P81901", Text: "The target was agreed anew."}
	all := Instructions{note, successor}
	if code, is := all.Successor("P81901", "ltc"); !is || code != "P81902" {
		t.Errorf("the successor is %q", code)
	}
	for _, other := range [][2]string{{"P81901", "cap"}, {"P81902", "ltc"}} {
		if code, is := all.Successor(PracticeCode(other[0]), other[1]); is {
			t.Errorf("%v has the successor %q", other, code)
		}
	}
	if len(all.Of(ToNote, "P81901", "cap")) != 1 {
		t.Error("a blank scheme is each")
	}
	another := note
	another.Text = "A second paragraph."
	everywhere := successor
	everywhere.Scheme, everywhere.Text = "", "P81903"
	if note.Repeats(another) || !note.Repeats(note) || !everywhere.Repeats(successor) || successor.Repeats(note) {
		t.Error("of notes there may be several, of successors one")
	}
}
