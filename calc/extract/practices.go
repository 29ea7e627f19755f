package extract

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"yearend/calc"
)

func (r *reading) practiceLayouts() []layout {
	columns := slices.Concat(need(colPractice, colName), maybe(colAddress...), maybe(colPostcode, colEmail, colStatus, colAddressee))
	return []layout{
		{name: "practices", columns: columns, judge: func(s *sheet) judge { return &practices{s, r.register} }},
		r.layoutODS(),
	}
}

// practices judges the team's own register.
type practices struct {
	*sheet
	register *register
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

func (j *practices) row(r row) int {
	code, ok := j.practice(r, pCode)
	if !ok {
		return 1
	}
	p := calc.Practice{
		Code: code, Name: j.words(r, pName, code), Address: j.address(r, code), Postcode: strings.ToUpper(j.words(r, pPostcode, code)),
		Addressee: cmp.Or(j.words(r, pAddressee, code), "Practice Manager"),
	}
	where := j.place(r.number, code)
	if p.Name == "" && j.cell(r, pName).lost() == nil {
		j.report(calc.Problem{Code: "E-name", Practice: code, Row: r.number, Column: j.title(pName),
			Remedy: "the practice has no name, and a letter needs one: enter it"})
	}
	if unseen := strings.IndexFunc(j.cell(r, pName).text, unseeable); unseen >= 0 {
		remedy := "the name holds a character that cannot be seen, as copying from a web page leaves one: type the name anew"
		if strings.ContainsAny(j.cell(r, pName).text[unseen:], "\n\r\t") {
			remedy = "the name is broken into lines, or has a tab in it: write it on one line"
		}
		j.report(calc.Problem{Code: "E-name", Practice: code, Row: r.number, Column: j.title(pName), Found: p.Name, Remedy: remedy})
	}
	emails, broken := j.mailboxes(r, pEmail, code)
	p.Emails = emails
	p.Closed = j.words(r, pStatus, code) != "" && j.closed(r, code)
	j.foreign(r, p)
	j.garbled(r, p)
	if earlier := j.register.add(listed{Practice: p, place: where, broken: broken}); earlier != nil {
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
func (j *practices) address(r row, code calc.PracticeCode) []string {
	var lines []string
	for i := pAddress; i < pPostcode; i++ {
		if j.words(r, i, code) == "" {
			continue
		}
		for _, text := range strings.Split(j.cell(r, i).text, "\n") {
			if text = spaced(text); text != "" {
				lines = append(lines, text)
			}
		}
	}
	return lines
}

// closed reads the status. Any word but those known needs a person.
func (j *practices) closed(r row, code calc.PracticeCode) bool {
	switch status := j.cell(r, pStatus).text; key(status) {
	case "", "active", "a", "open":
		return false
	case "closed", "inactive", "c", "merged":
		return true
	default:
		j.report(calc.Problem{Code: "E-status", Practice: code, Row: r.number, Column: j.title(pStatus), Found: status,
			Remedy: "it is not known what this status means for a letter: write active or closed"})
		return false
	}
}

// practice reads a practice code. Where it is none, no practice can be held
// for the row, so that the file cannot be trusted.
func (s *sheet) practice(r row, i int) (calc.PracticeCode, bool) {
	c := s.cell(r, i)
	if f := c.lost(); f != nil {
		s.noPractice(r, i)
		return "", false
	}
	code, err := calc.ParsePracticeCode(c.text)
	if err != nil {
		s.noPractice(r, i)
		return "", false
	}
	return calc.PracticeCode(strings.Clone(string(code))), true
}

func (s *sheet) noPractice(r row, i int) {
	remedy := "this is not a practice code, which is a letter and five digits as P81999: enter the right one"
	if f := s.cell(r, i).lost(); f != nil {
		remedy = f.remedy
	} else if s.cell(r, i).blank() {
		remedy = "the row has no practice code: enter whose it is, or take the row out"
	}
	s.report(calc.Problem{Code: "E-practice", Row: r.number, Column: s.title(i), Found: s.cell(r, i).text, Remedy: remedy})
}

// words is the text of a cell with single spaces. A cell that holds an error
// holds no words, and its practice is held.
func (s *sheet) words(r row, i int, code calc.PracticeCode) string {
	c := s.cell(r, i)
	if f := c.lost(); f != nil {
		s.flawed(r, i, f, calc.Problem{Practice: code})
		return ""
	}
	return spaced(c.text)
}

// spaced puts one space wherever there is any, and drops control characters.
func spaced(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return invisible(r) || r < ' ' || r == 0x7f }), " ")
}
