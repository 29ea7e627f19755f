package tagged

import (
	"slices"
	"strconv"
)

// addTree writes the structure: its root, every element, and the parent tree,
// which leads from a page's marks and from the links back to their elements.
func (f *rewrite) addTree() {
	out := appendReference(append(f.out.object(f.root), "<</Type/StructTreeRoot/K "...), f.elements)
	out = appendReference(append(out, "/ParentTree "...), f.parents)
	out = strconv.AppendInt(append(out, "/ParentTreeNextKey "...), int64(len(f.pages)+len(f.structure.areas)), 10)
	f.out.done(append(out, ">>"...))
	f.addParents()
	for at := range f.structure.elements {
		f.addElement(at)
	}
}

// addParents writes the parent tree: for each page the elements of its marks,
// in the marks' order, and for each link its element. A page's key is its
// place, from 0; the links' keys follow.
func (f *rewrite) addParents() {
	out := append(f.out.object(f.parents), "<</Nums["...)
	for page, owners := range f.structure.owners() {
		out = append(strconv.AppendInt(out, int64(page), 10), '[')
		for _, at := range owners {
			out = append(appendReference(out, f.elements+at), ' ')
		}
		out = append(out, ']')
	}
	for i, area := range f.structure.areas {
		out = append(strconv.AppendInt(append(out, ' '), int64(f.linkKey(i)), 10), ' ')
		out = appendReference(out, f.elements+area.element)
	}
	f.out.done(append(out, "]>>"...))
}

// linkKey is a link's key in the parent tree.
func (f *rewrite) linkKey(area int) int { return len(f.pages) + area }

// owners lists for each page the elements of its marks.
func (s *Structure) owners() [][]int {
	pages := make([][]int, len(s.marks))
	for page, marks := range s.marks {
		pages[page] = make([]int, marks)
	}
	for at, e := range s.elements {
		for _, k := range e.kids {
			if k.kind == markKid {
				pages[k.page-1][k.index] = at
			}
		}
	}
	return pages
}

// addElement writes one element with its attributes and its kids.
func (f *rewrite) addElement(at int) {
	e := f.structure.elements[at]
	if e.saysItsOwn() {
		f.out.ownDone(f.appendElement(f.out.ownObject(f.elements+at), at))
		return
	}
	f.out.done(f.appendElement(f.out.object(f.elements+at), at))
}

// saysItsOwn tells whether an element has words or measures besides what is drawn.
func (e element) saysItsOwn() bool {
	return slices.ContainsFunc(e.attrs, func(a Attr) bool { return a.key == altKey || a.key == actualKey || a.key == boxKey })
}

func (f *rewrite) appendElement(out []byte, at int) []byte {
	e := f.structure.elements[at]
	parent := f.root
	if at > 0 {
		parent = f.elements + e.parent
	}
	out = append(out, "<</S/"...)
	out = appendReference(append(append(out, e.role...), "/P "...), parent)
	page := e.page()
	if page > 0 {
		out = appendReference(append(out, "/Pg "...), f.pages[page-1])
	}
	out = appendAttrs(out, e.attrs)
	if len(e.kids) > 0 {
		out = append(out, "/K["...)
		for _, k := range e.kids {
			out = append(f.appendKid(out, k, page), ' ')
		}
		out = append(out, ']')
	}
	return append(out, ">>"...)
}

// page is the page of the element's first mark, 0 if it has none.
func (e element) page() int {
	for _, k := range e.kids {
		if k.kind == markKid {
			return k.page
		}
	}
	return 0
}

// appendKid writes a child's reference, a mark's number (with its page, if that
// is not the element's own), or the reference to a link's annotation.
func (f *rewrite) appendKid(out []byte, k kid, page int) []byte {
	switch {
	case k.kind == elementKid:
		return appendReference(out, f.elements+k.index)
	case k.kind == areaKid:
		out = appendReference(append(out, "<</Type/OBJR/Obj "...), f.areas+k.index)
		out = appendReference(append(out, "/Pg "...), f.pages[f.structure.areas[k.index].page-1])
		return append(out, ">>"...)
	case k.page == page:
		return strconv.AppendInt(out, int64(k.index), 10)
	}
	out = appendReference(append(out, "<</Type/MCR/Pg "...), f.pages[k.page-1])
	out = strconv.AppendInt(append(out, "/MCID "...), int64(k.index), 10)
	return append(out, ">>"...)
}

// appendAttrs writes what an element says beyond its role. Those that belong to
// an owner (a table, a list, the layout) stand in an attribute dictionary; no
// role has those of two owners.
func appendAttrs(out []byte, attrs []Attr) []byte {
	for _, a := range attrs {
		switch a.key {
		case altKey:
			out = appendText(append(out, "/Alt"...), a.text)
		case actualKey:
			out = appendText(append(out, "/ActualText"...), a.text)
		case languageKey:
			out = appendText(append(out, "/Lang"...), a.text)
		}
	}
	owned := len(out)
	for _, a := range attrs {
		out = appendOwned(out, a, len(out) == owned)
	}
	if len(out) > owned {
		out = append(out, ">>"...)
	}
	return out
}

// appendOwned writes one owned attribute; the first opens the dictionary.
func appendOwned(out []byte, a Attr, first bool) []byte {
	begin := func(owner, key string) {
		if first {
			out = append(append(out, "/A<</O/"...), owner...)
		}
		out = append(out, key...)
	}
	switch a.key {
	case scopeKey:
		begin("Table", "/Scope/")
		return append(out, a.text...)
	case summaryKey:
		begin("Table", "/Summary")
		return appendText(out, a.text)
	case columnSpanKey:
		begin("Table", "/ColSpan ")
		return strconv.AppendInt(out, int64(a.number), 10)
	case numberingKey:
		begin("List", "/ListNumbering/")
		return append(out, a.text...)
	case boxKey:
		begin("Layout", "/Placement/Block/BBox")
		return appendBox(out, a.box)
	}
	return out
}

// addAnnotations writes what makes the areas of links lead somewhere.
func (f *rewrite) addAnnotations() {
	for i, area := range f.structure.areas {
		target, _ := f.structure.elements[area.element].attr(targetKey)
		out := append(f.out.ownObject(f.areas+i), "<</Type/Annot/Subtype/Link/Border[0 0 0]/F 4/Rect"...)
		out = appendBox(out, area.box)
		out = appendReference(append(out, "/P "...), f.pages[area.page-1])
		out = appendText(append(out, "/Contents"...), target.more)
		out = appendText(append(out, "/A<</S/URI/URI"...), target.text)
		out = strconv.AppendInt(append(out, ">>/StructParent "...), int64(f.linkKey(i)), 10)
		f.out.ownDone(append(out, ">>"...))
	}
}

// appendBox writes a rectangle in points as its lower left and upper right.
func appendBox(out []byte, r Rect) []byte {
	out = append(out, '[')
	for _, v := range [...]float64{r.X, r.Y, r.X + r.W, r.Y + r.H} {
		out = append(strconv.AppendFloat(out, v, 'f', 2, 64), ' ')
	}
	return append(out, ']')
}
