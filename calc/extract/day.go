package extract

import (
	"fmt"

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

// monthOf reads the number or the name of a month.
func monthOf(s string) (int, bool) {
	if named, is := monthNamed(s); is {
		return int(named), true
	}
	n, is := digits(s)
	return n, is && n >= 1 && n <= 12
}
