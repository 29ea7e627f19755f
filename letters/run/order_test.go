package run

import (
	"testing"

	"yearend/calc"
	"yearend/letters"
)

// A run that has no letter of its own needs as many people as any: by it letters that
// are still to go may get other mailboxes. It moves no sum.
func TestWhoMustApprove(t *testing.T) {
	above, err := calc.ParseMoney("50.00")
	if err != nil {
		t.Fatal(err)
	}
	hundred, err := calc.ParseMoney("100.00")
	if err != nil {
		t.Fatal(err)
	}
	positions := []calc.Position{{Balance: hundred}}
	for _, try := range []struct {
		approvals Approvals
		state     letters.State
		want      int
	}{
		{Approvals{People: 1}, letters.New, 1},
		{Approvals{People: 2}, letters.New, 2},
		{Approvals{People: 2}, letters.Unchanged, 2},
		{Approvals{People: 1, TwoAbove: &above}, letters.Changed, 2},
		{Approvals{People: 1, TwoAbove: &above}, letters.Unchanged, 1},
		{Approvals{People: 3, TwoAbove: &above}, letters.New, 3},
	} {
		issue := letters.Issue{State: try.state, Number: 1, Reference: "P81001/LTC/2025-26/1"}
		if got := try.approvals.needed(positions, []letters.Issue{issue}); got != try.want {
			t.Errorf("%+v, %s: %d people, want %d", try.approvals, try.state, got, try.want)
		}
	}
	both := []calc.Position{{Balance: above}, {Balance: calc.Money{}.Minus(above)}} // a payment, and as much to recoup
	issues := []letters.Issue{{State: letters.New, Number: 1, Reference: "P81001/LTC/2025-26/1"}, {State: letters.New, Number: 1, Reference: "P81002/LTC/2025-26/1"}}
	for limit, want := range map[string]int{"99.99": 2, "100.00": 1} {
		sum, err := calc.ParseMoney(limit)
		if err != nil {
			t.Fatal(err)
		}
		if got := (Approvals{People: 1, TwoAbove: &sum}).needed(both, issues); got != want {
			t.Errorf("£50.00 to pay and £50.00 to recoup, above £%s: %d people, want %d", limit, got, want)
		}
	}
}
