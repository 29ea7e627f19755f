package extract

import (
	"fmt"

	"yearend/calc"
)

// months judges the layout with a row for each practice, service and month.
type months struct {
	bookkeeper
}

// The places of the columns in the layout, after those of all layouts.
const (
	mMonth = aService + 1 + iota
	mActivity
	mLate
)

func (j *months) row(r row) int {
	e, whose, ok := j.entry(r)
	month, ok1 := j.which(r, e, whose)
	n, ok2 := j.number(r, mActivity, e, whose)
	late, ok3 := j.number(r, mLate, e, whose)
	if ok2 && ok3 && late > n {
		ok3 = false
		j.fault(r, mLate, &flaw{"E-late-part", fmt.Sprintf("this is more than the %d recorded in the month, of which it is a part: correct one of the two", n)}, e, whose)
	}
	if !(ok && ok1 && ok2 && ok3) {
		e.Records.Faulty++
		return 1
	}
	if !j.claim(e, month, r.number) {
		j.again(r, []string{monthName(month)}, month, e, whose)
		e.Records.Faulty++
		return 1
	}
	if j.cell(r, mActivity).blank() {
		j.fault(r, mActivity, &flaw{"W-blank-month", "no activity is given for the month, and it counts as none: look whether it is missing"}, e, whose)
	}
	e.fileMonth(month, n, late)
	return 1
}

func (j *months) which(r row, e *entry, whose calc.Problem) (calc.Date, bool) {
	month, f := j.month(r, mMonth)
	if asOf := j.reading.in.AsOf; f == nil && asOf != 0 && month > asOf {
		f = &flaw{"E-date-future", "this month begins after the date of the letters, " + asOf.String() +
			": correct it, or check --as-of (Excel takes Apr-25 for 25 April of the current year)"}
	}
	if f != nil {
		j.fault(r, mMonth, f, e, whose)
	}
	return month, f == nil
}

// number reads a count; blank is none.
func (j *months) number(r row, i int, e *entry, whose calc.Problem) (int64, bool) {
	if j.cell(r, i).notWritten() {
		return 0, true
	}
	n, f := j.count(r, i, maxMonth)
	if f != nil {
		j.fault(r, i, f, e, whose)
	}
	return n, f == nil
}

// claim takes a month for an entry. It is false when there is a figure for the
// month already.
func (b *bookkeeper) claim(e *entry, month calc.Date, row int) bool {
	p := e.service.scheme.Period
	if !p.Holds(month) {
		return true
	}
	if e.months == nil {
		e.months = &[calc.Months]spot{}
	}
	figure := &e.months[p.Month(month)]
	if figure.page != nil {
		return false
	}
	*figure = spot{b.page, row}
	return true
}

// again reports a second figure for the same months, of which one is given.
func (b *bookkeeper) again(r row, months []string, month calc.Date, e *entry, whose calc.Problem) {
	first := e.months[e.service.scheme.Period.Month(month)]
	b.fault(r, aService, &flaw{"E-month-again", "there is another figure for this practice and service in " + monthList(months) +
		", in " + at(first.page.place(first.row, whose.Practice)) + ": take out the one that is not valid, or add the two up where they come from"}, e, whose)
}

// fileMonth adds a month's figure up.
func (e *entry) fileMonth(month calc.Date, n, late int64) {
	e.monthly = true
	p := e.service.scheme.Period
	if !p.Holds(month) {
		e.OutOfPeriod += n
		e.Records.OutOfPeriod++
		return
	}
	e.Recorded[p.Month(month)] += n
	e.Late[p.Month(month)] += late
	e.Records.InPeriod++
}

// monthList writes the months, and all twelve in short.
func monthList(months []string) string {
	if len(months) == calc.Months {
		return "each of the twelve months"
	}
	return list(months)
}

// monthName writes "April 2025".
func monthName(d calc.Date) string { return fmt.Sprintf("%s %d", d.Month(), d.Year()) }
