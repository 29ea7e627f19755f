package calc

import "testing"

// A problem that only a letter showed holds its position, and takes its sums back;
// where the figures stand without the letter, it is said beside them. The other
// practice's position is as it was either way.
func TestProblemsThatOnlyALetterShowed(t *testing.T) {
	x := &Extract{
		Practices: []Practice{{Code: "P81998"}, {Code: "P81999"}},
		Contracts: []Contract{
			{Practice: "P81998", Scheme: "cap", Service: "ecg", Target: 10, Value: Pence(1000)},
			{Practice: "P81999", Scheme: "cap", Service: "ecg", Target: 10, Value: Pence(1000)},
		},
		Activity: map[ActivityKey]Activity{
			{"P81998", "ecg"}: {Recorded: ByMonth{10}, Records: Records{InPeriod: 10, InMonth: [Months]int{10}}},
			{"P81999", "ecg"}: {Recorded: ByMonth{4}, Records: Records{InPeriod: 4, InMonth: [Months]int{4}}},
		},
		Sources: []Source{{Kind: "activity", Records: 14}},
	}
	settled, err := Settle(x, []*Scheme{capitated()})
	if err != nil {
		t.Fatal(err)
	}
	long := Problem{Code: "E-letter", Severity: Hold, Practice: "P81999", Scheme: "cap"}
	earned := settled.Positions[1].Earned

	held, err := settled.With([]Problem{long})
	if err != nil {
		t.Fatal(err)
	}
	if p := held.Positions[1]; p.Outcome != Held || p.Earned.Cmp(Pence(0)) != 0 || len(p.Held) != 1 {
		t.Errorf("held: outcome %s, earned %s, %d problems", p.Outcome, p.Earned, len(p.Held))
	}
	if got := held.Tallies["cap"]; got != (Tally{Read: 14, Counted: 10, Held: 4}) {
		t.Errorf("held: tally %+v", got)
	}

	stands := settled.Withholding([]Problem{long})
	if p := stands.Positions[1]; p.Outcome == Held || p.Earned.Cmp(earned) != 0 || len(p.Held) != 1 {
		t.Errorf("figures that stand: outcome %s, earned %s, %d problems", p.Outcome, p.Earned, len(p.Held))
	}
	for name, s := range map[string]Settlement{"held": held, "figures that stand": stands} {
		if p := s.Positions[0]; p.Outcome == Held || p.Earned.Cmp(Pence(1000)) != 0 || len(p.Held) > 0 {
			t.Errorf("%s: the other practice: outcome %s, earned %s", name, p.Outcome, p.Earned)
		}
		if len(s.Extract.Problems) != 1 {
			t.Errorf("%s: %d problems in the tables", name, len(s.Extract.Problems))
		}
	}
	if len(settled.Positions[1].Held) > 0 || len(x.Problems) > 0 {
		t.Error("the settlement before it was changed")
	}
}
