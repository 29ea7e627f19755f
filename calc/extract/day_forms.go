package extract

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

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

// excelDay is the date that a workbook's number stands for: days since the epoch.
func excelDay(e rows.Epoch, serial string) (calc.Date, bool) {
	d, _, ok := excelMoment(e, serial)
	return d, ok
}

// excelMoment is the date and the time of day, in seconds, that a workbook's
// number stands for. It is rounded to the second first: what falls short of
// midnight by less than half of one is the next day, as spreadsheets show it.
func excelMoment(e rows.Epoch, serial string) (d calc.Date, clock int, ok bool) {
	whole, part, _ := strings.Cut(serial, ".")
	n := 0
	for _, c := range whole {
		if c < '0' || c > '9' || len(whole) > 6 {
			return 0, 0, false
		}
		n = n*10 + int(c-'0')
	}
	clock = secondsOf(part)
	n, clock = n+clock/secondsOfDay, clock%secondsOfDay
	// Counting from 1900, Excel has a 29 February 1900 that never was. For all
	// days after it, the count is as if from 30 December 1899.
	start := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	if e == rows.From1904 {
		start = time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC)
	}
	d = calc.DateOf(start.AddDate(0, 0, n))
	return d, clock, d.Year() >= firstYear && d.Year() <= lastYear
}

const secondsOfDay = 24 * 60 * 60

// secondsOf is a part of a day, given by its decimals, in whole seconds.
func secondsOf(decimals string) int {
	n, unit := int64(0), int64(1)
	for i := 0; i < len(decimals) && i < 12; i++ { // the twelfth is far less than a second
		if decimals[i] < '0' || decimals[i] > '9' {
			return 0
		}
		n, unit = 10*n+int64(decimals[i]-'0'), 10*unit
	}
	return int((2*n*secondsOfDay + unit) / (2 * unit))
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

// spelledDay reads 31-Mar-2026, 31 March 2026, 31 Sept. 2025, 1st April 2025 and
// what statistics programs write, 01APR2025; also 2025-Apr-01.
func spelledDay(s string) (calc.Date, bool) {
	parts := dateParts(s)
	if len(parts) == 4 && slices.Contains([]string{"st", "nd", "rd", "th"}, strings.ToLower(parts[1])) {
		parts = slices.Delete(parts, 1, 2)
	}
	if len(parts) != 3 || len(parts[0]) == len(parts[2]) || s[len(s)-1] < '0' || s[len(s)-1] > '9' {
		return 0, false
	}
	if len(parts[0]) == 4 {
		parts[0], parts[2] = parts[2], parts[0]
	}
	day, ok1 := digits(parts[0])
	month, ok2 := monthNamed(parts[1])
	year, ok3 := digits(parts[2])
	if !ok1 || !ok2 || !ok3 || len(parts[0]) > 2 || len(parts[2]) != 4 {
		return 0, false
	}
	return calendarDay(year, int(month), day)
}

// dateParts splits a text into its runs of digits and of letters, where nothing
// stands between them but what people put between the parts of a date.
func dateParts(s string) (parts []string) {
	const between = " -/.,\u00a0\u2010\u2011\u2012\u2013"
	kind := between
	for at, r := range s {
		was := kind
		switch {
		case r >= '0' && r <= '9':
			kind = "digit"
		case unicode.IsLetter(r):
			kind = "letter"
		case strings.ContainsRune(between, r) && at > 0:
			kind = between
			continue
		default:
			return nil
		}
		if kind != was {
			parts = append(parts, "")
		}
		parts[len(parts)-1] += string(r)
	}
	return parts
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
