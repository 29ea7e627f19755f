package extract

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// practiceList gathers the practices, of all the files that name some.
type practiceList struct {
	byCode    map[calc.PracticeCode]*listed
	mailboxes map[calc.PracticeCode][]mailboxRow // of mailbox files
	elsewhere map[calc.PracticeCode]string       // why the public file's row of a practice was not taken
}

// listed is a practice with the place that it was read from.
type listed struct {
	calc.Practice
	place  calc.Problem
	broken string // what stands first of its mailboxes, and is no address
	status string // as it is written, where it is neither active nor closed

	closedOn calc.Date // its last day, if that is known
}

func newPracticeList() *practiceList {
	return &practiceList{byCode: map[calc.PracticeCode]*listed{}, mailboxes: map[calc.PracticeCode][]mailboxRow{}, elsewhere: map[calc.PracticeCode]string{}}
}

// mailboxRow is a row that names a practice's mailboxes, or none.
type mailboxRow struct {
	emails []string
	broken string // what stands first, and is no address
	place  calc.Problem
}

// add enters a practice. The first row of a practice stands; any other is a
// fault, which the caller reports.
func (g *practiceList) add(l listed) (earlier *listed) {
	if earlier = g.byCode[l.Code]; earlier == nil {
		g.byCode[l.Code] = &l
	}
	return earlier
}

// twice reports a second row of a practice.
func (s *input) twice(r rows.Row, code calc.PracticeCode, earlier *listed) {
	s.report(calc.Problem{Code: "E-practice-again", Practice: code, Row: r.Number, Column: s.title(0), Found: string(code),
		Remedy: "the practice stands in " + at(earlier.place) + " as well: take out the entry that is not valid"})
}

// sorted is the register by code, with the mailboxes entered.
func (g *practiceList) sorted() []calc.Practice {
	var all []calc.Practice
	for _, code := range slices.Sorted(maps.Keys(g.byCode)) {
		p := g.byCode[code].Practice
		p.Emails = g.emails(code)
		p.Doubt = g.doubt(code)
		all = append(all, p)
	}
	return all
}

// emails are a practice's mailboxes: those of the mailbox file, or where it
// names none, the register's own.
func (g *practiceList) emails(code calc.PracticeCode) []string {
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
	return g.byCode[code].Emails
}

// named are the rows that name mailboxes of a practice: of the register and of
// mailbox files.
func (g *practiceList) named(code calc.PracticeCode) []mailboxRow {
	rows := g.mailboxes[code]
	if p := g.byCode[code]; p != nil {
		rows = append([]mailboxRow{{p.Emails, p.broken, p.place}}, rows...)
	}
	return rows
}

// rivals are two rows that do not put the same mailbox first. There may be none.
func (g *practiceList) rivals(code calc.PracticeCode) (one, other *mailboxRow) {
	rows := g.named(code)
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

// doubt is why it is not certain which mailbox is a practice's; else empty.
func (g *practiceList) doubt(code calc.PracticeCode) string {
	for _, row := range g.named(code) {
		if row.broken != "" {
			return fmt.Sprintf("%s names %s, which is no e-mail address", at(row.place), row.broken)
		}
	}
	if one, other := g.rivals(code); other != nil {
		return fmt.Sprintf("two mailboxes are named: %s names %s, and %s names %s", at(one.place), one.emails[0], at(other.place), other.emails[0])
	}
	return ""
}
