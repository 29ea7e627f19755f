package xlsx

import (
	"fmt"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

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
			if !holds(cell) {
				return nil, fmt.Errorf("row %d has what no cell of a workbook can hold: more than 32,767 letters, or one that is no letter", i+1)
			}
			place, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err != nil {
				return nil, err
			}
			if err := f.SetCellStr(name, place, cell); err != nil {
				return nil, err
			}
		}
	}
	if err := columns(f, Sheet{Name: name, Columns: fitting(rows)}); err != nil {
		return nil, err
	}
	if err := onPaper(f, name); err != nil {
		return nil, err
	}
	return mark(f, mends, false)
}

// fitting are columns as wide as their values, within reason.
func fitting(rows [][]string) []Column {
	var all []Column
	for _, row := range rows {
		for i, text := range row[:min(len(row), 100)] {
			if i == len(all) {
				all = append(all, Column{Width: 9})
			}
			if len(row) > 1 { // else it is a line that was not split
				all[i].Width = min(max(all[i].Width, utf8.RuneCountInString(text)+2), 40)
			}
		}
	}
	return all
}
