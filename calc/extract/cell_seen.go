package extract

import (
	"fmt"
	"strings"
)

// seen is a value as whoever looks at the sheet sees it: a workbook keeps
// 3 June 2025 as 45811, and 80% as 0.8.
func (c cell) seen(e epoch) string {
	switch c.kind {
	case dated:
		if d, ok := e.day(c.text); ok {
			return fmt.Sprintf("%02d/%02d/%04d", d.Day(), int(d.Month()), d.Year())
		}
	case percent:
		return hundredfold(c.text) + "%"
	}
	return c.text
}

// heading is a column's name as the sheet shows it: of a column of a month, Apr-25.
func (c cell) heading(e epoch) string {
	if d, ok := e.day(c.text); ok && c.kind == dated {
		return d.Time().Format("Jan-06")
	}
	return c.text
}

// hundredfold moves the point of a plain number two places on.
func hundredfold(s string) string {
	sign, number := "", s
	if rest, negative := strings.CutPrefix(s, "-"); negative {
		sign, number = "-", rest
	}
	whole, rest, _ := strings.Cut(number, ".")
	rest += "00"
	whole, rest = strings.TrimLeft(whole+rest[:2], "0"), strings.TrimRight(rest[2:], "0")
	if whole == "" {
		whole = "0"
	}
	if rest != "" {
		rest = "." + rest
	}
	return sign + whole + rest
}

// columnLetters is what a spreadsheet calls its columns: A, B … Z, AA.
func columnLetters(at int) string {
	letters := ""
	for at++; at > 0; at = (at - 1) / 26 {
		letters = string(rune('A'+(at-1)%26)) + letters
	}
	return letters
}
