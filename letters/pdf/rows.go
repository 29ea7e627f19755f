package pdf

import (
	"strings"

	"yearend/letters"
	"yearend/letters/pdf/tagged"
)

func trimmed(words string) string { return strings.TrimRight(words, " ") }

// summaryEdge is what stands around the rows of a summary.
const summaryEdge = 1.6

// summary is the box that says first what matters: label and value, a row each,
// the strong one in the type of a title.
func (s *layout) summary(b letters.Summary) {
	const edge = summaryEdge
	laid := s.summaryRows(b)
	s.rec.Artifact(func() {
		s.fill(left, s.y, width, laid.height+2*edge, pale)
		s.fill(left, s.y, edge, laid.height+2*edge, blue)
	})
	s.y += edge
	s.drawRows(laid, tagged.Summary("The letter in short"), false)
	s.y += edge + s.gap
}

func (s *layout) summaryRows(b letters.Summary) laidRows {
	const label = 0.42
	return s.rows(b.Rows, left+summaryEdge+2, width-summaryEdge-4, label, s.titles)
}

// account is the statement of account, its total between rules.
func (s *layout) account(a letters.Account) {
	laid := s.accountRows(a)
	for i := range laid.values {
		laid.values[i].number = true
	}
	s.drawRows(laid, tagged.Summary(a.Caption), true)
	s.y += s.gap
}

func (s *layout) accountRows(a letters.Account) laidRows {
	return s.rows(a.Rows, left, width, 0.7, s.body)
}

// laidRows are rows of a label and a value.
type laidRows struct {
	labels, values []cell
	strong         []bool
	sets           []style // the type of each value
	height         float64
}

// rows lays rows, the values of the strong ones in a type of their own.
func (s *layout) rows(rows []letters.Row, x, wide, share float64, total style) laidRows {
	var laid laidRows
	for _, row := range rows {
		set := s.body
		if row.Strong {
			set = total
		}
		label, value := wide*share, wide*(1-share)
		pieces, lines := s.lay(plain(row.Label), s.body, row.Strong, label-2*sidePad)
		laid.labels = append(laid.labels, cell{pieces, lines, x, label, false})
		pieces, lines = s.lay(plain(row.Value), set, row.Strong, value-2*sidePad)
		laid.values = append(laid.values, cell{pieces, lines, x + label, value, false})
		laid.strong, laid.sets = append(laid.strong, row.Strong), append(laid.sets, set)
		laid.height += s.pairHeight(laid, len(laid.labels)-1)
	}
	return laid
}

func (s *layout) pairHeight(laid laidRows, i int) float64 {
	return max(height([]cell{laid.labels[i]}, s.body), height([]cell{laid.values[i]}, laid.sets[i]))
}

func (s *layout) drawRows(laid laidRows, name tagged.Attr, ruled bool) {
	if ruled {
		s.rec.Artifact(func() { s.rulesOf(laid) })
	}
	s.rec.Open(tagged.Table, name)
	for i := range laid.labels {
		s.rec.Open(tagged.TR)
		begin, set := s.y, laid.sets[i]
		s.y += set.baseline(set.pad()) - s.body.baseline(s.body.pad()) // label and value stand on one line
		s.rec.Block(tagged.TH, func() { s.cell(laid.labels[i], s.body) }, rowHead...)
		s.y = begin
		s.rec.Block(tagged.TD, func() { s.cell(laid.values[i], set) })
		s.rec.Close(tagged.TR)
		s.y += s.pairHeight(laid, i)
	}
	s.rec.Close(tagged.Table)
}

// rulesOf draws a rule below each row, and upon them one above each strong row.
func (s *layout) rulesOf(laid laidRows) {
	y := s.y
	for i := range laid.labels {
		y += s.pairHeight(laid, i)
		s.rule(y, 0.15, grey)
	}
	y = s.y
	for i, strong := range laid.strong {
		if strong {
			s.rule(y, 0.4, blue)
		}
		y += s.pairHeight(laid, i)
	}
}
