package calc

import (
	"cmp"
	"math"
	"math/big"
	"math/bits"
	"slices"
)

// Method is one way to average a year's months into an achievement.
type Method struct {
	ID     string // "best_nine_months"
	Name   string // "Mean of the best nine months"
	Months Taking
	Take   Take
	Clause Clause
}

// Result is what one method makes of a year.
type Result struct {
	Method      *Method
	Chosen      []int // the months taken, 0 for April, in calendar order
	Achievement Share
}

// OfTheYear reports whether the achievement is simply what was recorded in the
// year over its target.
func (r Result) OfTheYear() bool { return len(r.Chosen) == Months && !r.Method.Take.PerDay }

// measure applies the method to the months recorded against a target above zero.
func (m *Method) measure(s *Scheme, target int64, recorded ByMonth) Result {
	r := Result{Method: m, Chosen: m.Months.months(s, recorded)}
	if n, d, fits := r.smallParts(s, target, recorded); fits {
		r.Achievement = shareOfParts(n, d)
	} else {
		r.Achievement = shareOf(new(big.Rat).SetFrac(r.largeParts(s, target, recorded)))
	}
	return r
}

// Parts are the achievement as a ratio of two whole numbers, before it is
// brought to lowest terms. With e = target × w ÷ Σw for a month of w working
// days, it is over the months taken
//
//	Σa ÷ Σe              = Σa × Σw ÷ (target × Σ w taken)
//	the mean of a ÷ e    = Σ(a × m/w) × Σw ÷ (target × months taken × m)
//
// m being a number that every w divides. Over no month at all it is 0 ÷ 1.
func (r Result) Parts(s *Scheme, target int64, recorded ByMonth) (n, d *big.Int) {
	if n, d, fit := r.smallParts(s, target, recorded); fit {
		return big.NewInt(n), big.NewInt(d)
	}
	return r.largeParts(s, target, recorded)
}

func (r Result) largeParts(s *Scheme, target int64, recorded ByMonth) (n, d *big.Int) {
	n, d = new(big.Int), new(big.Int)
	if len(r.Chosen) == 0 {
		return n, d.SetInt64(1)
	}
	multiple := Multiple(s.Weights[:]...)
	for _, i := range r.Chosen {
		factor := r.factor(s, multiple, i)
		n.Add(n, new(big.Int).Mul(big.NewInt(recorded[i]), big.NewInt(factor)))
		d.Add(d, big.NewInt(factor*s.Weights[i]))
	}
	return n.Mul(n, big.NewInt(s.WorkingDays())), d.Mul(d, big.NewInt(target))
}

// smallParts are the parts where they fit into 64 bits, as they nearly always do.
func (r Result) smallParts(s *Scheme, target int64, recorded ByMonth) (n, d int64, fit bool) {
	if len(r.Chosen) == 0 {
		return 0, 1, true
	}
	multiple, fits := int64(1), true
	if r.Method.Take.PerDay {
		multiple = Multiple(s.Weights[:]...)
	}
	times := func(a, b int64) int64 {
		high, low := bits.Mul64(uint64(a), uint64(b))
		fits = fits && a >= 0 && b >= 0 && high == 0 && low <= math.MaxInt64
		return int64(low)
	}
	for _, i := range r.Chosen {
		factor := r.factor(s, multiple, i)
		n += times(recorded[i], factor)
		d += times(factor, s.Weights[i])
		fits = fits && n >= 0 && d >= 0
	}
	n, d = times(n, s.WorkingDays()), times(d, target)
	return n, d, fits
}

// factor is what the activity of a month counts for.
func (r Result) factor(s *Scheme, multiple int64, month int) int64 {
	if r.Method.Take.PerDay {
		return multiple / s.Weights[month]
	}
	return 1
}

// months are those taken, in calendar order.
func (t Taking) months(s *Scheme, recorded ByMonth) []int {
	var all [Months]monthsTogether
	order := all[:Months/t.Together]
	for i, n := range recorded {
		m := &order[i/t.Together]
		m.first = i / t.Together * t.Together
		m.days += s.Weights[i]
		m.recorded += n
	}
	switch t.By {
	case ByShare:
		slices.SortStableFunc(order, func(a, b monthsTogether) int { return cmp.Compare(b.recorded*a.days, a.recorded*b.days) })
		order = order[t.From-1 : t.To]
	case InYear:
		order = order[t.From-1 : t.To]
	case IfActive:
		order = slices.DeleteFunc(order, func(m monthsTogether) bool { return m.recorded == 0 })
	}
	if len(order) == 0 {
		return nil
	}
	chosen := make([]int, 0, len(order)*t.Together)
	for _, m := range order {
		for i := range t.Together {
			chosen = append(chosen, m.first+i)
		}
	}
	slices.Sort(chosen)
	return chosen
}

// monthsTogether are months that are taken or left as one. The target is the
// same for all, so that recorded ÷ days puts them in the order of recorded ÷ expected.
type monthsTogether struct {
	first          int
	recorded, days int64
}
