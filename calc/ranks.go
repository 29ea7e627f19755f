package calc

import (
	"fmt"
	"slices"
)

// ranks are figures in their order, the smallest first. What is said of them is
// one of them, by its exact rank: no figure is made up between two.
type ranks []Share

func ranksOf(shares []Share) ranks {
	sorted := slices.Clone(shares)
	slices.SortFunc(sorted, Share.Cmp)
	return sorted
}

// quarter is the smallest figure such that at least so many quarters of all are
// no larger: the second is the median. There must be a figure.
func (r ranks) quarter(n int) Share { return r[(n*len(r)+3)/4-1] }

func (r ranks) median() Share { return r.quarter(2) }

// far reports whether a figure is more than so many times the upper quartile, or
// the lower quartile more than so many times the figure.
func (r ranks) far(s, times Share) bool {
	return s.Cmp(r.quarter(3).by(times)) > 0 || s.by(times).Cmp(r.quarter(1)) < 0
}

// manyPractices is from how many on a part of them is said as half, and not counted.
const manyPractices = 10

// middle says how many practices lie between the lower quartile and the upper one.
func (r ranks) middle() string { return r.partWithin(r.quarter(1), r.quarter(3)) }

// half says how many practices lie at the median or further from the whole, 100%.
func (r ranks) half() string {
	switch {
	case r[0].Cmp(r[len(r)-1]) == 0:
		return allOf(len(r))
	case r.median().Cmp(percent(100)) < 0:
		return r.partWithin(r[0], r.median())
	}
	return r.partWithin(r.median(), r[len(r)-1])
}

func (r ranks) partWithin(least, most Share) string {
	n := 0
	for _, s := range r {
		if s.Cmp(least) >= 0 && s.Cmp(most) <= 0 {
			n++
		}
	}
	return partOf(n, len(r))
}

// partOf says how many of the practices are meant: half of many, and of few their count.
func partOf(n, practices int) string {
	switch {
	case practices >= manyPractices:
		return fmt.Sprintf("half of the %s practices", Count(practices))
	case n == practices:
		return allOf(practices)
	}
	return fmt.Sprintf("%d of the %d practices", n, practices)
}

// allOf is all practices, in a sentence.
func allOf(practices int) string {
	switch practices {
	case 1:
		return "the only practice"
	case 2:
		return "both practices"
	}
	return fmt.Sprintf("all %s practices", Count(practices))
}

// theirs is the word for what the practices have.
func theirs(practices int) string {
	if practices == 1 {
		return "its"
	}
	return "their"
}
