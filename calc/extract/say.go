package extract

import (
	"fmt"
	"strings"

	"yearend/calc/extract/rows"
)

// line is the cells of a row on one line, for a report.
func line(cells []rows.Cell, e rows.Epoch) string {
	var texts []string
	for _, c := range cells {
		if !c.Blank() {
			texts = append(texts, seen(c, e))
		}
	}
	return strings.Join(texts, " | ")
}

// spread is the cells of a row on one line, the blank ones too.
func spread(cells []rows.Cell, e rows.Epoch) string {
	texts := make([]string, len(cells))
	for i, c := range cells {
		texts[i] = seen(c, e)
	}
	return strings.Join(texts, " | ")
}

// seen is a value as whoever looks at the sheet sees it: a workbook keeps
// 3 June 2025 as 45811, and 80% as 0.8.
func seen(c rows.Cell, e rows.Epoch) string {
	switch c.Kind {
	case rows.Date:
		if d, ok := excelDay(e, c.Text); ok {
			return fmt.Sprintf("%02d/%02d/%04d", d.Day(), int(d.Month()), d.Year())
		}
	case rows.Percent:
		return hundredfold(c.Text) + "%"
	case rows.Written, rows.Text, rows.Number, rows.Boolean, rows.Failed, rows.Uncomputed, rows.EmptyText:
	}
	return c.Text
}

// heading is a column's name as the sheet shows it: of a column of a month, Apr-25.
func heading(c rows.Cell, e rows.Epoch) string {
	if d, ok := excelDay(e, c.Text); ok && c.Kind == rows.Date {
		return d.Time().Format("Jan-06")
	}
	return c.Text
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
