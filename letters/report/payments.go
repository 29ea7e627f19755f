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
	"practice_code", "practice_name", "scheme", "reference", "kind", "state", "outcome", "amount", "sign", "replaces",
	"previous", "difference", "period", "late_coded",
}

// The kinds of what Finance is asked for: by a year-end run, which the panel may
// change, and by an outcome run.
const (
	indicative = "indicative"
	final      = "final"
)

// paid is the kind of what the run asks for.
func (r Run) paid() string {
	if r.Kind.Final {
		return final
	}
	return indicative
}

// payments is what a run asks Finance for: one row for each practice and scheme
// where money moves, or was to move by the last approved run. previous is the
// signed sum that was asked for then, and difference what is to be added to it,
// so that the differences of all approved runs of a season add up to what the
// newest asks for. amount has no sign; times the sign it is the balance. A held
// position stays as it was asked for; a withdrawn one keeps its row as long as
// its letter stands; a nil one has a row only where something was asked for
// before. Where activity was coded late, the payment may come later than the
// period says (B2). What is repaid by a plan has a row a payment in place of the sum;
// the first of them has previous and difference.
func payments(r Run) Table {
	columns := slices.Clone(paymentHeads)
	for _, c := range r.Supplier {
		columns = append(columns, c.Name)
	}
	return Table{columns, func(add func(cells ...string)) {
		gone := r.sortedWithdrawn()
		for i, p := range r.Settled.Positions {
			for len(gone) > 0 && gone[0].against(p.Practice.Code, p.Scheme.Code) < 0 {
				add(withdrawnPayment(r, gone[0])...)
				gone = gone[1:]
			}
			if previous := r.previous(i); p.Outcome != calc.Nil || previous.Sign() != 0 {
				for _, row := range paymentRows(r, p, r.Issues[i], previous) {
					add(row...)
				}
			}
		}
		for _, w := range gone {
			add(withdrawnPayment(r, w)...)
		}
	}}
}

// previous is what was asked for on a position before; nothing where no run is
// approved yet.
func (r Run) previous(i int) calc.Money {
	if i < len(r.Previous) {
		return r.Previous[i]
	}
	return calc.Money{}
}

func paymentRows(r Run, p calc.Position, issue letters.Issue, previous calc.Money) [][]string {
	begins := []string{string(p.Practice.Code), p.Practice.Name, p.Scheme.Code, issue.Reference, r.paid(), string(r.stateOf(p, issue, previous)), string(p.Outcome)}
	supplied := r.supplied(p.Practice.Code, p.Scheme.Code)
	if p.Outcome == calc.Held {
		return [][]string{slices.Concat(begins, []string{"", "", "", previous.String(), calc.Money{}.String(), p.Scheme.Dates.PaymentRun, ""}, supplied)}
	}
	row := func(amount calc.Money, previous, difference, period string) []string {
		return slices.Concat(begins, []string{amount.String(), whole(int64(p.Balance.Sign())), replaced(p, issue), previous, difference, period, lateCell(p.LateUnknown, p.Late)}, supplied)
	}
	before, more := previous.String(), p.Balance.Minus(previous).String()
	if p.Final == nil || len(p.Final.Plan) == 0 {
		return [][]string{row(p.Balance.Abs(), before, more, r.period(p.Scheme, p.Balance.Minus(previous)))}
	}
	var rows [][]string
	for _, part := range p.Final.Plan {
		rows = append(rows, row(part.Sum, before, more, letters.MonthYear(part.Month)))
		before, more = "", ""
	}
	return rows
}

// period is the payment run in which a sum is asked for. Once the guidance's is over,
// what is still to be added to it or taken back comes in the next possible one; what was
// asked for before, and is the same, was in it.
func (r Run) period(s *calc.Scheme, difference calc.Money) string {
	if difference.Sign() == 0 {
		return s.Dates.PaymentRun
	}
	return letters.PaymentRun(s.Dates, r.AsOf)
}

// stateOf is what the run does to what Finance was asked for: the state of the letter;
// of what is final that of the sum, for most of it has no letter.
func (r Run) stateOf(p calc.Position, issue letters.Issue, previous calc.Money) letters.State {
	switch {
	case !r.Kind.Final || p.Outcome == calc.Held:
		return issue.State
	case p.Balance.Cmp(previous) == 0:
		return letters.Unchanged
	case previous.Sign() == 0:
		return letters.New
	}
	return letters.Changed
}

// replaced is the reference in the place of which a row's own stands: an outcome
// letter's first takes that of the year-end letter.
func replaced(p calc.Position, issue letters.Issue) string {
	if issue.Replaces == "" && p.Final != nil && issue.Reference != p.Final.Letter.Reference {
		return p.Final.Letter.Reference
	}
	return issue.Replaces
}

// withdrawnPayment takes back what was asked for, while the letter stands.
func withdrawnPayment(r Run, w Withdrawn) []string {
	none := calc.Money{}
	row := []string{string(w.Practice), w.Name, w.Scheme, w.Reference, r.paid(), string(letters.Withdrawn), string(calc.Nil),
		none.String(), "0", "", w.Previous.String(), none.Minus(w.Previous).String(), r.period(r.scheme(w.Scheme), none.Minus(w.Previous)), ""}
	return append(row, r.supplied(w.Practice, w.Scheme)...)
}

// supplied are the cells of the finance system's own columns: what the suppliers
// file has for the practice, else what stands in every row.
func (r Run) supplied(practice calc.PracticeCode, scheme string) []string {
	var row []string
	for _, c := range r.Supplier {
		cell := c.Value
		if own, given := r.Settled.Extract.Suppliers.Cell(practice, scheme, c.Name); given {
			cell = own
		}
		row = append(row, cell)
	}
	return row
}

// longestHead is how long the name of a supplier column may be.
const longestHead = 60

// CheckSupplier refuses columns that would make payments.csv, or the tables of
// the workbook, ambiguous: a column's name is there once, whatever its capitals.
func CheckSupplier(columns []SupplierColumn) error {
	taken := slices.Clone(paymentHeads)
	for _, s := range []sheet{paymentsSheet(Run{}).sealed(), recoupmentsSheet(Run{}).sealed()} {
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
