package extract

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// problems is the list of what is wrong in one file, and in a workbook one sheet.
type problems struct {
	file, sheet string
	list        []calc.Problem
	full        bool // so many faults that reading on is of no use
}

func newProblems(f File) *problems {
	return &problems{file: filepath.ToSlash(f.Path)}
}

// where is a row of the file, of a practice's.
func (p *problems) where(row int, code calc.PracticeCode) calc.Problem {
	return calc.Problem{File: p.file, Sheet: p.sheet, Row: row, Practice: code}
}

// report adds a fault. The code says how grave it is; the list knows where.
func (p *problems) report(f calc.Problem) {
	if p.full {
		return
	}
	f.File, f.Sheet, f.Severity = p.file, p.sheet, severity(f.Code)
	f = masked(f)
	p.list = append(p.list, f)
	if len(p.list) == maxFaults {
		p.report(calc.Problem{Code: "E-faults", Row: f.Row,
			Remedy: "so much is wrong that the rest of the file was not judged: mend what is listed, then check again"})
		p.full = true
	}
}

// reportFault adds a fault of the file itself, under the code of its kind.
func (p *problems) reportFault(f rows.Fault) {
	p.report(calc.Problem{Code: "E-" + string(f.Kind), Row: f.Row, Found: f.Found, Remedy: f.Remedy})
}

// forget takes out what was reported and turned out to follow from something else.
func (p *problems) forget(codes ...string) {
	p.list = slices.DeleteFunc(p.list, func(f calc.Problem) bool { return slices.Contains(codes, f.Code) })
}

// stopped reports whether the file has been found not to be trusted.
func (p *problems) stopped() bool {
	for _, f := range p.list {
		if f.Severity == calc.Stop {
			return true
		}
	}
	return false
}

// loses reports whether rows of the file were not taken, so that what it does
// not hold says nothing.
func (p *problems) loses() bool {
	return slices.ContainsFunc(p.list, func(f calc.Problem) bool {
		return f.Severity == calc.Stop && !slices.Contains(lossless, f.Code)
	})
}

// lossless are the faults that stop a run although every row was read.
var lossless = []string{"E-formula", "E-merged", "E-date-order", "E-patient", "E-file-twice"}

// shown is how much of a value a report repeats.
const shown = 80

// presentable shortens a value and keeps what may be an NHS number out of it,
// before it is cut, so that no part of one is left at the end.
func presentable(found string) string {
	found = strings.ToValidUTF8(strings.Join(strings.Fields(found), " "), "?")
	return shorten(mask(shorten(found, 10*shown)), shown)
}

func shorten(s string, runes int) string {
	if utf8.RuneCountInString(s) > runes {
		s = string([]rune(s)[:runes]) + "…"
	}
	return strings.Clone(s) // a CSV's cell is a part of a whole block, which would be kept for it
}

// masked keeps what may be an NHS number out of all that is said of a problem.
func masked(f calc.Problem) calc.Problem {
	f.Found, f.Column, f.Remedy = presentable(f.Found), mask(f.Column), mask(f.Remedy)
	return f
}

// at says where something stands, within a sentence.
func at(p calc.Problem) string {
	if p.Sheet != "" {
		return fmt.Sprintf("row %d of sheet %s of %s", p.Row, p.Sheet, p.File)
	}
	return fmt.Sprintf("row %d of %s", p.Row, p.File)
}

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
