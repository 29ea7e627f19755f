package xlsx

import (
	"fmt"
	"slices"
)

// Sheet is one tab of the workbook.
type Sheet struct {
	Name    string
	Rows    [][]Cell // from row 1
	More    Rows     // what follows them
	Columns []Column // from column A
	Table   *Table   // nil where the sheet is not one table
	Frozen  Frozen
	Print   Print
	Tab     string // the tab's colour as RRGGBB; empty for none
	// Checks are the ranges whose cells say "ok", "held" or "differs".
	Checks  []string
	Merged  [][2]string // from the first cell to the last
	Lists   []List      // cells that offer what may stand in them
	Heights map[int]int // of rows from 1, in points, where the usual one will not do
}

// Rows are rows that are told one by one when they are written, so that none is
// held.
type Rows struct {
	Count  int
	Styles []Style                                // that their cells have, in the order in which they come to be used
	Each   func(add func(row []Cell, height int)) // a height in points, 0 for the usual one
}

// each tells every row of the sheet, and fails where there are not as many as was said.
func (s Sheet) each(add func(row []Cell, height int)) error {
	for i, row := range s.Rows {
		add(row, s.Heights[i+1])
	}
	if s.More.Each == nil {
		return nil
	}
	told := 0
	s.More.Each(func(row []Cell, height int) {
		told++
		add(row, height)
	})
	if told != s.More.Count {
		return fmt.Errorf("%d rows were told of, and there are %d", s.More.Count, told)
	}
	return nil
}

// cells is about how many cells the sheet has.
func (s Sheet) cells() int { return s.last() * len(s.Columns) }

// last is the number of the last row.
func (s Sheet) last() int { return max(1, len(s.Rows)+s.More.Count) }

// Column is how wide a column is, in characters, and whether it is folded away
// under an outline mark.
type Column struct {
	Width  int
	Folded bool
}

// Table makes a part of the sheet a table of its own name, with filters. Its
// rows follow its header row without a gap.
type Table struct {
	Name      string
	HeaderRow int
	Rows      int
	Columns   int
}

// List offers a choice of words in the cells of a range, or of the cells of another
// range; anything else is refused by the program that the workbook is filled in with.
type List struct {
	Range string   // "G4:G40"
	Words []string // none where they stand in cells:
	Cells string   // "Members!$A$4:$A$9"
}

// Frozen is how many rows and columns stay in sight.
type Frozen struct{ Rows, Columns int }

// Print is how the sheet comes out on paper.
type Print struct {
	Wide    bool // on A3, where it is too wide for A4
	Heading int  // rows repeated on every page, from row 1
	Columns int  // columns printed, from A; 0 for all
}

// folds reports whether any column is folded away.
func (s Sheet) folds() bool {
	return slices.ContainsFunc(s.Columns, func(c Column) bool { return c.Folded })
}
