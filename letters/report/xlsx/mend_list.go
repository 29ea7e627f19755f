package xlsx

import (
	"fmt"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// mendColumns are the columns of the list, and how wide they are.
var mendColumns = []struct {
	title string
	width float64
}{{"Sheet", 14}, {"Row", 8}, {"Column", 22}, {"Found", 26}, {"Code", 16}, {"What to do", 80}}

// listHead is the first row of the list.
func listHead() []string {
	head := make([]string, len(mendColumns))
	for i, column := range mendColumns {
		head[i] = column.title
	}
	return head
}

// listMends puts every mark on a sheet of its own, before the others, to be read
// on the screen and on paper.
func listMends(f *excelize.File, mends []Mend) error {
	if _, err := f.NewSheet(mendSheet); err != nil {
		return err
	}
	rows := [][]string{listHead()}
	for _, m := range mends {
		row := ""
		if m.Row > 0 {
			row = fmt.Sprint(m.Row)
		}
		rows = append(rows, []string{m.Sheet, row, m.Column, m.Found, m.Code, m.Words})
	}
	for i, row := range rows {
		for j, words := range row {
			at, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err != nil {
				return err
			}
			if err := f.SetCellStr(mendSheet, at, words); err != nil {
				return err
			}
		}
		if err := f.SetRowHeight(mendSheet, i+1, lineHeight*float64(linesOf(row))); err != nil {
			return err
		}
	}
	if err := dressList(f, len(rows)); err != nil {
		return err
	}
	return listToFront(f)
}

// lineHeight is that of a line of words, in points. Programs other than Excel do
// not find out by themselves how high a row must be.
const lineHeight = 15

// linesOf is how many lines the longest cell of a row takes. A column holds a
// few letters less than it is wide.
func linesOf(row []string) int {
	most := 1
	for i, words := range row {
		fit := int(mendColumns[i].width) * 9 / 10
		most = max(most, (utf8.RuneCountInString(words)+fit-1)/fit)
	}
	return most
}

// dressList wraps the words, keeps the heading in sight, and fits the page.
func dressList(f *excelize.File, rows int) error {
	wrapped, err := f.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
	if err != nil {
		return err
	}
	heading, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(len(mendColumns), rows)
	if err != nil {
		return err
	}
	if err := f.SetCellStyle(mendSheet, "A1", last, wrapped); err != nil {
		return err
	}
	if err := f.SetRowStyle(mendSheet, 1, 1, heading); err != nil {
		return err
	}
	for i, column := range mendColumns {
		letter, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := f.SetColWidth(mendSheet, letter, letter, column.width); err != nil {
			return err
		}
	}
	if err := f.SetPanes(mendSheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	return onPaper(f, mendSheet)
}

// onPaper prints a sheet across the page, as wide as the page is, with its first
// row on every one.
func onPaper(f *excelize.File, sheet string) error {
	s := Sheet{Name: sheet, Print: Print{Heading: 1}}
	if err := tab(f, s); err != nil {
		return err
	}
	return printing(f, s)
}

// listToFront moves the list, which was made last, before all other sheets. The
// names that belong to a sheet, as its print titles and its filter, know it by
// its number, which excelize leaves as it was: Excel would find them on the wrong
// sheet and repair the workbook.
func listToFront(f *excelize.File) error {
	sheets := f.GetSheetList()
	for _, sheet := range sheets { // excelize takes each to have a view; it gives one to those that have none
		if _, err := f.GetSheetView(sheet, 0); err != nil {
			return err
		}
	}
	if err := f.MoveSheet(mendSheet, sheets[0]); err != nil {
		return err
	}
	if f.WorkBook.DefinedNames == nil {
		return nil
	}
	for i, name := range f.WorkBook.DefinedNames.DefinedName {
		if name.LocalSheetID != nil {
			moved := (*name.LocalSheetID + 1) % len(sheets)
			f.WorkBook.DefinedNames.DefinedName[i].LocalSheetID = &moved
		}
	}
	return nil
}
