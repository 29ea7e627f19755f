package pdf

import (
	"bytes"
	"math"
	"strconv"
)

// Drawing is written in PDF's own operators, a page at a time: fpdf's calls
// print every number and colour anew for every word, which takes most of the
// time of a letter. The paper that it is laid upon is fpdf's, with the picture on
// it, and so are the words of a letter in Unicode, since fpdf must see which
// characters of the fonts it takes.

// canvas is the page as the recorder sees it.
type canvas struct{ s *layout }

func (c canvas) RawWriteStr(operators string) {
	c.s.drawing = append(append(c.s.drawing, operators...), '\n')
}
func (c canvas) PageNo() int                 { return c.s.page }
func (c canvas) GetConversionRatio() float64 { return 1 / pointsMM }
func (c canvas) GetPageSize() (w, h float64) { return pageWidth, pageHeight }

// turnTo makes a page the one in hand, whose type and colour are not yet set.
func (s *layout) turnTo(page int) {
	s.layAside()
	if page > len(s.pages) {
		s.addPage()
	} else if s.pdf != nil {
		s.pdf.SetPage(page)
	}
	s.page, s.drawing = page, s.pages[page-1]
	s.set, s.painted = typeset{}, colour{-1}
}

// layAside keeps what is drawn on the page in hand.
func (s *layout) layAside() {
	if s.page > 0 {
		s.pages[s.page-1] = s.drawing
	}
}

// addPage adds an empty page, in the room of an earlier letter's. The document
// of a letter in Unicode has its first from the beginning.
func (s *layout) addPage() {
	n := len(s.pages)
	if n == cap(s.pages) {
		s.pages = append(s.pages, nil)
	}
	s.pages = s.pages[:n+1]
	s.pages[n] = s.pages[n][:0]
	if s.pdf != nil && n > 0 {
		s.pdf.AddPage()
	}
}

// words draws codes with their baseline at y, in the type and colour chosen.
func (s *layout) words(x, y float64, codes string) {
	if s.face.unicode {
		s.unicodeWords(x, y, codes)
		return
	}
	s.paint(s.colour)
	s.drawing = append(s.drawing, "BT "...)
	if want := (typeset{s.size, s.strong}); s.set != want {
		s.set = want
		s.drawing = append(append(s.drawing, '/'), weightOf(s.strong).resource()...)
		s.drawing = append(appendNumber(append(s.drawing, ' '), s.size), "Tf "...)
	}
	s.drawing = appendNumber(appendNumber(s.drawing, x/pointsMM), (pageHeight-y)/pointsMM)
	s.drawing = append(s.drawing, "Td("...)
	from := 0
	for i := range len(codes) {
		if c := codes[i]; c == '(' || c == ')' || c == '\\' {
			s.drawing = append(append(s.drawing, codes[from:i]...), '\\')
			from = i
		}
	}
	s.drawing = append(append(s.drawing, codes[from:]...), ")Tj ET\n"...)
}

// handOver gives fpdf what is drawn so far, before it draws more itself.
func (s *layout) handOver() {
	if n := len(s.drawing); n > 0 {
		s.pdf.RawWriteStr(string(s.drawing[:n-1])) // fpdf ends the line
		s.drawing = s.drawing[:0]
	}
}

func (s *layout) unicodeWords(x, y float64, text string) {
	s.handOver()
	s.pdf.SetTextColor(s.colour[0], s.colour[1], s.colour[2])
	if want := (typeset{s.size, s.strong}); s.set != want {
		s.set = want
		s.pdf.SetFont(family, weightOf(s.strong).fpdfStyle(), s.size)
	}
	s.pdf.Text(x, y, text)
}

// fill paints a rectangle; rule a thin one across the page. Both are furniture: call them
// within rec.Artifact, those of one colour one after the other. Each is a shape of its
// own, for only then do viewers draw it with sharp edges.
func (s *layout) fill(x, y, w, h float64, c colour) {
	s.paint(c)
	s.drawing = appendNumber(appendNumber(s.drawing, x/pointsMM), (pageHeight-y-h)/pointsMM)
	s.drawing = appendNumber(appendNumber(s.drawing, w/pointsMM), h/pointsMM)
	s.drawing = append(s.drawing, "re f\n"...)
}

func (s *layout) rule(y, thick float64, c colour) { s.fill(left, y-thick/2, width, thick, c) }

// paint sets the colour of what is drawn next, where it is another.
func (s *layout) paint(c colour) {
	if c == s.painted {
		return
	}
	s.painted = c
	for _, part := range c {
		s.drawing = appendThousandths(s.drawing, int64(math.Round(float64(part)/255*1000)))
	}
	s.drawing = append(s.drawing, "rg\n"...)
}

// appendNumber writes a number of points with two decimals, and a space.
func appendNumber(out []byte, v float64) []byte {
	return appendThousandths(out, int64(math.Round(v*100))*10)
}

// appendThousandths writes thousandths as a decimal, with no digit that says nothing,
// and a space.
func appendThousandths(out []byte, v int64) []byte {
	if v < 0 {
		out, v = append(out, '-'), -v
	}
	if v == 0 || v >= 1000 {
		out = strconv.AppendInt(out, v/1000, 10)
	}
	if rest := v % 1000; rest > 0 {
		digits := [...]byte{'.', byte('0' + rest/100), byte('0' + rest/10%10), byte('0' + rest%10)}
		out = append(out, bytes.TrimRight(digits[:], "0")...)
	}
	return append(out, ' ')
}
