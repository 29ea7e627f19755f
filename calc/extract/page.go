package extract

import (
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"yearend/calc"
)

// page is where faults are reported to: one file, and in a workbook one sheet.
type page struct {
	file, sheet string
	problems    []calc.Problem
	full        bool // so many faults that reading on is of no use
}

func newPage(f File) *page {
	return &page{file: filepath.ToSlash(f.Path)}
}

// place is a row of the page, of a practice's.
func (p *page) place(row int, code calc.PracticeCode) calc.Problem {
	return calc.Problem{File: p.file, Sheet: p.sheet, Row: row, Practice: code}
}

// report adds a fault. The code says how grave it is; the page says where.
func (p *page) report(f calc.Problem) {
	if p.full {
		return
	}
	f.File, f.Sheet, f.Severity = p.file, p.sheet, severity(f.Code)
	f = masked(f)
	p.problems = append(p.problems, f)
	if len(p.problems) == maxFaults {
		p.report(calc.Problem{Code: "E-faults", Row: f.Row,
			Remedy: "so much is wrong that the rest of the file was not judged: mend what is listed, then check again"})
		p.full = true
	}
}

// forget takes out what was reported and turned out to follow from something else.
func (p *page) forget(codes ...string) {
	p.problems = slices.DeleteFunc(p.problems, func(f calc.Problem) bool { return slices.Contains(codes, f.Code) })
}

// stopped reports whether the file has been found not to be trusted.
func (p *page) stopped() bool {
	for _, f := range p.problems {
		if f.Severity == calc.Stop {
			return true
		}
	}
	return false
}

// loses reports whether rows of the file were not taken, so that what it does
// not hold says nothing.
func (p *page) loses() bool {
	return slices.ContainsFunc(p.problems, func(f calc.Problem) bool {
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
