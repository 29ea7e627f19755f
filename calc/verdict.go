package calc

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
