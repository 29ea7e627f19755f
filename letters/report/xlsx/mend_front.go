package xlsx

import "github.com/xuri/excelize/v2"

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
