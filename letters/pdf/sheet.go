package pdf

import (
	"fmt"

	"github.com/go-pdf/fpdf"

	"yearend/letters"
	"yearend/letters/pdf/tagged"
)

// allPages stands for the number of pages until it is known.
const allPages = "{nb}"

// A sheet is a letter in the making: where on which page the next thing goes.
type sheet struct {
	pdf  *fpdf.Fpdf
	rec  *tagged.Recorder
	face face
	y    float64 // the top of the next thing

	size   float64 // the type that is set, to set it only when it changes
	strong bool
}

func newSheet(l letters.Letter, f face) *sheet {
	s := &sheet{pdf: newDocument(l, f), face: f}
	s.rec = tagged.NewRecorder(s.pdf)
	s.pdf.SetHeaderFunc(func() { s.rec.Header(nil) })
	s.pdf.SetFooterFunc(func() { s.rec.Footer(func() { s.footer(l) }) })
	s.newPage()
	return s
}

// letter draws every block in turn.
func (s *sheet) letter(l letters.Letter) error {
	s.letterhead(l)
	for i, block := range l.Blocks {
		s.block(block, l.Blocks[i+1:])
		if err := s.pdf.Error(); err != nil {
			return fmt.Errorf("set %T: %w", block, err)
		}
	}
	return nil
}

// newPage begins a page. The document has none before the first.
func (s *sheet) newPage() {
	s.pdf.AddPage()
	s.y = top
	s.size = 0 // the footer has set its own type
}

// need begins a new page where so much height is not left.
func (s *sheet) need(height float64) {
	if s.y+height > floor {
		s.newPage()
	}
}

// footer is the furniture of every page: the reference and the page's number.
func (s *sheet) footer(l letters.Letter) {
	s.rule(left, footerTop, width, 0.2, grey)
	s.font(furnish.size, false)
	s.ink(grey)
	s.words(left, footerTop+furnish.line, l.Reference)
	page := fmt.Sprintf("Page %d of %s", s.pdf.PageNo(), allPages)
	s.words(left+width-s.measure(fmt.Sprintf("Page %d of 0", s.pdf.PageNo())), footerTop+furnish.line, page)
	s.size = 0
}

// font sets the type.
func (s *sheet) font(size float64, strong bool) {
	if size == s.size && strong == s.strong {
		return
	}
	weight := ""
	if strong {
		weight = "B"
	}
	s.pdf.SetFont(family, weight, size)
	s.size, s.strong = size, strong
}

func (s *sheet) ink(c colour) { s.pdf.SetTextColor(c[0], c[1], c[2]) }

// words draws text with its baseline at y.
func (s *sheet) words(x, y float64, text string) { s.pdf.Text(x, y, s.face.codes(text)) }

// measure is how wide text is in the type that is set.
func (s *sheet) measure(text string) float64 { return s.pdf.GetStringWidth(s.face.codes(text)) }

// fill paints a rectangle; rule a thin one. Both are furniture: call them
// within rec.Artifact.
func (s *sheet) fill(x, y, w, h float64, c colour) {
	s.pdf.SetFillColor(c[0], c[1], c[2])
	s.pdf.Rect(x, y, w, h, "F")
}

func (s *sheet) rule(x, y, w, thick float64, c colour) { s.fill(x, y-thick/2, w, thick, c) }

// baseline is where the words of a line stand that begins at top.
func (t style) baseline(top float64) float64 { return top + t.line*0.5 + t.size*pointsMM*0.35 }
