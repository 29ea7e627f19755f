package extract

import (
	"cmp"
	"strings"

	"yearend/calc"
)

// patientWatch looks for NHS numbers, in columns that are read and in those
// that are not. There is no place for patients' data here: a file that holds
// some is refused, and no number is repeated anywhere.
type patientWatch struct {
	*sheet
	tens  []int // values of ten digits, by column
	valid []int // those of them that are NHS numbers
	first []int // the row of the first of those
}

func newPatientWatch(s *sheet) *patientWatch {
	w := &patientWatch{sheet: s}
	w.widen(s.width())
	return w
}

// widen makes room for columns; some stand to the right of the last header.
func (w *patientWatch) widen(columns int) {
	more := make([]int, columns-len(w.tens))
	w.tens, w.valid, w.first = append(w.tens, more...), append(w.valid, more...), append(w.first, more...)
}

// name is what a column is called, by its letter if by nothing else.
func (w *patientWatch) name(i int) string {
	if i < w.width() && !w.header.cells[i].blank() {
		return w.header.cells[i].text
	}
	return "column " + columnLetters(i)
}

func (w *patientWatch) row(r row) {
	if len(r.cells) > len(w.tens) {
		w.widen(min(len(r.cells), maxWidth))
	}
	for i, c := range r.cells {
		switch {
		case len(c.text) < 10 || i >= len(w.tens):
		case len(c.text) <= 12:
			w.value(r, i, c.text)
		case strings.ContainsAny(c.text, "0123456789"): // within words, as in a comment
			for _, number := range tenDigits.FindAllString(c.text, -1) {
				w.value(r, i, number)
			}
		}
	}
}

func (w *patientWatch) value(r row, column int, text string) {
	if ten, ok := tenOf(text); ok {
		w.tens[column]++
		if checks(ten) {
			w.valid[column]++
			w.first[column] = cmp.Or(w.first[column], r.number)
		}
	}
}

// end judges the columns. One number in eleven passes the check by chance, so
// that it takes two, all of them valid, or half of many, to call a column one
// of NHS numbers; unless its header says so. Fewer are for a person to look at.
func (w *patientWatch) end() {
	for i, tens := range w.tens {
		valid := w.valid[i]
		header := w.name(i)
		switch {
		case patientHeaders[key(header)] || calledNHS(header) && valid > 0 || valid >= 2 && valid == tens || valid >= 3 && 2*valid >= tens:
			w.report(calc.Problem{Code: "E-patient", Row: w.header.row, Column: header,
				Remedy: "this column holds NHS numbers or other data of patients, and none may come here: delete the file, tell your data protection lead, and ask for it without the column"})
		case valid > 0 && 2*valid >= tens:
			w.report(calc.Problem{Code: "W-patient", Row: w.first[i], Column: header, Remedy: "a value here is ten digits that could be an NHS number, and is not shown: look at it; " +
				"if it is one, delete the file, tell your data protection lead, and ask for it without the number"})
		}
	}
}

// patientHeaders are the names of columns that no extract of counts has.
var patientHeaders = map[string]bool{
	"patientname": true, "surname": true, "forename": true, "dob": true, "dateofbirth": true, "birthdate": true,
}

func calledNHS(header string) bool {
	k := key(header)
	return strings.Contains(k, "nhsnumber") || strings.Contains(k, "nhsno") || k == "nhs"
}

// tenOf gives the digits of a value that is ten digits, also as 943 476 5919.
func tenOf(s string) ([10]byte, bool) {
	var ten [10]byte
	n := 0
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9' && n < 10:
			ten[n] = c - '0'
			n++
		case c == ' ' || c == '-':
		default:
			return ten, false
		}
	}
	return ten, n == 10
}

// checks applies the modulus 11 of NHS numbers: the tenth digit follows from the nine before it.
func checks(ten [10]byte) bool {
	sum := 0
	for i, d := range ten[:9] {
		sum += int(d) * (10 - i)
	}
	return (11-sum%11)%11 == int(ten[9])
}

func isNHSNumber(s string) bool {
	ten, ok := tenOf(s)
	return ok && checks(ten)
}
