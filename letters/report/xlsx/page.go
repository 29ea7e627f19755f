package xlsx

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// The numbers that the format gives to these papers.
const (
	a3 = 8
	a4 = 9
)

// printing fits the sheet to the width of the page, repeats its heading on every page,
// and says below which page of which sheet it is.
func printing(f *excelize.File, s Sheet) error {
	paper, orientation, wide, high := a4, "landscape", 1, 0
	if s.Print.Wide {
		paper = a3
	}
	if err := f.SetPageLayout(s.Name, &excelize.PageLayoutOptions{
		Size: &paper, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &high,
	}); err != nil {
		return err
	}
	if err := f.SetHeaderFooter(s.Name, &excelize.HeaderFooterOptions{OddFooter: "&L&F&C&A&RPage &P of &N"}); err != nil {
		return err
	}
	if err := margins(f, s); err != nil {
		return err
	}
	quoted := "'" + strings.ReplaceAll(s.Name, "'", "''") + "'"
	if s.Print.Heading > 0 {
		if err := f.SetDefinedName(&excelize.DefinedName{
			Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("%s!$1:$%d", quoted, s.Print.Heading), Scope: s.Name,
		}); err != nil {
			return err
		}
	}
	if s.Print.Columns == 0 {
		return nil
	}
	last, err := excelize.ColumnNumberToName(s.Print.Columns)
	if err != nil {
		return err
	}
	return f.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Area", RefersTo: fmt.Sprintf("%s!$A$1:$%s$%d", quoted, last, len(s.Rows)+s.More.Count), Scope: s.Name,
	})
}

// margins are narrow, in inches: the sheets are wide.
func margins(f *excelize.File, s Sheet) error {
	side, end, foot := 0.4, 0.6, 0.3
	return f.SetPageMargins(s.Name, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &side, Bottom: &end, Header: &foot, Footer: &foot,
	})
}

// tab fits the page and colours the tab, which share one call.
func tab(f *excelize.File, s Sheet) error {
	fit := true
	options := &excelize.SheetPropsOptions{FitToPage: &fit}
	if s.Tab != "" {
		opaque := "FF" + s.Tab
		options.TabColorRGB = &opaque
	}
	return f.SetSheetProps(s.Name, options)
}
