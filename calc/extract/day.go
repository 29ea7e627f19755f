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
	if !ok && c.kind == number {
		if d, ok := compactDay(c.text); ok {
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
func (s *sheet) writtenDay(r row, i int, text string) (calc.Date, *flaw) {
	date := withoutClock(text)
	if len(date) < len(text) && lateInUTC(text) {
		return 0, &flaw{"E-date", "this moment is given in UTC, and in British Summer Time falls on the next day: have the file made with dates alone, as 2026-03-31"}
	}
	d, ok := certainDay(date)
	if !ok {
		var us bool
		d, us, ok = numericDay(date)
		if us {
			s.dayOrder(i).monthFirst(r.number, text)
			return 0, &flaw{"E-date", "this looks like a date with the month first, and is not read so: write it as 31/03/2026 or 2026-03-31"}
		}
		if ok {
			s.dayOrder(i).dayFirst(r.number, d)
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
	if d, ok := from1900.day(date); ok && len(date) == 5 {
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
