package extract

import (
	"cmp"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

func (r *reading) ledgerLayouts() []layout {
	columns := need(colPractice, colScheme, colReference, colPaidOn, colAmount)
	return []layout{{name: "ledger", columns: columns, judge: func(s *input) judge { return &ledger{s, r} }}}
}

// ledger judges what Finance paid in advance, payment by payment.
type ledger struct {
	*input
	reading *reading
}

// The places of the columns in the layout.
const (
	lCode = iota
	lScheme
	lReference
	lPaidOn
	lAmount
)

// payment is a line of the ledger with the row that it was read from.
type payment struct {
	calc.LedgerLine
	place calc.Problem
}

// row takes a payment only whole: what was paid in advance is not known where
// any part of one is lost, and the practice is held.
func (j *ledger) row(r rows.Row) int {
	code, ok := j.practice(r, lCode)
	if !ok {
		return 1
	}
	whose := calc.Problem{Practice: code}
	scheme := j.scheme(r, whose)
	if scheme == nil {
		return 1
	}
	whose.Scheme = scheme.Code
	reference, known := j.reference(r, whose)
	on, f := j.day(r, lPaidOn)
	if f != nil {
		j.flawed(r, lPaidOn, f, whose)
	}
	amount, g := j.amount(r)
	if g != nil {
		j.flawed(r, lAmount, g, whose)
	}
	if known && f == nil && g == nil {
		line := calc.LedgerLine{Practice: code, Scheme: scheme.Code, Reference: reference, PaidOn: on, Amount: amount}
		j.reading.payments = append(j.reading.payments, payment{line, j.where(r.Number, code)})
	}
	return 1
}

func (j *ledger) end() {}

// scheme is the one for which something was paid.
func (j *ledger) scheme(r rows.Row, whose calc.Problem) *calc.Scheme {
	words := &j.reading.words
	if f := blankOr(j.cell(r, lScheme), "the row does not say for which scheme the payment is: fill the cell in"); f != nil {
		j.flawed(r, lScheme, f, whose)
		return nil
	}
	scheme := words.scheme(j.cell(r, lScheme).Text)
	if scheme == nil {
		j.flawed(r, lScheme, &flaw{"E-scheme", "the project runs no such scheme: write " + words.knownSchemes(j.reading.schemes) +
			", or take the row out if the payment is for another scheme"}, whose)
	}
	return scheme
}

// reference is that of the invoice, as it is written.
func (j *ledger) reference(r rows.Row, whose calc.Problem) (string, bool) {
	if f := blankOr(j.cell(r, lReference), "the payment has no reference, so that it is not known what it was for: enter the invoice reference, as P3 or P1/P2"); f != nil {
		j.flawed(r, lReference, f, whose)
		return "", false
	}
	return strings.Clone(rows.Tidy(j.cell(r, lReference).Text)), true
}

// amount is below zero where a payment was taken back.
func (j *ledger) amount(r rows.Row) (calc.Money, *flaw) {
	if notWritten(j.cell(r, lAmount)) {
		return calc.Money{}, &flaw{"E-blank", "the amount is missing: enter what was paid"}
	}
	amount, f := j.money(r, lAmount)
	if f != nil && f.code == "E-negative" {
		f = nil
	}
	return amount, f
}

// blankOr is the flaw of a cell that holds no words.
func blankOr(c rows.Cell, remedy string) *flaw {
	if f := lost(c); f != nil {
		return f
	}
	if c.Blank() {
		return &flaw{"E-blank", remedy}
	}
	return nil
}

// ledger gives the payments in the order of practice, scheme, day and reference.
func (r *reading) ledger() calc.Ledger {
	slices.SortStableFunc(r.payments, func(a, b payment) int {
		return cmp.Or(cmp.Compare(a.Practice, b.Practice), cmp.Compare(a.Scheme, b.Scheme), cmp.Compare(a.PaidOn, b.PaidOn), cmp.Compare(a.Reference, b.Reference))
	})
	var all calc.Ledger
	for _, p := range r.payments {
		all = append(all, p.LedgerLine)
	}
	return all
}
