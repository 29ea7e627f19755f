package readback

import "fmt"

// A page is what is drawn on it: its words, and which of them each mark holds.
type page struct {
	object int
	text   []byte
	words  string    // the text when all of it is read
	marks  []stretch // by the marks' numbers
	notes  []stretch // what is in no mark
	shown  []stretch // each piece of text
}

// A stretch is a part of a page's words.
type stretch struct{ from, to int }

// readPages reads every page's drawing.
func (r *Reader) readPages(catalog []byte) error {
	root, err := r.object(reference(catalog, "Pages"))
	if err != nil {
		return err
	}
	l := lexer{data: entry(root, "Kids")}
	l.next()
	for l.next() == number {
		object := int(l.num)
		l.next()
		l.next()
		dict, err := r.object(object)
		if err != nil {
			return err
		}
		if err := r.readFonts(dict); err != nil {
			return err
		}
		if err := r.readPage(object, reference(dict, "Contents")); err != nil {
			return fmt.Errorf("page %d: %w", len(r.pages)+1, err)
		}
	}
	return nil
}

func (r *Reader) readPage(object, contents int) error {
	dict, data, err := r.streamOf(contents)
	if err != nil {
		return err
	}
	if r.stream, err = r.unpack(r.stream[:0], dict, data); err != nil {
		return err
	}
	if len(r.pages) == cap(r.pages) {
		r.pages = append(r.pages, page{})[:len(r.pages)]
	}
	r.pages = r.pages[:len(r.pages)+1]
	p := &r.pages[len(r.pages)-1]
	p.object, p.text, p.marks, p.notes, p.shown = object, p.text[:0], p.marks[:0], p.notes[:0], p.shown[:0]
	d := drawing{r: r, page: p, number: len(r.pages), mark: none, lexer: lexer{data: r.stream}}
	if err := d.read(); err != nil {
		return err
	}
	r.keepWords(p)
	return nil
}

// keepWords makes strings of a page's words, all of them one string.
func (r *Reader) keepWords(p *page) {
	p.words = string(p.text)
	first := len(r.doc.Words) - len(p.shown)
	for i, s := range p.shown {
		r.doc.Words[first+i].Words = p.words[s.from:s.to]
	}
	for _, s := range p.notes {
		r.doc.Beside = append(r.doc.Beside, Note{len(r.pages), p.words[s.from:s.to]})
	}
}

// mostMarks is more than any page has.
const mostMarks = 1 << 16

// none is the mark of what is in no element.
const none = -1

// A drawing is a page's operators while they are followed.
type drawing struct {
	lexer
	r       *Reader
	page    *page
	number  int
	numbers [6]float64 // the last operands
	font    *font
	size    float64
	named   []byte
	x, y    float64 // where the next words stand
	picture [4]float64
	mark    int
	from    int // where the open mark's words begin
}

func (d *drawing) read() error {
	for {
		switch d.next() {
		case end:
			return nil
		case number:
			copy(d.numbers[:], d.numbers[1:])
			d.numbers[5] = d.num
		case name:
			d.named = d.value
		case text:
			if err := d.show(d.value); err != nil {
				return err
			}
		case dictOpen:
			d.mark = d.markIn()
		case word:
			if err := d.operator(d.value); err != nil {
				return err
			}
		}
	}
}

// markIn reads the dictionary of a mark for its number.
func (d *drawing) markIn() int {
	mark := none
	for {
		switch d.next() {
		case name:
			if string(d.value) == "MCID" && d.next() == number {
				mark = int(d.num)
			}
		case dictEnd, end:
			return mark
		}
	}
}

func (d *drawing) operator(op []byte) error {
	n := &d.numbers
	switch string(op) {
	case "Tf":
		d.size = n[5]
		if d.font = d.r.fonts[string(d.named)]; d.font == nil {
			return fmt.Errorf("%w: the font %s is lacking", errStrange, d.named)
		}
	case "Td":
		d.x, d.y = n[4], n[5]
	case "BDC":
		d.from = len(d.page.text)
	case "EMC":
		return d.endMark()
	case "re":
		d.r.doc.Fills = append(d.r.doc.Fills, Box{Page: d.number, Left: n[2], Bottom: n[3], Right: n[2] + n[4], Top: n[3] + n[5]})
	case "cm":
		d.picture = [4]float64{n[4], n[5], n[4] + n[0], n[5] + n[3]}
	case "Do":
		b := d.picture
		d.r.doc.Fills = append(d.r.doc.Fills, Box{Page: d.number, Left: b[0], Bottom: b[1], Right: b[2], Top: b[3]})
	}
	return nil
}

// show takes in the words of a Tj, which follows its operand at once.
func (d *drawing) show(codes []byte) error {
	if d.font == nil {
		return fmt.Errorf("%w: words without a font", errStrange)
	}
	from := len(d.page.text)
	var wide int
	d.page.text, wide = d.font.decode(d.page.text, codes)
	d.page.shown = append(d.page.shown, stretch{from, len(d.page.text)})
	for i := len(d.page.text); i > from && d.page.text[i-1] == ' '; i-- {
		wide -= d.font.widths[' '] // a space at a line's end is not seen
	}
	d.r.doc.Words = append(d.r.doc.Words, Box{Page: d.number, Beside: d.mark == none,
		Left: d.x, Bottom: d.y, Right: d.x + float64(wide)*d.size/1000, Top: d.y + d.size})
	return nil
}

func (d *drawing) endMark() error {
	s := stretch{d.from, len(d.page.text)}
	if d.mark == none {
		d.page.notes = append(d.page.notes, s)
		return nil
	}
	if d.mark < 0 || d.mark > mostMarks {
		return fmt.Errorf("%w: a mark numbered %d", errStrange, d.mark)
	}
	for len(d.page.marks) <= d.mark {
		d.page.marks = append(d.page.marks, stretch{})
	}
	d.page.marks[d.mark] = s
	d.mark = none
	return nil
}
