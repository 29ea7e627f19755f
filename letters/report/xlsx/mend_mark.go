package xlsx

import "github.com/xuri/excelize/v2"

// mostComments bounds the comments: with more of them Excel takes minutes to
// open the file. The cells after them are coloured, and stand in the list.
const mostComments = 2000

// mostColoured bounds the formats to which the mark's colour is added: each is
// compared with all others. Cells of further formats keep their look.
const mostColoured = 500

// marker colours cells, and keeps how they show their value: a date whose format
// is taken away shows a number.
type marker struct {
	f      *excelize.File
	marked map[int]int   // the style of a cell → the same with the mark's colour
	taken  map[cell]bool // cells with a comment of the sender's, which stays as it is
}

// newMarker looks where the sender's comments are.
func newMarker(f *excelize.File, foreign bool) (marker, error) {
	m := marker{f, map[int]int{}, map[cell]bool{}}
	if foreign {
		return m, nil
	}
	for _, sheet := range f.GetSheetList() {
		comments, err := f.GetComments(sheet)
		if err != nil {
			return m, err
		}
		for _, c := range comments {
			column, row, err := excelize.CellNameToCoordinates(c.Cell)
			if err != nil {
				return m, err
			}
			m.taken[cell{sheet, row, column}] = true
		}
	}
	return m, nil
}

func (m marker) mark(at cell, words string) error {
	name, err := excelize.CoordinatesToCellName(at.column, at.row)
	if err != nil {
		return err
	}
	own, err := m.f.GetCellStyle(at.sheet, name)
	if err != nil {
		return err
	}
	switch _, known := m.marked[own]; {
	case known:
	case len(m.marked) >= mostColoured:
		m.marked[own] = own
	default:
		if m.marked[own], err = m.coloured(own); err != nil {
			return err
		}
	}
	if err := m.f.SetCellStyle(at.sheet, name, name, m.marked[own]); err != nil || words == "" || m.taken[at] {
		return err
	}
	return m.f.AddComment(at.sheet, excelize.Comment{
		Cell: name, Author: markAuthor, Width: 320, Height: 120,
		Paragraph: []excelize.RichTextRun{{Text: words}},
	})
}

func (m marker) coloured(own int) (int, error) {
	style, err := m.f.GetStyle(own)
	if err != nil || style == nil {
		style = &excelize.Style{} // a style that the workbook does not have shows its cells plainly
	}
	style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{markColour}}
	return m.f.NewStyle(style)
}
