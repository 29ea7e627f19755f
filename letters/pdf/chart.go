package pdf

import (
	"strconv"

	"yearend/letters"
	"yearend/letters/pdf/tagged"
)

// The chart in millimetres: a bar a month, and a mark where it was expected to reach.
const (
	plotHeight  = 22.0
	labelHeight = 5.0
	keyHeight   = 5.5
	chartHeight = 6 + keyHeight + plotHeight + labelHeight + 7
	barShare    = 0.62 // of a month's width
	markHeight  = 0.9
	markEdge    = 0.5 // of white around a mark, so that it shows on a bar, in grey as well
)

// chart draws recorded activity against expected, month by month, with its
// numbers in or above the bars. What was expected in figures is heard, and stands in
// the other forms of the letter.
func (s *layout) chart(c letters.Chart) {
	s.paragraph(tagged.P, plain(c.Caption), s.figures, true, left, width)
	s.y += s.gap / 3
	box := tagged.Rect{X: left, Y: s.y, W: width, H: keyHeight + plotHeight + labelHeight}
	s.rec.Block(tagged.Figure, func() {
		s.key(c, s.y)
		s.bars(c, s.y+keyHeight)
	}, tagged.Alt(alt(c)), tagged.Box(box))
	s.y += box.H + s.gap/2
	s.paragraph(tagged.P, plain(c.Year), s.figures, false, left, width)
	s.y += s.gap
}

// alt says what the picture shows, with every number of it.
func alt(c letters.Chart) string { return "Bar chart: " + c.Caption + ". " + c.Says }

// key says what the bars and the marks are.
func (s *layout) key(c letters.Chart, y float64) {
	s.font(furnish.size, false)
	base := furnish.baseline(y)
	s.fill(left, base-2.4, 5, 2.4, blue)
	recorded := s.face.codes(c.Key[0]) + " "
	s.words(left+6.5, base, recorded)
	x := left + max(27, 12+s.measure(recorded))
	s.fill(x, base-1.5, 6, markHeight, ink)
	s.words(x+7.5, base, s.face.codes(c.Key[1])+" ")
}

func (s *layout) bars(c letters.Chart, y float64) {
	expected := make([]float64, len(c.Months))
	most := 1.0
	for i, n := range c.Recorded {
		expected[i] = heightOf(c.Expected[i].Cut(3))
		most = max(most, float64(n), expected[i])
	}
	scale := (plotHeight - furnish.line) / most
	ground, each := y+plotHeight, width/float64(len(c.Months))
	at := func(month int) float64 { return left + float64(month)*each }
	for i, n := range c.Recorded { // all bars, then all marks: a colour at a time
		s.fill(at(i)+each*(1-barShare)/2, ground-float64(n)*scale, each*barShare, float64(n)*scale, blue)
	}
	for i, n := range expected {
		s.fill(at(i)+each*0.06, ground-n*scale-markHeight/2-markEdge, each*0.88, markHeight+2*markEdge, white)
	}
	for i, n := range expected {
		s.fill(at(i)+each*0.06, ground-n*scale-markHeight/2, each*0.88, markHeight, ink)
	}
	s.rule(ground, 0.3, grey)
	s.font(furnish.size, true)
	for i, n := range c.Recorded {
		s.number(at(i), each, ground, float64(n)*scale, expected[i]*scale, letters.Count(n))
	}
	s.font(furnish.size, false)
	for i, month := range c.Months {
		s.centred(at(i), each, ground+furnish.line, month)
	}
}

// number draws that of a month: in its bar, or above everything where the bar is too low
// for it.
func (s *layout) number(x, each, ground, bar, mark float64, number string) {
	const room = 4.2
	clear := min(bar, max(mark-markHeight, 0)) // what of the bar is below the mark
	if s.measure(number) > each*barShare || clear < room {
		s.centred(x, each, ground-max(bar, mark+markHeight/2)-0.9, number)
		return
	}
	s.ink(white)
	s.centred(x, each, ground-0.9, number)
	s.ink(ink)
}

func (s *layout) centred(x, w, baseline float64, words string) {
	s.words(x+(w-s.measure(words))/2, baseline, words+" ")
}

// heightOf is a month's expectation, cut, as a number to draw; a picture needs no more.
func heightOf(cut string) float64 {
	f, _ := strconv.ParseFloat(cut, 64) // a cut share is digits
	return f
}
