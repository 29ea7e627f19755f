package calc

import "slices"

// Outcome is what a position means for the practice.
type Outcome string

const (
	Pay    Outcome = "pay"    // the balance is above zero
	Recoup Outcome = "recoup" // the balance is below zero
	Nil    Outcome = "nil"    // neither
	Held   Outcome = "held"   // no figures until a person has decided
)

// outcomeRow is all that the sums know of an outcome.
type outcomeRow struct {
	outcome Outcome
	figures bool // it is that of a balance,
	sign    int  // which has this sign
	words   string
	by      func(Clauses) Clause
	count   func(*Totals) *int
}

var outcomes = []outcomeRow{
	{Pay, true, 1, "to pay", func(c Clauses) Clause { return c.Pay }, func(t *Totals) *int { return &t.Pay }},
	{Recoup, true, -1, "to recoup", func(c Clauses) Clause { return c.Recoup }, func(t *Totals) *int { return &t.Recoup }},
	{Nil, true, 0, "nothing either way", func(c Clauses) Clause { return c.Pay }, func(t *Totals) *int { return &t.Nil }},
	{Held, false, 0, "held", func(Clauses) Clause { return Clause{} }, func(t *Totals) *int { return &t.Held }},
}

// Outcomes are all of them, in the order in which they are told.
func Outcomes() []Outcome {
	var all []Outcome
	for _, o := range outcomes {
		all = append(all, o.outcome)
	}
	return all
}

// OutcomeOf is what a balance means.
func OutcomeOf(balance Money) Outcome { return outcomeBy(balance.Sign()) }

// outcomeBy is the outcome of a balance of that sign.
func outcomeBy(sign int) Outcome {
	for _, o := range outcomes {
		if o.figures && o.sign == sign {
			return o.outcome
		}
	}
	return Held
}

// Words say an outcome beside a balance: "to pay".
func (o Outcome) Words() string { return outcomes[o.at()].words }

// clause is the rule that an outcome rests on.
func (o Outcome) clause(c Clauses) Clause { return outcomes[o.at()].by(c) }

// Of is how many positions have the outcome.
func (t Totals) Of(o Outcome) int { return *outcomes[o.at()].count(&t) }

// at is where an outcome stands in the table; there are no others.
func (o Outcome) at() int {
	return slices.IndexFunc(outcomes, func(known outcomeRow) bool { return known.outcome == o })
}
