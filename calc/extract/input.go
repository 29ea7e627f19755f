package extract

import (
	"fmt"
	"strings"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// input is a table with its header, as a judge sees it.
type input struct {
	*problems
	header      *header
	epoch       rows.Epoch
	file        File
	firstBeyond beyondRow   // the first row with cells beyond the header
	shifted     []beyondRow // rows with a number there
	numbered    int         // how many those are
	asText      map[int]int // cells in which a column of numbers holds text, by the column
	order       map[int]*dayOrder
	clocks      map[int]*clock
	span        span
	unnamed     []unnamed // columns without a name, in which values may stand
	unseen      map[int]unseen
	said        said           // by the file's entry in the project file
	filled      map[int]string // what stands in a blank cell of a column, by what is said
	undrawable  func(words string) (at int, r rune)
}

func newInput(p *problems, e rows.Epoch, f File) *input {
	return &input{problems: p, epoch: e, file: f, asText: map[int]int{}, order: map[int]*dayOrder{}, clocks: map[int]*clock{}, unseen: map[int]unseen{}}
}

// cell is what stands in the layout's i-th column.
func (s *input) cell(r rows.Row, i int) rows.Cell {
	at := s.header.match.at[i]
	if at < 0 || at >= len(r.Cells) || s.filled != nil && r.Cells[at].Blank() {
		return rows.Cell{Text: s.filled[i]}
	}
	return r.Cells[at]
}

// title is what the file calls the layout's i-th column.
func (s *input) title(i int) string {
	if at := s.header.match.at[i]; at >= 0 {
		return s.header.cells[at].Text
	}
	return s.header.match.layout.columns[i].name
}

// width is how many cells a row has, from the header.
func (s *input) width() int { return len(s.header.cells) }

// again reports whether a row is the header once more.
func (s *input) again(r rows.Row) bool {
	if len(r.Cells) == 0 || s.header.match.layout.name == layoutODS {
		return false
	}
	for i, c := range s.header.cells {
		if i >= len(r.Cells) && c.Blank() {
			continue
		}
		if i >= len(r.Cells) || !strings.EqualFold(c.Text, r.Cells[i].Text) {
			return false
		}
	}
	return true
}

// flaw is what is wrong with a cell, before it is said whose it is.
type flaw struct{ code, remedy string }

// flawed reports a cell that could not be read.
func (s *input) flawed(r rows.Row, i int, f *flaw, whose calc.Problem) {
	whose.Code, whose.Remedy = f.code, f.remedy
	whose.Row, whose.Column, whose.Found = r.Number, s.title(i), s.found(r, s.header.match.at[i])
	s.report(whose)
}

// found is a cell for a report: as the sheet shows it, and where that is not
// what the file holds, with its place.
func (s *input) found(r rows.Row, at int) string {
	if at < 0 || at >= len(r.Cells) {
		return ""
	}
	c := r.Cells[at]
	if shown := seen(c, s.epoch); shown != c.Text {
		return fmt.Sprintf("%s (cell %s%d)", shown, columnLetters(at), r.Number)
	}
	return c.Text
}

// notWritten reports a cell in which nobody has written anything: not one whose
// formula found nothing, which says no number either, but does not say none.
func notWritten(c rows.Cell) bool { return c.Blank() && c.Kind != rows.EmptyText }

// shownErrors are what a CSV or a pasted text keeps of a formula that failed.
var shownErrors = map[string]bool{"#N/A": true, "#REF!": true, "#VALUE!": true, "#NAME?": true, "#DIV/0!": true, "#NUM!": true, "#NULL!": true, "#SPILL!": true, "#CALC!": true}

// lost is the flaw of cells that hold no value to read, whatever the column.
func lost(c rows.Cell) *flaw {
	switch c.Kind {
	case rows.Uncomputed:
		return &flaw{"E-formula", "the cell holds a formula whose value was not saved: open the workbook in Excel, let it calculate, save it again"}
	case rows.Written, rows.Text:
		if !strings.HasPrefix(c.Text, "#") || !shownErrors[c.Text] {
			return nil
		}
		fallthrough
	case rows.Failed:
		return &flaw{"E-cell", "the cell shows an error instead of a value: mend the formula, or write the value"}
	case rows.Number, rows.Percent, rows.Date, rows.Boolean, rows.EmptyText:
	}
	return nil
}
