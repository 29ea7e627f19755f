package pdf

import (
	"strings"

	"yearend/letters"
	"yearend/letters/pdf/tagged"
)

func trimmed(words string) string { return strings.TrimRight(words, " ") }

// rowsHeight is how high rows are whose words take one line.
func (s *sheet) rowsHeight(rows []letters.Row) float64 {
	return 2*s.gap + float64(len(rows))*rowHeight(s.body)
}

// summary is the box that says first what matters: label and value, a row each.
func (s *sheet) summary(b letters.Summary) {
	const edge = 1.6
	laid := s.rows(b.Rows, left+edge+2, width-edge-4, 0.43)
	s.need(laid.height + 2*edge)
	s.rec.Artifact(func() {
		s.fill(left, s.y, width, laid.height+2*edge, pale)
		s.fill(left, s.y, edge, laid.height+2*edge, blue)
	})
	s.y += edge
	s.drawRows(laid, tagged.Summary("The letter in short"), false)
	s.y += edge + s.gap
}

// account is the statement of account, its total between rules.
func (s *sheet) account(a letters.Account) {
	laid := s.rows(a.Rows, left, width, 0.7)
	for i := range laid.values {
		laid.values[i].number = true
	}
	s.need(laid.height)
	s.drawRows(laid, tagged.Summary(a.Caption), true)
	s.y += s.gap
}

// laidRows are rows of a label and a value.
type laidRows struct {
	labels, values []cell
	strong         []bool
	height         float64
}

func (s *sheet) rows(rows []letters.Row, x, wide, share float64) laidRows {
	var laid laidRows
	for _, row := range rows {
		label, value := wide*share, wide*(1-share)
		pieces, lines := s.lay(plain(row.Label), s.body, row.Strong, label-2*sidePad)
		laid.labels = append(laid.labels, cell{pieces, lines, x, label, false})
		pieces, lines = s.lay(plain(row.Value), s.body, row.Strong, value-2*sidePad)
		laid.values = append(laid.values, cell{pieces, lines, x + label, value, false})
		laid.strong = append(laid.strong, row.Strong)
		laid.height += s.pairHeight(laid, len(laid.labels)-1)
	}
	return laid
}

func (s *sheet) pairHeight(laid laidRows, i int) float64 {
	return height([]cell{laid.labels[i], laid.values[i]}, s.body)
}

func (s *sheet) drawRows(laid laidRows, name tagged.Attr, ruled bool) {
	s.rec.Open(tagged.Table, name)
	for i := range laid.labels {
		if ruled && laid.strong[i] {
			s.rec.Artifact(func() { s.rule(left, s.y, width, 0.4, blue) })
		}
		s.rec.Open(tagged.TR)
		s.rec.Block(tagged.TH, func() { s.cell(laid.labels[i], s.body) }, rowHead...)
		s.rec.Block(tagged.TD, func() { s.cell(laid.values[i], s.body) })
		s.rec.Close(tagged.TR)
		s.y += s.pairHeight(laid, i)
		if ruled {
			s.rec.Artifact(func() { s.rule(left, s.y, width, 0.15, grey) })
		}
	}
	s.rec.Close(tagged.Table)
}
