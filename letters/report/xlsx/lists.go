package xlsx

import "github.com/xuri/excelize/v2"

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
