package pdf

import (
	"fmt"

	"github.com/go-pdf/fpdf"

	"yearend/letters"
	"yearend/letters/pdf/tagged"
)

// A layout is a letter in the making: where on which page the next thing goes.
type layout struct {
	*workspace
	fit
	pdf  *fpdf.Fpdf // that draws the words of a letter in Unicode; nil for any other
	rec  *tagged.Recorder
	face *face
	page int     // the page in hand, from 1
	y    float64 // the top of the next thing

	headed []int // the page of each heading, in their order

	annexFrom int     // the page on which the annex begins; 0 where there is none
	bodyEnd   float64 // how far down the page before it is filled
	signed    placed  // the picture of the signature; none where there is room to sign

	size    float64 // the type that words take
	strong  bool
	colour  colour  // the colour that words take
	set     typeset // the type that this page's drawing has set
	painted colour  // the colour that it has set
}

// typeset is a size and weight of type; the zero typeset is none.
type typeset struct {
	size   float64
	strong bool
}

// letter draws every block in turn, then what stands on every page.
func (s *layout) letter(l letters.Letter) error {
	s.marking(l.Marking)
	s.letterhead(l)
	for i, block := range l.Blocks {
		s.pieces = s.pieces[:0]
		s.block(block, l.Blocks[i+1:])
		if s.pdf != nil && s.pdf.Error() != nil {
			return fmt.Errorf("set %T: %w", block, s.pdf.Error())
		}
	}
	s.rec.Footer(nil)
	s.furniture(l)
	return nil
}

// newPage begins a page. The document has none before the first.
func (s *layout) newPage() {
	first := s.page == 0
	if !first {
		s.rec.Footer(nil)
	}
	s.turnTo(s.page + 1)
	if !first {
		s.rec.Header(nil)
	}
	s.y = top
}

// pageBreak begins the annex, on a page of its own, or only a page. A second one of
// the annex begins another page of it.
func (s *layout) pageBreak(b letters.PageBreak) {
	if !b.Always && s.annexFrom == 0 {
		s.bodyEnd, s.annexFrom = s.y, s.page+1
	}
	s.newPage()
}

// need begins a new page where so much height is not left.
func (s *layout) need(height float64) {
	if s.y+height > s.floor() {
		s.newPage()
	}
}

// floor is where the page in hand ends.
func (s *layout) floor() float64 {
	if s.annexFrom > 0 {
		return floor
	}
	return floor - s.short
}

// furniture is what stands on every page, drawn when it is known how many there
// are: the reference, the page's number and the protective marking.
func (s *layout) furniture(l letters.Letter) {
	pages := len(s.pages)
	for page := 1; page <= pages; page++ {
		s.turnTo(page)
		if page > 1 && l.Marking != "" {
			s.rec.Header(func() { s.across(l.Marking, markingLine) })
		}
		s.rec.Footer(func() { s.footer(l, page, pages) })
	}
}

func (s *layout) footer(l letters.Letter, page, pages int) {
	s.rule(footerTop, 0.2, grey)
	s.font(furnish.size, false)
	s.ink(grey)
	base := footerTop + furnish.line
	s.words(left, base, s.face.codes(l.Reference))
	if l.Marking != "" {
		s.ink(ink)
		s.across(l.Marking, base)
		s.font(furnish.size, false)
		s.ink(grey)
	}
	number := pageNumber(page, pages)
	s.words(left+width-s.measure(number), base, number)
	s.ink(ink)
}

// across draws a protective marking in the middle of the page.
func (s *layout) across(marking string, baseline float64) {
	s.font(furnish.size, true)
	codes := s.face.codes(marking)
	s.words(left+(width-s.measure(codes))/2, baseline, codes)
}

// font chooses the type of the next words, ink their colour.
func (s *layout) font(size float64, strong bool) { s.size, s.strong = size, strong }
func (s *layout) ink(c colour)                   { s.colour = c }

// measure is how wide codes are in the type that is chosen.
func (s *layout) measure(codes string) float64 { return s.wide(codes, s.size, s.strong) }

func (s *layout) wide(codes string, size float64, strong bool) float64 {
	return float64(s.face.width(codes, weightOf(strong))) * size * pointsMM / 1000
}

// baseline is where the words of a line stand that begins at top.
func (t style) baseline(top float64) float64 { return top + t.line*0.5 + t.size*pointsMM*0.35 }
