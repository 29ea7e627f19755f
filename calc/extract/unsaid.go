package extract

import "yearend/calc"

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
