package pdf

import (
	"strings"

	"yearend/letters"
	"yearend/letters/pdf/tagged"
)

// A list in millimetres: how far its items are set in, what is between them, and how
// high a list may be to be kept on one page.
const (
	listIndent  = 6.0
	listBetween = 0.6
	listWhole   = 36.0
)

// list draws a list; so much height must follow its last item on its page.
func (s *layout) list(l letters.List, keep float64) {
	s.rec.Open(tagged.L, tagged.Numbered(numberingOf(l)))
	for i, item := range l.Items {
		pieces, lines := s.lay(item, s.body, false, width-listIndent)
		if i == len(l.Items)-1 && keep > 0 {
			s.need(float64(lines)*s.body.line + s.gap + keep)
		}
		s.need(float64(together(lines)) * s.body.line)
		s.rec.Open(tagged.LI)
		s.font(s.body.size, false)
		s.rec.Block(tagged.Lbl, func() { s.words(left+1.5, s.body.baseline(s.y), s.face.codes(labelOf(l, i))) })
		s.rec.Open(tagged.LBody)
		s.draw(pieces, s.body, left+listIndent, true)
		s.rec.Close(tagged.LBody)
		s.rec.Close(tagged.LI)
		s.y += listBetween
	}
	s.rec.Close(tagged.L)
	s.y += s.gap - listBetween
}

// listHeight is how high a list is, without the gap below it.
func (s *layout) listHeight(l letters.List) float64 {
	sum := -listBetween
	for _, item := range l.Items {
		sum += s.itemHeight(item)
	}
	return sum
}

func (s *layout) itemHeight(item letters.Text) float64 {
	_, lines := s.lay(item, s.body, false, width-listIndent)
	return float64(lines)*s.body.line + listBetween
}

// leadsTo reports whether a paragraph, which ends in a colon, leads to a list or a table.
func leadsTo(p letters.Paragraph, after []letters.Block) bool {
	if len(after) == 0 || !strings.HasSuffix(strings.TrimSpace(p.Text.String()), ":") {
		return false
	}
	switch after[0].(type) {
	case letters.List, letters.Table:
		return true
	}
	return false
}

// listBeginning is how much of a list stands on the page on which it begins: the whole of
// a short one, with what must follow it, and of a long one its first item.
func (s *layout) listBeginning(l letters.List, keep float64) float64 {
	whole := s.listHeight(l)
	switch {
	case len(l.Items) > 1 && whole > listWhole:
		return s.itemHeight(l.Items[0])
	case keep > 0:
		return whole + s.gap + keep
	}
	return max(whole, 0)
}

// keepWithList is the height that must follow the last item of a list on its
// page: who signs does not stand alone.
func (s *layout) keepWithList(after []letters.Block) float64 {
	if len(after) > 0 {
		if next, ok := after[0].(letters.Signature); ok {
			return s.signatureHeight(next)
		}
	}
	return 0
}

func numberingOf(l letters.List) tagged.Numbering {
	if l.Numbered {
		return tagged.Decimal
	}
	return tagged.Disc
}

func labelOf(l letters.List, item int) string {
	if l.Numbered {
		return l.Label(item) + " "
	}
	return "• "
}
