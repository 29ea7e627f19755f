package extract

import (
	"fmt"

	"yearend/calc"
)

// codingDays shows whether the coded dates of a file of records say anything of
// when each was coded.
type codingDays struct {
	rows        int
	asDelivered int       // coded on the day of delivery
	usual       calc.Date // the coded date of most, if one is that of most
	lead        int       // by how many it is ahead of all others, as they were met
}

func (c *codingDays) note(delivered, coded calc.Date) {
	c.rows++
	if coded == delivered {
		c.asDelivered++
	}
	switch {
	case c.lead == 0:
		c.usual, c.lead = coded, 1
	case coded == c.usual:
		c.lead++
	default:
		c.lead--
	}
}

// reportCoding says once of a file that its coded dates are a column made up: one
// day for next to all, as that of the extract, or the dates of delivery once more.
// Before the year has ended nothing can be late.
func (j *records) reportCoding() {
	c := j.coding
	if c.rows < enoughRecords || j.reading.in.early() || j.reading.period.To == 0 {
		return
	}
	p := calc.Problem{Code: "W-coded-alike", Row: j.header.row, Column: j.title(rCoded)}
	switch {
	case c.asDelivered == c.rows:
		p.Found = "the date of delivery in each of " + calc.Many(c.rows, "record")
		p.Remedy = "every record would have been coded on the day of delivery, so that the column may be a copy of that date, and the letters would say that nothing was coded late: " +
			"look whether the system gives the day on which each was entered"
	case 5*c.lead >= 4*c.rows: // nine in ten of one day always come to that, and seven in ten never
		then := "none of it"
		if c.usual > j.reading.schemes[0].CodedBy {
			then = "all of it"
		}
		p.Found = c.usual.String()
		all := "most of "
		if c.lead == c.rows {
			all = "all of "
		}
		p.Remedy = fmt.Sprintf(all+"%s have this one coded date, which is more likely that of the extract than the day on which each was coded, and the letters would say that %s was coded late: "+
			"ask for the day on which each record was entered", calc.Many(c.rows, "record"), then)
	default:
		return
	}
	j.report(p)
}

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
