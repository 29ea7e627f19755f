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
}
