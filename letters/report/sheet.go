package report

import (
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strings"

	"yearend/calc"
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
	rows       func(add func(row []xlsx.Cell)) // tells every row, the same ones each time, and each only until the next
	printed    string                          // the head of the last column that is printed; empty for all
	omitted    bool                            // the run has nothing for it
	list       bool                            // its figures are not worked out here, so that its check is its seal alone
	wordy      bool                            // its rows may be longer than most
	alike      int                             // how many rows, where each has a cell in every column and all look as their columns do
	seals      []int                           // the columns that its seal is made of, if it has one
	length     int                             // how many characters of them
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

// a4Characters are as many beside each other as stand on A4 more than 6 points high; where
// there are more, the paper is A3.
const a4Characters = 240

// thisRow is [@name], which the file format wants as Table[[#This Row],[name]].
var thisRow = regexp.MustCompile(`\[@([^\]]+)\]`)

// build makes the sheet with every cell in the look of its column. Its rows are
// told twice, now to be measured and later to be written, so that none is held; of
// those that are alike it is known how many there are.
func (s sheet) build() xlsx.Sheet {
	m := s.measure()
	s = s.sealedTo(m.longest).spelled()
	built := xlsx.Sheet{
		Name: s.tab, Tab: s.colour,
		Rows: [][]xlsx.Cell{
			s.totals(m),
			{xlsx.Words(s.tells).In(xlsx.Style{Role: xlsx.Note})},
			nil,
		},
		More:    xlsx.Rows{Count: m.count, Styles: m.styles, Each: s.dressed},
		Table:   &xlsx.Table{Name: s.table, HeaderRow: headerRow, Rows: m.count, Columns: len(s.columns)},
		Heights: map[int]int{1: 26, headerRow: 32},
		Frozen:  xlsx.Frozen{Rows: headerRow, Columns: s.keys},
		Print:   xlsx.Print{Heading: headerRow, Columns: s.columnOf(s.printed) + 1, Wide: s.printedWidth() > a4Characters},
	}
	for i, c := range s.columns {
		built.Columns = append(built.Columns, xlsx.Column{Width: c.room(), Folded: c.folded})
		built.Rows[headerRow-1] = append(built.Rows[headerRow-1], xlsx.Words(c.head).In(xlsx.Style{Role: xlsx.Heading}))
		if c.head == "check" {
			built.Checks = append(built.Checks, fmt.Sprintf("%s%d:%s%d", columnName(i), headerRow+1, columnName(i), headerRow+max(1, m.count)))
		}
	}
	return built
}

// dressed tells every row with its height: each cell has the look of its column,
// and the column's formula where it has a value, unless it has its own.
func (s sheet) dressed(add func(row []xlsx.Cell, height int)) {
	known := map[string]string{}
	s.rows(func(row []xlsx.Cell) {
		if s.seals != nil {
			row = s.withSeal(row, sealOf(row, s.seals, s.length))
		}
		for i := range row {
			c := &row[i]
			c.Style = s.look(i, *c)
			switch {
			case c.Formula == "" && c.Kind != xlsx.Empty:
				c.Formula = s.columns[i].formula
			case strings.Contains(c.Formula, "[@"):
				own := c.Formula
				if c.Formula = known[own]; c.Formula == "" {
					c.Formula = s.spell(own)
					known[own] = c.Formula
				}
			}
		}
		add(row, s.height(row))
	})
}

// spelled has the columns' formulas spelled.
func (s sheet) spelled() sheet {
	s.columns = slices.Clone(s.columns)
	for i := range s.columns {
		s.columns[i].formula = s.spell(s.columns[i].formula)
	}
	return s
}

// spell writes [@name] as the file format wants it.
func (s sheet) spell(formula string) string {
	return thisRow.ReplaceAllString(formula, s.table+"[[#This Row],[$1]]")
}

// look is the style of a cell: its own, or its column's.
func (s sheet) look(column int, c xlsx.Cell) xlsx.Style {
	if c.Style == (xlsx.Style{}) {
		return xlsx.Style{Format: s.columns[column].format, Role: s.columns[column].role}
	}
	return c.Style
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

// printedWidth is how many characters wide the sheet is on paper.
func (s sheet) printedWidth() int {
	columns, width := s.columns, 0
	if last := s.columnOf(s.printed); last >= 0 {
		columns = columns[:last+1]
	}
	for _, c := range columns {
		if !c.folded {
			width += c.room()
		}
	}
	return width
}

// measured is what must be known of a sheet's rows before the first is written.
type measured struct {
	count   int
	sums    []*big.Rat   // of the columns that ask for it, exactly
	gaps    []bool       // in which of them a sum is not known
	styles  []xlsx.Style // in the order in which the cells come to use them
	longest int          // characters of a row that is sealed, where they may be more than of most
}

func (s sheet) measure() measured {
	m := measured{sums: make([]*big.Rat, len(s.columns)), gaps: make([]bool, len(s.columns))}
	if s.alike > 0 {
		m.count = s.alike
		for i := range s.columns {
			m.use(s.look(i, xlsx.Cell{}))
		}
		return m
	}
	for i, c := range s.columns {
		if c.totals {
			m.sums[i] = new(big.Rat)
		}
	}
	s.rows(func(row []xlsx.Cell) {
		m.count++
		if s.wordy && s.seals != nil {
			m.longest = max(m.longest, lengthOf(row, s.seals))
		}
		if s.seals != nil {
			row = s.withSeal(row, number(0)) // whose look is known before its figure
		}
		for i, c := range row {
			m.use(s.look(i, c))
			if m.sums[i] == nil {
				continue
			}
			if value, is := new(big.Rat).SetString(c.Value); is {
				m.sums[i].Add(m.sums[i], value)
			}
			m.gaps[i] = m.gaps[i] || c.Value == calc.NotKnown
		}
	})
	return m
}

// use notes that a cell has the look.
func (m *measured) use(look xlsx.Style) {
	if !slices.Contains(m.styles, look) {
		m.styles = append(m.styles, look)
	}
}

// totals is the first row of a sheet: its name, and above the columns that ask
// for it what the rows in sight come to, so that a filter adds up its own rows. Where
// one of them is not known, nor is what they come to.
func (s sheet) totals(m measured) []xlsx.Cell {
	row := []xlsx.Cell{text(s.tab).In(xlsx.Style{Role: xlsx.Title})}
	for i, c := range s.columns {
		if !c.totals {
			continue
		}
		if len(row) < i { // the first of them has a word before it
			row = append(row, none(i-1-len(row))...)
			row = append(row, text("rows in sight").In(xlsx.Style{Role: xlsx.Note}))
		}
		cells := s.table + "[" + c.head + "])"
		sum := "ROUND(SUBTOTAL(109," + cells + ",2)"
		total := xlsx.Digits(m.sums[i].FloatString(2)).By(sum)
		if m.gaps[i] {
			total = text(calc.NotKnown).By("IF(SUBTOTAL(103," + cells + ">SUBTOTAL(102," + cells + ",\"" + calc.NotKnown + "\"," + sum + ")")
		}
		row = append(row, total.In(xlsx.Style{Format: c.format, Role: xlsx.Here}))
	}
	return row
}
