package extract

import (
	"fmt"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// sound refuses a row whose cells do not stand under the header's names.
func (s *input) sound(r rows.Row, even bool) bool {
	switch {
	case s.refuseUnmended(r):
		return false
	case s.again(r):
		s.report(calc.Problem{Code: "E-header-again", Row: r.Number, Found: line(r.Cells, s.epoch),
			Remedy: "the row that names the columns comes again among the data, as if two files had been put together: take it out, if the rows below belong here"})
		return false
	case s.totals(r):
		s.report(calc.Problem{Code: "E-total", Row: r.Number, Found: line(r.Cells, s.epoch),
			Remedy: "this is a row of totals and not of a practice: delete it (totals to compare with go under expect: in the project file)"})
		return false
	case s.note(r):
		s.report(calc.Problem{Code: "E-practice", Row: r.Number, Column: s.title(0), Found: line(r.Cells, s.epoch),
			Remedy: "this line is a note and not a row of data: delete it"})
		return false
	case !even:
		s.lookBeyond(r)
	default:
		return s.aligned(r)
	}
	return true
}

// totalWords begin the rows that spreadsheets and reporting tools put below the
// data, or between its groups.
var totalWords = []string{"total", "grandtotal", "subtotal", "overalltotal"}

// totals reports a row that adds up others: it says so where the practice code
// would stand, or before any other word.
func (s *input) totals(r rows.Row) bool {
	code := s.cell(r, 0).Text
	if len(code) == 6 && code[1] >= '0' && code[1] <= '9' || s.header.match.layout.name == layoutODS {
		return false // as almost every row
	}
	if _, err := calc.ParsePracticeCode(code); err == nil {
		return false
	}
	for _, c := range r.Cells {
		if c.Blank() || c.Kind > rows.Text {
			continue
		}
		k := key(c.Text)
		return slices.ContainsFunc(totalWords, func(word string) bool { return strings.HasPrefix(k, word) || strings.HasSuffix(k, word) }) ||
			k == "sum" || k == "overall"
	}
	return false
}

// note reports a row with nothing in it but a few words at its beginning, as
// the line below an extract that says when it was made.
func (s *input) note(r rows.Row) bool {
	if len(r.Cells) == 0 || s.header.match.layout.name == layoutODS {
		return false
	}
	for _, c := range r.Cells[1:] {
		if !c.Blank() {
			return false
		}
	}
	first := r.Cells[0]
	return first.Kind <= rows.Text && strings.Contains(first.Text, " ")
}

// span is how many cells the rows of a CSV have, as its first row shows it.
type span struct {
	cells int // 0 before the first row
	row   int
	found string
}

// aligned refuses a row of a CSV that has more or fewer cells than the header.
// Blank cells at the end are more as well, unless every row has them: where
// only one has, a comma inside a value most likely moved its cells, and a blank
// one at the end hides it.
func (s *input) aligned(r rows.Row) bool {
	switch {
	case len(r.Cells) < s.width() || !s.beyond(r).Blank():
		s.ragged(r.Number, len(r.Cells), spread(r.Cells, s.epoch))
		return false
	case s.span.cells == 0:
		s.span = span{len(r.Cells), r.Number, spread(r.Cells, s.epoch)}
	case len(r.Cells) == s.span.cells:
	case len(r.Cells) > s.width():
		s.ragged(r.Number, len(r.Cells), spread(r.Cells, s.epoch))
		return false
	default: // as many as the header, so that the first was the odd one
		s.ragged(s.span.row, s.span.cells, s.span.found)
		s.span.cells = len(r.Cells)
	}
	return true
}

const lookForComma = "look for a comma inside a value or at the end, a missing cell, or a line that was cut or joined"

func (s *input) ragged(row, cells int, found string) {
	remedy := lookForComma
	switch {
	case cells == 1 && hasSeparators(found):
		remedy = "the row stands in quotation marks as a whole, so that it is one cell: ask for the file with quotation marks around single values only, or take the outer ones off"
	case cells < s.width():
		remedy += "; where only empty cells at the end are missing, Excel left them out: send it as a workbook"
	}
	where := "the header"
	if s.header.match.layout.name == layoutODS {
		where = "the ODS file"
	}
	s.report(calc.Problem{Code: "E-ragged", Row: row, Found: found,
		Remedy: fmt.Sprintf("the row has %s where %s has %d: %s", calc.Many(cells, "cell"), where, s.width(), remedy)})
}
