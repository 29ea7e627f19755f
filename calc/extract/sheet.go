package extract

import (
	"fmt"
	"strings"

	"yearend/calc"
)

// sheet is a table with its header, as a judge sees it.
type sheet struct {
	*page
	header   *header
	epoch    epoch
	file     File
	stray    stray       // the first row with cells beyond the header
	shifted  []stray     // rows with a number there
	numbered int         // how many those are
	asText   map[int]int // cells in which a column of numbers holds text, by the column
	order    map[int]*dayOrder
	span     span
	unnamed  []unnamed // columns without a name, in which values may stand
}

// cell is what stands in the layout's i-th column.
func (s *sheet) cell(r row, i int) cell {
	at := s.header.match.at[i]
	if at < 0 || at >= len(r.cells) {
		return cell{}
	}
	return r.cells[at]
}

// title is what the file calls the layout's i-th column.
func (s *sheet) title(i int) string {
	if at := s.header.match.at[i]; at >= 0 {
		return s.header.cells[at].text
	}
	return s.header.match.layout.columns[i].name
}

// width is how many cells a row has, from the header.
func (s *sheet) width() int { return len(s.header.cells) }

// again reports whether a row is the header once more.
func (s *sheet) again(r row) bool {
	if len(r.cells) == 0 || s.header.match.layout.name == layoutODS {
		return false
	}
	for i, c := range s.header.cells {
		if i >= len(r.cells) && c.blank() {
			continue
		}
		if i >= len(r.cells) || !strings.EqualFold(c.text, r.cells[i].text) {
			return false
		}
	}
	return true
}

// flaw is what is wrong with a cell, before it is said whose it is.
type flaw struct{ code, remedy string }

// flawed reports a cell that could not be read.
func (s *sheet) flawed(r row, i int, f *flaw, whose calc.Problem) {
	whose.Code, whose.Remedy = f.code, f.remedy
	whose.Row, whose.Column, whose.Found = r.number, s.title(i), s.found(r, s.header.match.at[i])
	s.report(whose)
}

// found is a cell for a report: as the sheet shows it, and where that is not
// what the file holds, with its place.
func (s *sheet) found(r row, at int) string {
	if at < 0 || at >= len(r.cells) {
		return ""
	}
	c := r.cells[at]
	if seen := c.seen(s.epoch); seen != c.text {
		return fmt.Sprintf("%s (cell %s%d)", seen, columnLetters(at), r.number)
	}
	return c.text
}

// notWritten reports a cell in which nobody has written anything: not one whose
// formula found nothing, which says no number either, but does not say none.
func (c cell) notWritten() bool { return c.blank() && c.kind != hollow }

// shownErrors are what a CSV or a pasted text keeps of a formula that failed.
var shownErrors = map[string]bool{"#N/A": true, "#REF!": true, "#VALUE!": true, "#NAME?": true, "#DIV/0!": true, "#NUM!": true, "#NULL!": true, "#SPILL!": true, "#CALC!": true}

// lost is the flaw of cells that hold no value to read, whatever the column.
func (c cell) lost() *flaw {
	switch c.kind {
	case uncomputed:
		return &flaw{"E-formula", "the cell holds a formula whose value was not saved: open the workbook in Excel, let it calculate, save it again"}
	case written, text:
		if !strings.HasPrefix(c.text, "#") || !shownErrors[c.text] {
			return nil
		}
		fallthrough
	case failed:
		return &flaw{"E-cell", "the cell shows an error instead of a value: mend the formula, or write the value"}
	}
	return nil
}
