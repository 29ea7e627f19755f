package report

import (
	"fmt"
	"strings"

	"yearend/calc"
	"yearend/letters/report/xlsx"
)

// summary is the first sheet while it is written, row by row.
type summary struct {
	layout
	totals map[string]calc.Totals // by scheme
	rows   [][]xlsx.Cell
	checks []string // the ranges of its own checks
	own    int      // and how many cells they are
	merged [][2]string
	high   map[int]int // rows that need room, and how much in points
}

// summarySheet tells on one page what the run comes to and whether the
// workbook's own sums agree with the program's.
func summarySheet(l layout) xlsx.Sheet {
	s := &summary{layout: l, totals: calc.TotalsByScheme(l.Settled.Positions), high: map[int]int{1: 26, 4: 24}}
	s.head()
	verdict := s.verdict()
	s.money()
	s.records()
	s.signOff() // on the first page that is printed, in one piece
	s.agreement(verdict)
	s.dates()
	s.unconfirmed()
	s.inputs()
	s.legend()
	return xlsx.Sheet{
		Name: "Summary", Rows: s.rows, Columns: s.columns(), Checks: s.checks, Merged: s.merged,
		Heights: s.high, Tab: "003087", Frozen: xlsx.Frozen{Rows: 4}, Print: xlsx.Print{Columns: s.widest()},
	}
}

// widest is how many columns its longest row has: what is printed.
func (s *summary) widest() int {
	most := len(s.columns())
	for _, row := range s.rows {
		most = max(most, len(row))
	}
	return most
}

func (s *summary) columns() []xlsx.Column {
	all := []xlsx.Column{{Width: 40}}
	for range len(s.Schemes) + 1 {
		all = append(all, xlsx.Column{Width: 24}, xlsx.Column{Width: 18}, xlsx.Column{Width: 12})
	}
	return all
}

// row adds a row and returns its number.
func (s *summary) row(cells ...xlsx.Cell) int {
	s.rows = append(s.rows, cells)
	return len(s.rows)
}

// folded adds a row whose last cell reaches over the columns that are left. Its words
// take as many lines as they need, so that they do not widen the printed page.
func (s *summary) folded(cells ...xlsx.Cell) {
	n, last, columns := s.row(cells...), len(cells)-1, s.columns()
	cells[last].Style.Format = xlsx.Wrapped
	most := 1
	for i, c := range cells {
		width := columns[i].Width
		for _, further := range columns[i+1:] {
			if i == last {
				width += further.Width
			}
		}
		if c.Style.Format == xlsx.Wrapped {
			most = max(most, wrappedLines(c.Value, width))
		}
	}
	if most > 1 {
		s.high[n] = heightOf(most)
	}
	s.merged = append(s.merged, [2]string{fmt.Sprintf("%s%d", columnName(last), n), fmt.Sprintf("%s%d", columnName(len(columns)-1), n)})
}

// section starts a part of the sheet under its own heading.
func (s *summary) section(name, tells string) {
	s.row()
	s.row(text(name).In(xlsx.Style{Role: xlsx.Section}))
	if tells != "" {
		s.folded(text(tells).In(xlsx.Style{Role: xlsx.Note}))
	}
}

func (s *summary) heads(names ...string) int {
	var cells []xlsx.Cell
	for _, n := range names {
		cells = append(cells, text(n).In(xlsx.Style{Role: xlsx.Heading}))
	}
	return s.row(cells...)
}

func (s *summary) head() {
	s.row(text("Control workbook").In(xlsx.Style{Role: xlsx.Title}))
	var titles []string
	for _, scheme := range s.Schemes {
		titles = append(titles, scheme.Title+" "+scheme.Year)
	}
	s.folded(text(fmt.Sprintf("%s. %s. As of %s, by %s.", s.Issuer, strings.Join(titles, "; "), s.AsOf, s.Program)).In(xlsx.Style{Role: xlsx.Note}))
	s.row()
}

// verdict keeps the place of the one cell that says whether all agree.
func (s *summary) verdict() int {
	n := s.row(text("All figures agree").In(xlsx.Style{Role: xlsx.Verdict}))
	for range s.columns()[1:4] {
		s.rows[n-1] = append(s.rows[n-1], xlsx.Cell{Style: xlsx.Style{Role: xlsx.Verdict}})
	}
	s.merged = append(s.merged, [2]string{fmt.Sprintf("A%d", n), fmt.Sprintf("D%d", n)})
	s.checks = append(s.checks, fmt.Sprintf("A%d:A%d", n, n))
	return n
}
