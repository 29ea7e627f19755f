package report

import (
	"fmt"
	"io"
	"slices"
	"sync"

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
	sheets := []sheet{
		bridgeSheet(l), finalSheet(l), acceptedSheet(l), positionsSheet(l), servicesSheet(l), methodsSheet(l), activitySheet(l), termsSheet(l),
		paymentsSheet(r), recoupmentsSheet(r), advancesSheet(r), nearSheet(r), changesSheet(r), sentSheet(r), problemsSheet(r), workingSheet(r),
		assumptionsSheet(r), rulesSheet(r), inputsSheet(r),
	}
	sheets = slices.DeleteFunc(sheets, func(s sheet) bool { return s.omitted })
	book.Sheets = make([]xlsx.Sheet, 1+len(sheets))
	var building sync.WaitGroup
	for i, s := range sheets { // side by side: each has its rows to measure
		building.Go(func() { book.Sheets[1+i] = s.sealed().build() })
	}
	building.Wait()
	for i, s := range sheets {
		if s.list {
			l.lists = append(l.lists, checkedTable{s.tab, s.table, s.columns[0].head, book.Sheets[1+i].More.Count, 0})
		}
	}
	book.Sheets[0] = summarySheet(l)
	return book
}
