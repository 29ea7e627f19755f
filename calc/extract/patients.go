package extract

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// patientWatch looks for NHS numbers, in columns that are read and in those
// that are not. There is no place for patients' data here: a file that holds
// some is refused, and no number is repeated anywhere.
type patientWatch struct {
	*input
	columns []tenColumn
	runs    []digitRun
}

// tenColumn is what a column has of numbers of ten digits.
type tenColumn struct {
	tens, valid int          // cells with such, and with an NHS number
	first       int          // the row of the first of those
	different   map[int]bool // the first few numbers, and whether each is an NHS number
}

// enoughNumbers is how many different numbers are told apart. A column that has
// fewer, as of orders or suppliers, may by chance have none but NHS numbers.
const enoughNumbers = 64

func newPatientWatch(s *input) *patientWatch {
	w := &patientWatch{input: s}
	for _, r := range s.header.above {
		w.row(r)
	}
	w.row(rows.Row{Number: s.header.row, Cells: s.header.cells})
	return w
}

// name is what a column is called, by its letter if by nothing else.
func (w *patientWatch) name(i int) string {
	if i < w.width() && !w.header.cells[i].Blank() {
		return w.header.cells[i].Text
	}
	return "column " + columnLetters(i)
}

func (w *patientWatch) row(r rows.Row) {
	for len(w.columns) < len(r.Cells) {
		w.columns = append(w.columns, tenColumn{}) // some stand to the right of the last header
	}
	for i, c := range r.Cells {
		if len(c.Text) >= 10 && hasTen(c.Text) {
			w.value(r, &w.columns[i], c.Text)
		}
	}
}

// value counts a cell in which there are ten digits, once however many it has.
func (w *patientWatch) value(r rows.Row, column *tenColumn, text string) {
	w.runs = digitsOf(text, w.runs)
	ten, valid := -1, false
	for found, rest, ok := findTen(w.runs, text); ok && !valid; found, rest, ok = findTen(rest, text) {
		ten, valid = found.value, isNHSNumber(found.value)
	}
	if ten < 0 {
		return
	}
	column.tens++
	if valid {
		column.valid++
		column.first = cmp.Or(column.first, r.Number)
	}
	if column.different == nil {
		column.different = map[int]bool{}
	}
	if len(column.different) < enoughNumbers {
		column.different[ten] = valid
	}
}

// counted is how many numbers there are to judge by, and how many of them are
// NHS numbers: the different ones, or where those are many, all.
func (c tenColumn) counted() (tens, valid int) {
	if len(c.different) == enoughNumbers {
		return c.tens, c.valid
	}
	for _, is := range c.different {
		tens++
		if is {
			valid++
		}
	}
	return tens, valid
}

// end judges the columns. One number in eleven passes the check by chance, so
// that it takes two, all of them valid, or half of many, to call a column one
// of NHS numbers; unless its header says so. Fewer are for a person to look at.
func (w *patientWatch) end() {
	for i, column := range w.columns {
		tens, valid := column.counted()
		header := w.name(i)
		switch {
		case calledNHS(header) && valid > 0 || valid >= 2 && valid == tens || valid >= 3 && 2*valid >= tens || beyondChance(tens, valid):
			w.report(calc.Problem{Code: "E-patient", Row: w.header.row, Column: header,
				Remedy: "this column holds NHS numbers or other data of patients" + noPatients + "column"})
		case ofPatients(header), w.activity() && ofPersons(header):
			w.report(calc.Problem{Code: "E-patient", Row: w.header.row, Column: header,
				Remedy: "this column has the name of one with data of patients" + noPatients + "column; if nothing in it is of a patient, give it another name"})
		case valid > 0 && 2*valid >= tens, 11*valid > 2*tens+33: // far more than chance gives
			w.report(calc.Problem{Code: "W-patient", Row: column.first, Column: header, Found: calc.Many(column.valid, "value"), Remedy: "ten digits here could be an NHS number, and are not shown: look at them; " +
				"if they are one, delete the file, tell your data protection lead, and ask for it without the number"})
		}
	}
}

// beyondChance reports far more NHS numbers than one in eleven, by ten standard
// deviations at least.
func beyondChance(tens, valid int) bool {
	above := 11*valid - tens
	return above > 0 && above*above > 1100*tens
}

const noPatients = ", and none may come here: delete the file, tell your data protection lead, and ask for it without the "

// activity reports whether the file is one of activity.
func (w *patientWatch) activity() bool {
	return slices.Contains([]string{"records", "months", "wide"}, w.header.match.layout.name)
}

// refusePatient stops on a row written by hand in which any cell holds what may be an NHS
// number: words that the team writes go into letters, papers and logs as they stand.
func (s *input) refusePatient(r rows.Row) bool {
	for i, c := range r.Cells {
		if !HoldsNumber(c.Text) {
			continue
		}
		column := "column " + columnLetters(i)
		if i < s.width() && !s.header.cells[i].Blank() {
			column = s.header.cells[i].Text
		}
		s.report(calc.Problem{Code: "E-patient", Row: r.Number, Column: column,
			Remedy: "this holds what may be an NHS number, which is not shown: take it out of the file, and tell your data protection lead; if it is another number, write a stroke after its fourth digit, as in 4500/123456"})
		return true
	}
	return false
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
	for place, rest := 2, ten/10; rest > 0; place, rest = place+1, rest/10 {
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

// HoldsNumber reports whether a text holds what may be an NHS number.
func HoldsNumber(s string) bool { return mask(s) != s }

// Names of columns that no extract of counts has. Patients alone, and the
// number of them, are what such an extract may well count.
var (
	patientNumbers = []string{
		"nhsnumber", "nhsno", "nhsnum", "nhsnr", "nhsid", "chi", "chino", "chinumber", "emisnumber", "emisno", "hospitalnumber", "mrn",
		"patientno", "patientnumber", "ptno", "ptnumber",
	}
	births       = []string{"dob", "birthdate", "birthday", "birthyear", "dateofbirth", "yearofbirth", "monthofbirth"}
	personNames  = []string{"surname", "lastname", "familyname", "forename", "firstname", "givenname", "middlename"}
	patients     = []string{"patient", "patients", "pt"}
	afterPatient = []string{"name", "names", "fullname", "initials", "id", "identifier", "ref", "reference", "address", "postcode"}
	notThere     = []string{"not", "removed", "excluded", "without", "omitted", "deleted"} // so that it is a note
	identifiers  = []string{"number", "numbers", "no", "num", "nr", "id"}
)

// longHeader is of how many words a name of a column may be; more are a sentence.
const longHeader = 6

// ofPatients reports a header that names data of patients, whatever stands
// below it and in whatever kind of input.
func ofPatients(header string) bool {
	words := strings.FieldsFunc(strings.ToLower(header), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) > longHeader || slices.ContainsFunc(words, func(word string) bool { return slices.Contains(notThere, word) }) {
		return false
	}
	joined := key(header)
	for _, before := range append([]string{""}, patients...) {
		rest, is := strings.CutPrefix(joined, before)
		if is && (slices.Contains(patientNumbers, rest) || slices.Contains(births, rest) ||
			before != "" && (slices.Contains(afterPatient, rest) || slices.Contains(personNames, rest))) {
			return true
		}
	}
	for i := range words {
		if ofPatient(words[i:]) {
			return true
		}
	}
	return false
}

// ofPatient reports words that begin with the name of a patient's data.
func ofPatient(words []string) bool {
	next, third := "", ""
	if len(words) > 1 {
		next = words[1]
	}
	if len(words) > 2 {
		third = words[2]
	}
	switch first := words[0]; {
	case first == "dob", first == "nhs" && slices.Contains(identifiers, next), slices.Contains(births, first+next), slices.Contains(births, first+next+third):
		return true
	case first == "person" && next == "id", first == "service" && next == "user" && third == "id":
		return true
	case first == "name" && next == "of":
		return len(words) == 3 && slices.Contains(patients, third)
	case slices.Contains(patients, first):
		if slices.Contains([]string{"s", "full", "home"}, next) {
			next = third
		}
		return slices.Contains(afterPatient, next) || slices.Contains(personNames, next)
	}
	return false
}

// ofPersons reports a header that is a person's name, and nothing else. In a
// list of practices it may be the manager's; in activity it can only be a patient's.
func ofPersons(header string) bool {
	return slices.ContainsFunc(strings.FieldsFunc(strings.NewReplacer("(s)", "", "(", "/", ")", "/", " and ", "/").Replace(strings.ToLower(header)),
		func(r rune) bool { return strings.ContainsRune("/&,;", r) }),
		func(part string) bool { return slices.Contains(personNames, strings.TrimSuffix(key(part), "s")) })
}

// calledNHS reports a header that may be of NHS numbers, if there are some.
func calledNHS(header string) bool {
	k := key(header)
	return strings.Contains(k, "nhsnumber") || strings.Contains(k, "nhsno") || k == "nhs"
}

// patientSearch looks for patients' data in all rows of a file, also in those that no
// judge came to, because the header was not found or the row was refused.
type patientSearch struct {
	seen  int // rows that are not blank
	named bool
	watch *patientWatch
}

// row looks at a row. What the columns are called, if anything, one of the first
// rows says.
func (l *patientSearch) row(r rows.Row) {
	if r.Blank() {
		return
	}
	under := func() *patientWatch {
		return newPatientWatch(&input{problems: &problems{}, header: &header{row: r.Number, cells: slices.Clone(r.Cells)}})
	}
	if l.seen++; l.seen <= rows.HeaderWithin {
		names := under()
		names.end()
		l.named = l.named || len(names.list) > 0
	}
	if l.watch == nil {
		l.watch = under()
	}
	l.watch.row(r)
}

func (l *patientSearch) found() bool {
	if l.watch != nil {
		l.watch.end()
	}
	return l.named || l.watch != nil && len(l.watch.list) > 0
}
