package extract

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

func (r *reading) practiceLayouts() []layout {
	columns := slices.Concat(need(colPractice, colName), maybe(colAddress...), maybe(colPostcode, colEmail, colStatus, colAddressee, colClosedOn))
	return []layout{
		{name: "practices", columns: columns, judge: func(s *input) judge { return &practices{s, r.practices, r.in.AsOf} }},
		r.layoutODS(),
	}
}

// printedColumns are those whose words a letter repeats.
var printedColumns = []int{pName, pAddress, pAddress + 1, pAddress + 2, pAddress + 3, pAddress + 4, pPostcode, pAddressee}

// practices judges the team's own list of practices.
type practices struct {
	*input
	list *practiceList
	asOf calc.Date
}

// The places of the columns in the layout.
const (
	pCode = iota
	pName
	pAddress
	pPostcode = pAddress + 5 + iota - 3
	pEmail
	pStatus
	pAddressee
	pClosedOn
)

func (j *practices) row(r rows.Row) int {
	code, ok := j.practice(r, pCode)
	if !ok {
		return 1
	}
	p := calc.Practice{
		Code: code, Name: j.words(r, pName, code), Address: j.address(r, code), Postcode: strings.ToUpper(j.words(r, pPostcode, code)),
		Addressee: cmp.Or(j.words(r, pAddressee, code), "Practice Manager"),
	}
	where := j.where(r.Number, code)
	if p.Name == "" && lost(j.cell(r, pName)) == nil {
		j.report(calc.Problem{Code: "E-name", Practice: code, Row: r.Number, Column: j.title(pName),
			Remedy: "the practice has no name, and a letter needs one: enter it"})
	}
	if strings.ContainsAny(j.cell(r, pName).Text, "\n\r\t") {
		j.report(calc.Problem{Code: "E-name", Practice: code, Row: r.Number, Column: j.title(pName), Found: p.Name,
			Remedy: "the name is broken into lines, or has a tab in it: write it on one line"})
	}
	emails, broken := j.mailboxes(r, pEmail, code)
	p.Emails = emails
	on := j.closedOn(r, code)
	if p.Closed = on != 0 && on <= j.asOf; j.words(r, pStatus, code) != "" {
		p.Closed = j.closed(r, on, code)
	}
	for _, i := range printedColumns {
		j.printed(r, j.header.match.at[i], j.title(i), code)
	}
	if earlier := j.list.add(listed{Practice: p, place: where, broken: broken, closedOn: on}); earlier != nil {
		j.twice(r, code, earlier)
	}
	return 1
}

func (j *practices) end() {}

// address is the lines of an address that are not blank. A cell of several
// lines, as a workbook can hold, is several.
func (j *practices) address(r rows.Row, code calc.PracticeCode) []string {
	var lines []string
	for i := pAddress; i < pPostcode; i++ {
		if j.words(r, i, code) == "" {
			continue
		}
		for _, text := range strings.Split(j.cell(r, i).Text, "\n") {
			if text = spaced(text); text != "" {
				lines = append(lines, text)
			}
		}
	}
	return lines
}

// closedOn reads the last day of a practice that is closed or will be; none where
// the cell is blank.
func (j *practices) closedOn(r rows.Row, code calc.PracticeCode) calc.Date {
	if notWritten(j.cell(r, pClosedOn)) {
		return 0
	}
	on, f := j.day(r, pClosedOn)
	if f != nil {
		j.flawed(r, pClosedOn, f, calc.Problem{Practice: code})
	}
	return on
}

// closed reads the status. Any word but those known needs a person, and one that
// the day of closing contradicts.
func (j *practices) closed(r rows.Row, on calc.Date, code calc.PracticeCode) bool {
	switch status := j.cell(r, pStatus).Text; key(status) {
	case "", "active", "a", "open":
		if on != 0 && on <= j.asOf {
			j.report(calc.Problem{Code: "E-status", Practice: code, Row: r.Number, Column: j.title(pStatus), Found: status,
				Remedy: "the practice is said to be active, and to have closed on " + on.String() + ": correct one of the two"})
		}
		return false
	case "closed", "inactive", "c", "merged":
		return true
	default:
		j.report(calc.Problem{Code: "E-status", Practice: code, Row: r.Number, Column: j.title(pStatus), Found: status,
			Remedy: "it is not known what this status means for a letter: write active or closed"})
		return false
	}
}

// practice reads a practice code. Where it is none, no practice can be held
// for the row, so that the file cannot be trusted.
func (s *input) practice(r rows.Row, i int) (calc.PracticeCode, bool) {
	c := s.cell(r, i)
	if f := lost(c); f != nil {
		s.noPractice(r, i)
		return "", false
	}
	code, err := calc.ParsePracticeCode(c.Text)
	if err != nil {
		s.noPractice(r, i)
		return "", false
	}
	return calc.PracticeCode(strings.Clone(string(code))), true
}

func (s *input) noPractice(r rows.Row, i int) {
	remedy := "this is not a practice code, which is a letter and five digits as P81999: enter the right one"
	if f := lost(s.cell(r, i)); f != nil {
		remedy = f.remedy
	} else if text := s.cell(r, i).Text; strings.HasPrefix(text, "=") {
		remedy = `the code is written as a formula, as ="P81999", which keeps Excel from changing it: write the code alone`
	} else if strings.HasPrefix(text, "'") {
		remedy = "an apostrophe stands before the code, which keeps Excel from changing it: write the code alone"
	} else if found := anyCode.FindAllString(text, -1); len(found) == 1 {
		remedy = "more than a practice code stands here: if it is " + found[0] + ", write that alone"
	} else if text == "" {
		remedy = "the row has no practice code: enter whose it is, or take the row out"
	}
	s.report(calc.Problem{Code: "E-practice", Row: r.Number, Column: s.title(i), Found: s.cell(r, i).Text, Remedy: remedy})
}

// words is the text of a cell with single spaces. A cell that holds an error
// holds no words, and its practice is held.
func (s *input) words(r rows.Row, i int, code calc.PracticeCode) string {
	c := s.cell(r, i)
	if f := lost(c); f != nil {
		s.flawed(r, i, f, calc.Problem{Practice: code})
		return ""
	}
	return spaced(c.Text)
}

// spaced puts one space wherever there is any.
func spaced(s string) string { return strings.Join(strings.FieldsFunc(s, rows.Invisible), " ") }

// practiceList gathers the practices, of all the files that name some.
type practiceList struct {
	byCode    map[calc.PracticeCode]*listed
	mailboxes map[calc.PracticeCode][]mailboxRow // of mailbox files
	elsewhere map[calc.PracticeCode]string       // why the public file's row of a practice was not taken
	own       func(address string) string        // as what an address is the team's own; nil where none is
}

// listed is a practice with the place that it was read from.
type listed struct {
	calc.Practice
	place  calc.Problem
	broken string // what stands first of its mailboxes, and is no address
	status string // as it is written, where it is neither active nor closed

	closedOn calc.Date // its last day, if that is known
}

func newPracticeList(own func(string) string) *practiceList {
	return &practiceList{own: own, byCode: map[calc.PracticeCode]*listed{}, mailboxes: map[calc.PracticeCode][]mailboxRow{}, elsewhere: map[calc.PracticeCode]string{}}
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

// sorted is the list by code, with the mailboxes entered.
func (g *practiceList) sorted() []calc.Practice {
	var all []calc.Practice
	for _, code := range slices.Sorted(maps.Keys(g.byCode)) {
		p := g.byCode[code].Practice
		p.Emails = g.emails(code)
		p.Doubt = g.doubt(code)
		for _, row := range g.named(code) {
			p.Named = append(p.Named, row.emails...)
		}
		all = append(all, p)
	}
	return all
}

// emails are a practice's mailboxes: those of the mailbox file, or where it
// names none, the list's own.
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

// named are the rows that name mailboxes of a practice: of the list and of
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
	if address, as := g.teams(code); as != "" {
		return fmt.Sprintf("%s is the team's own (%s)", address, as)
	}
	if address, of := g.another(code); of != "" {
		return fmt.Sprintf("%s names the code of another practice, %s", address, of)
	}
	return ""
}
