package rulebook

import (
	"fmt"
	"maps"
	"math/big"
	"regexp"
	"slices"
	"strings"

	"yearend/calc"
)

// What a rule says may name a figure of the file, as {advance.share}, so that a
// figure which is changed is never contradicted by the words beside it; and a
// percentage or a day that is written out in words must be one of the file's.
var (
	figureName = regexp.MustCompile(`\{([a-z_.]+)\}`)
	percentage = regexp.MustCompile(`[0-9]+(?:\.[0-9]+)?%`)
	longDay    = regexp.MustCompile(`\b[0-9]{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) [0-9]{4}\b`)
)

// figures are those that words may name, as a person reads them.
func figures(s *calc.Scheme) map[string]string {
	named := map[string]string{
		"cap.share": percent(s.Cap), "pay.run": s.Dates.PaymentRun, "coding.by": long(s.CodedBy),
		"period.from": long(s.Period.From), "period.to": long(s.Period.To), "letter.by": long(s.Dates.LettersBy),
		"form.opens": long(s.Dates.FormOpens), "form.closes": long(s.Dates.FormCloses),
		"panel.week": long(s.Dates.PanelWeek), "panel.outcome_by": long(s.Dates.OutcomeBy),
	}
	if s.Advance != nil {
		named["advance.share"], named["advance.instalments"] = percent(s.Advance.Share), fmt.Sprint(s.Advance.Instalments)
		named["remaining.share"] = percent(less(s.Cap, s.Advance.Share))
	}
	if s.Mitigation != nil && s.Mitigation.Plan != nil {
		first := s.Mitigation.Plan.First
		named["plan.first"] = fmt.Sprintf("%s %d", first.Month(), first.Year())
	}
	return named
}

// percent writes 80% or 82.5%.
func percent(s calc.Share) string {
	return strings.TrimSuffix(strings.TrimRight(s.CutPercent(2), "0"), ".") + "%"
}

// less is what is left of a share without another, of which it has been seen that
// it is no larger.
func less(a, b calc.Share) calc.Share {
	left := new(big.Rat).Sub(a.Rat(), b.Rat())
	share, _ := calc.Ratio(left.Num().Int64(), left.Denom().Int64())
	return share
}

func long(d calc.Date) string { return fmt.Sprintf("%d %s %d", d.Day(), d.Month(), d.Year()) }

// prose puts the figures into what every rule says, and refuses words that say
// another figure than the file's.
func (r *reader) prose(s *calc.Scheme) {
	named := figures(s)
	for i := range r.rules {
		rule := &r.rules[i]
		rule.Says = r.spelled(rule.Key, rule.Says, named)
		if rule.Assumption != nil {
			rule.Assumption.Why = r.spelled(rule.Key, rule.Assumption.Why, named)
		}
	}
}

func (r *reader) spelled(key, words string, named map[string]string) string {
	words = figureName.ReplaceAllStringFunc(words, func(name string) string {
		figure, known := named[strings.Trim(name, "{}")]
		if !known {
			r.fault(key, "%s is no figure of this file that words can name: write one of {%s}", name, strings.Join(slices.Sorted(maps.Keys(named)), "}, {"))
		}
		return figure
	})
	for _, pattern := range []*regexp.Regexp{percentage, longDay} {
		for _, said := range pattern.FindAllString(words, -1) {
			if !slices.Contains(slices.Collect(maps.Values(named)), said) {
				r.fault(key, "it says %s, which is no figure of this file: put it right, or name the figure, as {cap.share} or {coding.by}", said)
			}
		}
	}
	return words
}
