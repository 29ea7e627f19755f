package xlsx

import "slices"

// Sheet is one tab of the workbook.
type Sheet struct {
	Name    string
	Rows    [][]Cell // from row 1
	Columns []Column // from column A
	Table   *Table   // nil where the sheet is not one table
	Frozen  Frozen
	Print   Print
	Tab     string // the tab's colour as RRGGBB; empty for none
	// Checks are the ranges whose cells say "ok", "held" or "differs".
	Checks  []string
	Merged  [][2]string // from the first cell to the last
	Heights map[int]int // of rows from 1, in points, where the usual one will not do
}

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

// Frozen is how many rows and columns stay in sight.
type Frozen struct{ Rows, Columns int }

// Print is how the sheet comes out on paper.
type Print struct {
	Wide    bool // on A3, where it has many columns
	Heading int  // rows repeated on every page, from row 1
	Columns int  // columns printed, from A; 0 for all
}

// folds reports whether any column is folded away.
func (s Sheet) folds() bool {
	return slices.ContainsFunc(s.Columns, func(c Column) bool { return c.Folded })
}
