package calc

import (
	"fmt"
	"strconv"
	"time"
)

// Date is a calendar day, without a clock or a zone, held as yyyymmdd so that
// days compare as numbers. The zero Date is no date.
type Date int32

// ParseDate reads the one form that rule files and the command line use: 2026-03-31.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse("2006-01-02", s)
	if err != nil {
		return 0, fmt.Errorf("%q is not a date: write it as 2026-03-31", s)
	}
	return DateOf(t), nil
}

// DateOf is the day that a moment falls on, in the moment's own zone.
func DateOf(t time.Time) Date {
	return Date(t.Year()*10000 + int(t.Month())*100 + t.Day())
}

func (d Date) Year() int         { return int(d) / 10000 }
func (d Date) Month() time.Month { return time.Month(int(d) / 100 % 100) }
func (d Date) Day() int          { return int(d) % 100 }

// Time is midnight of the day in UTC.
func (d Date) Time() time.Time {
	return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, time.UTC)
}

// DaysTo is how many days later than d the other day is; negative when earlier.
func (d Date) DaysTo(other Date) int {
	return int(other.Time().Sub(d.Time()).Hours() / 24)
}

// String writes 2026-03-31, and nothing for no date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year(), d.Month(), d.Day())
}

// Period is a contract year: twelve whole months, both ends included.
type Period struct{ From, To Date }

// Months is the number of months in a contract year.
const Months = 12

// Holds reports whether the day falls in the period.
func (p Period) Holds(d Date) bool { return d >= p.From && d <= p.To }

// Month is the place of the day's month in the period: 0 for April … 11 for March.
// The day must fall in the period.
func (p Period) Month(d Date) int {
	return (d.Year()-p.From.Year())*12 + int(d.Month()) - int(p.From.Month())
}

// MonthName is the short name of the period's i-th month: "Apr".
func (p Period) MonthName(i int) string {
	return time.Month((int(p.From.Month())-1+i)%Months + 1).String()[:3]
}

// MonthStart is the first day of the period's i-th month, 0 ≤ i < 12.
func (p Period) MonthStart(i int) Date {
	return DateOf(p.From.Time().AddDate(0, i, 0))
}

// MonthEnd is the last day of the period's i-th month.
func (p Period) MonthEnd(i int) Date {
	return DateOf(p.From.Time().AddDate(0, i+1, -1))
}

// Through is how many months of the period are complete with the given one,
// written as 2026-01: 10 of a year that begins in April 2025.
func (p Period) Through(month string) (int, error) {
	first, err := ParseDate(month + "-01")
	switch {
	case err != nil:
		return 0, fmt.Errorf("%q is not a month: write it as 2026-01", month)
	case !p.Holds(first):
		return 0, fmt.Errorf("%s is not a month of the year from %s to %s", month, p.From, p.To)
	}
	return p.Month(first) + 1, nil
}

// Long writes the day as letters and guidance do: 30 April 2026.
func (d Date) Long() string { return strconv.Itoa(d.Day()) + " " + d.LongMonth() }

// LongMonth writes its month as they do: April 2026.
func (d Date) LongMonth() string { return d.Month().String() + " " + strconv.Itoa(d.Year()) }

// YearMonth writes the day's month as tables do: 2025-06; nothing for no date.
func (d Date) YearMonth() string {
	if d == 0 {
		return ""
	}
	return d.String()[:len("2025-06")]
}

// monthStart is the first day of the day's month.
func (d Date) monthStart() Date { return d - Date(d.Day()) + 1 }

// MarshalText writes the day as String does.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Date) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*d = 0
		return nil
	}
	*d, err = ParseDate(string(text))
	return err
}
