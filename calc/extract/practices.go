package extract

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

func (r *reading) practiceLayouts() []layout {
	columns := slices.Concat(need(colPractice, colName), maybe(colAddress...), maybe(colPostcode, colEmail, colStatus, colAddressee))
	return []layout{
		{name: "practices", columns: columns, judge: func(s *input) judge { return &practices{s, r.practices} }},
		r.layoutODS(),
	}
}

// practices judges the team's own register.
type practices struct {
	*input
	list *practiceList
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
	if unseen := strings.IndexFunc(j.cell(r, pName).Text, unseeable); unseen >= 0 {
		remedy := "the name holds a character that cannot be seen, as copying from a web page leaves one: type the name anew"
		if strings.ContainsAny(j.cell(r, pName).Text[unseen:], "\n\r\t") {
			remedy = "the name is broken into lines, or has a tab in it: write it on one line"
		}
		j.report(calc.Problem{Code: "E-name", Practice: code, Row: r.Number, Column: j.title(pName), Found: p.Name, Remedy: remedy})
	}
	emails, broken := j.mailboxes(r, pEmail, code)
	p.Emails = emails
	p.Closed = j.words(r, pStatus, code) != "" && j.closed(r, code)
	j.foreign(r, p)
	j.garbled(r, p)
	if earlier := j.list.add(listed{Practice: p, place: where, broken: broken}); earlier != nil {
		j.twice(r, code, earlier)
	}
	return 1
}

func (j *practices) end() {}

// unseeable are characters that format text or control a machine: soft hyphens,
// spaces without width, changes of the writing's direction.
func unseeable(r rune) bool { return unicode.In(r, unicode.Cf, unicode.Cc) }

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

// closed reads the status. Any word but those known needs a person.
func (j *practices) closed(r rows.Row, code calc.PracticeCode) bool {
	switch status := j.cell(r, pStatus).Text; key(status) {
	case "", "active", "a", "open":
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
	} else if s.cell(r, i).Blank() {
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

// spaced puts one space wherever there is any, and drops control characters.
func spaced(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return rows.Invisible(r) || r < ' ' || r == 0x7f }), " ")
}

// foreign finds the code of another practice in what is printed of this one: a
// letter with it could not be told from one that went to the wrong practice, and
// is not made.
func (j *practices) foreign(r rows.Row, p calc.Practice) {
	for i := range j.header.match.at {
		if i == pCode || i == pEmail || i == pStatus {
			continue
		}
		for _, code := range anyCode.FindAllString(j.cell(r, i).Text, -1) {
			if code != string(p.Code) {
				j.report(calc.Problem{Code: "E-name", Practice: p.Code, Row: r.Number, Column: j.title(i), Found: j.cell(r, i).Text,
					Remedy: "the code of another practice, " + code + ", stands here, and no letter may show one: take it out"})
				return
			}
		}
	}
}

// anyCode finds what is written like a practice code.
var anyCode = regexp.MustCompile(`\b[A-Z][0-9]{5}\b`)

// garbled finds a question mark in a name or an address: programs put one where
// their encoding has no such letter, as Windows has none for Ŵ.
func (j *practices) garbled(r rows.Row, p calc.Practice) {
	for i := pName; i < pPostcode; i++ {
		text, remedy := j.cell(r, i).Text, ""
		switch {
		case strings.Contains(text, "?"):
			remedy = "a question mark stands here, most likely where a letter was lost in saving: type it anew, and save the file as CSV UTF-8"
		case misread(text):
			remedy = "letters stand here as a program shows them that takes UTF-8 for Windows-1252, such as Ã© for é: type them anew, or have the file saved again as CSV UTF-8"
		default:
			continue
		}
		j.report(calc.Problem{Code: "W-letter-lost", Practice: p.Code, Row: r.Number, Column: j.title(i), Found: text, Remedy: remedy})
	}
}

// misread reports a text whose letters, written as Windows-1252, are those of
// another text in UTF-8, which is no coincidence.
func misread(text string) bool {
	if !strings.ContainsAny(text, "ÃÂâÅÄ") {
		return false
	}
	bytes, err := charmap.Windows1252.NewEncoder().String(text)
	return err == nil && utf8.ValidString(bytes)
}
