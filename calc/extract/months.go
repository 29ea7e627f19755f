package extract

import (
	"fmt"
	"strings"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// months judges the layout with a row for each practice, service and month.
type months struct {
	bookkeeper
	running map[*serviceSum]*runningTotals // where the file has such
	order   []*runningTotals
	unsaid  blanks
}

// The places of the columns in the layout, after those of all layouts.
const (
	mMonth = aService + 1 + iota
	mActivity
	mLate
)

func (j *months) row(r rows.Row) int {
	e, whose, ok := j.sum(r)
	e.LateUnknown = e.LateUnknown || !j.saysCoding()
	month, ok1 := j.which(r, e, whose)
	n, ok2 := j.number(r, mActivity, e, whose)
	late, ok3 := j.number(r, mLate, e, whose)
	if ok2 && ok3 && late > n {
		ok3 = false
		j.fault(r, mLate, &flaw{"E-late-part", fmt.Sprintf("this is more than the %s recorded in the month, of which it is a part: correct one of the two", calc.Count(n))}, e, whose)
	}
	if ok && ok1 && j.said.running && !e.service.scheme.Period.Holds(month) {
		ok = false
		j.fault(r, mMonth, noRunningYear, e, whose)
	}
	if !(ok && ok1 && ok2 && ok3) {
		e.Records.Faulty++
		return 1
	}
	if !j.claim(e, month, r.Number) {
		j.again(r, []string{month.LongMonth()}, month, e, whose)
		e.Records.Faulty++
		return 1
	}
	if j.cell(r, mActivity).Blank() {
		j.fault(r, mActivity, &flaw{"W-blank-month", "no activity is given for the month, and " + j.countsAs("it") + ": look whether it is missing"}, e, whose)
	}
	if j.said.running {
		j.total(r, e, whose)[e.service.scheme.Period.Month(month)] = j.runningTotal(r, n, late)
	} else {
		if notWritten(j.cell(r, mLate)) && n > 0 {
			j.unsay(e, month, r.Number)
		}
		e.addMonth(month, n, late)
	}
	return 1
}

// yetToCome reports the row of a month that has no figure yet, before the year
// has ended.
func (j *months) yetToCome(r rows.Row) bool {
	c := j.cell(r, mActivity)
	return j.reading.in.early() && (notWritten(c) || c.Text == "0")
}

// total finds the running totals that a row is one of.
func (j *months) total(r rows.Row, e *serviceSum, whose calc.Problem) *[calc.Months]runningTotal {
	if j.running[e] == nil {
		j.running[e] = &runningTotals{of: e, whose: whose}
		j.order = append(j.order, j.running[e])
	}
	return &j.running[e].months
}

func (j *months) runningTotal(r rows.Row, n, late int64) runningTotal {
	place := func(i int) calc.Problem {
		return calc.Problem{Row: r.Number, Column: j.title(i), Found: strings.Clone(j.cell(r, i).Text)}
	}
	return runningTotal{is: true, blank: j.cell(r, mActivity).Blank(), unsaid: notWritten(j.cell(r, mLate)), n: n, late: late, place: place(mActivity), latePlace: place(mLate)}
}

// saysCoding reports whether the file says when its activity was coded.
func (j *months) saysCoding() bool { return j.header.match.at[mLate] >= 0 }

// end adds up the running totals, whose rows may come in any order.
func (j *months) end() {
	j.bookkeeper.end()
	late := 0
	for _, totals := range j.order {
		totals.addUp(&j.bookkeeper, j.unsay)
		late += totals.lateMonths()
	}
	if late > 0 && !j.problems.stopped() {
		j.report(calc.Problem{Code: "W-late-running", Row: j.header.row, Column: j.title(mLate), Found: calc.Many(late, "month"),
			Remedy: "the months of this file are running totals, and this column is read as one too: where it holds what was coded late of each month alone, have it made as a running total, or the late coding of most practices comes out too low"})
	}
	if !j.saysCoding() {
		j.noteCodingUnsaid()
	}
	j.noteUnsaid()
}

// countsAs says what becomes of a month that is blank.
func (b *bookkeeper) countsAs(what string) string {
	if b.said.running {
		return "what was recorded in it counts in the next one that is given, and after the last of these is lost"
	}
	if what == "they" {
		return "they count as none"
	}
	return what + " counts as none"
}

func (j *months) which(r rows.Row, e *serviceSum, whose calc.Problem) (calc.Date, bool) {
	month, f := j.month(r, mMonth)
	asOf := j.reading.in.AsOf
	switch after := f == nil && asOf != 0 && month > asOf; {
	case after && j.reading.leftOut(month):
		if !j.yetToCome(r) {
			j.ahead++
		}
	case after:
		f = &flaw{"E-date-future", "this month begins after the date of the letters, " + asOf.String() +
			": correct it, or check --as-of (Excel takes Apr-25 for 25 April of the current year)"}
	}
	if f != nil {
		j.fault(r, mMonth, f, e, whose)
	}
	return month, f == nil
}

// number reads a count; blank is none.
func (j *months) number(r rows.Row, i int, e *serviceSum, whose calc.Problem) (int64, bool) {
	if notWritten(j.cell(r, i)) {
		return 0, true
	}
	n, f := j.count(r, i, maxMonth)
	if f != nil {
		j.fault(r, i, f, e, whose)
	}
	return n, f == nil
}

// claim takes a month for a sum. It is false when there is a figure for the
// month already.
func (b *bookkeeper) claim(e *serviceSum, month calc.Date, row int) bool {
	p := e.service.scheme.Period
	if !p.Holds(month) {
		return true
	}
	if e.months == nil {
		e.months = &[calc.Months]spot{}
	}
	figure := &e.months[p.Month(month)]
	if figure.in != nil {
		return false
	}
	*figure = spot{b.problems, row}
	return true
}

// again reports a second figure for the same months, of which one is given.
func (b *bookkeeper) again(r rows.Row, months []string, month calc.Date, e *serviceSum, whose calc.Problem) {
	first := e.months[e.service.scheme.Period.Month(month)]
	b.fault(r, aService, &flaw{"E-month-again", "there is another figure for this practice and service in " + monthList(months) +
		", in " + at(first.in.where(first.row, whose.Practice)) + ": take out the one that is not valid, or add the two up where they come from"}, e, whose)
}

// addMonth adds a month's figure up.
func (e *serviceSum) addMonth(month calc.Date, n, late int64) {
	e.monthly = true
	p := e.service.scheme.Period
	if !p.Holds(month) {
		e.OutOfPeriod += n
		e.Records.OutOfPeriod++
		return
	}
	i := p.Month(month)
	e.Recorded[i] += n
	e.Late[i] += late
	e.Records.InPeriod++
	e.Records.InMonth[i]++
}

// monthList writes the months, and all twelve in short.
func monthList(months []string) string {
	if len(months) == calc.Months {
		return "each of the twelve months"
	}
	return calc.And(months)
}

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
	unsaid    bool // its late part is blank
	n, late   int64
	place     calc.Problem // with its column, and what stands there
	latePlace calc.Problem
}

// addUp adds up what was recorded in each month: what its total has more than the
// one before. A month that is blank, or not there, is part of the next one. One that
// leaves its late part blank is told to unsay, and the late part stays as it was.
func (t *runningTotals) addUp(b *bookkeeper, unsay func(*serviceSum, calc.Date, int)) {
	p := t.of.service.scheme.Period
	var n, late int64
	before := ""
	for i, month := range t.months {
		if !month.is {
			continue
		}
		name := p.MonthTitle(i)
		if month.blank {
			t.of.addMonth(p.MonthStart(i), 0, 0)
			continue
		}
		if month.unsaid {
			month.late = late
			if month.n > n {
				unsay(t.of, p.MonthStart(i), month.place.Row)
			}
		}
		f, place := month.fall(n, late, before)
		if f != nil {
			t.of.Records.Faulty++
			b.faultAt(place, f, t.of, t.whose)
		} else {
			t.of.addMonth(p.MonthStart(i), month.n-n, month.late-late)
		}
		n, late, before = month.n, month.late, name
	}
	t.of.running = true
}

// lateMonths is how many months say of anything that it was coded late.
func (t *runningTotals) lateMonths() (n int) {
	for _, month := range t.months {
		if month.late > 0 {
			n++
		}
	}
	return n
}

// fall is the flaw of a running total that is less than the one before, or whose
// late part has grown by more.
func (m runningTotal) fall(n, late int64, before string) (*flaw, calc.Problem) {
	switch {
	case m.n < n:
		return &flaw{"E-negative", fmt.Sprintf("the running total falls from %s in %s, and what was recorded since the year began cannot: correct one of the two, "+
			"or if these are no running totals, take months: out of the file's entry in the project file", calc.Count(n), before)}, m.place
	case m.late < late:
		return &flaw{"E-negative", fmt.Sprintf("the running total of what was coded late falls from %s in %s: correct one of the two; "+
			"or where the column holds what was coded late of each month alone, have it made as a running total, as the activity beside it is", calc.Count(late), before)}, m.latePlace
	case m.late-late > m.n-n:
		return &flaw{"E-late-part", fmt.Sprintf("what was coded late grows by %s in this month, and all activity by %s, of which it is a part: correct one of the two", calc.Count(m.late-late), calc.Count(m.n-n))}, m.latePlace
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

// blanks are the rows with activity that do not say how much of it was coded late,
// in a file that has the column for it.
type blanks struct{ first, rows int }

func newMonths(b bookkeeper) *months {
	return &months{bookkeeper: b, running: map[*serviceSum]*runningTotals{}}
}

// unsay takes note of a row that leaves the late part of its activity blank: it is
// not known, and not none, which is 0. Before the year has ended nothing can be
// late, and what is outside the year is not counted.
func (j *months) unsay(e *serviceSum, month calc.Date, row int) {
	if !j.saysCoding() || j.reading.in.early() || !e.service.scheme.Period.Holds(month) {
		return
	}
	e.LateUnknown = true
	if e.excluded() {
		return
	}
	if j.unsaid.rows == 0 || row < j.unsaid.first {
		j.unsaid.first = row
	}
	j.unsaid.rows++
}

// noteUnsaid says once of a file how many of its rows leave the late part blank.
func (j *months) noteUnsaid() {
	if j.unsaid.rows == 0 || j.problems.stopped() {
		return
	}
	j.report(calc.Problem{Code: "W-coded-unknown", Row: j.unsaid.first, Column: j.title(mLate), Remedy: "this is blank in " + calc.Many(j.unsaid.rows, "row") +
		" with activity, so that it is not known how much of that was coded late, and the tables and letters say so: write how much it was, and 0 where it was none"})
}
