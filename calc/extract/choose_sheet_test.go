package extract

import (
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A workbook whose rows go on in a second sheet is not read by half.
func TestASecondSheetIsNotPassedOver(t *testing.T) {
	row := []any{"P81900", "ecg", "2025-06-03", "2025-06-03"}
	head := []any{"Practice code", "Service", "Activity date", "Coded date"}
	for name, c := range map[string]struct {
		second [][]any
		stops  bool
	}{
		"rows without a header":  {[][]any{row, row}, true},
		"another header":         {[][]any{{"Practice", "Service", "Delivered", "Coded"}, row}, true},
		"notes":                  {[][]any{{"Made by the BI team"}, {"on 2 April"}}, false},
		"nothing":                {nil, false},
		"one of the other files": {[][]any{{"Practice code", "Email"}, {"P81900", "a@example.org"}}, false},
	} {
		t.Run(name, func(t *testing.T) {
			book := excelize.NewFile()
			defer book.Close()
			if _, err := book.NewSheet("Sheet2"); err != nil {
				t.Fatal(err)
			}
			for sheet, rows := range map[string][][]any{"Sheet1": {head, row}, "Sheet2": c.second} {
				for i, cells := range rows {
					place, _ := excelize.CoordinatesToCellName(1, i+1)
					if err := book.SetSheetRow(sheet, place, &cells); err != nil {
						t.Fatal(err)
					}
				}
			}
			path := filepath.Join(t.TempDir(), "activity.xlsx")
			if err := book.SaveAs(path); err != nil {
				t.Fatal(err)
			}
			x := mustRead(t, Inputs{AsOf: asOf, Activity: []File{{Path: path}}})
			if x.Stops() != c.stops {
				t.Errorf("stops: %v\n%s", x.Stops(), messages(x.Problems))
			}
		})
	}
}
