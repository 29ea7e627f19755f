package tagged

import (
	"fmt"
	"slices"
)

// A Canvas is what a Recorder needs of the document that is being drawn.
// *fpdf.Fpdf is one.
type Canvas interface {
	RawWriteStr(operators string)
	PageNo() int
	GetConversionRatio() float64
	GetPageSize() (width, height float64)
}

// A Recorder notes what is drawn, as a tree of elements, and brackets the
// drawing with the marks that tie the two together. It belongs to one document
// and one goroutine.
//
// The first mistake, like an element closed under another's name, is kept, and
// Finish returns it.
type Recorder struct {
	canvas   Canvas
	elements []element
	open     []int // the path of open elements, by index; the Document first
	marks    []int // how many marks each page has
	areas    []area
	painting painting
	markPage int               // where the open mark was opened
	openers  map[Role][]string // of marks, by their number
	cut      bool              // a mark was closed by a page's end and waits for the next page
	err      error
}

// What is being drawn at this moment.
type painting uint8

const (
	nothing painting = iota
	content
	artifact
)

// An element is one node of the structure.
type element struct {
	role   Role
	rule   *rule
	parent int
	attrs  []Attr
	kids   []kid
}

// A kid is a child element, or a marked piece of a page, or a link's area.
type kid struct {
	kind  kidKind
	index int // of the element, the mark on its page, or the area
	page  int // of the mark, from 1
}

type kidKind uint8

const (
	elementKid kidKind = iota
	markKid
	areaKid
)

// NewRecorder begins a structure with an open Document.
func NewRecorder(canvas Canvas) *Recorder {
	r := new(Recorder)
	r.Reset(canvas)
	return r
}

// Reset begins another structure in the room of the last, which must no longer
// be in use.
func (r *Recorder) Reset(canvas Canvas) {
	*r = Recorder{canvas: canvas, elements: r.elements[:0], open: append(r.open[:0], 0), marks: r.marks[:0], areas: r.areas[:0], openers: r.openers}
	if r.openers == nil {
		r.openers = map[Role][]string{}
	}
	r.add(element{role: Document, rule: rules[Document]})
}

// add makes an element, with its kids in the room of one that was there before.
func (r *Recorder) add(e element) {
	n := len(r.elements)
	if n < cap(r.elements) {
		e.kids = r.elements[:n+1][n].kids[:0]
	}
	r.elements = append(r.elements, e)
}

// Open begins an element within the one that is open.
func (r *Recorder) Open(role Role, attrs ...Attr) {
	at := r.current()
	asked, known := rules[role]
	if !known || role == Document {
		r.fail("%s: %q cannot be opened", r.path(at), role)
		asked = new(rule)
	}
	if r.painting != nothing {
		r.fail("%s: %s opened in the middle of content", r.path(at), role)
	}
	index := len(r.elements)
	r.add(element{role: role, rule: asked, parent: at, attrs: r.placed(attrs)})
	r.elements[at].kids = append(r.elements[at].kids, kid{kind: elementKid, index: index})
	r.open = append(r.open, index)
}

// Close ends the element that was opened last, which must have this role.
func (r *Recorder) Close(role Role) {
	at := r.current()
	if at == 0 || r.elements[at].role != role {
		r.fail("%s: closed as %s", r.path(at), role)
		return
	}
	if r.painting != nothing {
		r.fail("%s: closed in the middle of content", r.path(at))
	}
	r.open = r.open[:len(r.open)-1]
}

// Block is an element with nothing in it but what draw draws.
func (r *Recorder) Block(role Role, draw func(), attrs ...Attr) {
	r.Open(role, attrs...)
	r.Content(draw)
	r.Close(role)
}

// Area makes a rectangle of the page lead where the open Link leads. A Link
// that is broken over lines has one for each line.
func (r *Recorder) Area(rect Rect) {
	at := r.current()
	if r.elements[at].role != Link {
		r.fail("%s: a link's area outside a Link", r.path(at))
		return
	}
	r.elements[at].kids = append(r.elements[at].kids, kid{kind: areaKid, index: len(r.areas)})
	r.areas = append(r.areas, area{element: at, page: r.page(), box: r.points(rect)})
}

// An area is a rectangle of a page that leads where its Link leads.
type area struct {
	element int
	page    int
	box     Rect
}

// current is the element that was opened last.
func (r *Recorder) current() int { return r.open[len(r.open)-1] }

// page is the page that is being drawn, from 1.
func (r *Recorder) page() int {
	page := r.canvas.PageNo()
	if page < 1 {
		r.fail("%s: drawn before the first page", r.path(r.current()))
		page = 1
	}
	for len(r.marks) < page {
		r.marks = append(r.marks, 0)
	}
	return page
}

// placed turns boxes into the page's own coordinates.
func (r *Recorder) placed(attrs []Attr) []Attr {
	for i := range attrs {
		if attrs[i].key == boxKey {
			attrs = slices.Clone(attrs)
			attrs[i].box = r.points(attrs[i].box)
		}
	}
	return attrs
}

// points turns a rectangle into points from the bottom left, as PDF counts.
func (r *Recorder) points(rect Rect) Rect {
	k := r.canvas.GetConversionRatio()
	_, height := r.canvas.GetPageSize()
	return Rect{X: rect.X * k, Y: (height - rect.Y - rect.H) * k, W: rect.W * k, H: rect.H * k}
}

func (r *Recorder) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf(format, args...)
	}
}

// path names an element by its place in the tree.
func (r *Recorder) path(at int) string { return path(r.elements, at) }

// path is like "Document/Table[1]/TR[3]", each number counting the role's
// elements within the parent.
func path(elements []element, at int) string {
	if at == 0 {
		return string(Document)
	}
	e, count := elements[at], 0
	for _, k := range elements[e.parent].kids {
		if k.kind == elementKid && k.index <= at && elements[k.index].role == e.role {
			count++
		}
	}
	return fmt.Sprintf("%s/%s[%d]", path(elements, e.parent), e.role, count)
}
