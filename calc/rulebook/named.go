package rulebook

import (
	"fmt"
	"math/big"
	"slices"

	"yearend/calc"
)

// figures are those that words may name, as a person reads them.
func figures(s *calc.Scheme) map[string]string {
	named := map[string]string{
		"year": s.Year, "next.year": yearOf(s.Period, 1),
		"cap.share": calc.RulePercent(s.Cap), "pay.run": s.Dates.PaymentRun, "coding.by": s.CodedBy.Long(),
		"period.from": s.Period.From.Long(), "period.to": s.Period.To.Long(), "letter.by": s.Dates.LettersBy.Long(),
		"period.first_month": s.Period.From.Month().String(), "period.last_month": s.Period.To.Month().String(),
		"form.opens": s.Dates.FormOpens.Long(), "form.closes": s.Dates.FormCloses.Long(),
		"panel.week": s.Dates.PanelWeek.Long(), "panel.outcome_by": s.Dates.OutcomeBy.Long(),
		"exclusions": theMany(len(s.Excluded), "exclusion"), "exceptions": theMany(len(s.Grounds.Exceptions), "exception"),
		"projection.last_months": calc.NumberWord(calc.LastMonths),
	}
	if s.Advance != nil {
		named["advance.share"], named["advance.instalments"] = calc.RulePercent(s.Advance.Share), fmt.Sprint(s.Advance.Instalments)
		named["remaining.share"] = calc.RulePercent(less(s.Cap, s.Advance.Share))
		schedule(named, s)
	}
	if s.Mitigation != nil && s.Mitigation.Plan != nil {
		named["plan.first"] = s.Mitigation.Plan.First.LongMonth()
	}
	return named
}

// theMany writes the two exclusions, the one exclusion.
func theMany(n int, thing string) string {
	if n == 1 {
		return "the one " + thing
	}
	return "the " + calc.NumberWord(n) + " " + thing + "s"
}

// schedule names when the instalments are due: the first of them, which of them are
// due with it, the last, and the months in which none is.
func schedule(named map[string]string, s *calc.Scheme) {
	all := s.Advance.Schedule
	if len(all) == 0 {
		return
	}
	var atOnce, later, due, none []string
	for _, in := range all {
		due = append(due, s.Period.MonthTitle(in.Due))
		if in.Due == all[0].Due {
			atOnce = append(atOnce, in.Reference)
		} else {
			later = append(later, in.Reference)
		}
	}
	for i := range calc.Months {
		if month := s.Period.MonthTitle(i); !slices.Contains(due, month) {
			none = append(none, month)
		}
	}
	if len(later) > 2 {
		later = []string{later[0] + " to " + later[len(later)-1]}
	}
	if len(none) == 0 {
		none = []string{"no month"}
	}
	last := all[len(all)-1]
	named["schedule.first_due"], named["schedule.at_once"] = due[0], calc.And(atOnce)
	named["schedule.later"], named["schedule.none_due"] = calc.And(later), calc.And(none)
	named["schedule.last_due"], named["schedule.last_covers"] = s.Period.MonthTitle(last.Due), s.Period.MonthTitle(last.Covers)
}

// yearOf writes a contract year, or one so many years on, as guidance does: 2025/26.
func yearOf(p calc.Period, on int) string {
	return fmt.Sprintf("%d/%02d", p.From.Year()+on, (p.To.Year()+on)%100)
}

// less is what is left of a share without another, of which it has been seen that
// it is no larger.
func less(a, b calc.Share) calc.Share {
	left := new(big.Rat).Sub(a.Rat(), b.Rat())
	share, _ := calc.Ratio(left.Num().Int64(), left.Denom().Int64())
	return share
}
