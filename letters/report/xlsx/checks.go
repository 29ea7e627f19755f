package xlsx

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

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
