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
