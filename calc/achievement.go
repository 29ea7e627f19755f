package calc

import "errors"

// ErrNoTarget says that an achievement cannot be stated, because there is no
// target above zero to measure against (A8).
var ErrNoTarget = errors.New("no target above zero")

// Achievement is the recorded achievement of one contract line.
type Achievement struct {
	Contract Contract
	Activity Activity
	Measured
	// OnTime is the same without what was coded late; nothing where that is not known.
	OnTime Measured
}

// Measured is what a year's activity by month comes to against a target.
type Measured struct {
	Results []Result // one a method, in the scheme's order
	Applied int      // the place of the applied one in Results
	Capped  Share
	Earned  Money
}

// Measure turns the months recorded against one contract line into its
// achievement: every method of the scheme, the highest of them (ties: the
// first listed), the cap, and what is earned by it.
func Measure(s *Scheme, c Contract, a Activity) (Achievement, error) {
	if c.Target <= 0 {
		return Achievement{}, ErrNoTarget
	}
	line := Achievement{Contract: c, Activity: a, Measured: s.measure(c, whole(a.Recorded))}
	if !a.LateUnknown {
		line.OnTime = s.measure(c, whole(a.OnTime()))
	}
	return line, nil
}

// measure holds a year's months, whole or not, against a contract line
// whose target is above zero.
func (s *Scheme) measure(c Contract, months ExactMonths) Measured {
	var of Measured
	for i, m := range s.Methods {
		of.Results = append(of.Results, m.measure(s, c.Target*months.PerOne, months.Units))
		if of.Results[i].Achievement.Cmp(of.Highest().Achievement) > 0 {
			of.Applied = i
		}
	}
	of.Capped = of.Highest().Achievement.AtMost(s.Cap)
	of.Earned = c.Value.Times(of.Capped)
	return of
}

// Highest is the result that was applied.
func (m Measured) Highest() Result { return m.Results[m.Applied] }

// Balance is what is earned on the line less what was paid for it in advance.
func (a Achievement) Balance() Money { return a.Earned.Minus(a.Contract.Advance) }
