package extract

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// Asking is what practices ask for after their letters: the forms' exports, the
// corrections of what they say, and the plans that Finance agreed.
type Asking struct {
	Root                         string
	Requests, Corrections, Plans []File // of Requests each with Scheme and Times
	Columns                      map[string][]string
	AsOf                         calc.Date // nothing was sent, corrected or agreed after it
	Copies                       map[string]string
}

// Proof is a row of the team's own in a form's export, whose time somebody knows.
type Proof struct {
	ID int
	At string // by the clock in England: 2026-04-30T10:15
}

// The kinds of these files.
const (
	layoutForm        = "requests"
	layoutCorrections = "corrections"
	layoutPlans       = "plans"
)

// ReadAsked reads and judges what practices ask for. Which request is whose, and
// what can be decided on it, is judged with the year-end positions beside it; the
// error is never a fault of the files.
func ReadAsked(in Asking, schemes []*calc.Scheme) (*calc.Asked, error) {
	r := newReading(Inputs{Root: in.Root, Columns: in.Columns, AsOf: in.AsOf, Copies: in.Copies}, schemes)
	r.asked = &calc.Asked{}
	for _, f := range in.Requests {
		switch scheme := r.words.scheme(f.Scheme); {
		case scheme == nil:
			r.problems = append(r.problems, calc.Problem{Code: "E-entry", Severity: calc.Stop, File: f.Path, Found: f.Scheme,
				Remedy: "in the project file, scheme: of this file says of which form it is: write " + r.words.knownSchemes(r.schemes)})
		case scheme.Mitigation == nil:
			r.problems = append(r.problems, calc.Problem{Code: "E-entry", Severity: calc.Stop, File: f.Path, Found: f.Scheme,
				Remedy: "the scheme file by which the letters were made says nothing of a form: add it (yearend rules shows what a shipped one says), then produce and approve the letters again"})
		default:
			r.readAll(layoutForm, []File{f}, r.formLayouts(scheme, f))
		}
	}
	r.readAll(layoutCorrections, in.Corrections, r.correctionLayouts())
	r.readAll(layoutPlans, in.Plans, r.planLayouts())
	r.searchBeside()
	slices.SortStableFunc(r.asked.Rows, func(a, b calc.FormRow) int {
		if a.Scheme != b.Scheme {
			return strings.Compare(a.Scheme, b.Scheme)
		}
		return a.ID - b.ID
	})
	r.refuseTwins()
	r.problems = slices.DeleteFunc(r.problems, func(p calc.Problem) bool { // what stops has been said
		return p.Code == "W-patient" && slices.ContainsFunc(r.problems, func(o calc.Problem) bool { return o.Code == "E-patient" && o.File == p.File })
	})
	slices.SortStableFunc(r.problems, calc.CompareProblems)
	r.asked.Problems, r.asked.Sources = r.problems, r.sources
	return r.asked, r.failure
}

// refuseTwins reports rows of one number in two exports of a scheme's form.
func (r *reading) refuseTwins() {
	for i, row := range r.asked.Rows {
		if i > 0 && row.Scheme == r.asked.Rows[i-1].Scheme && row.ID == r.asked.Rows[i-1].ID {
			r.note("E-request-id", row.Place, calc.Problem{Scheme: row.Scheme, Column: colFormID, Found: strconv.Itoa(row.ID),
				Remedy: "the same number stands in " + at(r.asked.Rows[i-1].Place) + " as well, and a request is known by it: name one export for each form"})
		}
	}
}

// The columns that Microsoft Forms adds to the questions.
const (
	colFormID    = "ID"
	colStarted   = "Start time"
	colCompleted = "Completion time"
	colModified  = "Last modified time"
	colSender    = "Email"
	colSenderIs  = "Name"
)

// The places of those in the layout; the questions follow.
const (
	fID = iota
	fCompleted
	fStarted
	fModified
	fSender
	fSenderIs
	fQuestions
)

// FormColumns are the names of the columns of a form's export.
func FormColumns(s *calc.Scheme) []string {
	names := []string{colFormID, colStarted, colCompleted, colModified, colSender, colSenderIs}
	if s.Mitigation != nil {
		for _, q := range s.Mitigation.Questions {
			names = append(names, q.Title)
		}
	}
	return names
}

func (r *reading) formLayouts(s *calc.Scheme, f File) []layout {
	columns := append(need(colFormID, colCompleted), maybe(colStarted, colModified, colSender, colSenderIs)...)
	for _, q := range s.Mitigation.Questions {
		columns = append(columns, column{name: q.Title, optional: optional(q, s)})
	}
	return []layout{{name: layoutForm, columns: columns, judge: func(in *input) judge {
		return &form{input: in, reading: r, scheme: s, clock: calc.Clock(f.Times), ids: map[int]int{}}
	}}}
}

// optional reports whether a form can do without a question: of what nothing is
// judged by, and the service where the scheme has one only.
func optional(q calc.Question, s *calc.Scheme) bool {
	switch q.Key {
	case calc.AskEvidence, calc.AskRaised, calc.AskNoPatients, calc.AskTried:
		return true
	case calc.AskService:
		return len(s.Services) == 1
	case calc.AskPractice, calc.AskGround, calc.AskHappened, calc.AskMonth, calc.AskCounted:
	}
	return false
}

// understandForm reads what an entry says of a form's export.
func understandForm(f File, refuse func(found, remedy string) (said, bool)) (ok bool) {
	switch {
	case f.Times == "":
		_, ok = refuse("", "times: is missing, and the export does not say by which clock it was written: write times: Europe/London, or times: UTC, and a proof: with a row of your own whose time you know")
	case !slices.Contains(calc.Clocks(), calc.Clock(f.Times)):
		_, ok = refuse(f.Times, "times: of this file can be Europe/London or UTC")
	case f.Proof != (Proof{}) && f.Proof.ID < 1:
		_, ok = refuse("", "proof: of this file names no row: write its ID, as {id: 1, at: 2026-04-30T10:15}")
	case f.Proof != (Proof{}) && !isMoment(f.Proof.At):
		_, ok = refuse(f.Proof.At, "at: of the proof is when it was sent, by the clock in England, as 2026-04-30T10:15")
	case !rows.IsWorkbook(filepath.FromSlash(f.Path)):
		_, ok = refuse("", "this is no workbook: a CSV of a form may have lost the order of day and month, and what an accent was; in Microsoft Forms choose Open results in Excel, and name that .xlsx")
	default:
		ok = true
	}
	return ok
}

func isMoment(s string) bool {
	_, err := calc.ParseMoment(s)
	return err == nil
}

// form judges the rows of a form's export. What a row says is kept as it stands,
// since it may be corrected; only what makes the file untrustworthy is judged here.
type form struct {
	*input
	reading *reading
	scheme  *calc.Scheme
	clock   calc.Clock
	ids     map[int]int // the row of each number of the form
}

func (j *form) row(r rows.Row) int {
	id, ok := j.id(r)
	if j.patient(r) || !ok {
		return 1
	}
	row := calc.FormRow{Scheme: j.scheme.Code, ID: id, Clock: j.clock, Proof: id == j.file.Proof.ID, Answers: map[string]string{},
		Email: strings.ToLower(j.words(r, fSender)), Name: j.words(r, fSenderIs), Place: j.where(r.Number, "")}
	for i, into := range map[int]*calc.Moment{fStarted: &row.Started, fCompleted: &row.Completed, fModified: &row.Modified} {
		m, f := j.moment(r, i)
		if *into = m; f != nil && i != fStarted {
			row.Faults = append(row.Faults, j.faultAt(r, i, f))
		}
	}
	for i, q := range j.scheme.Mitigation.Questions {
		if f := lost(j.cell(r, fQuestions+i)); f != nil {
			row.Faults = append(row.Faults, j.faultAt(r, fQuestions+i, f))
		}
		if text := j.words(r, fQuestions+i); text != "" && !row.Proof {
			row.Answers[j.scheme.AnswerKey(q)] = text
		}
	}
	slices.SortFunc(row.Faults, calc.CompareProblems)
	j.prove(r, row)
	j.reading.asked.Rows = append(j.reading.asked.Rows, row)
	return 1
}

// end sees that the proof is there.
func (j *form) end() {
	if id := j.file.Proof.ID; id > 0 && j.ids[id] == 0 && !j.stopped() {
		j.report(calc.Problem{Code: "E-request-proof", Column: j.title(fID), Found: strconv.Itoa(id),
			Remedy: "the export has no row of this number, by which its clock was to be shown: correct proof: in the project file, or ask for the whole export"})
	}
}

// id is the form's own number of the row, which nothing else has.
func (j *form) id(r rows.Row) (int, bool) {
	id, err := strconv.Atoi(wholeNumber(j.cell(r, fID).Text))
	remedy := ""
	switch {
	case err != nil || id < 1:
		remedy = "this is not the number that Microsoft Forms gives each row, by which a request is known: download the export again, and change nothing in it"
	case j.ids[id] > 0:
		remedy = fmt.Sprintf("the number stands in row %d as well, and a request is known by it: download the export again, and change nothing in it", j.ids[id])
	default:
		j.ids[id] = r.Number
		return id, true
	}
	j.flawed(r, fID, &flaw{"E-request-id", remedy}, calc.Problem{})
	return 0, false
}

// patient stops on an NHS number in any cell, before anything of the file is kept.
func (j *form) patient(r rows.Row) bool {
	for i, c := range r.Cells {
		runs := digitsOf(c.Text, nil)
		for {
			found, rest, ok := findTen(runs, c.Text)
			if !ok {
				break
			}
			if runs = rest; isNHSNumber(found.value) {
				j.report(calc.Problem{Code: "E-patient", Row: r.Number, Column: j.columnName(i),
					Remedy: "an answer holds what may be an NHS number, which is not shown: delete the file, tell your data protection lead, take the number out of the answer in the form, and download the export again"})
				return true
			}
		}
	}
	return false
}

// words is what stands in a column, on one line.
func (j *form) words(r rows.Row, i int) string {
	c := j.cell(r, i)
	if c.Kind == rows.Number || c.Kind == rows.Date {
		return strings.Clone(wholeNumber(seen(c, j.epoch)))
	}
	return strings.Clone(spaced(seen(c, j.epoch)))
}

// faultAt is a cell that could not be read, as a fault of its request.
func (j *form) faultAt(r rows.Row, i int, f *flaw) calc.Problem {
	p := j.where(r.Number, "")
	p.Code, p.Severity, p.Scheme, p.Column, p.Found, p.Remedy = f.code, calc.Hold, j.scheme.Code, j.title(i), j.found(r, j.header.match.at[i]), f.remedy
	return masked(p)
}

// moment reads a time as the file's clock shows it. A blank one is none.
func (j *form) moment(r rows.Row, i int) (calc.Moment, *flaw) {
	c := j.cell(r, i)
	unread := &flaw{"E-date", "this is not a time as Microsoft Forms writes it into a workbook: download the export again, or correct it by a row of the corrections, as 2026-05-08 16:04:31"}
	switch {
	case lost(c) != nil:
		return calc.Moment{}, lost(c)
	case c.Blank() && i == fCompleted:
		return calc.Moment{}, &flaw{"E-date", "it is not said when the request was sent: find out, and enter it by a row of the corrections, as 2026-05-08 16:04:31"}
	case c.Blank():
		return calc.Moment{}, nil
	case c.Kind == rows.Number || c.Kind == rows.Date:
		if d, seconds, ok := excelMoment(j.epoch, c.Text); ok {
			return calc.Moment{Date: d, Second: seconds}, nil
		}
		return calc.Moment{}, unread
	}
	m, err := calc.ParseMoment(c.Text)
	if err != nil {
		return m, unread
	}
	return m, nil
}

// proofWithin is how many seconds a watch may be off.
const proofWithin = 300

// prove holds the row whose time somebody knows against the clock that the entry
// names. An hour's difference is the other clock.
func (j *form) prove(r rows.Row, row calc.FormRow) {
	if !row.Proof {
		return
	}
	known, _ := calc.ParseMoment(j.file.Proof.At) // the entry was judged
	off := func(c calc.Clock) int {
		at := c.InEngland(row.Completed)
		return max(at.Since(known), -at.Since(known))
	}
	if off(j.clock) < proofWithin {
		return
	}
	remedy := fmt.Sprintf("by %s this row was sent at %s in England, and the project file says that it was sent at %s", j.clock, row.CompletedAt(), known)
	if off(j.clock.Other()) < proofWithin {
		remedy += fmt.Sprintf(": the export is written by the other clock; write times: %s for this file", j.clock.Other())
	} else {
		remedy += ": find out which of the two is right, and whether this is the row that was meant"
	}
	j.flawed(r, fCompleted, &flaw{"E-request-proof", remedy}, calc.Problem{Scheme: j.scheme.Code})
}
