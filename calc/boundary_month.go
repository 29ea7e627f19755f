package calc

import (
	"slices"
	"sort"
)

// Away is how far a line is from a boundary: the smallest whole number whose
// recording in one month of the year, or removal from it, is enough. The same
// number is worth more in a month that an average picks, and nothing in one that
// it leaves out, so that each month is asked for itself.
type Away struct {
	Less   bool // so many fewer are enough, not more
	Count  int64
	Months []int // those in which that number is enough, 0 for April
}

// How near is near: a hundredth of the target, cut, or so many.
const (
	nearHundredths = 1
	nearCount      = 5
)

// nearest is the largest number that is asked for.
func nearest(target int64) int64 { return max(nearCount, target*nearHundredths/100) }

// nearShares holds a line against the cap and the share paid in advance: how
// little more reaches it, or how little less falls below it.
func nearShares(p Position, i int) []Boundary {
	line := p.Lines[i]
	shares := []Share{p.Scheme.Cap}
	if p.Scheme.Advance != nil {
		shares = append(shares, p.Scheme.Advance.Share)
	}
	achieved := line.Highest().Achievement
	var near []Boundary
	for _, share := range shares {
		reached := achieved.Cmp(share) >= 0
		other := func(m Measured) bool { return m.Highest().Achievement.Cmp(share) >= 0 != reached }
		if away, is := awayFrom(p.Scheme, line, reached, other); is {
			near = append(near, Boundary{Position: p, Service: line.Contract.Service, Kind: NearShare,
				Achieved: achieved, Share: share, Away: away})
		}
	}
	return near
}

// nearOutcome asks whether a little more or less on one line changes the
// outcome, and how little would.
func nearOutcome(p Position, i int) []Boundary {
	line := p.Lines[i]
	outcome := func(m Measured) Outcome { return OutcomeOf(p.Balance.Minus(line.Earned).Plus(m.Earned)) }
	var near []Boundary
	for _, less := range []bool{false, true} {
		away, is := awayFrom(p.Scheme, line, less, func(m Measured) bool { return outcome(m) != p.Outcome })
		if !is {
			continue
		}
		var others []Outcome
		for _, month := range away.Months {
			if other := outcome(line.with(p.Scheme, month, away.signed())); !slices.Contains(others, other) {
				others = append(others, other)
			}
		}
		near = append(near, Boundary{Position: p, Service: line.Contract.Service, Kind: NearOutcome, Others: others, Away: away})
	}
	return near
}

func (a Away) signed() int64 {
	if a.Less {
		return -a.Count
	}
	return a.Count
}

// with is what the line comes to with so many more in one month.
func (a Achievement) with(s *Scheme, month int, more int64) Measured {
	months := a.Activity.Recorded
	months[month] += more
	return s.measure(a.Contract, whole(months))
}

// awayFrom finds the smallest number that is enough in any month.
func awayFrom(s *Scheme, line Achievement, less bool, enough func(Measured) bool) (Away, bool) {
	away, most, shape := Away{Less: less}, nearest(line.Contract.Target), s.shape()
	if shape == rises && s.neverEnough(line, less, most, enough) {
		return away, false
	}
	for month, held := range line.Activity.Recorded {
		limit := most
		if less {
			limit = min(most, held)
		}
		n, is := shape.smallest(limit, func(n int64) bool {
			return enough(line.with(s, month, Away{Less: less, Count: n}.signed()))
		})
		switch {
		case !is:
		case len(away.Months) == 0 || n < away.Count:
			away.Count, away.Months = n, []int{month}
		case n == away.Count:
			away.Months = append(away.Months, month)
		}
	}
	return away, len(away.Months) > 0
}

// shape is how the highest of a scheme's averages follows what is recorded in a month.
type shape int

const (
	rises shape = iota // more is never less
	jumps              // nor between the ends, but there a month begins or ceases to be active
	turns              // more can be less anywhere
)

// shape is the worst of the scheme's averages.
func (s *Scheme) shape() shape {
	worst := rises
	for _, m := range s.Methods {
		switch {
		case m.Months.By == IfActive:
			worst = max(worst, jumps)
		case m.Months.By == ByShare && !m.ordersByItsShare():
			worst = turns
		}
	}
	return worst
}

// ordersByItsShare reports whether the best months are those that make the
// average highest. The total of several is no such one: one more can put a short
// month in the place of a long one; nor is the mean of a quarter's months.
func (m Method) ordersByItsShare() bool {
	if m.Take.PerDay {
		return m.Months.Together == 1
	}
	return m.Months.From == m.Months.To
}

// smallest is the smallest number from 1 to the most that is enough.
func (s shape) smallest(most int64, enough func(int64) bool) (int64, bool) {
	low, high := int64(1), most // the search is among these
	switch {
	case most < 1 || s == rises && !enough(most):
		return 0, false
	case s == turns:
		for n := low; n < high; n++ {
			if enough(n) {
				return n, true
			}
		}
		return most, enough(most)
	case s == jumps && enough(low):
		return low, true
	case s == jumps && (most < 3 || !enough(most-1)):
		return most, enough(most)
	}
	return low + int64(sort.Search(int(high-low), func(i int) bool { return enough(low + int64(i)) })), true
}

// neverEnough spares most lines the search: not even the most is enough where it
// counts for the most that any of the averages can make of it.
func (s *Scheme) neverEnough(line Achievement, less bool, most int64, enough func(Measured) bool) bool {
	fewest := s.WorkingDays()
	for _, m := range s.Methods {
		fewest = min(fewest, m.fewestDays(s))
	}
	worth := ratioOf(s.WorkingDays(), fewest).times(most).Over(line.Contract.Target)
	at := line.Highest().Achievement.Plus(worth)
	if less {
		at = line.Highest().Achievement.Plus(worth.times(-1)).AtLeast(Share{})
	}
	furthest := Measured{Results: []Result{{Achievement: at}}, Capped: at.AtMost(s.Cap)}
	furthest.Earned = line.Contract.Value.Times(furthest.Capped)
	return !enough(furthest)
}

// fewestDays are those that one more in a month is divided by at the least: it adds
// Σw ÷ so many to a method's achievement against a target of one, and never more.
func (m Method) fewestDays(s *Scheme) int64 {
	n := m.Months.To - m.Months.From + 1
	if m.Take.PerDay {
		return slices.Min(s.Weights[:]) * int64(n*m.Months.Together)
	}
	var days [Months]int64
	together := days[:Months/m.Months.Together]
	for i, w := range s.Weights {
		together[i/m.Months.Together] += w
	}
	slices.Sort(together)
	var least int64
	for _, d := range together[:n] {
		least += d
	}
	return least
}
