package extract

import (
	"fmt"

	"yearend/calc"
)

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
func (s *sheet) aligned(r row) bool {
	switch {
	case len(r.cells) < s.width() || !s.beyond(r).blank():
		s.ragged(r.number, len(r.cells), spread(r.cells, s.epoch))
		return false
	case s.span.cells == 0:
		s.span = span{len(r.cells), r.number, spread(r.cells, s.epoch)}
	case len(r.cells) == s.span.cells:
	case len(r.cells) > s.width():
		s.ragged(r.number, len(r.cells), spread(r.cells, s.epoch))
		return false
	default: // as many as the header, so that the first was the odd one
		s.ragged(s.span.row, s.span.cells, s.span.found)
		s.span.cells = len(r.cells)
	}
	return true
}

const lookForComma = "look for a comma inside a value or at the end, a missing cell, or a line that was cut or joined"

func (s *sheet) ragged(row, cells int, found string) {
	remedy := lookForComma
	if cells < s.width() {
		remedy += "; where only empty cells at the end are missing, Excel left them out: send it as a workbook"
	}
	where := "the header"
	if s.header.match.layout.name == layoutODS {
		where = "the ODS file"
	}
	s.report(calc.Problem{Code: "E-ragged", Row: row, Found: found,
		Remedy: fmt.Sprintf("the row has %s where %s has %d: %s", many(cells, "cell"), where, s.width(), remedy)})
}
