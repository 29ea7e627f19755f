package calc

import "slices"

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
