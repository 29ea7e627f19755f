package pdf

import "yearend/letters"

// pageBreak begins a page, unless what follows fits on the rest of this one, so
// that an annex is seen whole and no few rows of it are left for a last page.
func (s *sheet) pageBreak(b letters.PageBreak, after []letters.Block) {
	free := floor - s.y
	if b.Always || s.least(after) > free || s.highest(after) > free {
		s.newPage()
	}
}

// least is less than blocks take, at little cost: each row of a table as a line.
func (s *sheet) least(blocks []letters.Block) float64 {
	sum := 0.0
	for _, block := range blocks {
		switch block := block.(type) {
		case letters.PageBreak:
			return sum
		case letters.Table:
			sum += float64(len(block.Rows)+1) * rowHeight(s.tableStyle(block))
		default:
			sum += s.body.line
		}
	}
	return sum
}

// highest is what blocks take up to the next page break.
func (s *sheet) highest(blocks []letters.Block) float64 {
	sum := 0.0
	for i, block := range blocks {
		if _, ends := block.(letters.PageBreak); ends {
			break
		}
		s.pieces = s.pieces[:0]
		sum += s.blockHeight(block, blocks[i+1:])
	}
	s.pieces = s.pieces[:0]
	return sum - s.gap // below the last there need be none
}

// blockHeight is what one block takes, with the space below it.
func (s *sheet) blockHeight(block letters.Block, after []letters.Block) float64 {
	switch block := block.(type) {
	case letters.Heading:
		_, lines := s.lay(block.Text, s.headings, true, width)
		return float64(lines)*s.headings.line + s.gap/2
	case letters.Paragraph:
		set := s.setOf(block)
		_, lines := s.lay(block.Text, set, false, width)
		return float64(lines)*set.line + s.gap
	case letters.Table:
		return s.tableHeight(block) + s.gap
	}
	return s.keepWith(append([]letters.Block{block}, after...)) + s.gap
}

func (s *sheet) tableHeight(t letters.Table) float64 {
	set := s.tableStyle(t)
	s.fewRows = set == notes
	widths := s.columnWidths(t, set)
	sum := height(s.cells(t.Columns, widths, headers(t.Columns), set, true), set)
	for _, row := range t.Rows {
		s.pieces = s.pieces[:0]
		sum += max(height(s.cells(t.Columns, widths, row.Cells, set, row.Strong), set), room(t, set))
	}
	return sum
}
