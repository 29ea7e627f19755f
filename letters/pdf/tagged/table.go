package tagged

import "slices"

// checkTable sees that a table is regular: every row covers the same columns,
// and some cell heads the others.
func (s *Structure) checkTable(at int) error {
	rows := slices.Collect(s.children(at))
	if len(rows) == 0 {
		return s.errorAt(at, "needs a TR")
	}
	columns, heads := s.measure(rows[0])
	for _, row := range rows[1:] {
		width, more := s.measure(row)
		if width != columns {
			return s.errorAt(row, "has %d columns, the first row has %d", width, columns)
		}
		heads += more
	}
	if heads == 0 {
		return s.errorAt(at, "needs a TH")
	}
	return nil
}

// measure counts the columns that a row covers, and its heading cells.
func (s *Structure) measure(row int) (columns, heads int) {
	for cell := range s.children(row) {
		e := s.elements[cell]
		if e.role == TH {
			heads++
		}
		columns += e.span()
	}
	return columns, heads
}

// span is how many columns a cell covers.
func (e element) span() int {
	if a, ok := e.attr(columnSpanKey); ok {
		return a.number
	}
	return 1
}
