package report

import (
	"fmt"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/letters"
)

// paymentHeads are the columns of payments.csv before those of the supplier.
var paymentHeads = []string{
	"practice_code", "practice_name", "scheme", "reference", "outcome", "amount", "sign", "period", "late_coded",
}

// payments is one row for each practice and scheme where money moves. The
// amount has no sign; times the sign it is the balance, so that the column
// amount × sign adds up to the net of all positions. A nil position moves
// nothing and a held one has no figures: neither has a row. Where activity was
// coded late, the payment may come later than the period says (B2).
func payments(r Run) Table {
	columns := slices.Clone(paymentHeads)
	for _, c := range r.Supplier {
		columns = append(columns, c.Name)
	}
	return Table{columns, func(add func(cells ...string)) {
		for i, p := range r.Settled.Positions {
			if p.Outcome == calc.Pay || p.Outcome == calc.Recoup {
				add(paymentRow(r, p, r.Issues[i])...)
			}
		}
	}}
}

func paymentRow(r Run, p calc.Position, issue letters.Issue) []string {
	row := []string{
		string(p.Practice.Code), p.Practice.Name, p.Scheme.Code, issue.Reference, string(p.Outcome),
		p.Balance.Abs().String(), whole(int64(p.Balance.Sign())), p.Scheme.Dates.PaymentRun,
		lateCell(p.LateUnknown, p.Late),
	}
	for _, c := range r.Supplier {
		row = append(row, c.Value)
	}
	return row
}

// longestHead is how long the name of a supplier column may be.
const longestHead = 60

// CheckSupplier refuses columns that would make payments.csv, or the tables of
// the workbook, ambiguous: a column's name is there once, whatever its capitals.
func CheckSupplier(columns []SupplierColumn) error {
	taken := slices.Clone(paymentHeads)
	for _, s := range []sheet{paymentsSheet(Run{}), recoupmentsSheet(Run{})} {
		for _, c := range s.columns {
			taken = append(taken, c.head)
		}
	}
	for _, c := range columns {
		switch name := strings.TrimSpace(c.Name); {
		case name == "" || name != c.Name || len([]rune(name)) > longestHead || strings.ContainsAny(name, "\r\n\t"):
			return fmt.Errorf("%q is no name for a column: one line of at most %d characters", c.Name, longestHead)
		case slices.ContainsFunc(taken, func(t string) bool { return strings.EqualFold(t, name) }):
			return fmt.Errorf("there is a column %q already", name)
		}
		taken = append(taken, c.Name)
	}
	return nil
}
