package main

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/calc/extract"
	"yearend/letters/report"
)

// markedInput is a workbook of one input. Sent back as it is, it is refused for
// whatever its input was refused for.
func markedInput(in extract.Inputs, sources []calc.Source, file string, problems []calc.Problem) ([]byte, error) {
	if err := errors.Join(unmarkable(problems), twice(file, sources)); err != nil {
		return nil, err
	}
	if ext := strings.ToLower(path.Ext(file)); !slices.Contains([]string{".xlsx", ".xlsm"}, ext) {
		rows, told, err := extract.RowsToMend(in, file, problems, fixListCells)
		if err != nil {
			return nil, err
		}
		return report.FixRows(rows, told)
	}
	if err := extract.RefuseToMark(in, file, fixListCells); err != nil {
		return nil, err
	}
	original, err := extract.Original(in, file)
	if err != nil {
		return nil, err
	}
	return report.FixWorkbook(original, problems)
}

// unmarkable is why a file is not even opened for marking.
func unmarkable(problems []calc.Problem) error {
	for _, p := range problems {
		switch {
		case extract.Unmarkable(p.Code):
			return fmt.Errorf("it was not read to its end (%s): ask for it again, as is said above", p.Code)
		case p.Code == "E-patient" || p.Code == "W-patient":
			return fmt.Errorf("it holds or may hold patients' data (%s), which must be neither copied nor sent: do with it as is said above", p.Code)
		}
	}
	return nil
}

// twice refuses a file that the project reads twice, under one name or two. A
// workbook made of it is no longer the same byte for byte, and its rows would be
// counted with those of the other.
func twice(file string, sources []calc.Source) error {
	for i, a := range sources {
		for _, b := range sources[i+1:] {
			if same := a.Kind == b.Kind && a.Sheet == b.Sheet && a.SHA256 == b.SHA256 && a.SHA256 != ""; same && (a.File == file || b.File == file) {
				return errors.New("the project file reads it twice, or another file that holds the same: take one of the two out of it")
			}
		}
	}
	return nil
}
