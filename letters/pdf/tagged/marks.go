package tagged

import "strconv"

// Content draws something that belongs to the open element. A page may end
// meanwhile, if Header and Footer are called as they ask.
func (r *Recorder) Content(draw func()) {
	at := r.current()
	if r.elements[at].rule.bare {
		r.fail("%s: content that is in no element of its own", r.path(at))
	}
	if r.painting != nothing {
		r.fail("%s: content within content", r.path(at))
	}
	r.beginMark()
	draw()
	if r.painting != content {
		r.fail("%s: Footer was called without Header", r.path(at))
	}
	r.endMark()
}

// Artifact draws what is not to be read: rules, fills, a table's repeated
// header. Within Content it interrupts the content.
func (r *Recorder) Artifact(draw func()) {
	r.apart("/Artifact<</Type/Layout>>BDC", draw)
}

// Header draws the top of a page. fpdf's header function has to call it, also
// with nil if nothing is drawn there: it takes up again the element that the
// page's end has cut.
func (r *Recorder) Header(draw func()) {
	r.apart("/Artifact<</Type/Pagination/Subtype/Header>>BDC", draw)
	if r.cut {
		r.cut = false
		r.beginMark()
	}
}

// Footer draws the bottom of a page. fpdf's footer function has to call it, also
// with nil: it closes the mark of the element that the page's end cuts.
func (r *Recorder) Footer(draw func()) {
	if r.painting == content {
		r.cut = true
		r.endMark()
	}
	r.apart("/Artifact<</Type/Pagination/Subtype/Footer>>BDC", draw)
}

// apart draws an artifact, and interrupts content for it.
func (r *Recorder) apart(mark string, draw func()) {
	if draw == nil {
		return
	}
	was := r.painting
	switch was {
	case artifact:
		r.fail("%s: an artifact within an artifact", r.path(r.current()))
	case content:
		r.endMark()
	}
	r.painting = artifact
	r.markPage = r.page()
	r.canvas.RawWriteStr(mark)
	draw()
	r.endMark()
	if was == content {
		r.beginMark()
	}
}

// beginMark opens a numbered mark on this page for the open element.
func (r *Recorder) beginMark() {
	at, page := r.current(), r.page()
	id := r.marks[page-1]
	r.marks[page-1]++
	e := &r.elements[at]
	e.kids = append(e.kids, kid{kind: markKid, index: id, page: page})
	r.canvas.RawWriteStr(r.opener(e.role, id))
	r.painting, r.markPage = content, page
}

// opener is the operator that opens a numbered mark. Each is made once: all documents
// number their marks alike.
func (r *Recorder) opener(role Role, id int) string {
	made := r.openers[role]
	for len(made) <= id {
		made = append(made, "/"+string(role)+"<</MCID "+strconv.Itoa(len(made))+">>BDC")
		r.openers[role] = made
	}
	return made[id]
}

// endMark closes the open mark, which must be on this page.
func (r *Recorder) endMark() {
	if r.page() != r.markPage {
		r.fail("%s: the page ended without Footer", r.path(r.current()))
	}
	r.canvas.RawWriteStr("EMC")
	r.painting = nothing
}
