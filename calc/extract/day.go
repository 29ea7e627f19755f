package extract

import (
	"fmt"
	"strings"
	"time"

	"yearend/calc"
)

// The years that a date of a year end can lie in; any other is a slip of the
// pen, or a number that is no date.
const (
	firstYear = 2000
	lastYear  = 2099
)

// day reads a date from the layout's i-th column.
func (s *sheet) day(r row, i int) (calc.Date, *flaw) {
	c := s.cell(r, i)
	if len(c.text) == 10 && c.kind <= text && c.text[4] == '-' {
		if d, ok := isoDay(c.text); ok && d.Year() >= firstYear && d.Year() <= lastYear {
			return d, nil
		}
	}
	if f := c.lost(); f != nil {
		return 0, f
	}
	switch {
	case c.blank():
		return 0, &flaw{"E-blank", "the date is missing: enter it"}
	case c.kind == number || c.kind == dated:
		return s.serialDay(i, c)
	case c.kind == percent || c.kind == boolean:
		return 0, notADate
	}
	return s.writtenDay(r, i, c.text)
}

var notADate = &flaw{"E-date", "this is not a date: write it as 31/03/2026 or 2026-03-31, the day before the month"}

// serialDay reads the number that a workbook holds for a date.
func (s *sheet) serialDay(i int, c cell) (calc.Date, *flaw) {
	d, ok := s.epoch.day(c.text)
	if !ok {
		return 0, &flaw{"E-date", "as a date, this number lies in no plausible year: enter the date as 31/03/2026"}
	}
	s.dayOrder(i).serial(d)
	return d, nil
}

// writtenDay reads a date that is text, the day always before the month.
func (s *sheet) writtenDay(r row, i int, text string) (calc.Date, *flaw) {
	d, ok := isoDay(text)
	if !ok {
		d, ok = spelledDay(text)
	}
	if !ok {
		var us bool
		d, us, ok = slashedDay(text)
		if us {
			s.dayOrder(i).monthFirst(r.number)
			return 0, &flaw{"E-date", "this looks like a date with the month first, and is not read so: write it as 31/03/2026 or 2026-03-31"}
		}
		if ok {
			s.dayOrder(i).dayFirst(d)
		}
	}
	switch {
	case !ok:
		return 0, notADate
	case d.Year() < firstYear || d.Year() > lastYear:
		return 0, &flaw{"E-date", fmt.Sprintf("the year %d is not plausible: enter the date again", d.Year())}
	}
	return d, nil
}

// isoDay reads 2026-03-31, and 2026-03-31 09:30 for the sake of systems that
// cannot leave the time away.
func isoDay(s string) (calc.Date, bool) {
	if len(s) < 10 || s[4] != '-' || s[7] != '-' || !clock(s[10:]) {
		return 0, false
	}
	year, ok1 := digits(s[:4])
	month, ok2 := digits(s[5:7])
	day, ok3 := digits(s[8:10])
	if !ok1 || !ok2 || !ok3 {
		return 0, false
	}
	return calendarDay(year, month, day)
}

// slashedDay reads 31/03/2026. It says when that would be a day only with the
// month first.
func slashedDay(s string) (d calc.Date, us, ok bool) {
	date, rest := s, ""
	if at := strings.IndexByte(s, ' '); at >= 0 {
		date, rest = s[:at], s[at:]
	}
	parts := strings.Split(date, "/")
	if len(parts) != 3 || len(parts[2]) != 4 || !clock(rest) {
		return 0, false, false
	}
	first, ok1 := digits(parts[0])
	second, ok2 := digits(parts[1])
	year, ok3 := digits(parts[2])
	if !ok1 || !ok2 || !ok3 {
		return 0, false, false
	}
	if d, ok = calendarDay(year, second, first); ok {
		return d, false, true
	}
	_, us = calendarDay(year, first, second)
	return 0, us, false
}

// spelledDay reads 31-Mar-2026 and 31 March 2026.
func spelledDay(s string) (calc.Date, bool) {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '-' || r == '\u00a0' })
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

// clock accepts the time of day that may follow a date, and nothing else.
func clock(s string) bool {
	if s == "" {
		return true
	}
	for _, form := range []string{" 15:04", " 15:04:05", "T15:04:05", "T15:04:05Z"} {
		if _, err := time.Parse(form, s); err == nil {
			return true
		}
	}
	return false
}
