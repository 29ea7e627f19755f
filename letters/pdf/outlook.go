package pdf

import (
	"yearend/letters"
	"yearend/letters/pdf/tagged"
)

// outlookHeight is that of the picture of the way on with its words, unless the letter
// has no room for it: then it is the words', with the numbers in them.
func (s *layout) outlookHeight(o letters.Outlook) float64 {
	words := 2*s.figures.line + s.gap/3 + s.gap/2
	if s.plot == 0 {
		return words + 3*s.figures.line
	}
	return words + s.outlookPicture(o)
}

func (s *layout) outlookPicture(o letters.Outlook) float64 {
	return keyOf(o) + s.plot + labelHeight
}

// keyOf is the height of the key, in two lines, which stands above the first picture.
func keyOf(o letters.Outlook) float64 {
	if o.Again {
		return 0
	}
	return 2 * keyHeight
}

// The two ways on are told apart by their place, left and right, and by light and
// dark, in grey as well.
var (
	wayOn   = colour{0x76, 0x86, 0x92}
	wayLast = colour{0x42, 0x55, 0x63}
)

// outlook draws a bar for each month that is complete, and for each month to come
// two bars, for the two ways on, with a mark across them for what is needed.
func (s *layout) outlook(o letters.Outlook) {
	s.paragraph(tagged.P, plain(o.Caption), s.figures, true, left, width)
	s.y += s.gap / 3
	if s.plot > 0 {
		box := tagged.Rect{X: left, Y: s.y, W: width, H: s.outlookPicture(o)}
		s.rec.Block(tagged.Figure, func() {
			if !o.Again {
				s.outlookKey(o, s.y)
			}
			s.outlookBars(o, s.y+keyOf(o))
		}, tagged.Alt(o.Alt()), tagged.Box(box))
		s.y += box.H + s.gap/2
	}
	s.paragraph(tagged.P, plain(outlookWords(o, s.plot > 0)), s.figures, false, left, width)
	s.y += s.gap
}

// outlookWords are what stands below the picture: its numbers only where it is left out.
func outlookWords(o letters.Outlook, pictured bool) string {
	if pictured {
		return o.Gist
	}
	return o.Gist + " " + o.Says
}

// outlookKey says what the bars and the marks are.
func (s *layout) outlookKey(o letters.Outlook, y float64) {
	s.font(furnish.size, false)
	for i, words := range o.Key[:4] {
		x, base := left+float64(i%2)*width/2, furnish.baseline(y+float64(i/2)*keyHeight)
		if i == 3 {
			s.fill(x, base-1.5, 5, markHeight, ink)
		} else {
			s.fill(x, base-2.4, 5, 2.4, []colour{blue, wayOn, wayLast}[i])
		}
		s.words(x+6.5, base, s.face.codes(words+" "))
	}
}

func (s *layout) outlookBars(o letters.Outlook, y float64) {
	most := 1.0
	for _, n := range o.Recorded {
		most = max(most, float64(n))
	}
	for i := range o.Needed {
		most = max(most, heightOf(o.Needed[i].Cut(3)), heightOf(o.SoFar[i].Cut(3)), heightOf(o.LastThree[i].Cut(3)))
	}
	scale, ground := (s.plot-furnish.line)/most, y+s.plot
	each := width / float64(len(o.Months))
	for i, month := range o.Months {
		x := left + float64(i)*each
		if i < len(o.Recorded) {
			s.recordedBar(x, each, ground, float64(o.Recorded[i])*scale, letters.Count(o.Recorded[i]))
		} else {
			n := i - len(o.Recorded)
			s.ways(x, each, ground, heightOf(o.SoFar[n].Cut(3))*scale, heightOf(o.LastThree[n].Cut(3))*scale, heightOf(o.Needed[n].Cut(3))*scale)
			s.font(furnish.size, true)
			s.centred(x, each, ground-scale*max(heightOf(o.SoFar[n].Cut(3)), heightOf(o.LastThree[n].Cut(3)), heightOf(o.Needed[n].Cut(3)))-markHeight-0.9, letters.OnePlace(o.Needed[n]))
		}
		s.font(furnish.size, false)
		s.centred(x, each, ground+furnish.line, month)
	}
	s.rule(ground, 0.3, grey)
}

// recordedBar is a month that is complete, with its number above it.
func (s *layout) recordedBar(x, each, ground, height float64, number string) {
	s.fill(x+each*(1-barShare)/2, ground-height, each*barShare, height, blue)
	s.font(furnish.size, true)
	s.centred(x, each, ground-height-0.9, number)
}

// ways is a month to come: two bars side by side, and the mark across them.
func (s *layout) ways(x, each, ground, soFar, lastThree, needed float64) {
	bar := each * barShare / 2
	s.fill(x+each/2-bar, ground-soFar, bar, soFar, wayOn)
	s.fill(x+each/2, ground-lastThree, bar, lastThree, wayLast)
	s.fill(x+each*0.06, ground-needed-markHeight/2-markEdge, each*0.88, markHeight+2*markEdge, white)
	s.fill(x+each*0.06, ground-needed-markHeight/2, each*0.88, markHeight, ink)
}
