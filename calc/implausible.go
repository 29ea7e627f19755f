package calc

import (
	"fmt"
	"slices"
)

// Implausible is a kind of problem that only shows when figures are judged
// against each other and against sense, before a letter is made. An instruction
// to accept clears one, for the value that was found.
type Implausible struct {
	Code     string
	Severity Severity
	Meaning  string
}

// The codes of what is implausible.
const (
	RunningTotals      = "E-running-totals"
	RunningTotalsOfFew = "W-running-totals"
	MedianOutOfRange   = "E-median"
	MedianUnusual      = "W-median"
	AdvancesAbove      = "E-advances"
	AdvancesUnusual    = "W-advances"
	PriceUnusual       = "W-price"
	FiguresAlike       = "W-alike"
	MostOfAll          = "W-most-of-all"
	FarAchievement     = "W-far-achievement"
	FarPrice           = "W-far-price"
	FarSum             = "W-far-sum"
	FarAdvance         = "W-far-advance"
	FarChange          = "W-far-change"
)

// implausibles has every kind, the gravest first.
var implausibles = []Implausible{
	{RunningTotals, Stop, "the months of a service are running totals, and not what was recorded in each"},
	{MedianOutOfRange, Stop, "half of the practices achieved so much, or so little, of a service's targets that counts or targets must be wrong"},
	{AdvancesAbove, Stop, "half of the practices were paid far more in advance than their contracts are worth"},
	{RunningTotalsOfFew, Look, "the months of a service look like running totals, of one practice alone, or where most practices joined later in the year"},
	{MedianUnusual, Look, "half of the practices achieved unusually much, or little, of a service's targets"},
	{AdvancesUnusual, Look, "half of the practices were paid unusually much, or little, of their contracts in advance, or each nothing or all of it"},
	{PriceUnusual, Look, "one unit of a service's activity is worth more, or less, than services are bought for: values and advances may both be in pence or thousands"},
	{FiguresAlike, Look, "figures of a service are the same for all practices, or copies of others, as where a column was filled down"},
	{MostOfAll, Look, "one contract is most of all that is to be paid or recouped in a scheme"},
	{FarAchievement, Look, "an achievement is far from those of the other practices"},
	{FarPrice, Look, "the price of one unit of activity is far from what the other practices' contracts make it"},
	{FarSum, Look, "a contract value is far above those of the other practices"},
	{FarAdvance, Look, "the share paid in advance is far from that of the other practices"},
	{FarChange, Look, "a figure is far from that of the letter that stands"},
}

// Implausibles are all the kinds.
func Implausibles() []Implausible { return slices.Clone(implausibles) }

// IsImplausible reports whether a problem's code is that of one of the kinds.
func IsImplausible(code string) bool {
	return slices.ContainsFunc(implausibles, func(i Implausible) bool { return i.Code == code })
}

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
