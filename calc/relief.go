package calc

import "fmt"

// Plus is the count of each month with another added.
func (m ByMonth) Plus(n ByMonth) ByMonth {
	for i := range m {
		m[i] += n[i]
	}
	return m
}

// Relieved is a position with accepted activity, by service, added to what was
// recorded, and measured anew by the same methods, cap and rounding (A16). The
// accepted activity counts as coded on time. The position itself is left as it is.
// A service without a line is an error, and so is a count below zero.
func (p Position) Relieved(accepted map[string]ByMonth) (Position, error) {
	lines := make([]Achievement, 0, len(p.Lines))
	met := 0
	for _, line := range p.Lines {
		more, some := accepted[line.Contract.Service]
		if !some {
			lines = append(lines, line)
			continue
		}
		met++
		for _, n := range more {
			if n < 0 {
				return p, fmt.Errorf("accepted activity of %s is below zero", line.Contract.Service)
			}
		}
		activity := line.Activity
		activity.Recorded = activity.Recorded.Plus(more)
		relieved, err := Measure(p.Scheme, line.Contract, activity)
		if err != nil {
			return p, err
		}
		lines = append(lines, relieved)
	}
	if met != len(accepted) {
		return p, fmt.Errorf("activity is accepted for a service that %s has no line for", p.Practice.Code)
	}
	after := Reconcile(p.Scheme, p.Practice, lines)
	after.Records, after.Instalments, after.Given, after.Successor, after.Held, after.Look = p.Records, p.Instalments, p.Given, p.Successor, p.Held, p.Look
	return after, nil
}
