package extract

import (
	"yearend/calc"
)

// stray is a row of a workbook with something to the right of the last header.
// In a CSV such a row is ragged.
type stray struct {
	row      int
	found    string
	practice calc.PracticeCode // where a number stands right beside the table, whose row it is
}

// beyond is the part of a row to the right of the last header.
func (s *sheet) beyond(r row) row {
	return row{r.number, r.cells[min(s.width(), len(r.cells)):]}
}

// lookBeyond notes a row that goes on behind the table. A number right beside it
// may be the row's last one, its cells having been moved by one.
func (s *sheet) lookBeyond(r row) {
	beyond := s.beyond(r)
	if beyond.blank() {
		return
	}
	code, err := calc.ParsePracticeCode(s.cell(r, 0).text)
	moved := err == nil && numeric(beyond.cells[0])
	if moved {
		s.numbered++
	}
	if moved && len(s.shifted) == maxFaults || !moved && s.stray.row > 0 {
		return // enough of them are known
	}
	found := stray{r.number, line(beyond.cells, s.epoch), code}
	if moved {
		s.shifted = append(s.shifted, found)
	} else {
		s.stray = found
	}
}

// numeric reports a number, also one that is stored as text.
func numeric(c cell) bool {
	_, f := moneyIn(c)
	return f == nil && c.text != ""
}

// few is how many rows of a table may have been moved: where more have a number
// beside them, it is a column of subtotals or notes.
func few(rows int) int { return max(3, rows/20) }

// reportBeyond holds the practices of single rows with a number beside the table.
func (s *sheet) reportBeyond(rows int) {
	first := s.stray
	if s.numbered <= few(rows) {
		for _, moved := range s.shifted {
			s.report(calc.Problem{Code: "E-beyond", Practice: moved.practice, Row: moved.row, Found: moved.found,
				Remedy: "a number stands to the right of the last header, in this row and few others, so that the cells of the row may have been moved: " +
					"put each under its header, or if it is a note of somebody's, delete it"})
		}
	} else if first.row == 0 || s.shifted[0].row < first.row {
		first = s.shifted[0]
	}
	if first.row > 0 {
		s.report(calc.Problem{Code: "W-beyond", Row: first.row, Found: first.found,
			Remedy: "what stands to the right of the last header is not read, in this row and any other: look whether a header is missing"})
	}
}
