package report

import (
	"yearend/calc"
	"yearend/letters"
)

// advances is one row an instalment, and after those of a practice the payments
// that were for none of them. A scheme of which the ledger knows nothing has none.
func advances(r Run) Table {
	columns := []string{"practice_code", "scheme", "reference", "covers", "due_month", "due", "paid_on", "paid", "difference", "verdict"}
	return Table{columns, func(add func(cells ...string)) {
		for _, statement := range r.Settled.Statements() {
			for _, row := range statement.Rows {
				add(append([]string{string(statement.Practice), statement.Scheme.Code}, instalmentCells(row)...)...)
			}
		}
	}}
}

// instalmentCells are those of a row as a spreadsheet reads it.
func instalmentCells(r calc.AdvanceRow) []string {
	verdict := func(r calc.AdvanceRow) string { return string(r.Verdict) }
	return letters.InstalmentForm{Month: calc.Date.YearMonth, Day: calc.Date.String, Sum: calc.Money.String, Difference: calc.Money.String, Verdict: verdict}.Cells(r)
}
