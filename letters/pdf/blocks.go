package pdf

import (
	"slices"

	"yearend/letters"
	"yearend/letters/pdf/tagged"
)

// marking is the protective marking at the head of the letter, where it is read
// first; on the other pages it is furniture.
func (s *layout) marking(words string) {
	if words != "" {
		s.rec.Block(tagged.P, func() { s.across(words, markingLine) })
	}
}

// letterhead is the issuer, the date and the reference.
func (s *layout) letterhead(l letters.Letter) {
	s.ink(blue)
	taken, below := besideLogo(l.Logo)
	begin := left
	if l.Issuer.LogoSide == letters.LogoLeft {
		begin += taken
	}
	s.paragraph(tagged.P, plain(l.Issuer.Name), s.titles, true, begin, width-taken)
	s.ink(ink)
	s.rec.Artifact(func() { s.rule(max(s.y, below)+1.5, 0.6, blue) })
	s.y = addressTop - 12
	if len(l.Issuer.Address) > 0 {
		s.lines(l.Issuer.Address, sender, senderLeft, width+left-senderLeft)
		s.y += 2
	}
	s.lines(l.Identity(), sender, senderLeft, width+left-senderLeft)
	if hasAddress(l) {
		s.y = max(s.y, addressFloor)
	} else {
		s.y += 2 * s.gap
	}
}

// hasAddress reports whether the letter goes anywhere: what does not needs no room
// for an envelope's window.
func hasAddress(l letters.Letter) bool {
	return slices.ContainsFunc(l.Blocks, func(b letters.Block) bool { _, is := b.(letters.Address); return is })
}

// block draws one block, on a new page where its beginning has no room on the one in
// hand; what follows tells how much must stay with it.
func (s *layout) block(block letters.Block, after []letters.Block) {
	if height := s.beginning(block, after); height > 0 {
		s.need(height)
	}
	switch block := block.(type) {
	case letters.Heading:
		s.heading(block)
	case letters.Paragraph:
		s.prose(block)
	case letters.List:
		s.list(block, s.keepWithList(after))
	case letters.Address:
		s.address(block)
	case letters.Summary:
		s.summary(block)
	case letters.Account:
		s.account(block)
	case letters.Table:
		s.table(block)
	case letters.Chart:
		s.chart(block)
	case letters.Outlook:
		s.outlook(block)
	case letters.Signature:
		s.signature(block)
	case letters.PageBreak:
		s.pageBreak(block)
	}
}

// beginning is how high that of a block is which stands on one page: all that is not
// broken, with what must not be parted from it. A heading has the beginning of what
// follows with it, and so have words that lead to a list or a table.
func (s *layout) beginning(block letters.Block, after []letters.Block) float64 {
	switch block := block.(type) {
	case letters.Heading:
		_, lines := s.lay(block.Text, s.headingStyle(block), true, width)
		return float64(lines)*s.headingStyle(block).line + s.gap/2 + s.beginningOf(after)
	case letters.Paragraph:
		_, lines := s.lay(block.Text, s.setOf(block), false, width)
		if leadsTo(block, after) {
			return float64(lines)*s.setOf(block).line + s.gap + s.beginningOf(after)
		}
		return float64(together(lines)) * s.setOf(block).line
	case letters.List:
		return s.listBeginning(block, s.keepWithList(after))
	case letters.Summary:
		return s.summaryRows(block).height + 2*summaryEdge
	case letters.Account:
		return s.accountRows(block).height
	case letters.Table:
		return s.tableBeginning(block)
	case letters.Chart:
		return chartHeight
	case letters.Outlook:
		return s.outlookHeight(block)
	case letters.Signature:
		return s.signatureHeight(block)
	}
	return 0 // an address has its place, and a page break needs none
}

// beginningOf is how high the beginning of the first of these blocks is.
func (s *layout) beginningOf(blocks []letters.Block) float64 {
	if len(blocks) == 0 {
		return 0
	}
	return s.beginning(blocks[0], blocks[1:])
}

// prose draws a paragraph; no line of it stands alone at a page's end or beginning.
func (s *layout) prose(p letters.Paragraph) {
	set := s.setOf(p)
	pieces, _ := s.lay(p.Text, set, false, width)
	s.rec.Open(tagged.P)
	s.draw(pieces, set, left, true)
	s.rec.Close(tagged.P)
	s.y += s.gap
}

// together is how many of so many lines stand on the page on which they begin: no line
// of them is alone on a page.
func together(lines int) int {
	if lines <= 3 {
		return lines
	}
	return 2
}

// setOf is the type of a paragraph.
func (s *layout) setOf(p letters.Paragraph) style {
	if p.Small {
		return annex
	}
	return s.body
}

func plain(words string) letters.Text { return letters.Text{{Words: words}} }

func (s *layout) heading(h letters.Heading) {
	s.headed = append(s.headed, s.page)
	s.ink(blue)
	s.paragraph(headingRole(h.Level), h.Text, s.headingStyle(h), true, left, width)
	s.ink(ink)
	s.y += s.gap / 2
}

// headingStyle is the type of a heading.
func (s *layout) headingStyle(h letters.Heading) style {
	switch h.Level {
	case 1:
		return s.titles
	case 3:
		return s.body
	}
	return s.headings
}

// headingRole is what a heading of a level is to a reader.
func headingRole(level int) tagged.Role {
	return map[int]tagged.Role{1: tagged.H1, 2: tagged.H2, 3: tagged.H3}[level]
}

// paragraph draws text as one element, on as many pages as it takes.
func (s *layout) paragraph(role tagged.Role, text letters.Text, t style, strong bool, x, width float64) {
	pieces, _ := s.lay(text, t, strong, width)
	s.rec.Open(role)
	s.draw(pieces, t, x, true)
	s.rec.Close(role)
}

// draw draws laid pieces into the open element, a link's as elements of their
// own, and goes on below the last line.
func (s *layout) draw(pieces []piece, t style, x float64, breaks bool) {
	line, last := 0, 0
	if n := len(pieces); n > 0 {
		last = pieces[n-1].line
	}
	for len(pieces) > 0 {
		same := 1
		for same < len(pieces) && pieces[same].link == pieces[0].link {
			same++
		}
		run := pieces[:same]
		pieces = pieces[same:]
		s.linked(run, func() {
			for _, p := range run {
				for ; line < p.line; line++ {
					s.y += t.line
					if breaks && line+1 == last-1 {
						s.need(2 * t.line) // the last one is not alone on its page
					} else if breaks {
						s.need(t.line)
					}
				}
				s.piece(p, t, x)
			}
		})
	}
	s.y += t.line
}

// linked draws a run of pieces, as a Link where they lead somewhere.
func (s *layout) linked(run []piece, draw func()) {
	if run[0].link == "" {
		s.rec.Content(draw)
		return
	}
	s.rec.Open(tagged.Link, tagged.To(run[0].link, "Open "+run[0].link))
	s.rec.Content(draw)
	s.rec.Close(tagged.Link)
}

func (s *layout) piece(p piece, t style, x float64) {
	s.font(t.size, p.strong)
	if p.link == "" {
		s.words(x+p.x, t.baseline(s.y), p.words)
		return
	}
	was := s.colour
	s.ink(blue)
	s.words(x+p.x, t.baseline(s.y), p.words)
	s.ink(was)
	s.rec.Area(tagged.Rect{X: x + p.x, Y: s.y, W: s.measure(p.words), H: t.line})
}

// lines draws short lines under each other as one element. Each but the last
// ends in a space, or a reader would hear two lines as one word.
func (s *layout) lines(lines []string, t style, x, width float64) {
	begin, above, below := len(s.pieces), 0, s.y
	for i, line := range lines {
		pieces, taken := s.lay(plain(line), t, false, width)
		if n := len(pieces); n > 0 && i < len(lines)-1 {
			pieces[n-1].words += " "
		}
		for at := range pieces {
			pieces[at].line += above
		}
		above += taken
		below += float64(taken) * t.line
	}
	s.rec.Open(tagged.P)
	s.draw(s.pieces[begin:], t, x, false)
	s.rec.Close(tagged.P)
	s.y = below // also where the last line is empty
}

func (s *layout) address(a letters.Address) {
	s.y = addressTop
	s.lines(a.Lines, style{10.5, 4.5}, addressLeft, addressWidth)
	s.y = max(s.y+2*s.gap, addressFloor)
}

func (s *layout) signatureHeight(g letters.Signature) float64 {
	return s.gap + s.body.line + s.toSign(g) + float64(max(len(g.Lines()), len(g.Beside())))*s.body.line
}

// toSign is the room in which to sign, or of the picture of the signature.
func (s *layout) toSign(g letters.Signature) float64 {
	if g.Picture == nil {
		return s.signing
	}
	_, h := signatureRoom.fitted(g.Picture)
	return h + 2
}

// signature leaves room to sign, and stays in one piece.
func (s *layout) signature(g letters.Signature) {
	s.y += s.gap
	s.paragraph(tagged.P, plain(g.Ends()), s.body, false, left, width)
	if g.Picture != nil {
		w, h := signatureRoom.fitted(g.Picture)
		s.signed = placed{g.Picture, s.page, left, s.y + 1, w, h}
		if s.pdf != nil {
			s.handOver()
			s.signed.draw(s.pdf, "signature")
		}
	}
	s.y += s.toSign(g)
	begin, beside := s.y, g.Beside()
	if beside == nil {
		s.lines(g.Lines(), s.body, left, width)
	} else {
		s.lines(g.Lines(), s.body, left, width/2-s.gap)
		below := s.y
		s.y = begin
		s.lines(beside, s.body, left+width/2, width/2)
		s.y = max(s.y, below)
	}
	s.y += 2 * s.gap
}
