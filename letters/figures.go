package letters

import (
	"strings"

	"yearend/calc"
)

// This file is the only place where a figure of a letter becomes words; sums,
// counts, counted things and lists are written by calc, for problems too. The rules:
//
//   - money has a pound sign, thousands commas and pence: £8,317.43; a negative
//     sum is never told by a minus sign alone, so that sentences take its size
//     and say the direction themselves;
//   - a percentage is cut, not rounded, to two places: 79.97%;
//   - a count has thousands commas; a date is 30 April 2026.

// Pounds writes £8,317.43; a negative sum as −£2.17, for tables that say in
// words what a negative sum is.
func Pounds(m calc.Money) string { return calc.Sterling(m) }

// PoundsOf is the same of a sum as a record has it, 8317.43; other words stay as they are.
func PoundsOf(sum string) string {
	m, err := calc.ParseMoney(sum)
	if err != nil {
		return sum
	}
	return Pounds(m)
}

// Count writes 1,234.
func Count[N int | int64](n N) string { return calc.Count(n) }

// Many writes a count with what is counted: 1 record, 1,234 records.
func Many[N int | int64](n N, thing string) string { return calc.Many(n, thing) }

// Units writes a count with a service's unit, which a scheme file has in the
// plural: 1 contact, 1 activity, 1,234 contacts.
func Units(n int64, unit string) string {
	if n != 1 {
		return Count(n) + " " + unit
	}
	if stem, is := strings.CutSuffix(unit, "ies"); is {
		return "1 " + stem + "y"
	}
	return "1 " + strings.TrimSuffix(unit, "s")
}

// Percent writes 79.97%, cut.
func Percent(s calc.Share) string { return s.CutPercent(2) + "%" }

// OnePlace writes a share cut to one place: 60.3.
func OnePlace(s calc.Share) string { return calc.Commas(s.Cut(1)) }

// Expected writes a month's expectation, cut to one place: 60.3.
func Expected(c Chart, month int) string { return OnePlace(c.Expected[month]) }

// wholePercent writes 80% for a share that the rules set.
func wholePercent(s calc.Share) string { return calc.RulePercent(s) }

// LongDate writes 30 April 2026.
func LongDate(d calc.Date) string {
	if d == 0 {
		return ""
	}
	return d.Long()
}

// MonthYear writes January 2026.
func MonthYear(d calc.Date) string { return d.LongMonth() }

// eachDay writes so much a working day, rounded up to one place, so that as much on
// every day suffices.
func eachDay(n, days int64) string {
	tenths := (10*n + days - 1) / days
	return Count(tenths/10) + "." + Count(tenths%10)
}

// yearDashed writes the year as a reference has it: 2025-26.
func yearDashed(year string) string { return strings.ReplaceAll(year, "/", "-") }

// SumText writes a working for a person.
func SumText(s calc.Sum) string {
	var b strings.Builder
	b.Grow(8 * len(s)) // as long as most figures are
	for _, f := range s {
		b.WriteString(FigureText(f))
	}
	return b.String()
}

// FigureText writes one figure of a working as its kind wants it.
func FigureText(f calc.Figure) string {
	switch f.Kind {
	case calc.InCount:
		return Count(f.Count())
	case calc.InPounds:
		return Pounds(f.Money())
	case calc.InPercent:
		return Percent(f.Share())
	case calc.InRule: // with two places at least, as the shares beside it have
		return strings.TrimSuffix(strings.TrimSuffix(f.Share().CutPercent(4), "0"), "0") + "%"
	case calc.InWords, calc.InRatio:
	}
	return f.String()
}
