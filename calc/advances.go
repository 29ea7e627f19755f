package calc

import (
	"cmp"
	"slices"
)

// Instalment is one part of an advance, as the scheme file schedules it.
type Instalment struct {
	Reference string // the invoice reference: "P3"
	Covers    int    // the month of the period that it is for, 0 for April
	Due       int    // the month of the period in which it is to be paid
	Clause    Clause
}

// Advances is the statement of advances of one practice in one scheme: what
// was due, held against what the finance ledger says was paid.
type Advances struct {
	Practice PracticeCode
	Scheme   *Scheme
	// Rows are the instalments in the scheme's order, and after them the
	// payments that were for none of them, the earliest first.
	Rows []AdvanceRow
}

// AdvanceRow is one instalment and its payment, or a payment for no instalment.
type AdvanceRow struct {
	Reference string
	Covers    Date   // the first day of the month that it is for; none where it is no instalment
	DueMonth  Date   // the first day of the month in which it is due; none likewise
	Due       Money  // £0.00 for a payment for no instalment; unknown where HasDue says so
	Payments  Ledger // of a payment for several instalments, the part that is for this one
	Verdict   Verdict
	Unclear   bool // a payment whose reference names no instalment
}

// CompareAdvances is the statement of every practice that holds a contract, by
// practice and then the order of the schemes. Only instalments that are due by
// the month of the day asOf are judged.
func CompareAdvances(contracts []Contract, ledger Ledger, schemes []*Scheme, asOf Date) []Advances {
	own := ledger.byPlace()
	var all []Advances
	for _, s := range schemes {
		for practice, lines := range contractsByPractice(contracts, s) {
			all = append(all, compareAdvances(s, practice, lines, own[positionKey{practice, s.Code}], asOf))
		}
	}
	slices.SortFunc(all, func(a, b Advances) int {
		return cmp.Or(cmp.Compare(a.Practice, b.Practice), cmp.Compare(a.Scheme.Code, b.Scheme.Code))
	})
	return all
}

// compareAdvances is the statement of one practice in one scheme. Where the
// scheme has no schedule, or the contract value is not known, there is nothing
// to compare with, and the payments are only listed.
func compareAdvances(s *Scheme, practice PracticeCode, lines []Contract, ledger Ledger, asOf Date) Advances {
	a := Advances{Practice: practice, Scheme: s}
	due, known := instalmentOf(s, lines)
	if !known {
		for _, line := range ledger {
			a.Rows = append(a.Rows, AdvanceRow{Reference: line.Reference, Payments: Ledger{line}, Verdict: OnlyListed})
		}
		sortByPayment(a.Rows)
		return a
	}
	paid, others := s.byInstalment(ledger, due)
	for i, instalment := range s.Advance.Schedule {
		row := AdvanceRow{
			Reference: instalment.Reference, Due: due, Payments: paid[i], Verdict: NotDue,
			Covers: s.Period.MonthStart(instalment.Covers), DueMonth: s.Period.MonthStart(instalment.Due),
		}
		if instalment.Due <= s.Period.Month(asOf) {
			row.Verdict = verdictOf(row)
		}
		a.Rows = append(a.Rows, row)
	}
	sortByPayment(others)
	a.Rows = append(a.Rows, others...)
	return a
}

// instalmentOf is what one instalment comes to for the lines of a practice:
// each line's is rounded to the penny, as earned is, and they are added.
func instalmentOf(s *Scheme, lines []Contract) (due Money, known bool) {
	if s.Advance == nil || len(s.Advance.Schedule) == 0 {
		return Money{}, false
	}
	for _, line := range lines {
		if line.Value.Sign() == 0 {
			return Money{}, false
		}
		due = due.Plus(s.Advance.Instalment(line.Value))
	}
	return due, true
}

// byInstalment gives each payment to the instalment that its reference names,
// and parts one that names several by what is due for each. A payment that names
// none, or that was made in the year when nothing was due any more, stands alone.
func (s *Scheme) byInstalment(ledger Ledger, due Money) (paid []Ledger, others []AdvanceRow) {
	paid = make([]Ledger, len(s.Advance.Schedule))
	for _, line := range ledger {
		named := s.Advance.named(line.Reference)
		month := s.Period.Month(line.PaidOn)
		if len(named) == 0 || month > s.Advance.lastDue() && month < Months {
			others = append(others, AdvanceRow{Reference: line.Reference, Payments: Ledger{line}, Verdict: NotDue, Unclear: len(named) == 0})
			continue
		}
		for i, part := range line.Amount.Split(slices.Repeat([]Money{due}, len(named))) {
			own := line
			own.Amount = part
			paid[named[i]] = append(paid[named[i]], own)
		}
	}
	return paid, others
}

// lastDue is the last month of the period in which anything is due.
func (a Advance) lastDue() int {
	last := 0
	for _, instalment := range a.Schedule {
		last = max(last, instalment.Due)
	}
	return last
}

func sortByPayment(rows []AdvanceRow) {
	slices.SortStableFunc(rows, func(a, b AdvanceRow) int {
		return cmp.Or(cmp.Compare(a.PaidOn(), b.PaidOn()), cmp.Compare(a.Reference, b.Reference))
	})
}

// NotYet reports whether the row is an instalment that is not due yet, so that
// no payment is held against it.
func (r AdvanceRow) NotYet() bool { return r.Verdict == NotDue && r.Covers != 0 }

// HasDue reports whether it is known what was due.
func (r AdvanceRow) HasDue() bool { return r.Verdict != OnlyListed }

// Paid is what was paid; the row states it where it is not NotYet.
func (r AdvanceRow) Paid() Money { return r.Payments.Sum() }

// PaidOn is the day of the latest payment, and no day where there was none.
func (r AdvanceRow) PaidOn() Date {
	var latest Date
	for _, payment := range r.Payments {
		latest = max(latest, payment.PaidOn)
	}
	return latest
}

// Difference is what was paid beyond what was due, below zero where it was less.
func (r AdvanceRow) Difference() Money { return r.Paid().Minus(r.Due) }

// HasPaid reports whether it is known what was paid: not before the instalment is
// due, and not where a line of the ledger that may be its payment is lost.
func (r AdvanceRow) HasPaid() bool { return !r.NotYet() && r.Verdict != NotRead }

// Asks reports whether a person should look at the row on a day: what is not paid
// may still be, until the month in which it is due has ended.
func (r AdvanceRow) Asks(on Date) bool {
	open := r.Verdict == NotPaid && r.DueMonth == on.monthStart()
	return r.Verdict.asks() && !r.NotYet() && !open
}

// doubted is the statement where a line of the practice's ledger could not be
// read: it may be the payment of whatever seems to be missing.
func (a Advances) doubted() Advances {
	a.Rows = slices.Clone(a.Rows)
	for i := range a.Rows {
		if a.Rows[i].Verdict == NotPaid {
			a.Rows[i].Verdict = NotRead
		}
	}
	return a
}

// Due is what was due by the day of the statement.
func (a Advances) Due() Money {
	return a.sum(func(r AdvanceRow) Money { return r.Due })
}

// Paid is what was paid, but for payments that came before their instalment
// was due: see Early.
func (a Advances) Paid() Money { return a.sum(AdvanceRow.Paid) }

func (a Advances) sum(of func(AdvanceRow) Money) Money {
	var sum Money
	for _, row := range a.Rows {
		if !row.NotYet() {
			sum = sum.Plus(of(row))
		}
	}
	return sum
}

// Early is the payments for instalments that are not due yet.
func (a Advances) Early() Ledger {
	var early Ledger
	for _, row := range a.Rows {
		if row.NotYet() {
			early = append(early, row.Payments...)
		}
	}
	return early
}
