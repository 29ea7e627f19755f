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
	runs  []digitRun
}

func newPatientWatch(s *sheet) *patientWatch {
	w := &patientWatch{sheet: s}
	w.widen(s.width())
	for _, r := range s.header.above {
		w.row(r)
	}
	w.row(row{s.header.row, s.header.cells})
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
		if len(c.text) >= 10 && i < len(w.tens) && hasTen(c.text) {
			w.value(r, i, c.text)
		}
	}
}

// value counts a cell in which there are ten digits, once however many it has.
func (w *patientWatch) value(r row, column int, text string) {
	w.runs = digitsOf(text, w.runs)
	ten, valid := false, false
	for found, rest, ok := findTen(w.runs, text); ok && !valid; found, rest, ok = findTen(rest, text) {
		ten, valid = true, isNHSNumber(found.value)
	}
	if ten {
		w.tens[column]++
	}
	if valid {
		w.valid[column]++
		w.first[column] = cmp.Or(w.first[column], r.number)
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
		case calledNHS(header) && valid > 0 || valid >= 2 && valid == tens || valid >= 3 && 2*valid >= tens:
			w.report(calc.Problem{Code: "E-patient", Row: w.header.row, Column: header,
				Remedy: "this column holds NHS numbers or other data of patients, and none may come here: delete the file, tell your data protection lead, and ask for it without the column"})
		case ofPatients(header):
			w.report(calc.Problem{Code: "E-patient", Row: w.header.row, Column: header,
				Remedy: "this column has the name of one with data of patients, and none may come here: delete the file, tell your data protection lead, and ask for it without the column; " +
					"if nothing in it is of a patient, give it another name"})
		case valid > 0 && 2*valid >= tens:
			w.report(calc.Problem{Code: "W-patient", Row: w.first[i], Column: header, Remedy: "a value here is ten digits that could be an NHS number, and is not shown: look at it; " +
				"if it is one, delete the file, tell your data protection lead, and ask for it without the number"})
		}
	}
}

// isNHSNumber reports whether ten digits can be an NHS number: the tenth follows
// from the nine before it, by modulus 11. Two kinds that follow as well are none:
// a digit ten times over, which fills a gap; and below 3,000,000,000 what does
// not begin with a day and a month, for numbers there are Scotland's alone, and
// begin with a date of birth.
func isNHSNumber(ten int) bool {
	day, month := ten/100_000_000, ten/1_000_000%100
	if ten%1_111_111_111 == 0 || day < 30 && (day == 0 || month == 0 || month > 12) {
		return false
	}
	sum := 0
	for place, rest := 2, ten/10; place <= 10; place, rest = place+1, rest/10 {
		sum += rest % 10 * place
	}
	return (11-sum%11)%11 == ten%10
}

// mask takes out of a text what may be an NHS number.
func mask(s string) string {
	var b strings.Builder
	done := 0
	for runs := digitsOf(s, nil); ; {
		found, rest, ok := findTen(runs, s)
		if !ok {
			break
		}
		if runs = rest; found.from >= done && isNHSNumber(found.value) {
			b.WriteString(s[done:found.from] + "(ten digits, not shown)")
			done = found.to
		}
	}
	return b.String() + s[done:]
}
