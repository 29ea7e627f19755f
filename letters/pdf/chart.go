package pdf

import (
	"strconv"

	"yearend/letters"
	"yearend/letters/pdf/tagged"
)

// The chart in millimetres: a bar a month, and a mark where it was expected to reach.
const (
	plotHeight  = 21.0
	labelHeight = 5.0
	keyHeight   = 5.5
	chartHeight = 6 + keyHeight + plotHeight + labelHeight + 3*5.4
	barShare    = 0.62 // of a month's width
)

// chart draws recorded activity against expected, month by month, with its
// numbers above the bars, and says the same in words beneath.
func (s *sheet) chart(c letters.Chart) {
	s.need(chartHeight)
	s.paragraph(tagged.P, plain(c.Caption), figures, true, left, width)
	s.y += gap / 3
	box := tagged.Rect{X: left, Y: s.y, W: width, H: keyHeight + plotHeight + labelHeight}
	s.rec.Block(tagged.Figure, func() {
		s.key(s.y)
		s.bars(c, s.y+keyHeight)
	}, tagged.Alt(c.Caption+". "+c.Says), tagged.Box(box))
	s.y += box.H + gap/2
	s.paragraph(tagged.P, plain(c.Says), figures, false, left, width)
	s.y += gap
}

// key says what the bars and the marks are.
func (s *sheet) key(y float64) {
	s.font(furnish.size, false)
	base := furnish.baseline(y)
	s.fill(left, base-2.4, 5, 2.4, blue)
	s.words(left+6.5, base, "Recorded ")
	s.fill(left+27, base-1.5, 6, 0.8, ink)
	s.words(left+34.5, base, "Expected, the year's target shared out by working days ")
}

func (s *sheet) bars(c letters.Chart, y float64) {
	most := 1.0
	for i, n := range c.Recorded {
		most = max(most, float64(n), expected(c, i))
	}
	scale := (plotHeight - furnish.line) / most
	ground := y + plotHeight
	each := width / float64(len(c.Months))
	for i, n := range c.Recorded {
		x := left + float64(i)*each
		bar := float64(n) * scale
		s.fill(x+each*(1-barShare)/2, ground-bar, each*barShare, bar, blue)
		s.fill(x+each*0.06, ground-expected(c, i)*scale-0.4, each*0.88, 0.8, ink)
		top := ground - max(bar, expected(c, i)*scale+0.4)
		s.font(furnish.size-1, false)
		s.centred(x, each, top-0.8, letters.Count(n))
		s.font(furnish.size, false)
		s.centred(x, each, ground+furnish.line, c.Months[i])
	}
	s.rule(left, ground, width, 0.3, grey)
}

func (s *sheet) centred(x, w, baseline float64, words string) {
	s.words(x+(w-s.measure(words))/2, baseline, words+" ")
}

// expected is a month's expectation as a height; a picture needs no more.
func expected(c letters.Chart, i int) float64 {
	f, _ := strconv.ParseFloat(c.Expected[i].Cut(3), 64) // Cut writes digits
	return f
}
