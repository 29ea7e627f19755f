package calc

import "strconv"

// Clause says by what right a figure or a sentence stands: a heading of the
// guidance, or an assumption where the guidance is silent.
type Clause struct {
	ID       string // "B1", "L3", "A6"
	Document string // "CAP" or "LTC"; empty for an assumption
	Heading  string
}

// Assumed reports whether nothing but an assumption stands behind the clause.
func (c Clause) Assumed() bool { return c.Document == "" }

// String writes the clause for a working: `L3 LTC "Payment structure"` or `A6 assumption`.
func (c Clause) String() string {
	if c.Assumed() {
		return c.ID + " assumption"
	}
	var room [96]byte
	written := append(append(room[:0], c.ID...), ' ')
	written = append(append(written, c.Document...), ' ')
	return string(strconv.AppendQuote(written, c.Heading))
}

// Rule is one line of a scheme's rule table, as a person would sign it off.
type Rule struct {
	Clause     Clause
	Key        string // where it stands in the scheme file: "period", "methods[2]"
	Says       string
	Value      string // the figures and dates it sets; empty where it sets none
	Assumption *Assumption
}

// Assumption is what the program does where the guidance is silent.
type Assumption struct {
	Why        string
	Ask        string
	MovesMoney bool
	Letter     string // what a letter says of it, as a sentence of the ICB's; empty where the file has none
	Confirmed  *Confirmation
}

// Confirmation is a person's word that an assumption holds.
type Confirmation struct {
	By string
	On Date
}

// Unconfirmed are the assumptions that nobody has confirmed.
func (s *Scheme) Unconfirmed() []Rule {
	var open []Rule
	for _, r := range s.Rules {
		if r.Assumption != nil && r.Assumption.Confirmed == nil {
			open = append(open, r)
		}
	}
	return open
}
