package readback

import (
	"fmt"
	"slices"
)

// readTree reads the elements below the root in their order, with their words.
func (r *Reader) readTree(catalog []byte) error {
	root, err := r.object(reference(catalog, "StructTreeRoot"))
	if err != nil {
		return err
	}
	document, err := r.element(reference(root, "K"))
	if err != nil {
		return err
	}
	for _, k := range document.kids {
		if !k.isElement {
			return fmt.Errorf("%w: words outside every element", errStrange)
		}
		part, err := r.part(k.number)
		if err != nil {
			return err
		}
		r.doc.Parts = append(r.doc.Parts, part)
	}
	return nil
}

// An element is one node of the structure.
type element struct {
	role string
	page int // the object of the page of its marks
	alt  string
	kids []kid
}

// A kid is an element, or a mark on a page.
type kid struct {
	isElement bool
	number    int
	page      int // the object of the mark's page
}

func (r *Reader) element(n int) (element, error) {
	var e element
	dict, err := r.object(n)
	if err != nil {
		return e, err
	}
	l := lexer{data: dict}
	l.next()
	for l.next() == name {
		switch string(l.value) {
		case "S":
			l.next()
			e.role = string(l.value)
		case "Pg":
			e.page = l.reference()
		case "P":
			l.reference()
		case "Alt", "Type", "ActualText", "Lang":
			key := l.value[0]
			l.next()
			if key == 'A' {
				e.alt = string(l.value)
			}
		case "A":
			l.next()
			l.skip()
		case "K":
			l.next()
			e.kids = r.kidsOf(&l, e.page)
		}
	}
	return e, nil
}

// reference reads "12 0 R".
func (l *lexer) reference() int {
	l.next()
	n := int(l.num)
	l.next()
	l.next()
	return n
}

// kidsOf reads a list of elements, of marks on the element's page, and of marks
// on other pages. A link's area has no words.
func (r *Reader) kidsOf(l *lexer, page int) []kid {
	begin := len(r.kids)
	for {
		switch l.next() {
		case number:
			r.kids = append(r.kids, kid{number: int(l.num), page: page})
		case word: // the R of a reference, which has left its two numbers
			n := len(r.kids) - 2
			r.kids = append(r.kids[:n], kid{isElement: true, number: r.kids[n].number})
		case dictOpen:
			if k, ok := l.elsewhere(); ok {
				r.kids = append(r.kids, k)
			}
		default:
			return r.kids[begin:len(r.kids):len(r.kids)]
		}
	}
}

// elsewhere reads a mark on a page that it names.
func (l *lexer) elsewhere() (k kid, isMark bool) {
	for l.next() == name {
		switch string(l.value) {
		case "Pg":
			k.page = l.reference()
		case "MCID":
			l.next()
			k.number, isMark = int(l.num), true
		case "Obj":
			l.reference()
		default:
			l.next()
		}
	}
	return k, isMark
}

// within says which element's rows or cells an element can be.
var within = map[string]string{"TR": "Table", "TH": "TR", "TD": "TR", "LI": "L", "Lbl": "LI", "LBody": "LI"}

// part reads an element below the root with all that is in it.
func (r *Reader) part(n int) (Part, error) {
	e, err := r.element(n)
	if err != nil {
		return Part{}, err
	}
	p := Part{Role: e.role, Alt: e.alt, Page: r.begins(e, 0)}
	if e.role != "Table" && e.role != "L" {
		words, err := r.words(e, 0)
		p.Rows = [][]string{{words}}
		return p, err
	}
	for _, k := range e.kids {
		row, err := r.element(k.number)
		if err != nil {
			return p, err
		}
		cells := make([]string, 0, len(row.kids))
		for _, k := range row.kids {
			cell, err := r.element(k.number)
			if err != nil {
				return p, err
			}
			if within[cell.role] != row.role || within[row.role] != e.role {
				return p, fmt.Errorf("%w: a %s within a %s within a %s", errStrange, cell.role, row.role, e.role)
			}
			words, err := r.words(cell, 0)
			if err != nil {
				return p, err
			}
			cells = append(cells, words)
		}
		p.Rows = append(p.Rows, cells)
	}
	return p, nil
}

// deepest is how far a letter's elements are nested at most.
const deepest = 8

// words is what an element says, in the order of its kids.
func (r *Reader) words(e element, depth int) (words string, err error) {
	if depth > deepest {
		return "", fmt.Errorf("%w: elements without end", errStrange)
	}
	for _, k := range e.kids {
		var more string
		if k.isElement {
			var inner element
			if inner, err = r.element(k.number); err == nil {
				more, err = r.words(inner, depth+1)
			}
		} else {
			more, err = r.marked(k)
		}
		if err != nil {
			return "", err
		}
		words += more
	}
	return words, nil
}

// begins is the page of an element's first mark, from 1; 0 where it has none.
func (r *Reader) begins(e element, depth int) int {
	if len(e.kids) == 0 || depth > deepest {
		return 0
	}
	first := e.kids[0]
	if first.isElement {
		inner, err := r.element(first.number)
		if err != nil {
			return 0
		}
		return r.begins(inner, depth+1)
	}
	return 1 + slices.IndexFunc(r.pages, func(p page) bool { return p.object == first.page })
}

// marked is the words of a mark.
func (r *Reader) marked(k kid) (string, error) {
	for i := range r.pages {
		p := &r.pages[i]
		if p.object == k.page && k.number < len(p.marks) {
			s := p.marks[k.number]
			return p.words[s.from:s.to], nil
		}
	}
	return "", fmt.Errorf("%w: an element's words are nowhere", errStrange)
}
