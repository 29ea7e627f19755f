package extract

import (
	"fmt"
	"strings"

	"yearend/calc"
)

// early reports whether the year has not ended: what comes after the last
// complete month is left out, and need not be there.
func (in Inputs) early() bool { return in.Through > 0 }

// months is how many months of the year are looked at.
func (in Inputs) months() int {
	if in.early() {
		return in.Through
	}
	return calc.Months
}

// leftOut reports a day of the year after its last complete month: what was
// delivered then is left out, whatever it is.
func (r *reading) leftOut(d calc.Date) bool {
	return r.in.early() && r.period.Holds(d) && r.period.Month(d) >= r.in.Through
}

// endAhead says how much of what is left out is dated after the letters, and so
// cannot be what it says.
func (b *bookkeeper) endAhead() {
	if b.ahead > 0 {
		b.report(calc.Problem{Code: "W-date-future", Found: many(b.ahead, "record"), Remedy: "these are dated after the letters, " + b.reading.in.AsOf.String() +
			", and are left out with all that comes after the last complete month: look whether their dates are meant so, or check --as-of"})
	}
}

// lately is how many days before the end of the last complete month the newest
// record may have been delivered.
const lately = 7

// crossThrough stops a run before the year's end whose extract ends before the
// last month that is to be complete: each practice would be projected too low.
// Where only a scheme's activity does, or the month seems to lack its end, a
// person looks.
func (r *reading) crossThrough() {
	reached, last := r.reached(), monthName(r.period.MonthStart(r.in.Through-1))
	newest := 0
	for _, n := range reached {
		newest = max(newest, n)
	}
	if newest < r.in.Through && newest > 0 {
		r.note("E-through", calc.Problem{}, calc.Problem{Found: "nothing after " + monthName(r.period.MonthStart(newest-1)),
			Remedy: "the extract ends before " + last + ", the last month that is to be complete: ask for one that holds it, or give an earlier month with --through"})
		return
	}
	end := r.period.MonthEnd(r.in.Through - 1)
	for _, s := range r.schemes {
		whose := calc.Problem{Scheme: s.Code}
		switch n, day := reached[s], r.newest[s]; {
		case n > 0 && n < r.in.Through:
			whose.Found, whose.Remedy = "nothing after "+monthName(r.period.MonthStart(n-1)), last+" is to be complete, and the extract has nothing of this scheme in it: look whether a part of the extract is missing"
		case day != 0 && day < end && day.DaysTo(end) > lately:
			whose.Found, whose.Remedy = "nothing after "+day.String(), fmt.Sprintf("%s is to be complete, and the newest record is %d days before its end: look whether the extract was made after it", last, day.DaysTo(end))
		default:
			continue
		}
		r.note("W-through", calc.Problem{}, whose)
	}
	r.crossPartYears()
}

// reached is up to which month each scheme has any activity, or a figure of a
// monthly layout, be it 0.
func (r *reading) reached() map[*calc.Scheme]int {
	reached := map[*calc.Scheme]int{}
	for _, e := range r.sums.each {
		s := e.service.scheme
		if s == nil {
			continue
		}
		for i, n := range e.Recorded {
			if n > 0 || e.months != nil && e.months[i].in != nil {
				reached[s] = max(reached[s], i+1)
			}
		}
	}
	return reached
}

// fewIdle is how many months without any activity, at the beginning or the end
// of those that are complete, are no chance.
const fewIdle = 2

// crossPartYears looks for practices that may have joined or closed in the year:
// their rate is reckoned over all working days, and their target is the year's.
func (r *reading) crossPartYears() {
	recorded := map[calc.PracticeCode]*calc.ByMonth{}
	for code, e := range r.sums.each {
		if r.contracts.lines[contractKey{code, e.service}] == nil {
			continue
		}
		if recorded[code] == nil {
			recorded[code] = &calc.ByMonth{}
		}
		for i, n := range e.Recorded {
			recorded[code][i] += n
		}
	}
	for code, months := range recorded {
		idle := idleMonths(*months, r.in.Through)
		if len(idle) == 0 {
			continue
		}
		var names []string
		for _, i := range idle {
			names = append(names, monthName(r.period.MonthStart(i)))
		}
		r.note("W-part-year", r.contracts.signed[code], calc.Problem{Practice: code, Found: "nothing in " + strings.Join(names, ", "),
			Remedy: "the practice may have joined or closed in the year: its target is taken for the whole year's, and its rate over all working days; look whether both are meant so"})
	}
}

// idleMonths are those at the beginning or the end of the complete ones that have
// nothing, where there are a few on that side and something on the other.
func idleMonths(recorded calc.ByMonth, through int) []int {
	first, last := 0, through-1
	for first < through && recorded[first] == 0 {
		first++
	}
	if first == through {
		return nil // nothing at all, which is said by itself
	}
	for recorded[last] == 0 {
		last--
	}
	var idle []int
	for i := range through {
		if i < first && first >= fewIdle || i > last && through-1-last >= fewIdle {
			idle = append(idle, i)
		}
	}
	return idle
}
