package calc

import "testing"

// Where a balance comes of another sum having been paid than the share, it
// stands on an assumption of its own: also at exactly the share.
func TestClauseAtExactlyTheShare(t *testing.T) {
	eighty, _ := Ratio(4, 5)
	s := capitated()
	s.Methods = s.Methods[:1]
	s.Advance = &Advance{Share: eighty, Instalments: 12}
	s.Clauses.Pay, s.Clauses.Recoup, s.Clauses.OffShare = Clause{ID: "L5"}, Clause{ID: "L4"}, Clause{ID: "A11"}
	for _, c := range []struct {
		name              string
		recorded, advance int64 // of 1,000 on £100.00
		clause            string
	}{
		{"exactly the share, and a penny more was paid: recoup", 800, 80_01, "A11"},
		{"exactly the share, and a penny less was paid: pay", 800, 79_99, "A11"},
		{"exactly the share, and it was paid: nothing either way", 800, 80_00, "L5"},
		{"one over the share, recoup all the same", 801, 80_11, "A11"},
		{"one short of the share, recoup", 799, 80_00, "L4"},
		{"one short of the share, pay all the same", 799, 79_89, "A11"},
		{"one over the share, pay", 801, 80_00, "L5"},
	} {
		t.Run(c.name, func(t *testing.T) {
			contract := Contract{Service: "ecg", Target: 1000, Value: Pence(100_00), Advance: Pence(c.advance)}
			line, err := Measure(s, contract, Activity{Recorded: ByMonth{c.recorded}})
			if err != nil {
				t.Fatal(err)
			}
			if got := balanceClause(Reconcile(s, Practice{Code: "P81999"}, []Achievement{line})); got.ID != c.clause {
				t.Errorf("it stands on %s, not %s", got.ID, c.clause)
			}
		})
	}
}

// A month is active from the first thing recorded in it.
func TestActiveMonths(t *testing.T) {
	s := capitated()
	active := method("active_months", "active", "total")
	r := active.measure(s, 253, ByMonth{1, 0, 21, 0, 0, 0, 0, 0, 0, 0, 0, 22})
	if len(r.Chosen) != 3 || r.Chosen[0] != 0 || r.Chosen[1] != 2 || r.Chosen[2] != 11 {
		t.Errorf("the active months are %v", r.Chosen)
	}
	if want, _ := Ratio(44, 20+21+22); r.Achievement.Cmp(want) != 0 {
		t.Errorf("44 of the %d expected in them is %s", 20+21+22, r.Achievement.Exact())
	}
}
