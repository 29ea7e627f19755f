package pdf

import "yearend/letters"

// pageBreak begins the annex, on a page of its own, or only a page. A second one of
// the annex begins another page of it.
func (s *layout) pageBreak(b letters.PageBreak) {
	if !b.Always && s.annexFrom == 0 {
		s.bodyEnd, s.annexFrom = s.y, s.page+1
	}
	s.newPage()
}
