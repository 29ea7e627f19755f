package extract

import (
	"strings"
	"time"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// month reads a month from the layout's i-th column, as its first day.
func (s *input) month(r rows.Row, i int) (calc.Date, *flaw) {
	c := s.cell(r, i)
	if f := lost(c); f != nil {
		return 0, f
	}
	if c.Blank() {
		return 0, &flaw{"E-blank", "the month is missing: enter it, as 2025-04 or Apr-25"}
	}
	if c.Kind == rows.Written || c.Kind == rows.Text || c.Kind == rows.Number {
		if first, ok := writtenMonth(c.Text); ok {
			return first, nil
		}
	}
	d, f := s.day(r, i)
	if f != nil {
		if yearOrDay(c.Text) {
			return 0, &flaw{"E-month", "this may be a day of the month or a month of the year: write it as 2025-04 or Apr-25"}
		}
		if f != notADate {
			return 0, &flaw{"E-month", f.remedy}
		}
		return 0, &flaw{"E-month", "this is not a month: write it as 2025-04 or Apr-25"}
	}
	return monthStart(d), nil
}

func monthStart(d calc.Date) calc.Date { return d - calc.Date(d.Day()) + 1 }

// writtenMonth reads 2025-04, Apr-25, Apr 2025 and April 2025, and what can mean
// nothing else: 2025/04, 04/2025, 202504, Apr25, Apr_25, Apr '25, Apr.25, 2025-Apr.
func writtenMonth(s string) (calc.Date, bool) {
	if len(s) == 6 && strings.Trim(s, "0123456789") == "" {
		return numericMonth(s[:4], s[4:])
	}
	first, second, sign := cutMonth(s)
	if _, named := monthNamed(second); named && len(first) == 4 {
		first, second = second, first
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
	if len(sign) != 1 || !strings.Contains("-/_ ", sign) {
		return 0, false
	}
	if len(second) == 4 && sign != " " {
		first, second = second, first
	}
	return numericMonth(first, second)
}

// cutMonth splits what is written at the signs in it, or else where its letters
// give way to digits.
func cutMonth(s string) (first, second, sign string) {
	const signs = " -/_.,'’‘`´\u00a0\u2010\u2011\u2012\u2013"
	if at := strings.IndexAny(s, signs); at >= 0 {
		second = strings.TrimLeft(s[at:], signs)
		return s[:at], second, s[at : len(s)-len(second)]
	}
	at := max(0, strings.IndexAny(s, "0123456789"))
	return s[:at], s[at:], ""
}

// numericMonth takes a year of four digits and a month of two.
func numericMonth(year, month string) (calc.Date, bool) {
	y, ok1 := digits(year)
	m, ok2 := digits(month)
	if !ok1 || !ok2 || len(year) != 4 || len(month) != 2 {
		return 0, false
	}
	return plausibleMonth(y, m)
}

// yearOrDay reports 25-Apr, which is April 2025 to whoever wrote it so, and
// 25 April of any year to Excel.
func yearOrDay(s string) bool {
	first, second, ok := strings.Cut(strings.Replace(s, " ", "-", 1), "-")
	_, number := digits(first)
	_, named := monthNamed(second)
	return ok && number && len(first) <= 2 && named
}

// likeMonth reports what may be a month to whoever wrote it: 04/25, 25-Apr, and one
// with other words beside it, as "Apr 2025 activity".
func likeMonth(s string) bool {
	if parts := dateParts(s); len(parts) == 2 && len(parts[0]) <= 2 && len(parts[1]) == 2 || yearOrDay(s) {
		return true
	}
	words := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" -/_.()", r) })
	for i := range words {
		if _, is := writtenMonth(words[i]); is {
			return true
		}
		if i > 0 {
			if _, is := writtenMonth(words[i-1] + " " + words[i]); is {
				return true
			}
		}
	}
	return false
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
func headerMonth(c rows.Cell, e rows.Epoch) (calc.Date, bool) {
	if d, _, is := headerMoment(c, e); is {
		return monthStart(d), true
	}
	if c.Kind > rows.Number {
		return 0, false
	}
	if first, ok := writtenMonth(c.Text); ok {
		return first, true
	}
	_, bare := monthNamed(strings.TrimSuffix(c.Text, "."))
	return 0, c.Kind <= rows.Text && (bare || yearOrDay(c.Text))
}

// headerMoment reads a heading that is a date, and the time of day behind it.
func headerMoment(c rows.Cell, e rows.Epoch) (d calc.Date, seconds int, is bool) {
	if c.Kind == rows.Date {
		return excelMoment(e, c.Text)
	}
	if c.Kind > rows.Text {
		return 0, 0, false
	}
	date, clock, _ := cutClock(c.Text)
	if d, is = certainDay(date); !is {
		d, _, is = numericDay(date)
	}
	return d, clock.seconds, is
}
