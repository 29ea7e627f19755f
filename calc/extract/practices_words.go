package extract

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"yearend/calc"
)

// foreign finds the code of another practice in what is printed of this one: a
// letter with it could not be told from one that went to the wrong practice, and
// is not made.
func (j *practices) foreign(r row, p calc.Practice) {
	for i := range j.header.match.at {
		if i == pCode || i == pEmail || i == pStatus {
			continue
		}
		for _, code := range anyCode.FindAllString(j.cell(r, i).text, -1) {
			if code != string(p.Code) {
				j.report(calc.Problem{Code: "E-name", Practice: p.Code, Row: r.number, Column: j.title(i), Found: j.cell(r, i).text,
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
func (j *practices) garbled(r row, p calc.Practice) {
	for i := pName; i < pPostcode; i++ {
		text, remedy := j.cell(r, i).text, ""
		switch {
		case strings.Contains(text, "?"):
			remedy = "a question mark stands here, most likely where a letter was lost in saving: type it anew, and save the file as CSV UTF-8"
		case misread(text):
			remedy = "letters stand here as a program shows them that takes UTF-8 for Windows-1252, such as Ã© for é: type them anew, or have the file saved again as CSV UTF-8"
		default:
			continue
		}
		j.report(calc.Problem{Code: "W-letter-lost", Practice: p.Code, Row: r.number, Column: j.title(i), Found: text, Remedy: remedy})
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
