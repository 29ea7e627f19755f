package extract

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// The years that a date of a year end can lie in; any other is a slip of the
// pen, or a number that is no date.
const (
	firstYear = 2000
	lastYear  = 2099
)

// day reads a date from the layout's i-th column.
func (s *input) day(r rows.Row, i int) (calc.Date, *flaw) {
	c := s.cell(r, i)
	if len(c.Text) == 10 && c.Kind <= rows.Text && c.Text[4] == '-' {
		if d, ok := isoDay(c.Text); ok && d.Year() >= firstYear && d.Year() <= lastYear {
			return d, nil
		}
	}
	if f := lost(c); f != nil {
		return 0, f
	}
	switch {
	case c.Blank():
		return 0, &flaw{"E-blank", "the date is missing: enter it"}
	case c.Kind == rows.Number || c.Kind == rows.Date:
		return s.serialDay(i, c)
	case c.Kind == rows.Percent || c.Kind == rows.Boolean:
		return 0, notADate
	}
	return s.writtenDay(r, i, c.Text)
}

var notADate = &flaw{"E-date", "this is not a date: write it as 31/03/2026 or 2026-03-31, the day before the month"}

// serialDay reads the number that a workbook holds for a date.
func (s *input) serialDay(i int, c rows.Cell) (calc.Date, *flaw) {
	d, ok := excelDay(s.epoch, c.Text)
	if !ok && c.Kind == rows.Number {
		if d, ok := compactDay(c.Text); ok {
			return d, nil
		}
	}
	if !ok {
		return 0, &flaw{"E-date", "as a date, this number lies in no plausible year: enter the date as 31/03/2026"}
	}
	s.dayOrder(i).serial(d)
	return d, nil
}

// writtenDay reads a date that is text, the day always before the month. A
// time of day may follow it, for the sake of systems that cannot leave it away.
func (s *input) writtenDay(r rows.Row, i int, text string) (calc.Date, *flaw) {
	date := withoutClock(text)
	if len(date) < len(text) && lateInUTC(text) {
		return 0, &flaw{"E-date", "this moment is given in UTC, and in British Summer Time falls on the next day: have the file made with dates alone, as 2026-03-31"}
	}
	d, ok := certainDay(date)
	if !ok {
		var us bool
		d, us, ok = numericDay(date)
		if us {
			s.dayOrder(i).monthFirst(r.Number, text)
			return 0, &flaw{"E-date", "this looks like a date with the month first, and is not read so: write it as 31/03/2026 or 2026-03-31"}
		}
		if ok {
			s.dayOrder(i).dayFirst(r.Number, d)
		}
	}
	switch {
	case !ok:
		return 0, unreadDay(date)
	case d.Year() < firstYear || d.Year() > lastYear:
		return 0, &flaw{"E-date", fmt.Sprintf("the year %d is not plausible: enter the date again", d.Year())}
	}
	return d, nil
}

// unreadDay says of a text what keeps it from being a date.
func unreadDay(date string) *flaw {
	if d, ok := excelDay(rows.From1900, date); ok && len(date) == 5 {
		return &flaw{"E-date", "this is Excel's number for a date, most likely " + d.String() + ": write it as 31/03/2026, or format the column as dates before the file is saved"}
	}
	parts := strings.FieldsFunc(date, func(r rune) bool { return strings.ContainsRune("/.- ", r) })
	if len(parts) == 3 && len(parts[0]) <= 2 && len(parts[2]) == 2 {
		if _, ok := digits(parts[2]); ok {
			return &flaw{"E-date", "the year of this date has two digits, and is not guessed: write it with four, as 31/03/2026"}
		}
	}
	if len(parts) == 3 && len(parts[0]) == 4 && shortDay(parts) {
		return &flaw{"E-date", "a date with the year in front is written with hyphens and two digits each: write it as 2026-03-31"}
	}
	if noSuchDay(parts) {
		return &flaw{"E-date", "no calendar has this day: find out which is meant, and enter it"}
	}
	return notADate
}

// shortDay reports 2025-4-2 and 2025.04.02, which are days in no form that is read.
func shortDay(parts []string) bool {
	_, ok := dayOf(parts[0], parts[1], parts[2])
	return ok
}

// noSuchDay reports 31/02/2026: a day up to 31, a month, and a year.
func noSuchDay(parts []string) bool {
	if len(parts) != 3 {
		return false
	}
	if len(parts[0]) == 4 {
		parts[0], parts[2] = parts[2], parts[0]
	}
	day, ok1 := digits(parts[0])
	month, ok2 := digits(parts[1])
	if named, ok := monthNamed(parts[1]); ok {
		month, ok2 = int(named), true
	}
	_, ok3 := digits(parts[2])
	return ok1 && ok2 && ok3 && len(parts[2]) == 4 && day >= 1 && day <= 31 && month >= 1 && month <= 12
}

// digits reads a number of one to four digits.
func digits(s string) (int, bool) {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, s != "" && len(s) <= 4
}

// calendarDay refuses days that no calendar has. It is what calc.NewDate does,
// without making a time of each of millions of dates.
func calendarDay(year, month, day int) (calc.Date, bool) {
	if month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || year < 1 {
		return 0, false
	}
	return calc.Date(year*10000 + month*100 + day), true
}

func daysIn(year, month int) int {
	switch time.Month(month) {
	case time.April, time.June, time.September, time.November:
		return 30
	case time.February:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// excelDay is the date that a workbook's number stands for: days since the epoch,
// and after the point the time of day, which is let go.
func excelDay(e rows.Epoch, serial string) (calc.Date, bool) {
	whole, _, _ := strings.Cut(serial, ".")
	n := 0
	for _, c := range whole {
		if c < '0' || c > '9' || len(whole) > 6 {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	// Counting from 1900, Excel has a 29 February 1900 that never was. For all
	// days after it, the count is as if from 30 December 1899.
	start := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	if e == rows.From1904 {
		start = time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC)
	}
	d := calc.DateOf(start.AddDate(0, 0, n))
	return d, d.Year() >= firstYear && d.Year() <= lastYear
}

// certainDay reads the forms that can mean one day only: the year first, or
// the month by its name.
func certainDay(s string) (calc.Date, bool) {
	for _, read := range []func(string) (calc.Date, bool){isoDay, spelledDay, compactDay} {
		if d, ok := read(s); ok {
			return d, true
		}
	}
	return 0, false
}

// isoDay reads 2026-03-31, and 2026/03/31.
func isoDay(s string) (calc.Date, bool) {
	if len(s) != 10 || s[4] != '-' && s[4] != '/' || s[7] != s[4] {
		return 0, false
	}
	return dayOf(s[:4], s[5:7], s[8:])
}

// compactDay reads 20260331.
func compactDay(s string) (calc.Date, bool) {
	if len(s) != 8 {
		return 0, false
	}
	d, ok := dayOf(s[:4], s[4:6], s[6:])
	return d, ok && d.Year() >= firstYear && d.Year() <= lastYear
}

// spelledDay reads 31-Mar-2026 and 31 March 2026.
func spelledDay(s string) (calc.Date, bool) {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '-' || r == '/' || r == '\u00a0' })
	if len(parts) != 3 || len(parts[2]) != 4 {
		return 0, false
	}
	day, ok1 := digits(parts[0])
	month, ok2 := monthNamed(parts[1])
	year, ok3 := digits(parts[2])
	if !ok1 || !ok2 || !ok3 {
		return 0, false
	}
	return calendarDay(year, int(month), day)
}

// numericDay reads 31/03/2026, 31.03.2026 and 31-03-2026. It says when that
// would be a day only with the month first.
func numericDay(s string) (d calc.Date, us, ok bool) {
	at := strings.IndexAny(s, "/.-")
	if at < 0 {
		return 0, false, false
	}
	parts := strings.Split(s, s[at:at+1])
	if len(parts) != 3 || len(parts[0]) > 2 || len(parts[1]) > 2 || len(parts[2]) != 4 {
		return 0, false, false
	}
	if d, ok = dayOf(parts[2], parts[1], parts[0]); ok {
		return d, false, true
	}
	_, us = dayOf(parts[2], parts[0], parts[1])
	return 0, us, false
}

func dayOf(year, month, day string) (calc.Date, bool) {
	y, ok1 := digits(year)
	m, ok2 := digits(month)
	d, ok3 := digits(day)
	if !ok1 || !ok2 || !ok3 {
		return 0, false
	}
	return calendarDay(y, m, d)
}

// withoutClock takes off the time of day that may follow a date.
func withoutClock(s string) string {
	if strings.IndexByte(s, ':') < 0 {
		return s
	}
	for i := range len(s) {
		if (s[i] == ' ' || s[i] == 'T') && clock(s[i:]) {
			return strings.TrimRight(s[:i], " ")
		}
	}
	return s
}

// lateInUTC reports 2025-03-31T23:00:00Z: what a system writes that keeps the
// first of April, British Summer Time, as a moment.
func lateInUTC(s string) bool {
	zone := strings.HasSuffix(s, "Z") || strings.HasSuffix(s, "+00:00")
	return zone && (strings.Contains(s, "T23:") || strings.Contains(s, " 23:"))
}

// clock accepts a time of day, and nothing else. Parsing takes parts of a
// second by itself.
func clock(s string) bool {
	for _, form := range []string{" 15:04:05", " 15:04", "T15:04:05", "T15:04:05Z07:00", "T15:04", " 15:04:05Z07:00", " 15:04:05 Z07:00", " 3:04:05 PM", " 3:04 PM"} {
		if _, err := time.Parse(form, s); err == nil {
			return true
		}
	}
	return false
}

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
			s.report(calc.Problem{Code: "E-date-order", Row: o.doubtfulRow, Column: s.title(i), Found: many(o.doubtful, "date"), Remedy: fmt.Sprintf(
				"no date of this column has a day above 12, and %d would lie after the date of the letters, so that they probably have the month first: have the file made with dates as 2026-03-31", future)})
		case unproven:
			s.report(calc.Problem{Code: "W-date-order", Row: o.doubtfulRow, Column: s.title(i), Found: many(o.doubtful, "date"), Remedy: "no date of this column has a day above 12, " +
				"so that nothing shows whether the day or the month comes first; the day is taken to: look at one that you know, or have the dates written as 2026-03-31"})
		}
	}
}
