package report

import (
	"yearend/calc"
	"yearend/letters"
)

// payments is one row for each practice and scheme where money moves. The
// amount has no sign; times the sign it is the balance, so that the column
// amount × sign adds up to the net of all positions. A nil position moves
// nothing and a held one has no figures: neither has a row. Where activity was
// coded late, the payment may come later than the period says (B2).
func payments(r Run) table {
	t := table{columns: []string{
		"practice_code", "practice_name", "scheme", "reference", "outcome", "amount", "sign", "period", "late_coded",
	}}
	for _, c := range r.Supplier {
		t.columns = append(t.columns, c.Name)
	}
	for i, p := range r.Settled.Positions {
		if p.Outcome == calc.Pay || p.Outcome == calc.Recoup {
			t.rows = append(t.rows, paymentRow(r, p, r.Issues[i]))
		}
	}
	return t
}

func paymentRow(r Run, p calc.Position, issue letters.Issue) []string {
	row := []string{
		string(p.Practice.Code), p.Practice.Name, p.Scheme.Code, letters.Reference(p, issue.Number), string(p.Outcome),
		p.Balance.Abs().String(), whole(int64(p.Balance.Sign())), p.Scheme.Dates.PaymentRun,
		whole(p.Late),
	}
	for _, c := range r.Supplier {
		row = append(row, c.Value)
	}
	return row
}
