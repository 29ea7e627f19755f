package calc

import "slices"

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
