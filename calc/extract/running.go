package extract

import (
	"fmt"

	"yearend/calc"
)

// runningTotals are the months of a practice's service in a file in which each
// holds what was recorded since the year began.
type runningTotals struct {
	of     *serviceSum
	whose  calc.Problem
	months [calc.Months]runningTotal
}

// runningTotal is what stands in a month.
type runningTotal struct {
	is, blank bool
	n, late   int64
	place     calc.Problem // with its column, and what stands there
	latePlace calc.Problem
}

// file adds up what was recorded in each month: what its total has more than the
// one before. A month that is blank, or not there, is part of the next one.
func (t *runningTotals) file(b *bookkeeper) {
	p := t.of.service.scheme.Period
	var n, late int64
	before := ""
	for i, month := range t.months {
		if !month.is {
			continue
		}
		name := monthName(p.MonthStart(i))
		if month.blank {
			t.of.fileMonth(p.MonthStart(i), 0, 0)
			continue
		}
		f, place := month.fall(n, late, before)
		if f != nil {
			t.of.Records.Faulty++
			b.faultAt(place, f, t.of, t.whose)
		} else {
			t.of.fileMonth(p.MonthStart(i), month.n-n, month.late-late)
		}
		n, late, before = month.n, month.late, name
	}
	t.of.running = true
}

// fall is the flaw of a running total that is less than the one before, or whose
// late part has grown by more.
func (m runningTotal) fall(n, late int64, before string) (*flaw, calc.Problem) {
	switch {
	case m.n < n:
		return &flaw{"E-negative", fmt.Sprintf("the running total falls from %d in %s, and what was recorded since the year began cannot: correct one of the two, "+
			"or if these are no running totals, take months: out of the file's entry in the project file", n, before)}, m.place
	case m.late < late:
		return &flaw{"E-negative", fmt.Sprintf("the running total of what was coded late falls from %d in %s: correct one of the two", late, before)}, m.latePlace
	case m.late-late > m.n-n:
		return &flaw{"E-late-part", fmt.Sprintf("what was coded late grows by %d in this month, and all activity by %d, of which it is a part: correct one of the two", m.late-late, m.n-n)}, m.latePlace
	}
	return nil, m.place
}

// faultAt reports a cell of a row that was read before.
func (b *bookkeeper) faultAt(place calc.Problem, f *flaw, e *serviceSum, whose calc.Problem) {
	if e.excluded() {
		return
	}
	whose.Code, whose.Remedy = f.code, f.remedy
	whose.Row, whose.Column, whose.Found = place.Row, place.Column, place.Found
	b.report(whose)
}

// noRunningYear is the flaw of a running total of a month outside the year.
var noRunningYear = &flaw{"E-month", "this month is outside the year, and a running total of another year tells nothing of this one: take the row out"}
