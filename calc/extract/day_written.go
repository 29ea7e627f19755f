package extract

import (
	"strings"
	"time"

	"yearend/calc"
)

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
