package xlsx

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/xuri/excelize/v2"
)

// Mend is a cell for its sender to mend.
type Mend struct {
	Sheet  string // empty for the first
	Row    int    // as the spreadsheet numbers it; 0 for what is wrong with the whole sheet
	Column string // the words of its header; empty for the whole row
	Code   string
	Found  string
	Words  string // what is wrong and how to mend it
}

// mendSheet is the sheet put before the others, with every one of them on it.
const mendSheet = "To mend"

// sizeLimit bounds what a workbook to be marked may unpack to.
const sizeLimit = 1 << 30

// MarkedCopy is a workbook with its marked cells coloured and commented, and a
// list of them in front. Everything else in it stays as it was.
func MarkedCopy(original []byte, mends []Mend) (marked []byte, err error) {
	defer func() { // excelize panics on a workbook whose styles or fonts are missing
		if cause := recover(); cause != nil {
			marked, err = nil, errors.New("its styles are not such as can be added to")
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(original), excelize.Options{UnzipSizeLimit: sizeLimit, UnzipXMLSizeLimit: sizeLimit})
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return mark(f, mends)
}

// MarkedRows is a workbook of rows that came from a text file, marked the same
// way. Every cell is text, so that Excel changes nothing on opening it.
func MarkedRows(name string, rows [][]string, mends []Mend) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName("Sheet1", name); err != nil {
		return nil, err
	}
	for i, row := range rows {
		for j, cell := range row {
			place, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err != nil {
				return nil, err
			}
			if err := f.SetCellStr(name, place, cell); err != nil {
				return nil, err
			}
		}
	}
	return mark(f, mends)
}

func mark(f *excelize.File, mends []Mend) ([]byte, error) {
	look, err := f.NewStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFD9D9"}}})
	if err != nil {
		return nil, err
	}
	first := f.GetSheetList()[0]
	columns, err := headers(f)
	if err != nil {
		return nil, err
	}
	comments := map[cell]string{}
	var order []cell
	for i := range mends {
		m := &mends[i]
		if m.Sheet == "" {
			m.Sheet = first
		}
		at := cell{m.Sheet, m.Row, max(1, columns[m.Sheet][m.Column])}
		if m.Row == 0 || columns[m.Sheet] == nil {
			continue // of the whole file: it stands in the list alone
		}
		if comments[at] == "" {
			order = append(order, at)
		}
		comments[at] += m.Code + ": " + m.Words + "\n"
	}
	for _, at := range order {
		if err := comment(f, at, comments[at], look); err != nil {
			return nil, err
		}
	}
	if err := listMends(f, mends); err != nil {
		return nil, err
	}
	buffer, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return buffer.Bytes(), nil
}

// cell is a place in a workbook.
type cell struct {
	sheet       string
	row, column int
}

func comment(f *excelize.File, at cell, words string, look int) error {
	name, err := excelize.CoordinatesToCellName(at.column, at.row)
	if err != nil {
		return err
	}
	if err := f.SetCellStyle(at.sheet, name, name, look); err != nil {
		return err
	}
	return f.AddComment(at.sheet, excelize.Comment{
		Cell: name, Author: "yearend", Width: 320, Height: 120,
		Paragraph: []excelize.RichTextRun{{Text: words}},
	})
}

// headerRows is how far down a header is looked for.
const headerRows = 30

// headers is where the words of each sheet's first rows stand: sheet → words → column.
func headers(f *excelize.File) (map[string]map[string]int, error) {
	all := map[string]map[string]int{}
	for _, sheet := range f.GetSheetList() {
		all[sheet] = map[string]int{}
		rows, err := f.Rows(sheet)
		if err != nil {
			return nil, err
		}
		for i := 0; i < headerRows && rows.Next(); i++ {
			cells, err := rows.Columns()
			if err != nil {
				return nil, errors.Join(err, rows.Close())
			}
			for j, words := range cells {
				if all[sheet][words] == 0 {
					all[sheet][words] = j + 1
				}
			}
		}
		if err := rows.Close(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// listMends puts every mark on a sheet of its own, before the others.
func listMends(f *excelize.File, mends []Mend) error {
	first := f.GetSheetList()[0]
	if _, err := f.NewSheet(mendSheet); err != nil {
		return err
	}
	rows := [][]string{{"Sheet", "Row", "Column", "Found", "Code", "What to do"}}
	for _, m := range mends {
		row := ""
		if m.Row > 0 {
			row = fmt.Sprint(m.Row)
		}
		rows = append(rows, []string{m.Sheet, row, m.Column, m.Found, m.Code, m.Words})
	}
	for i, row := range rows {
		for j, cell := range row {
			at, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err != nil {
				return err
			}
			if err := f.SetCellStr(mendSheet, at, cell); err != nil {
				return err
			}
		}
	}
	for column, width := range map[string]float64{"A": 14, "B": 8, "C": 22, "D": 26, "E": 16, "F": 110} {
		if err := f.SetColWidth(mendSheet, column, column, width); err != nil {
			return err
		}
	}
	return f.MoveSheet(mendSheet, first)
}
