package main

import (
	"yearend/calc"
	"yearend/letters"
)

// mostApprovals is as many people as can be asked for.
const mostApprovals = 5

func (p project) approvalFaults() []string {
	var faults []string
	if p.Approvals != nil && (*p.Approvals < 1 || *p.Approvals > mostApprovals) {
		faults = append(faults, "approvals: write how many people must approve a run, from 1 to 5")
	}
	if _, err := p.twoAbove(); err != nil {
		faults = append(faults, "two_approvals_above: "+err.Error())
	}
	return faults
}

// twoAbove is the sum above which two people must approve; nil where none is set.
func (p project) twoAbove() (*calc.Money, error) {
	if p.TwoAbove == "" {
		return nil, nil
	}
	sum, err := calc.ParseMoney(p.TwoAbove)
	return &sum, err
}

// approvals is how many people must approve a run. Only its own letters count:
// those that stand unchanged have been approved.
func (p project) approvals(positions []calc.Position, issues []letters.Issue) int {
	needed := 1
	if p.Approvals != nil {
		needed = *p.Approvals
	}
	var moved calc.Money
	own := 0
	for i, position := range positions {
		if state := issues[i].State; state == letters.New || state == letters.Changed {
			moved = moved.Plus(position.Balance.Abs())
			own++
		}
	}
	if own == 0 {
		return 1
	}
	if above, _ := p.twoAbove(); above != nil && moved.Cmp(*above) > 0 { // check has seen that it can be read
		needed = max(needed, 2)
	}
	return needed
}
