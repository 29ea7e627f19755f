package extract

import (
	"strings"
	"time"

	"yearend/calc"
)

// month reads a month from the layout's i-th column, as its first day.
func (s *sheet) month(r row, i int) (calc.Date, *flaw) {
	c := s.cell(r, i)
	if f := c.lost(); f != nil {
		return 0, f
	}
	if c.blank() {
		return 0, &flaw{"E-blank", "the month is missing: enter it, as 2025-04 or Apr-25"}
	}
	if c.kind == written || c.kind == text {
		if first, ok := writtenMonth(c.text); ok {
			return first, nil
		}
	}
	d, f := s.day(r, i)
	if f != nil {
		return 0, &flaw{"E-month", "this is not a month: write it as 2025-04 or Apr-25"}
	}
	return monthStart(d), nil
}

func monthStart(d calc.Date) calc.Date { return d - calc.Date(d.Day()) + 1 }

// writtenMonth reads 2025-04, Apr-25, Apr 2025 and April 2025.
func writtenMonth(s string) (calc.Date, bool) {
	first, second, ok := strings.Cut(strings.Replace(s, " ", "-", 1), "-")
	if !ok {
		return 0, false
	}
	if month, named := monthNamed(first); named {
		year, ok := digits(second)
		if len(second) == 2 {
			year += firstYear
		}
		if !ok || len(second) != 2 && len(second) != 4 {
			return 0, false
		}
		return plausibleMonth(year, int(month))
	}
	year, ok1 := digits(first)
	month, ok2 := digits(second)
	if !ok1 || !ok2 || len(first) != 4 || len(second) != 2 {
		return 0, false
	}
	return plausibleMonth(year, month)
}

func plausibleMonth(year, month int) (calc.Date, bool) {
	if year < firstYear || year > lastYear {
		return 0, false
	}
	return calendarDay(year, month, 1)
}

// monthNamed knows the English months by their names or at least three letters of them.
func monthNamed(s string) (time.Month, bool) {
	if len(s) < 3 {
		return 0, false
	}
	for m := time.January; m <= time.December; m++ {
		if full := m.String(); len(s) <= len(full) && strings.EqualFold(full[:len(s)], s) {
			return m, true
		}
	}
	return 0, false
}

// headerMonth reads the month that a column is of. A month without a year is
// seen as one, but gives no date: it could be of any year.
func headerMonth(c cell, e epoch) (calc.Date, bool) {
	if c.kind == dated {
		d, ok := e.day(c.text)
		return monthStart(d), ok
	}
	if c.kind != written && c.kind != text {
		return 0, false
	}
	if first, ok := writtenMonth(c.text); ok {
		return first, true
	}
	for _, read := range []func(string) (calc.Date, bool){isoDay, spelledDay} {
		if d, ok := read(c.text); ok {
			return monthStart(d), true
		}
	}
	if d, _, ok := slashedDay(c.text); ok {
		return monthStart(d), true
	}
	_, bare := monthNamed(c.text)
	return 0, bare
}
