package pdf

import (
	"strings"

	"yearend/letters"
	"yearend/letters/pdf/tagged"
)

// wholeRows is how many rows of a table are kept together at least.
const wholeRows = 8

// sidePad stands between a cell's words and its edges at the left and right.
const sidePad = 1.2

// besideNumber stands between a number, which ends at the right of its column,
// and the words that begin the next.
const besideNumber = 1.8

// pad is what stands above and below a cell's words.
func (t style) pad() float64 { return max(0.15, t.size*0.22-1.5) }

// What a heading cell heads; made once, for there are many.
var (
	rowHead    = []tagged.Attr{tagged.Scope(tagged.Row)}
	columnHead = []tagged.Attr{tagged.Scope(tagged.Column)}
)

// cell is a laid cell: its pieces, and where it stands.
type cell struct {
	pieces []piece
	lines  int
	x      float64
	width  float64
	number bool
}

// layTable lays a table's header and so many of its rows.
func (s *layout) layTable(t letters.Table, most int) (header []cell, rows []tableRow) {
	set := s.tableStyle(t)
	widths := s.columnWidths(t, set)
	header = s.cells(t.Columns, widths, headers(t.Columns), set, true)
	for _, row := range t.Rows[:min(len(t.Rows), most)] {
		cells := s.cells(t.Columns, widths, row.Cells, set, row.Strong)
		rows = append(rows, tableRow{cells, max(height(cells, set), leastHeight(t, set))})
	}
	return header, rows
}

// tableBeginning is how high a table's header is with the rows that stay with it.
func (s *layout) tableBeginning(t letters.Table) float64 {
	header, rows := s.layTable(t, wholeRows)
	together := height(header, s.tableStyle(t))
	for _, row := range rows {
		together += row.height
	}
	return together
}

// table draws a table. Its header row is repeated on every page, as furniture;
// no row is split, and a small table not at all.
func (s *layout) table(t letters.Table) {
	set := s.tableStyle(t)
	header, rows := s.layTable(t, len(t.Rows))
	s.rec.Open(tagged.Table, tagged.Summary(t.Caption))
	here := rows[:s.rowsHere(rows, header, set)]
	s.rec.Artifact(func() { s.ground(here, header, set) })
	s.header(header, set)
	for {
		for _, row := range here {
			s.row(row, set)
		}
		if rows = rows[len(here):]; len(rows) == 0 {
			break
		}
		s.newPage()
		here = rows[:max(s.rowsHere(rows, header, set), 1)]
		s.rec.Artifact(func() { s.ground(here, header, set); s.drawHeader(header, set) })
	}
	s.rec.Close(tagged.Table)
	s.y += s.gap
}

// tableRow is a laid row.
type tableRow struct {
	cells  []cell
	height float64
}

// rowsHere is how many of the rows stand with the header on the page in hand.
func (s *layout) rowsHere(rows []tableRow, header []cell, set style) int {
	y := s.y + height(header, set)
	for i, row := range rows {
		if y += row.height; y > s.floor() {
			return i
		}
	}
	return len(rows)
}

// ground draws what stands behind the words of the header and of the rows below it: its
// fill, and a rule below each of them.
func (s *layout) ground(rows []tableRow, header []cell, set style) {
	s.fill(left, s.y, width, height(header, set), blue)
	y := s.y + height(header, set)
	for _, row := range rows {
		y += row.height
		s.rule(y, 0.15, grey)
	}
}

func (s *layout) tableStyle(t letters.Table) style {
	if t.Small {
		return annex
	}
	return s.figures
}

func headers(columns []letters.Column) []string {
	var words []string
	for _, c := range columns {
		words = append(words, c.Header)
	}
	return words
}

// cells lays the cells of a row into the columns.
func (s *layout) cells(columns []letters.Column, widths []float64, words []string, set style, strong bool) []cell {
	cells := make([]cell, 0, len(columns))
	x := left
	for i, c := range columns {
		apart := 0.0
		if i > 0 && columns[i-1].Number && !c.Number {
			apart = besideNumber
		}
		pieces, lines := s.lay(plain(words[i]), set, strong, widths[i]-apart-2*sidePad)
		cells = append(cells, cell{pieces, lines, x + apart, widths[i] - apart, c.Number})
		x += widths[i]
	}
	return cells
}

// columnWidths shares out the width by the columns' parts. A column of numbers
// gets what its widest number takes, from the widest column of words, for a
// number is never broken.
func (s *layout) columnWidths(t letters.Table, set style) []float64 {
	parts, giver := 0, 0
	for i, c := range t.Columns {
		parts += c.Width
		if !c.Number && (c.Width > t.Columns[giver].Width || t.Columns[giver].Number) {
			giver = i
		}
	}
	widths := make([]float64, len(t.Columns))
	for i, c := range t.Columns {
		widths[i] += width * float64(c.Width) / float64(parts)
		if !c.Number {
			continue
		}
		if lacking := s.widest(t, i, set) + 2*sidePad + 0.1 - widths[i]; lacking > 0 {
			widths[i] += lacking
			widths[giver] -= lacking
		}
	}
	return widths
}

// widest is the width of a column's widest word.
func (s *layout) widest(t letters.Table, column int, set style) float64 {
	most := 0.0
	for _, row := range t.Rows {
		for word := range strings.FieldsSeq(row.Cells[column]) {
			most = max(most, s.wide(s.face.codes(word), set.size, row.Strong))
		}
	}
	return most
}

// leastHeight is how high a row of the table is at least.
func leastHeight(t letters.Table, set style) float64 { return float64(t.Room) * set.line }

func height(cells []cell, set style) float64 {
	lines := 1
	for _, c := range cells {
		lines = max(lines, c.lines)
	}
	return float64(lines)*set.line + 2*set.pad()
}

func (s *layout) header(cells []cell, set style) {
	s.rec.Open(tagged.TR)
	s.ink(white)
	for _, c := range cells {
		s.rec.Block(tagged.TH, func() { s.cell(c, set) }, columnHead...)
	}
	s.ink(ink)
	s.rec.Close(tagged.TR)
	s.y += height(cells, set)
}

// drawHeader draws the header again, for the eye only.
func (s *layout) drawHeader(cells []cell, set style) {
	s.ink(white)
	for _, c := range cells {
		s.cell(c, set)
	}
	s.ink(ink)
	s.y += height(cells, set)
}

func (s *layout) row(row tableRow, set style) {
	s.rec.Open(tagged.TR)
	s.rec.Block(tagged.TH, func() { s.cell(row.cells[0], set) }, rowHead...)
	for _, c := range row.cells[1:] {
		s.rec.Block(tagged.TD, func() { s.cell(c, set) })
	}
	s.rec.Close(tagged.TR)
	s.y += row.height
}

// cell draws a cell's lines from the top of the row: numbers to the right.
func (s *layout) cell(c cell, set style) {
	for _, p := range c.pieces {
		s.font(set.size, p.strong)
		x := c.x + sidePad + p.x
		if c.number {
			x = c.x + c.width - sidePad - s.lineWidth(c.pieces, p.line) + p.x
		}
		s.words(x, set.baseline(s.y+set.pad()+float64(p.line)*set.line), p.words)
	}
}

// lineWidth is how far a line of a cell reaches, without the space at its end.
func (s *layout) lineWidth(pieces []piece, line int) float64 {
	reach := 0.0
	for _, p := range pieces {
		if p.line == line {
			reach = p.x + s.measure(trimmed(p.words))
		}
	}
	return reach
}
