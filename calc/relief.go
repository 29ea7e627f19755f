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

// Effect is what a request would change if all of it were accepted, beside the
// position as its letter has it. It decides nothing.
type Effect struct {
	Before, After Position
	Line, IfAll   Achievement // of the service that is asked for, before and after
	Claimed       ByMonth
	Change        Money // by how much the balance rises

	Months   []int // that are asked for, 0 for April
	Recorded int64 // in them
	Expected Share // in them, of the year's target
	Others   Rate  // in the practice's other months; of no days where all are asked for

	ToTarget Reach
	ToShare  *Reach // to the share that is paid in advance; nil where the scheme states none
}

// Reach is the smallest whole number of accepted activity with which a line reaches
// a share. It is filled into the months asked for, the earlier ones first, each up
// to what is asked for there; what is more than that goes on into the same months,
// one in each in turn.
type Reach struct {
	Share Share
	How   HowReached
	Count int64 // of ReachedWithin and ReachedBeyond
}

// HowReached is how a share is reached.
type HowReached string

const (
	ReachedAlready HowReached = "already" // with what is recorded
	ReachedWithin  HowReached = "within"  // with what is asked for, or less
	ReachedBeyond  HowReached = "beyond"  // only with more than is asked for
	ReachedNever   HowReached = "never"   // by nothing in the months asked for: no average that decides counts them
)

// HowsReached are all of them.
func HowsReached() []HowReached {
	return []HowReached{ReachedAlready, ReachedWithin, ReachedBeyond, ReachedNever}
}

// EffectOf works out what a request would change. That nothing is asked for is no
// error: it changes nothing.
func EffectOf(p Position, service string, claimed ByMonth) (Effect, error) {
	after, err := p.Relieved(map[string]ByMonth{service: claimed})
	if err != nil {
		return Effect{}, err
	}
	e := Effect{Before: p, After: after, Claimed: claimed, Change: after.Balance.Minus(p.Balance)}
	for i, line := range p.Lines {
		if line.Contract.Service == service {
			e.Line, e.IfAll = line, after.Lines[i]
		}
	}
	for i, n := range claimed {
		recorded := e.Line.Activity.Recorded[i]
		if n == 0 {
			e.Others.Count += recorded
			e.Others.Days += p.Scheme.Weights[i]
			continue
		}
		e.Months = append(e.Months, i)
		e.Recorded += recorded
		e.Expected = e.Expected.Plus(p.Scheme.Expected(e.Line.Contract.Target, i))
	}
	e.ToTarget = e.reach(p.Scheme, ratioOf(1, 1))
	if p.Scheme.Advance != nil {
		to := e.reach(p.Scheme, p.Scheme.Advance.Share)
		e.ToShare = &to
	}
	return e, nil
}

// AtOwnRate is what the months asked for would hold at the rate of the others;
// nothing where there are no others.
func (e Effect) AtOwnRate() Share {
	if e.Others.Days == 0 {
		return Share{}
	}
	return ratioOf(e.Others.Count*e.Before.Scheme.daysOf(e.Months), e.Others.Days)
}

// NothingBelow reports whether the highest of the averages reaches the target as it
// is recorded, so that there is nothing to ask for (L9, A10).
func (e Effect) NothingBelow() bool { return e.ToTarget.How == ReachedAlready }

// Absorbed reports whether what is asked for would change nothing, although the
// target is not reached: the average that is applied does not count those months,
// or not more of them.
func (e Effect) Absorbed() bool {
	return len(e.Months) > 0 && !e.NothingBelow() && e.Change.Sign() == 0
}

func (e Effect) reach(s *Scheme, share Share) Reach {
	to := Reach{Share: share, How: ReachedAlready}
	enough := func(n int64) bool {
		months := e.Line.Activity.Recorded.Plus(filled(e.Claimed, n))
		return s.measure(e.Line.Contract, whole(months)).Highest().Achievement.Cmp(share) >= 0
	}
	if enough(0) {
		return to
	}
	to.How = ReachedNever
	if len(e.Months) == 0 {
		return to
	}
	asked, follows := e.Claimed.Sum(), s.shape()
	if follows != rises { // more in a second month can be less again
		follows = turns
	}
	most := asked + 2*e.Line.Contract.Target // in one month, an average of twelve takes little more than the target
	if n, is := follows.smallest(most, enough); is {
		to.Count, to.How = n, ReachedWithin
		if n > asked {
			to.How = ReachedBeyond
		}
	}
	return to
}

// filled puts so many into the months that are asked for: see Reach.
func filled(claimed ByMonth, n int64) ByMonth {
	var into ByMonth
	var asked []int
	for i, most := range claimed {
		if most > 0 {
			asked = append(asked, i)
		}
		into[i] = min(most, n)
		n -= into[i]
	}
	for k, i := range asked {
		share := n / int64(len(asked))
		if int64(k) < n%int64(len(asked)) {
			share++
		}
		into[i] += share
	}
	return into
}
