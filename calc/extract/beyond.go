package extract

import (
	"cmp"
	"slices"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// beyondRow is a row of a workbook with something to the right of the last header.
// In a CSV such a row is ragged.
type beyondRow struct {
	row      int
	found    string
	practice calc.PracticeCode // where a number stands right beside the table, whose row it is
}

// beyond is the part of a row to the right of the last header.
func (s *input) beyond(r rows.Row) rows.Row {
	return rows.Row{Number: r.Number, Cells: r.Cells[min(s.width(), len(r.Cells)):]}
}

// lookBeyond notes a row that goes on behind the table. A number right beside it
// may be the row's last one, its cells having been moved by one.
func (s *input) lookBeyond(r rows.Row) {
	beyond := s.beyond(r)
	if beyond.Blank() {
		return
	}
	code, err := calc.ParsePracticeCode(s.cell(r, 0).Text)
	moved := err == nil && numeric(beyond.Cells[0])
	if moved {
		s.numbered++
	}
	if moved && len(s.shifted) == maxFaults || !moved && s.firstBeyond.row > 0 {
		return // enough of them are known
	}
	found := beyondRow{r.Number, line(beyond.Cells, s.epoch), code}
	if moved {
		s.shifted = append(s.shifted, found)
	} else {
		s.firstBeyond = found
	}
}

// numeric reports a number, also one that is stored as text.
func numeric(c rows.Cell) bool {
	_, f := moneyIn(c)
	return f == nil && c.Text != ""
}

// few is how many rows of a table may have been moved: where more have a number
// beside them, it is a column of subtotals or notes.
func few(rows int) int { return max(3, rows/20) }

// reportBeyond holds the practices of single rows with a number beside the table.
func (s *input) reportBeyond(rows int) {
	first := s.firstBeyond
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

// unnamed is a column between the others, or at their end, whose header is
// blank. What stands in it is not read, and must not be passed over in silence.
type unnamed struct {
	at, values, first int
}

// findUnnamed looks for columns without a name.
func (s *input) findUnnamed() {
	for i, c := range s.header.cells {
		if c.Blank() {
			s.unnamed = append(s.unnamed, unnamed{at: i})
		}
	}
}

func (s *input) countUnnamed(r rows.Row) {
	for i := range s.unnamed {
		if u := &s.unnamed[i]; u.at < len(r.Cells) && !r.Cells[u.at].Blank() {
			u.values++
			u.first = cmp.Or(u.first, r.Number)
		}
	}
}

// reportUnnamed says which of them hold values. It stops the run where a column
// that moves figures has no name either: this may be it, without its header.
func (s *input) reportUnnamed() {
	for _, u := range s.unnamed {
		if u.values == 0 {
			continue
		}
		p := calc.Problem{Code: "W-columns", Row: u.first, Column: "column " + columnLetters(u.at), Found: calc.Many(u.values, "value"),
			Remedy: "this column has values and no name, and is not read: look whether its name was lost"}
		if missing := s.missingFigures(); len(missing) > 0 {
			p.Code = "E-column"
			p.Remedy = "this column has values and no name: if it is " + calc.Or(missing) + ", name it so; otherwise give it another name, or delete it"
		}
		s.report(p)
	}
}

// missingFigures are the columns that a file may leave out and this one does,
// and that would change what is counted.
func (s *input) missingFigures() []string {
	var missing []string
	for i, c := range s.header.match.layout.columns {
		if s.header.match.at[i] < 0 && slices.Contains([]string{colCount, colLate}, c.name) {
			missing = append(missing, c.name)
		}
	}
	return missing
}
