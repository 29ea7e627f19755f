package extract

import (
	"fmt"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

const layoutDecisions = "decisions"

// DecisionsSheet is the sheet of the workbook that is filled in.
const DecisionsSheet = "Decisions"

// The columns of the sheet that a panel fills in, in their order.
const (
	dRequest = iota
	dMonth
	dClaimed
	dAccepted
	dDecision
	dReason
	dExceptional
	dBeyond
	dEvidenced
	dUnavoidable
	dOn
	dChair
	dPresent
	dWithdrew
	dDigest
	dPractice // from here on the pack's own words, which only tell whose a row is
	dService
)

// DecisionColumns are their names.
func DecisionColumns() []string {
	return []string{"Request", "Month", "Claimed", "Accepted", "Decision", "Reason", "Exceptional", "Beyond control", "Evidenced", "Unavoidable",
		"Decided on", "Chair", "Present", "Withdrew", "Digest of the pack"}
}

// ReadDecisions reads the sheet that a panel has filled in: each request with its
// rows. Any fault of it stops: what is misread is paid.
func ReadDecisions(path string, schemes []*calc.Scheme) ([]calc.FilledIn, []calc.Problem, error) {
	r := newReading(Inputs{}, schemes)
	var filled []calc.FilledIn
	columns := append(need(DecisionColumns()...), maybe("Practice", colService, "Pack")...)
	file := File{Path: path}
	if rows.IsWorkbook(path) { // beside it stands the sheet of members, which have interests in practices
		file.Sheet = DecisionsSheet
	}
	r.readAll(layoutDecisions, []File{file}, []layout{{name: layoutDecisions, columns: columns, judge: func(s *input) judge { return &decisions{s, r, &filled} }}})
	r.problems = slices.DeleteFunc(r.problems, func(p calc.Problem) bool {
		return p.Code == "W-above-header" || p.Code == "W-patient" // the pack's own title; ten figures of a digest: in words they stop
	})
	for i, p := range r.problems {
		if p.Code == "E-column" { // no project file says how a pack's own sheet is read
			r.problems[i].Remedy, _, _ = strings.Cut(p.Remedy, ": add it")
			r.problems[i].Remedy += ": take the names of the columns from the pack's own decisions.xlsx"
		}
	}
	slices.SortStableFunc(r.problems, calc.CompareProblems)
	return filled, r.problems, r.failure
}

// decisions reads what was filled in, row by row; whether it can stand is judged with
// the requests and the members.
type decisions struct {
	*input
	reading *reading
	filled  *[]calc.FilledIn
}

func (j *decisions) end() {}

func (j *decisions) row(r rows.Row) int {
	if j.patient(r) {
		return 1
	}
	name := j.text(r, dRequest)
	if name == "" {
		j.wrong(r, dRequest, "E-decision-request", "the row does not say which request it is about: write the sheet's own names back into it")
		return 1
	}
	if month, ok := j.filledMonth(r); ok {
		of := j.request(r, name)
		of.Months = append(of.Months, month)
		j.once(r, of)
	}
	return 1
}

// patient stops on an NHS number in what was written: a reason goes to the practice, and
// stands in the log for ever.
func (j *decisions) patient(r rows.Row) bool {
	for i := range dDigest {
		if HoldsNumber(j.cell(r, i).Text) {
			j.wrong(r, i, "E-patient", "this holds what may be an NHS number, which is not shown: take it out of the sheet, and tell your data protection lead")
			return true
		}
	}
	return false
}

func (j *decisions) wrong(r rows.Row, i int, code, remedy string) {
	j.flawed(r, i, &flaw{code, remedy}, calc.Problem{})
}

// text is what a cell says, on one line.
func (j *decisions) text(r rows.Row, i int) string {
	return strings.Clone(spaced(seen(j.cell(r, i), j.epoch)))
}

// request is the one of that name, begun where it has no row yet.
func (j *decisions) request(r rows.Row, name string) *calc.FilledIn {
	for i := range *j.filled {
		if of := &(*j.filled)[i]; of.Request == name {
			return of
		}
	}
	*j.filled = append(*j.filled, calc.FilledIn{Request: name, Row: r.Number})
	return &(*j.filled)[len(*j.filled)-1]
}

func (j *decisions) filledMonth(r rows.Row) (m calc.FilledMonth, ok bool) {
	m, ok = calc.FilledMonth{Row: r.Number, Month: -1, Practice: j.text(r, dPractice), Service: j.text(r, dService)}, true
	if !notWritten(j.cell(r, dMonth)) {
		switch first, f := j.month(r, dMonth); {
		case f != nil:
			j.wrong(r, dMonth, "E-decision-count", f.remedy)
			ok = false
		case !j.reading.period.Holds(first):
			j.wrong(r, dMonth, "E-decision-count", "this is no month of the contract year: write the sheet's own months back into it")
			ok = false
		default:
			m.Month = j.reading.period.Month(first)
		}
	}
	for i, n := range map[int]*int64{dClaimed: &m.Claimed, dAccepted: &m.Accepted} {
		if notWritten(j.cell(r, i)) {
			continue
		}
		read, f := j.count(r, i, maxMonth)
		if f != nil {
			remedy := f.remedy
			if remedy == sayComma { // which no entry can say of this sheet
				remedy = notACount.remedy
			}
			j.wrong(r, i, "E-decision-count", remedy)
			ok = false
		}
		*n = read
		m.Entered = m.Entered || i == dAccepted
	}
	return m, ok
}

// once reads the cells that are filled in once a request. Where they stand in several
// of its rows, they must say the same.
func (j *decisions) once(r rows.Row, of *calc.FilledIn) {
	for i, into := range map[int]*string{dDecision: &of.Verdict, dReason: &of.Reason, dExceptional: &of.Conditions[0], dBeyond: &of.Conditions[1],
		dEvidenced: &of.Conditions[2], dUnavoidable: &of.Conditions[3], dChair: &of.Chair, dDigest: &of.Pack} {
		if f := lost(j.cell(r, i)); f != nil {
			j.wrong(r, i, "E-decision-twice", f.remedy)
			continue
		}
		j.same(r, i, of.Request, into, j.text(r, i))
	}
	for i, into := range map[int]*[]string{dPresent: &of.Present, dWithdrew: &of.Withdrew} {
		before, now := strings.Join(*into, "; "), strings.Join(namesIn(j.cell(r, i).Text), "; ")
		j.same(r, i, of.Request, &before, now)
		*into = namesIn(before)
	}
	if notWritten(j.cell(r, dOn)) {
		return
	}
	on, f := j.day(r, dOn)
	switch {
	case f != nil:
		j.wrong(r, dOn, "E-decision-date", f.remedy)
	case of.On != 0 && of.On != on:
		j.wrong(r, dOn, "E-decision-twice", fmt.Sprintf("another row of %s says %s: leave the one that holds", of.Request, of.On))
	default:
		of.On = on
	}
}

// same takes what a row says, unless an earlier row of the request says something else.
func (j *decisions) same(r rows.Row, i int, request string, into *string, now string) {
	switch {
	case now == "" || now == *into:
	case *into == "":
		*into = now
	default:
		j.wrong(r, i, "E-decision-twice", fmt.Sprintf("another row of %s says %q: leave the one that holds", request, presentable(*into)))
	}
}

// namesIn are the names of a cell, with ; or a line's end between.
func namesIn(cell string) []string {
	var names []string
	for _, name := range strings.FieldsFunc(cell, func(r rune) bool { return r == ';' || r == '\n' || r == '\r' }) {
		if name = spaced(name); name != "" {
			names = append(names, strings.Clone(name))
		}
	}
	return names
}
