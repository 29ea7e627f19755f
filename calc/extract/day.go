package extract

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

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
		return s.serialDay(r, i, c)
	case c.Kind == rows.Percent || c.Kind == rows.Boolean:
		return 0, notADate
	}
	return s.writtenDay(r, i, c.Text)
}

var notADate = &flaw{"E-date", "this is not a date: write it as 31/03/2026 or 2026-03-31, the day before the month"}

// serialDay reads the number that a workbook holds for a date.
func (s *input) serialDay(r rows.Row, i int, c rows.Cell) (calc.Date, *flaw) {
	d, clock, ok := excelMoment(s.epoch, c.Text)
	if !ok && c.Kind == rows.Number {
		if d, ok := compactDay(c.Text); ok {
			return d, nil
		}
	}
	if !ok {
		return 0, &flaw{"E-date", "as a date, this number lies in no plausible year: enter the date as 31/03/2026"}
	}
	s.dayOrder(i).serial(d)
	s.clock(i).note(r.Number, d, clock)
	return d, nil
}

// writtenDay reads a date that is text, the day always before the month. A time
// of day may follow it, for the sake of systems that cannot leave it away.
func (s *input) writtenDay(r rows.Row, i int, text string) (calc.Date, *flaw) {
	date, clock, timed := cutClock(text)
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
	case timed:
		s.clock(i).note(r.Number, d, clock.seconds)
		if f := clock.elsewhere(d); f != nil {
			s.clock(i).said++
			return 0, f
		}
	}
	return d, nil
}

// unreadDay says of a text what keeps it from being a date.
func unreadDay(date string) *flaw {
	if d, ok := excelDay(rows.From1900, date); ok && len(date) >= 5 && (len(date) == 5 || date[5] == '.') {
		return &flaw{"E-date", "this is Excel's number for a date, most likely " + d.String() + ": write it as 31/03/2026, or format the column as dates before the file is saved"}
	}
	if f := runTogether(date); f != nil {
		return f
	}
	parts := dateParts(date)
	if len(parts) != 3 {
		return notADate
	}
	year, rest := parts[2], parts[0]
	if len(rest) == 4 {
		year, rest = rest, year
	}
	_, number := digits(year)
	month, ok1 := monthOf(parts[1])
	day, ok2 := digits(rest)
	switch {
	case !ok1 || !ok2 || !number || day < 1 || day > 31:
		return notADate
	case len(year) == 2:
		return &flaw{"E-date", "the year of this date has two digits, and is not guessed: write it with four, as 31/03/2026"}
	case len(year) != 4:
		return notADate
	}
	y, _ := digits(year)
	d, is := calendarDay(y, month, day)
	switch {
	case !is:
		return &flaw{"E-date", "no calendar has this day: find out which is meant, and enter it"}
	case year == parts[0]:
		return &flaw{"E-date", "a date with the year in front is written with hyphens and two digits each: write it as 2026-03-31"}
	}
	return &flaw{"E-date", fmt.Sprintf("this is most likely %d %s %d, and has spaces, points or strokes where a date has none: write it as %02d/%02d/%d", day, d.Month(), y, day, month, y)}
}

// runTogether knows a date with its time in one number: 20250401233000, and what
// programs count, the seconds or their thousandths since 1970.
func runTogether(s string) *flaw {
	if strings.Trim(s, "0123456789") != "" {
		return nil
	}
	if d, ok := compactDay(s[:min(8, len(s))]); ok && (len(s) == 12 || len(s) == 14) {
		return &flaw{"E-date", "this is a date with its time of day in one number, most likely " + d.String() + ": have the file made with dates alone, as 2026-03-31"}
	}
	if len(s) != 10 && len(s) != 13 {
		return nil
	}
	seconds, err := strconv.ParseInt(s[:10], 10, 64)
	if d := calc.DateOf(time.Unix(seconds, 0).UTC()); err == nil && d.Year() >= firstYear && d.Year() <= lastYear {
		return &flaw{"E-date", "this is a moment as programs count them, from 1970 on, most likely of " + d.String() + " in UTC, which in British Summer Time may be the next day: have the file made with dates alone, as 2026-03-31"}
	}
	return nil
}

// monthOf reads the number or the name of a month.
func monthOf(s string) (int, bool) {
	if named, is := monthNamed(s); is {
		return int(named), true
	}
	n, is := digits(s)
	return n, is && n >= 1 && n <= 12
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

// spelledDay reads 31-Mar-2026, 31 March 2026, 15 Sept. 2025, 1st April 2025 and
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
