package report

import (
	"fmt"
	"io"

	"yearend/letters/report/xlsx"
)

// Workbook writes the control workbook: the same tables with live formulas, so
// that a person can work every figure out again without this program, and
// beside them the program's own figures.
func Workbook(w io.Writer, r Run) error {
	if err := r.check(); err != nil {
		return err
	}
	if err := formulasKnown(r.Schemes); err != nil {
		return err
	}
	return control(r).Write(w)
}

// control is the workbook before it is a file.
func control(r Run) xlsx.Book {
	book := xlsx.Book{
		Title:   fmt.Sprintf("Control workbook, as of %s", r.AsOf),
		Program: r.Program,
		Dated:   r.AsOf.Time(),
	}
	l := layOut(r)
	book.Sheets = append(book.Sheets, summarySheet(l))
	for _, s := range []sheet{
		positionsSheet(l), servicesSheet(l), methodsSheet(l), activitySheet(l), termsSheet(l),
		paymentsSheet(r), recoupmentsSheet(r), advancesSheet(r), nearSheet(r), changesSheet(r), sentSheet(r), problemsSheet(r), workingSheet(r),
		assumptionsSheet(r), rulesSheet(r), inputsSheet(r),
	} {
		if !s.omitted {
			book.Sheets = append(book.Sheets, s.sealed().build())
		}
	}
	return book
}
