package calc

import "errors"

// ErrNoTarget says that an achievement cannot be stated, because there is no
// target above zero to measure against (A8).
var ErrNoTarget = errors.New("no target above zero")

// Achievement is the recorded achievement of one contract line.
type Achievement struct {
	Contract Contract
	Activity Activity
	Results  []Result // one a method, in the scheme's order
	Applied  int      // the place of the applied one in Results
	Capped   Share
	Earned   Money
	// OnTime is what would have been earned without what was coded late.
	OnTime Money
}

// Measure turns the months recorded against one contract line into its
// achievement: every method of the scheme, the highest of them (ties: the
// first listed), the cap, and what is earned by it.
func Measure(s *Scheme, c Contract, a Activity) (Achievement, error) {
	if c.Target <= 0 {
		return Achievement{}, ErrNoTarget
	}
	results, applied := apply(s, c.Target, a.Recorded)
	onTime, appliedOnTime := apply(s, c.Target, a.OnTime())
	capped := results[applied].Achievement.AtMost(s.Cap)
	return Achievement{
		Contract: c,
		Activity: a,
		Results:  results,
		Applied:  applied,
		Capped:   capped,
		Earned:   c.Value.Times(capped),
		OnTime:   c.Value.Times(onTime[appliedOnTime].Achievement.AtMost(s.Cap)),
	}, nil
}

func apply(s *Scheme, target int64, recorded ByMonth) ([]Result, int) {
	var results []Result
	highest := 0
	for i, m := range s.Methods {
		results = append(results, m.measure(s, target, recorded))
		if results[i].Achievement.Cmp(results[highest].Achievement) > 0 {
			highest = i
		}
	}
	return results, highest
}

// Highest is the result that was applied.
func (a Achievement) Highest() Result { return a.Results[a.Applied] }

// Balance is what is earned on the line less what was paid for it in advance.
func (a Achievement) Balance() Money { return a.Earned.Minus(a.Contract.Advance) }
