package readback

import (
	"bytes"
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

func (r *Reader) element(n int) (e element, err error) {
	in, at, err := r.holding(n)
	if err != nil {
		return e, err
	}
	if in.elements != nil {
		return in.elements[at], nil
	}
	e, r.kids = readElement(in.text[in.offsets[at]:in.offsets[at+1]], r.kids)
	return e, nil
}

// readElement reads an element's dictionary, and adds its kids to those there are.
func readElement(dict []byte, kids []kid) (e element, all []kid) {
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
			begin := len(kids)
			kids = l.kids(kids, e.page)
			e.kids = kids[begin:len(kids):len(kids)]
		}
	}
	return e, kids
}

// reference reads "12 0 R".
func (l *lexer) reference() int {
	l.next()
	n := int(l.num)
	const rest = " 0 R"
	if bytes.HasPrefix(l.data[l.at:], []byte(rest)) {
		l.at += len(rest)
		return n
	}
	l.next()
	l.next()
	return n
}

// kids reads a list of elements, of marks on the element's page, and of marks
// on other pages, and adds them to those there are. A link's area has no words.
func (l *lexer) kids(all []kid, page int) []kid {
	for {
		switch l.next() {
		case number:
			all = append(all, kid{number: int(l.num), page: page})
		case word: // the R of a reference, which has left its two numbers
			n := len(all) - 2
			all = append(all[:n], kid{isElement: true, number: all[n].number})
		case dictOpen:
			if k, ok := l.elsewhere(); ok {
				all = append(all, k)
			}
		default:
			return all
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

// within is the role of the element whose rows or cells an element can be.
func within(role string) string {
	switch role {
	case "TR":
		return "Table"
	case "TH", "TD":
		return "TR"
	case "LI":
		return "L"
	case "Lbl", "LBody":
		return "LI"
	}
	return ""
}

// part reads an element below the root with all that is in it.
func (r *Reader) part(n int) (Part, error) {
	e, err := r.element(n)
	if err != nil {
		return Part{}, err
	}
	p := Part{Role: e.role, Alt: e.alt, Page: r.begins(e, 0)}
	first := len(r.rows)
	if e.role == "Table" || e.role == "L" {
		for _, k := range e.kids {
			if err := r.row(e.role, k.number); err != nil {
				return p, err
			}
		}
	} else {
		words, err := r.words(e, 0)
		if err != nil {
			return p, err
		}
		r.addRow(append(r.cells, words))
	}
	p.Rows = r.rows[first:len(r.rows):len(r.rows)]
	return p, nil
}

// row reads the cells of an element within a table or list.
func (r *Reader) row(whole string, n int) error {
	row, err := r.element(n)
	if err != nil {
		return err
	}
	cells := r.cells
	for _, k := range row.kids {
		cell, err := r.element(k.number)
		if err != nil {
			return err
		}
		if within(cell.role) != row.role || within(row.role) != whole {
			return fmt.Errorf("%w: a %s within a %s within a %s", errStrange, cell.role, row.role, whole)
		}
		words, err := r.words(cell, 0)
		if err != nil {
			return err
		}
		cells = append(cells, words)
	}
	r.addRow(cells)
	return nil
}

// addRow adds a row of the cells that have been added to those there were.
func (r *Reader) addRow(cells []string) {
	first := len(r.cells)
	r.cells = cells
	r.rows = append(r.rows, cells[first:len(cells):len(cells)])
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
