package pdf

import "yearend/letters"

// A fit is how closely a letter is set. One that comes to more pages than its kind
// may have is set again, a step closer each time, until it fits: its words stay as
// they are, every one of them.
type fit struct {
	gap     float64 // between blocks
	signing float64 // the room in which to sign
	plot    float64 // the height of an outlook's bars; 0 leaves the picture out, and its numbers stay
	short   float64 // how much less of each page is filled, so that the last has more
	// The types of prose and of the box, of titles, of headings, and of tables.
	body, titles, headings, figures style
}

// asDesigned is how a letter is set that has room.
func asDesigned() fit {
	return fit{gap: 2.2, signing: 7, plot: plotHeight, body: style{12, 5.0}, titles: style{15, 6.6}, headings: style{13, 5.7}, figures: style{10, 4.4}}
}

// fits are all steps, in their order: smaller gaps, lower pictures, smaller tables,
// words a little smaller, no pictures, and only then small words.
func fits() []fit {
	steps := []fit{asDesigned()}
	for _, closer := range []func(*fit){
		func(f *fit) { f.gap, f.signing = 1.4, 5 },
		func(f *fit) { f.plot = 14 },
		func(f *fit) { f.plot, f.figures = 11, annex },
		func(f *fit) { f.body, f.headings, f.titles = style{11, 4.6}, style{12, 5.2}, style{14, 6.1} },
		func(f *fit) { f.plot = 0 },
		func(f *fit) { f.body, f.headings, f.titles, f.gap = style{10, 4.2}, style{11, 4.7}, style{13, 5.6}, 1 },
		func(f *fit) {
			f.body, f.headings, f.titles, f.figures = style{9, 3.8}, style{10, 4.3}, style{12, 5.2}, style{8, 3.4}
		},
	} {
		next := steps[len(steps)-1]
		closer(&next)
		steps = append(steps, next)
	}
	return steps
}

// evenly are the steps by which a letter is set that has an annex on pages of its own:
// no page before it is left nearly empty. Smaller gaps and then smaller words may take
// a few lines back onto the page before; where they do not, the pages before give some.
func evenly() []fit {
	closer, smaller, spread := asDesigned(), asDesigned(), asDesigned()
	closer.gap, closer.signing = 1.4, 5
	smaller.gap, smaller.signing = 1.4, 5
	smaller.body, smaller.headings, smaller.titles = style{11, 4.6}, style{12, 5.2}, style{14, 6.1}
	spread.short = 44
	return []fit{asDesigned(), closer, smaller, spread}
}

// fitting draws a letter by the first step by which it has no more pages than it
// may have and none of them is nearly empty, or else by the last.
func (w *workspace) fitting(l letters.Letter, f face) (s *layout, err error) {
	steps := fits()
	if l.Pages == 0 {
		steps = evenly()
	}
	for _, step := range steps {
		s = w.layout(l, f)
		s.fit = step
		if err = s.letter(l); err != nil || s.face.lacking || s.fits(l) {
			break
		}
	}
	return s, err
}

// fits reports whether a letter has come out as it should.
func (s *layout) fits(l letters.Letter) bool {
	if l.Pages > 0 {
		return len(s.pages) <= l.Pages
	}
	const least = 0.36 // of a page
	return s.annexFrom <= 2 || s.bodyEnd >= top+least*(floor-top)
}
