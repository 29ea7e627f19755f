package calc

// Position is the indicative reconciliation position of one practice in one scheme.
type Position struct {
	Practice Practice
	Scheme   *Scheme
	Lines    []Achievement // in the scheme's order of services; empty when held
	Records  Tally         // this practice's records for this scheme

	Value   Money // the contract values of the lines
	Earned  Money
	Advance Money
	Balance Money
	Outcome Outcome

	LateUnknown   bool  // of a line it is not known when it was coded: the next three say nothing
	Late          int64 // activity coded late, which is counted
	EarnedOnTime  Money // the same without it
	BalanceOnTime Money

	Instalments Advances    // what the finance ledger says of the advance; of no scheme where it says nothing
	Ahead       *Projection // where the year is heading, before it has ended; nil after
	Final       *Final      // after the panel, the year-end position that this one follows; nil before

	Given     Instructions // what the team decided by hand for its letter
	Successor *Practice    // who answers for the practice; nil where it does itself

	Held []Problem // why there are no figures; beside figures, why there is no letter
	Look []Problem // what a person should look at
}

// Reconcile adds up the lines of one practice and scheme: earned is rounded
// line by line (see Measure), and everything after is addition and subtraction.
func Reconcile(s *Scheme, p Practice, lines []Achievement) Position {
	pos := Position{Practice: p, Scheme: s, Lines: lines}
	for _, line := range lines {
		pos.Value = pos.Value.Plus(line.Contract.Value)
		pos.Earned = pos.Earned.Plus(line.Earned)
		pos.Advance = pos.Advance.Plus(line.Contract.Advance)
		pos.EarnedOnTime = pos.EarnedOnTime.Plus(line.OnTime.Earned)
		pos.Late += line.Activity.Late.Sum()
		pos.LateUnknown = pos.LateUnknown || line.Activity.LateUnknown
	}
	pos.Balance = pos.Earned.Minus(pos.Advance)
	pos.BalanceOnTime = pos.EarnedOnTime.Minus(pos.Advance)
	if pos.LateUnknown {
		pos.Late, pos.EarnedOnTime, pos.BalanceOnTime = 0, Money{}, Money{}
	}
	pos.Outcome = OutcomeOf(pos.Balance)
	return pos
}

// OutcomeOnTime is the outcome without what was coded late; that of the position
// where it is not known what was.
func (p Position) OutcomeOnTime() Outcome {
	if p.Outcome == Held {
		return Held
	}
	if p.LateUnknown {
		return p.Outcome
	}
	return OutcomeOf(p.BalanceOnTime)
}

// Recipient is the practice to whose address and mailbox the letter goes: the one
// that answers for this one, or the practice itself.
func (p Position) Recipient() Practice {
	if p.Successor != nil {
		return *p.Successor
	}
	return p.Practice
}

// Notes are the paragraphs that the team adds to the letter by hand.
func (p Position) Notes() []string {
	var notes []string
	for _, i := range p.Given {
		if i.Kind == ToNote {
			notes = append(notes, i.Text)
		}
	}
	return notes
}

// ByPost is the instruction by which the letter is posted and not e-mailed, if
// there is one.
func (p Position) ByPost() (Instruction, bool) {
	for _, i := range p.Given {
		if i.Kind == ToPost {
			return i, true
		}
	}
	return Instruction{}, false
}
