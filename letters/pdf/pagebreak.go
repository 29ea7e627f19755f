package pdf

// pageBreak begins the annex, on a page of its own. A second one begins another page.
func (s *sheet) pageBreak() {
	if s.annexFrom == 0 {
		s.bodyEnd, s.annexFrom = s.y, s.page+1
	}
	s.newPage()
}
