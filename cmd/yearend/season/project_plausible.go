package season

import (
	"fmt"

	"yearend/calc"
)

// Plausible is what the project says is plausible, each a
// percentage but for the prices; where it
// says nothing, the program's own limit stands.
type Plausible struct {
	MedianAbove    string `yaml:"median_above"`
	MedianBelow    string `yaml:"median_below"`
	UnusualAbove   string `yaml:"unusual_above"`
	UnusualBelow   string `yaml:"unusual_below"`
	PriceAbove     string `yaml:"price_above"` // pounds
	PriceBelow     string `yaml:"price_below"`
	FarAchievement string `yaml:"far_achievement"`
	FarPrice       string `yaml:"far_price"`
	FarSum         string `yaml:"far_sum"`
	FarAdvance     string `yaml:"far_advance"`
	FarChange      string `yaml:"far_change"`
	MostOfAll      string `yaml:"most_of_all"`
	Few            *int   // practices
}

// limits are those of the project and the program together, with what is wrong
// with them.
func (p Plausible) limits() (calc.Limits, []string) {
	l := calc.DefaultLimits()
	var faults []string
	for _, set := range []struct {
		name, text string
		limit      *calc.Share
	}{
		{"median_above", p.MedianAbove, &l.MedianAbove}, {"median_below", p.MedianBelow, &l.MedianBelow},
		{"unusual_above", p.UnusualAbove, &l.UnusualAbove}, {"unusual_below", p.UnusualBelow, &l.UnusualBelow},
		{"far_achievement", p.FarAchievement, &l.FarAchievement}, {"far_price", p.FarPrice, &l.FarPrice},
		{"far_sum", p.FarSum, &l.FarSum}, {"far_advance", p.FarAdvance, &l.FarAdvance}, {"far_change", p.FarChange, &l.FarChange},
		{"most_of_all", p.MostOfAll, &l.MostOfAll},
	} {
		if set.text == "" {
			continue
		}
		share, err := calc.ParseShare(set.text)
		if err != nil {
			faults = append(faults, fmt.Sprintf("plausible.%s: %v", set.name, err))
			continue
		}
		*set.limit = share
	}
	for _, set := range []struct {
		name, text string
		limit      *calc.Money
	}{{"price_above", p.PriceAbove, &l.PriceAbove}, {"price_below", p.PriceBelow, &l.PriceBelow}} {
		if set.text == "" {
			continue
		}
		money, err := calc.ParseMoney(set.text)
		if err != nil {
			faults = append(faults, fmt.Sprintf("plausible.%s: %v", set.name, err))
			continue
		}
		*set.limit = money
	}
	if p.Few != nil {
		l.Few = *p.Few
	}
	if len(faults) > 0 {
		return l, faults
	}
	for _, fault := range l.Faults() {
		faults = append(faults, "plausible: "+fault)
	}
	return l, faults
}
