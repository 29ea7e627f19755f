package calc

// Limits say what is plausible. An ICB can set its own, for its practices may
// differ more, or less, than others'.
type Limits struct {
	// Of the median of a service's achievements: beyond the first two nothing is
	// written, beyond the other two a person should look.
	MedianAbove, MedianBelow   Share
	UnusualAbove, UnusualBelow Share
	// With fewer practices than that in a service, a median stops nothing, and no
	// line is held against the others.
	Few int
	// How many times the upper quartile of all practices a figure of one may be,
	// and how many times the lower one may be that figure.
	FarAchievement, FarPrice, FarSum, FarAdvance Share
	// How many times what it was in the letter that stands a figure may be, or
	// what it was may be the figure.
	FarChange Share
	// The part of all that is to be paid and recouped in a scheme that one
	// position may be.
	MostOfAll Share
}

// DefaultLimits stand where a project sets none of its own.
func DefaultLimits() Limits {
	return Limits{
		MedianAbove: percent(200), MedianBelow: percent(20), UnusualAbove: percent(150), UnusualBelow: percent(50),
		Few:            5,
		FarAchievement: percent(150), FarPrice: percent(300), FarSum: percent(500), FarAdvance: percent(150), FarChange: percent(150),
		MostOfAll: percent(50),
	}
}

func percent(n int64) Share {
	s, _ := Ratio(n, 100)
	return s
}

// Faults are the limits that cannot be, each by the word that a project has for it.
func (l Limits) Faults() []string {
	var faults []string
	refuse := func(wrong bool, fault string) {
		if wrong {
			faults = append(faults, fault)
		}
	}
	hundred := percent(100)
	refuse(l.UnusualAbove.Cmp(hundred) <= 0 || l.MedianAbove.Cmp(l.UnusualAbove) < 0,
		"unusual_above and median_above lie above 100%, the second no lower than the first")
	refuse(l.UnusualBelow.Cmp(hundred) >= 0 || l.MedianBelow.Cmp(l.UnusualBelow) > 0 || l.MedianBelow.Cmp(Share{}) <= 0,
		"unusual_below and median_below lie below 100% and above 0%, the second no higher than the first")
	refuse(l.Few < 2 || l.Few > 100, "few is a number of practices, from 2 to 100")
	for _, far := range []struct {
		name  string
		share Share
	}{{"far_achievement", l.FarAchievement}, {"far_price", l.FarPrice}, {"far_sum", l.FarSum}, {"far_advance", l.FarAdvance}, {"far_change", l.FarChange}} {
		refuse(far.share.Cmp(hundred) <= 0, far.name+" lies above 100%, as 150% for half as much again")
	}
	refuse(l.MostOfAll.Cmp(Share{}) <= 0 || l.MostOfAll.Cmp(hundred) >= 0, "most_of_all lies between 0% and 100%")
	return faults
}
