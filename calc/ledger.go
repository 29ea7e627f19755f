package calc

// LedgerLine is one payment in advance, as the finance ledger has it.
type LedgerLine struct {
	Practice  PracticeCode
	Scheme    string // its code
	Reference string // the invoice reference as it is written: "P3", "P1/P2"
	PaidOn    Date
	Amount    Money // below zero where a payment was taken back
}

// Ledger is lines of the finance ledger, in the order of its files.
type Ledger []LedgerLine

// Sum is what the lines come to.
func (l Ledger) Sum() Money {
	var sum Money
	for _, line := range l {
		sum = sum.Plus(line.Amount)
	}
	return sum
}

// Knows reports whether any line is of the scheme. A ledger without one says
// nothing of what was paid for it.
func (l Ledger) Knows(scheme string) bool {
	for _, line := range l {
		if line.Scheme == scheme {
			return true
		}
	}
	return false
}

// byPlace is each practice's own lines, scheme by scheme.
func (l Ledger) byPlace() map[positionKey]Ledger {
	own := map[positionKey]Ledger{}
	for _, line := range l {
		at := positionKey{line.Practice, line.Scheme}
		own[at] = append(own[at], line)
	}
	return own
}

// FillAdvances holds what the ledger has for one practice and scheme against
// the practice's contract lines. An advance that a line gives stays as it is.
// What the ledger has beyond those is the advance of the lines that give none,
// shared out by their contract values; the position adds them up again. The
// ledger agrees when nothing is left over, and no line's advance is below zero.
func FillAdvances(paid Money, lines []Contract, blank []bool) (advances []Money, agrees bool) {
	left := paid
	var values []Money
	for i, line := range lines {
		if blank[i] {
			values = append(values, line.Value)
		} else {
			left = left.Minus(line.Advance)
		}
	}
	if len(values) == 0 {
		agrees = left.Sign() == 0
	} else {
		agrees = left.Sign() >= 0
	}
	parts := left.Split(values)
	for i, line := range lines {
		if blank[i] {
			advances, parts = append(advances, parts[0]), parts[1:]
		} else {
			advances = append(advances, line.Advance)
		}
	}
	return advances, agrees
}

// LedgerProblem holds a practice whose contracts say that another sum was paid
// in advance than the ledger has: what is to be paid or recouped rests on it.
func LedgerProblem(practice PracticeCode, scheme string, contracts, ledger Money) Problem {
	return Problem{
		Code: "E-ledger", Severity: Hold, Practice: practice, Scheme: scheme, Column: "Advance paid", Found: Sterling(contracts),
		Remedy: "the finance ledger has " + Sterling(ledger) + " paid in advance for this practice and scheme, the contracts have " +
			Sterling(contracts) + ": ask Finance which of them is right, and mend the other",
	}
}

// Verdict is what the ledger says of one instalment, or of a payment for none.
type Verdict string

const (
	PaidAsDue      Verdict = "paid"
	NotPaid        Verdict = "missing"
	PaidTwice      Verdict = "twice"       // in more than one payment, whatever they come to
	PaidOtherSum   Verdict = "other sum"   // not what was due
	PaidOtherMonth Verdict = "other month" // what was due, but not in its month
	NotDue         Verdict = "not due"     // not yet, or a payment when or for what nothing was due
	OnlyListed     Verdict = "listed"      // a scheme that states no instalments: nothing to compare with
	NotRead        Verdict = ""            // no payment was read for it, and a line of the practice's ledger could not be
)

// verdicts is all that is known of each verdict. Of those that fit an
// instalment which is due, the first one is given.
var verdicts = []struct {
	verdict Verdict
	asks    bool                  // a person should look at it
	fits    func(AdvanceRow) bool // none where the verdict is given to a row before any payment is judged
}{
	{NotPaid, true, func(r AdvanceRow) bool { return len(r.Payments) == 0 }},
	{PaidTwice, true, func(r AdvanceRow) bool { return len(r.Payments) > 1 }},
	{PaidOtherSum, true, func(r AdvanceRow) bool { return r.Difference().Sign() != 0 }},
	{PaidOtherMonth, true, func(r AdvanceRow) bool { return r.PaidOn().monthStart() != r.DueMonth }},
	{PaidAsDue, false, func(AdvanceRow) bool { return true }},
	{NotDue, true, nil},
	{OnlyListed, false, nil},
	{NotRead, false, nil},
}

// Verdicts are all the verdicts.
func Verdicts() []Verdict {
	var all []Verdict
	for _, v := range verdicts {
		all = append(all, v.verdict)
	}
	return all
}

// verdictOf judges an instalment that is due.
func verdictOf(row AdvanceRow) Verdict {
	for _, v := range verdicts {
		if v.fits != nil && v.fits(row) {
			return v.verdict
		}
	}
	return PaidAsDue
}

func (v Verdict) asks() bool {
	for _, known := range verdicts {
		if known.verdict == v {
			return known.asks
		}
	}
	return true
}
