package extract

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"yearend/calc"
)

// register gathers the practices, of all the files that name some.
type register struct {
	practices map[calc.PracticeCode]*listed
	mailboxes map[calc.PracticeCode][]mailboxRow // of mailbox files
	elsewhere map[calc.PracticeCode]string       // why the public file's entry of a practice was not taken
}

// listed is a practice with the place that it was read from.
type listed struct {
	calc.Practice
	place  calc.Problem
	status string // as it is written, where it is neither active nor closed
}

func newRegister() *register {
	return &register{practices: map[calc.PracticeCode]*listed{}, mailboxes: map[calc.PracticeCode][]mailboxRow{}, elsewhere: map[calc.PracticeCode]string{}}
}

// mailboxRow is a row that names a practice's mailboxes, or none.
type mailboxRow struct {
	emails []string
	place  calc.Problem
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
		if one, other := g.rivals(code); other != nil {
			p.Rivals = fmt.Sprintf("%s names %s, and %s names %s", at(one.place), one.emails[0], at(other.place), other.emails[0])
		}
		all = append(all, p)
	}
	return all
}

// emails are a practice's mailboxes: those of the mailbox file, or where it
// names none, the register's own.
func (g *register) emails(code calc.PracticeCode) []string {
	var all []string
	for _, row := range g.mailboxes[code] {
		for _, address := range row.emails {
			if !slices.Contains(all, address) {
				all = append(all, address)
			}
		}
	}
	if len(all) > 0 {
		return all
	}
	return g.practices[code].Emails
}

// rivals are two rows that do not put the same mailbox first, to which letters
// would go: of the register and a mailbox file, or both of those. There may be none.
func (g *register) rivals(code calc.PracticeCode) (one, other *mailboxRow) {
	rows := g.mailboxes[code]
	if p := g.practices[code]; p != nil {
		rows = append([]mailboxRow{{p.Emails, p.place}}, rows...)
	}
	for i := range rows {
		switch {
		case len(rows[i].emails) == 0:
		case one == nil:
			one = &rows[i]
		case !strings.EqualFold(one.emails[0], rows[i].emails[0]):
			return one, &rows[i]
		}
	}
	return nil, nil
}
