package calc

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
)

// Problems stand the gravest first, of those what is implausible before all else, then by their place.
func TestProblemsInTheirOrder(t *testing.T) {
	want := []Problem{
		{Severity: Stop, Code: MedianOutOfRange, File: "z.csv"},
		{Severity: Stop, Code: "E-header", File: "a.csv"},
		{Severity: Hold, Code: "E-date", File: "a.csv", Row: 2},
		{Severity: Hold, Code: "E-date", File: "a.csv", Row: 10},
		{Severity: Hold, Code: "E-date", File: "b.csv", Row: 1},
		{Severity: Look, Code: FarPrice, Practice: "P81998"},
		{Severity: Look, Code: Accepted, Practice: "P81999"},
		{Severity: Look, Code: "W-mailbox", Practice: "P81998"},
		{Severity: Look, Code: "W-mailbox", Practice: "P81999"},
	}
	got := slices.Clone(want)
	dice := rand.New(rand.NewPCG(19, 1))
	for range 20 {
		dice.Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
		slices.SortFunc(got, CompareProblems)
		if !slices.Equal(got, want) {
			t.Fatalf("%+v", got)
		}
	}
	if counts := CountProblems(want); !maps.Equal(counts, map[string]int{"stop": 2, "hold": 3, "look": 4}) {
		t.Errorf("counted %v", counts)
	}
	if counts := CountProblems(nil); !maps.Equal(counts, map[string]int{"stop": 0, "hold": 0, "look": 0}) {
		t.Errorf("of none %v", counts)
	}
}

// Of the rules those are open that are assumptions, and that nobody has confirmed.
func TestWhatIsNotConfirmed(t *testing.T) {
	s := &Scheme{Rules: []Rule{
		{Key: "period"}, {Key: "cap", Assumption: &Assumption{}}, {Key: "rounding", Assumption: &Assumption{Confirmed: &Confirmation{By: "Sam Sample"}}},
		{Key: "methods", Assumption: &Assumption{}},
	}}
	open := s.Unconfirmed()
	if len(open) != 2 || open[0].Key != "cap" || open[1].Key != "methods" {
		t.Errorf("%+v", open)
	}
}
