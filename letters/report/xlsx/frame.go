package xlsx

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// frame makes a sheet with everything but its rows.
func frame(f *excelize.File, l *looks, i int, s Sheet) error {
	if err := open(f, i, s); err != nil {
		return err
	}
	for _, part := range []func(*excelize.File, Sheet) error{columns, freeze, extent, table, checks, merge, lists, printing, tab} {
		if err := part(f, s); err != nil {
			return err
		}
	}
	for _, row := range s.Rows {
		for _, c := range row {
			if err := l.need(c.Style); err != nil {
				return err
			}
		}
	}
	for _, style := range s.More.Styles {
		if err := l.need(style); err != nil {
			return err
		}
	}
	return nil
}

// open gives the sheet its place; a new file has one sheet already.
func open(f *excelize.File, i int, s Sheet) error {
	if i == 0 {
		return f.SetSheetName("Sheet1", s.Name)
	}
	_, err := f.NewSheet(s.Name)
	return err
}

func columns(f *excelize.File, s Sheet) error {
	for i, c := range s.Columns {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		width, err := strconv.ParseFloat(strconv.Itoa(c.Width), 64) // in characters, the one measure that excelize takes as a float
		if err != nil {
			return err
		}
		if err := f.SetColWidth(s.Name, name, name, width); err != nil {
			return err
		}
		if c.Folded {
			if err := fold(f, s.Name, name); err != nil {
				return err
			}
		}
	}
	return nil
}

func fold(f *excelize.File, sheet, column string) error {
	if err := f.SetColOutlineLevel(sheet, column, 1); err != nil {
		return err
	}
	return f.SetColVisible(sheet, column, false)
}

func freeze(f *excelize.File, s Sheet) error {
	if s.Frozen == (Frozen{}) {
		return nil
	}
	corner, err := excelize.CoordinatesToCellName(s.Frozen.Columns+1, s.Frozen.Rows+1)
	if err != nil {
		return err
	}
	pane := "bottomRight"
	if s.Frozen.Columns == 0 {
		pane = "bottomLeft"
	}
	return f.SetPanes(s.Name, &excelize.Panes{
		Freeze: true, XSplit: s.Frozen.Columns, YSplit: s.Frozen.Rows, TopLeftCell: corner, ActivePane: pane,
	})
}

// extent tells how far the sheet reaches: some readers believe it.
func extent(f *excelize.File, s Sheet) error {
	last, err := excelize.CoordinatesToCellName(max(1, len(s.Columns)), s.last())
	if err != nil {
		return err
	}
	return f.SetSheetDimension(s.Name, "A1:"+last)
}

// table names the columns by the texts of the header row, as Excel demands; a
// table without a row is given an empty one.
func table(f *excelize.File, s Sheet) error {
	if s.Table == nil {
		return nil
	}
	for i, c := range s.Rows[s.Table.HeaderRow-1] {
		name, err := excelize.CoordinatesToCellName(i+1, s.Table.HeaderRow)
		if err != nil {
			return err
		}
		if err := f.SetCellStr(s.Name, name, c.Value); err != nil {
			return err
		}
	}
	last, err := excelize.CoordinatesToCellName(s.Table.Columns, s.Table.HeaderRow+max(1, s.Table.Rows))
	if err != nil {
		return err
	}
	stripes := false
	return f.AddTable(s.Name, &excelize.Table{
		Range: fmt.Sprintf("A%d:%s", s.Table.HeaderRow, last), Name: s.Table.Name,
		StyleName: "TableStyleLight1", ShowRowStripes: &stripes,
	})
}

func merge(f *excelize.File, s Sheet) error {
	for _, m := range s.Merged {
		if err := f.MergeCell(s.Name, m[0], m[1]); err != nil {
			return err
		}
	}
	return nil
}

// checks colours a cell that says "differs" red and one that says "ok" green.
func checks(f *excelize.File, s Sheet) error {
	if len(s.Checks) == 0 {
		return nil
	}
	red, err := f.NewConditionalStyle(painted("9C0006", "FFC7CE"))
	if err != nil {
		return err
	}
	green, err := f.NewConditionalStyle(painted("00401A", "C6EFCE"))
	if err != nil {
		return err
	}
	for _, where := range s.Checks {
		first, _, _ := strings.Cut(where, ":")
		err := f.SetConditionalFormat(s.Name, where, []excelize.ConditionalFormatOptions{
			{Type: "formula", Criteria: fmt.Sprintf(`IF(ISERROR(%s),TRUE,ISNUMBER(SEARCH("differ",%s)))`, first, first), Format: &red},
			{Type: "formula", Criteria: fmt.Sprintf(`OR(%s="ok",LEFT(%s,3)="All")`, first, first), Format: &green},
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func painted(font, fill string) *excelize.Style {
	return &excelize.Style{
		Font: &excelize.Font{Color: font, Bold: true},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}},
	}
}

// lists gives cells their choices.
func lists(f *excelize.File, s Sheet) error {
	for _, l := range s.Lists {
		choice := excelize.NewDataValidation(true)
		choice.SetSqref(l.Range)
		if len(l.Words) > 0 {
			if err := choice.SetDropList(l.Words); err != nil {
				return err
			}
		} else {
			choice.SetSqrefDropList(l.Cells)
		}
		choice.SetError(excelize.DataValidationErrorStyleStop, "Not in the list", "Choose one of the list")
		if err := f.AddDataValidation(s.Name, choice); err != nil {
			return err
		}
	}
	return nil
}
