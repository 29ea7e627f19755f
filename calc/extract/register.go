package extract

import (
	"maps"
	"slices"

	"yearend/calc"
)

// register gathers the practices, of all the files that name some.
type register struct {
	practices map[calc.PracticeCode]*listed
	mailboxes map[calc.PracticeCode][]string // from mailbox files; they go before the register's own
	from      map[calc.PracticeCode]calc.Problem
	elsewhere map[calc.PracticeCode]string // why the public file's entry of a practice was not taken
}

// listed is a practice with the place that it was read from.
type listed struct {
	calc.Practice
	place  calc.Problem
	status string // as it is written, where it is neither active nor closed
}

func newRegister() *register {
	return &register{practices: map[calc.PracticeCode]*listed{}, mailboxes: map[calc.PracticeCode][]string{}, from: map[calc.PracticeCode]calc.Problem{}, elsewhere: map[calc.PracticeCode]string{}}
}

// add enters a practice. The first entry of a practice stands; any other is a
// fault, which the caller reports.
func (g *register) add(p calc.Practice, place calc.Problem, status string) (earlier *listed) {
	if earlier = g.practices[p.Code]; earlier == nil {
		g.practices[p.Code] = &listed{p, place, status}
	}
	return earlier
}

// twice reports a second entry of a practice.
func (s *sheet) twice(r row, code calc.PracticeCode, earlier *listed) {
	s.report(calc.Problem{Code: "E-practice-again", Practice: code, Row: r.number, Column: s.title(0), Found: string(code),
		Remedy: "the practice stands in " + at(earlier.place) + " as well: take out the entry that is not valid"})
}

// sorted is the register by code, with the mailboxes entered.
func (g *register) sorted() []calc.Practice {
	var all []calc.Practice
	for _, code := range slices.Sorted(maps.Keys(g.practices)) {
		p := g.practices[code].Practice
		p.Emails = g.emails(code)
		all = append(all, p)
	}
	return all
}

// emails are a practice's mailboxes: those of the mailbox file, or where it
// names none, the register's own.
func (g *register) emails(code calc.PracticeCode) []string {
	if own := g.mailboxes[code]; len(own) > 0 {
		return own
	}
	return g.practices[code].Emails
}
