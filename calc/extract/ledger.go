package extract

import (
	"cmp"
	"fmt"
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

// scheme is the one for which something was paid. A finance ledger has payments for
// schemes that the project does not run: they are counted, and hold nobody.
func (j *ledger) scheme(r rows.Row, whose calc.Problem) *calc.Scheme {
	words := &j.reading.words
	if f := blankOr(j.cell(r, lScheme), "the row does not say for which scheme the payment is: fill the cell in"); f != nil {
		j.flawed(r, lScheme, f, whose)
		return nil
	}
	scheme := words.scheme(j.cell(r, lScheme).Text)
	if scheme == nil {
		j.reading.others = j.reading.others.with(rows.Tidy(j.cell(r, lScheme).Text), j.where(r.Number, ""))
	}
	return scheme
}

// otherSchemes are payments for schemes that the project does not run, with the
// place of the first.
type otherSchemes struct {
	names    []string
	payments map[string]int
	place    calc.Problem
}

func (o otherSchemes) with(name string, place calc.Problem) otherSchemes {
	if o.payments == nil {
		o.payments, o.place = map[string]int{}, place
	}
	if o.payments[name] == 0 {
		o.names = append(o.names, strings.Clone(name))
	}
	o.payments[strings.Clone(name)]++
	return o
}

// crossOthers names them once.
func (r *reading) crossOthers() {
	var each []string
	for _, name := range r.others.names {
		each = append(each, fmt.Sprintf("%s: %s", name, calc.Many(r.others.payments[name], "payment")))
	}
	if len(each) > 0 {
		r.note("W-ledger-scheme", r.others.place, calc.Problem{Column: colScheme, Found: strings.Join(each, "; "),
			Remedy: "the project runs no such scheme, and these payments are left out: look whether one of them is misspelt for " + r.words.knownSchemes(r.schemes)})
	}
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
	return ledgerOf(r.payments)
}

func ledgerOf(payments []payment) (all calc.Ledger) {
	for _, p := range payments {
		all = append(all, p.LedgerLine)
	}
	return all
}

// crossLedger lays the ledger beside the contracts: what was paid in advance is
// filled in where the contracts leave it blank, and must agree where they do not.
func (r *reading) crossLedger() {
	ledger := r.ledger()
	paid := map[[2]string][]payment{}
	for _, p := range r.payments {
		key := [2]string{string(p.Practice), p.Scheme}
		paid[key] = append(paid[key], p)
	}
	var contracts []calc.Contract
	for lines := range r.byPosition() {
		first := lines[0]
		if !ledger.Knows(first.Scheme) || r.unsure(first) {
			continue
		}
		if !r.in.early() { // what was paid until now is not what is paid in the year
			r.crossAdvance(paid[[2]string{string(first.Practice), first.Scheme}], lines)
		}
		for _, line := range lines {
			contracts = append(contracts, line.Contract)
		}
	}
	r.crossInstalments(contracts, ledger)
	r.crossPayments()
	r.crossOthers()
}

// byPosition gives the contract lines of one practice and scheme together.
func (r *reading) byPosition() func(yield func([]*agreed) bool) {
	return func(yield func([]*agreed) bool) {
		all := r.contracts.ordered()
		for start := 0; start < len(all); {
			end := start + 1
			for end < len(all) && all[end].Practice == all[start].Practice && all[end].Scheme == all[start].Scheme {
				end++
			}
			if !yield(all[start:end]) {
				return
			}
			start = end
		}
	}
}

// unsure reports whether a contract or a payment of the practice could not be
// read, so that nothing is known of their sums.
func (r *reading) unsure(a *agreed) bool {
	return slices.ContainsFunc(r.problems, func(p calc.Problem) bool {
		return p.Severity == calc.Hold && p.Code != "E-advance" && p.Touches(a.Practice, a.Scheme) && (p.File == a.place.File || r.isLedger(p.File))
	})
}

func (r *reading) isLedger(file string) bool {
	return (&calc.Extract{Sources: r.sources}).IsLedger(file)
}

// crossAdvance holds what was paid to one practice in one scheme over the year
// against its contract lines. Of a practice without a line the ledger gives no sum:
// it fills nothing, and disagrees with whatever the contracts state.
func (r *reading) crossAdvance(payments []payment, lines []*agreed) {
	paid := ledgerOf(payments)
	var contracts []calc.Contract
	var blank []bool
	var stated calc.Money
	for _, line := range lines {
		contracts, blank = append(contracts, line.Contract), append(blank, line.blank)
		if !line.blank {
			stated = stated.Plus(line.Advance)
		}
	}
	advances, agrees := calc.FillAdvances(paid.Sum(), contracts, blank)
	if !agrees {
		p := calc.LedgerProblem(lines[0].Practice, lines[0].Scheme, stated, paid.Sum())
		r.note(p.Code, lines[0].place, p)
		return
	}
	if i := slices.Index(blank, true); i >= 0 && r.paidOutside(lines[i], payments) {
		return
	}
	for i, line := range lines {
		if line.blank && len(paid) > 0 {
			r.fill(line, advances[i])
		}
	}
}

// paidOutside holds a practice that has payments outside the year, where a line of
// its contracts leaves blank what was paid for the year. The ledger alone does not
// say it then: such a payment may be another year's.
func (r *reading) paidOutside(blank *agreed, payments []payment) bool {
	year := blank.service.scheme.Period
	outside := slices.DeleteFunc(slices.Clone(payments), func(p payment) bool { return year.Holds(p.PaidOn) })
	if len(outside) == 0 {
		return false
	}
	var found []string
	for _, p := range outside {
		found = append(found, p.found())
	}
	r.note("E-paid-year", blank.place, calc.Problem{Practice: blank.Practice, Scheme: blank.Scheme, Column: colAdvance, Found: strings.Join(found, "; "),
		Remedy: fmt.Sprintf("this is blank, and the ledger (%s) has payments outside %s to %s, which may be another year's: take what is another year's out of the ledger; "+
			"where all are this year's, enter here what was paid in advance in all", at(outside[0].place), year.From, year.To)})
	return true
}

// found is the payment as a problem names it.
func (p payment) found() string {
	return fmt.Sprintf("%s of %s on %s", p.Reference, calc.Sterling(p.Amount), p.PaidOn)
}

// fill enters an advance that the contracts leave blank, and takes back what was
// said of it.
func (r *reading) fill(line *agreed, advance calc.Money) {
	r.problems = slices.DeleteFunc(r.problems, func(p calc.Problem) bool {
		return (p.Code == "E-advance" || p.Code == "W-advance-derived") && p.Practice == line.Practice &&
			p.File == line.place.File && p.Sheet == line.place.Sheet && p.Row == line.place.Row
	})
	line.Advance, line.Derived = advance, false
	if f := oddAdvance(line.service.scheme, line.Value, advance); f != nil {
		r.note(f.code, line.place, calc.Problem{Practice: line.Practice, Scheme: line.Scheme, Column: colAdvance, Found: calc.Sterling(advance), Remedy: f.remedy})
	}
}

// crossInstalments asks a person to look at each practice whose payments are not
// those that were due by the date of the letters.
func (r *reading) crossInstalments(contracts []calc.Contract, ledger calc.Ledger) {
	for _, statement := range calc.CompareAdvances(contracts, ledger, r.schemes, r.in.AsOf) {
		odd, remedy := oddInstalments(statement, r.in.AsOf)
		for _, early := range statement.Early() {
			odd = append(odd, early.Reference+" paid before it is due")
		}
		if len(odd) > 0 {
			r.note("W-instalment", r.placeOfPayment(statement), calc.Problem{Practice: statement.Practice, Scheme: statement.Scheme.Code, Found: strings.Join(odd, "; "), Remedy: remedy})
		}
	}
}

// oddInstalments are what a person should look at in a statement on a day, and what
// is to be done. Where a reference names no instalment, what seems to be missing
// may be what it was for, and is not called missing.
func oddInstalments(statement calc.Advances, on calc.Date) (odd []string, remedy string) {
	unclear := slices.ContainsFunc(statement.Rows, func(row calc.AdvanceRow) bool { return row.Unclear })
	for _, row := range statement.Rows {
		switch {
		case !row.Asks(on):
		case row.Unclear:
			odd = append(odd, fmt.Sprintf("%q names no instalment", row.Reference))
		case row.Covers == 0 && row.Verdict == calc.NotDue:
			odd = append(odd, row.Reference+" paid when nothing was due")
		case unclear && row.Verdict == calc.NotPaid:
			odd = append(odd, "no payment names "+row.Reference)
		default:
			odd = append(odd, row.Reference+" "+string(row.Verdict))
		}
	}
	if unclear {
		return odd, "it is not known which instalment a payment was for: have its reference written as P3 or P1/P2; until then it stands for itself in advances.csv, and whatever it was for stands there as missing"
	}
	return odd, "the ledger is not what was due by the date of the letters (advances.csv has each instalment): ask Finance whether it is right"
}

// placeOfPayment is where the practice's payments for a scheme begin, or else
// its contract.
func (r *reading) placeOfPayment(s calc.Advances) calc.Problem {
	for _, p := range r.payments {
		if p.Practice == s.Practice && p.Scheme == s.Scheme.Code {
			return p.place
		}
	}
	return r.contracts.signed[s.Practice]
}

// crossPayments looks for payments to whoever holds no contract for them, and
// for those that cannot have been made yet.
func (r *reading) crossPayments() {
	contracted := map[[2]string]bool{}
	for _, a := range r.contracts.sorted() {
		contracted[[2]string{string(a.Practice), a.Scheme}] = true
	}
	said := map[[2]string]bool{}
	for _, p := range r.payments {
		whose := calc.Problem{Practice: p.Practice, Scheme: p.Scheme, Found: p.found()}
		key := [2]string{string(p.Practice), p.Scheme}
		if !contracted[key] && !said[key] {
			said[key] = true
			whose.Remedy = "the ledger has a payment to a practice that holds no contract in the scheme: look whether a contract is missing, or the payment was wrong"
			r.note("W-paid-no-contract", p.place, whose)
		}
		if asOf := r.in.AsOf; asOf != 0 && p.PaidOn > asOf {
			whose.Column, whose.Remedy = colPaidOn, "this is after the date of the letters, "+asOf.String()+", so that the payment is planned and not made: look whether it belongs in the ledger, or check --as-of"
			r.note("W-paid-future", p.place, whose)
		}
	}
}
