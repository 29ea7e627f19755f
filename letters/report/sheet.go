package report

import (
	"math/big"
	"regexp"
	"slices"
	"strings"

	"yearend/letters/report/xlsx"
)

// sheet is a tab that holds one table: its name and what it tells above, the
// header, then the rows.
type sheet struct {
	tab, table string
	tells      string
	colour     string
	keys       int // columns that stay in sight: those that say whose row it is
	columns    []column
	rows       [][]xlsx.Cell
	printed    string // the head of the last column that is printed; empty for all
	omitted    bool   // the run has nothing for it
}

// column is one column of a sheet's table.
type column struct {
	head   string
	width  int
	role   xlsx.Role
	format xlsx.Format
	// formula works the column's cells out, in each row that has a value for it.
	// [@name] is the cell of this row in the named column; Table[name] is a
	// whole column of a table. Both follow their rows when a person sorts.
	formula string
	folded  bool // helps another column, and is folded away
	totals  bool // the rows in sight are added up above the head
}

// headerRow is the row of every sheet's header: the name and a note stand above.
const headerRow = 3

// manyColumns would be too small to read on A4.
const manyColumns = 26

var thisRow = regexp.MustCompile(`\[@([^\]]+)\]`)

// build gives every cell the look and the formula of its column.
func (s sheet) build() xlsx.Sheet {
	built := xlsx.Sheet{
		Name: s.tab, Tab: s.colour,
		Rows: [][]xlsx.Cell{
			s.totals(),
			{xlsx.Words(s.tells).In(xlsx.Style{Role: xlsx.Note})},
			nil,
		},
		Table:   &xlsx.Table{Name: s.table, HeaderRow: headerRow, Rows: len(s.rows), Columns: len(s.columns)},
		Heights: s.heights(),
		Frozen:  xlsx.Frozen{Rows: headerRow, Columns: s.keys},
		Print:   xlsx.Print{Heading: headerRow, Columns: s.columnOf(s.printed) + 1, Wide: len(s.columns) > manyColumns},
	}
	for i, c := range s.columns {
		built.Columns = append(built.Columns, xlsx.Column{Width: c.room(), Folded: c.folded})
		built.Rows[headerRow-1] = append(built.Rows[headerRow-1], xlsx.Words(c.head).In(xlsx.Style{Role: xlsx.Heading}))
		if c.head == "check" {
			built.Checks = append(built.Checks, s.cells(i))
		}
	}
	s.dress()
	built.Rows = append(built.Rows, s.rows...)
	return built
}

// dress gives each cell of the rows the look of its column, and the column's
// formula where it has a value, unless it has its own.
func (s sheet) dress() {
	formulas := make([]string, len(s.columns))
	for i, c := range s.columns {
		formulas[i] = s.spell(c.formula)
	}
	for _, row := range s.rows {
		for i := range row {
			c := &row[i]
			if c.Style == (xlsx.Style{}) {
				c.Style = xlsx.Style{Format: s.columns[i].format, Role: s.columns[i].role}
			}
			if c.Formula = s.spell(c.Formula); c.Kind != xlsx.Empty && c.Formula == "" {
				c.Formula = formulas[i]
			}
		}
	}
}

// columnOf is where the column of that head stands, from 0; -1 where none does.
func (s sheet) columnOf(head string) int {
	return slices.IndexFunc(s.columns, func(c column) bool { return c.head == head })
}

// room is the width of the column: the longest word of its head must stand
// beside the mark of the filter.
func (c column) room() int {
	width := c.width
	for word := range strings.FieldsSeq(c.head) {
		width = max(width, len(word)+3)
	}
	return width
}

// spell writes [@name] as the file format wants it: Table[[#This Row],[name]].
func (s sheet) spell(formula string) string {
	if formula == "" {
		return ""
	}
	return thisRow.ReplaceAllString(formula, s.table+"[[#This Row],[$1]]")
}

// totals is the first row of a sheet: its name, and above the columns that ask
// for it what the rows in sight come to, so that a filter adds up its own rows.
func (s sheet) totals() []xlsx.Cell {
	row := []xlsx.Cell{text(s.tab).In(xlsx.Style{Role: xlsx.Title})}
	for i, c := range s.columns {
		if !c.totals {
			continue
		}
		if len(row) < i { // the first of them has a word before it
			row = append(row, none(i-1-len(row))...)
			row = append(row, text("rows in sight").In(xlsx.Style{Role: xlsx.Note}))
		}
		total := xlsx.Digits(s.sum(i)).By("ROUND(SUBTOTAL(109," + s.table + "[" + c.head + "]),2)")
		row = append(row, total.In(xlsx.Style{Format: c.format, Role: xlsx.Here}))
	}
	return row
}

// sum adds a column up, exactly.
func (s sheet) sum(column int) string {
	sum := new(big.Rat)
	for _, row := range s.rows {
		if value, is := new(big.Rat).SetString(row[column].Value); is {
			sum.Add(sum, value)
		}
	}
	return sum.FloatString(2)
}
