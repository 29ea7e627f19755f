package extract

import (
	"cmp"
	"fmt"
	"strings"

	"yearend/calc"
)

// dayOrder gathers what a column's dates tell about their order. One date such
// as 12/25/2025 says that all the others, such as 04/05/2025, mean another day
// than they seem to.
type dayOrder struct {
	usRows, usRow         int // dates that are days only with the month first, and the first of them
	usFound               string
	provenRows, provenRow int // text dates whose day is above 12
	openRows              int // text dates that could be read either way
	doubtful, doubtfulRow int // those of them that would then be another day
	midMonth              bool
	serialHigh            int // real dates whose day is above 12
	serialLow             int
}

func (s *input) dayOrder(i int) *dayOrder {
	if s.order[i] == nil {
		s.order[i] = &dayOrder{}
	}
	return s.order[i]
}

func (o *dayOrder) monthFirst(row int, found string) {
	o.usRows++
	if o.usRow == 0 {
		o.usRow, o.usFound = row, strings.Clone(found)
	}
}

func (o *dayOrder) dayFirst(row int, d calc.Date) {
	switch {
	case d.Day() > 12:
		o.provenRows++
		o.provenRow = cmp.Or(o.provenRow, row)
		return
	case d.Day() != int(d.Month()):
		o.doubtful++
		o.doubtfulRow = cmp.Or(o.doubtfulRow, row)
		o.midMonth = o.midMonth || d.Day() > 1
	}
	o.openRows++
}

func (o *dayOrder) serial(d calc.Date) {
	if d.Day() > 12 {
		o.serialHigh++
	} else {
		o.serialLow++
	}
}

// fewest is how many dates of each sort it takes to call a column swapped: by
// chance, six dates have a day up to 12 and six others one above it in one
// column of five thousand.
const fewest = 6

// swapped reports the mark that Excel leaves when it opens a British CSV on a
// computer set to the United States: whatever can be read with the month first
// becomes a real but wrong date, and the rest stays text.
func (o *dayOrder) swapped() bool {
	return o.serialLow >= fewest && o.serialHigh == 0 && o.provenRows >= fewest && o.openRows == 0
}

// unproven reports dates of which none says in which order they are. By chance
// that is rare. Where each is the first of a month, the order shows in that:
// with the month first they would all be of one January.
func (o *dayOrder) unproven() bool {
	return o.doubtful >= fewest && o.provenRows == 0 && o.usRows == 0 && o.midMonth
}

// future is how many dates of a column lie after the date of the letters.
func (s *input) future(i int) (n int) {
	for _, f := range s.list {
		if f.Code == "E-date-future" && f.Column == s.title(i) {
			n++
		}
	}
	return n
}

// reportOrder judges the columns of dates as a whole. A column in which nothing
// proves the order is as good as another of the file in which something does.
func (s *input) reportOrder() {
	proven := false
	for _, o := range s.order {
		proven = proven || o.provenRows > 0 && o.usRows == 0
	}
	for i := range s.header.match.at {
		o := s.order[i]
		if o == nil {
			continue
		}
		future := s.future(i)
		unproven := o.unproven() && !proven
		tooLate := unproven && future >= max(3, o.doubtful/20) // fewer may be slips of a hand
		if o.usRows > 0 || o.swapped() || tooLate {
			s.forget("E-date-future", "E-coded-early", "W-coded-early") // days that are not those that were meant
		}
		switch {
		case o.usRows > 0 && o.provenRows > 0:
			s.report(calc.Problem{Code: "E-date-order", Row: o.usRow, Column: s.title(i), Found: o.usFound, Remedy: fmt.Sprintf(
				"dates of this column have the month first, as in row %d, and others the day, as in row %d, so that nobody can say which day 04/05/2025 is: "+
					"have the file made again with dates as 2026-03-31", o.usRow, o.provenRow)})
		case o.usRows > 0:
			s.report(calc.Problem{Code: "E-date-order", Row: o.usRow, Column: s.title(i), Found: o.usFound, Remedy: "the dates of this column have the month first, " +
				"so that 04/05/2025 would be read as another day: have the file made with dates as 2026-03-31"})
		case o.swapped():
			s.report(calc.Problem{Code: "E-date-order", Column: s.title(i), Remedy: "the real dates of this column all have a day up to 12, and those left as text all one above it: " +
				"Excel has swapped days and months; make the workbook again from the original CSV, on a computer with British dates"})
		case tooLate:
			s.report(calc.Problem{Code: "E-date-order", Row: o.doubtfulRow, Column: s.title(i), Found: calc.Many(o.doubtful, "date"), Remedy: fmt.Sprintf(
				"no date of this column has a day above 12, and %d would lie after the date of the letters, so that they probably have the month first: have the file made with dates as 2026-03-31", future)})
		case unproven:
			s.report(calc.Problem{Code: "W-date-order", Row: o.doubtfulRow, Column: s.title(i), Found: calc.Many(o.doubtful, "date"), Remedy: "no date of this column has a day above 12, " +
				"so that nothing shows whether the day or the month comes first; the day is taken to: look at one that you know, or have the dates written as 2026-03-31"})
		}
	}
}
