package report

import (
	"yearend/calc"
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

func instalmentCells(r calc.AdvanceRow) []string {
	cells := []string{r.Reference, r.Covers.YearMonth(), r.DueMonth.YearMonth(), "", "", "", "", string(r.Verdict)}
	if r.HasDue() {
		cells[3] = r.Due.String()
	}
	if r.NotYet() {
		return cells
	}
	cells[4], cells[5] = r.PaidOn().String(), r.Paid().String()
	if r.HasDue() {
		cells[6] = r.Difference().String()
	}
	return cells
}
