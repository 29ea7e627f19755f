package report

import (
	"slices"
	"strconv"
	"strings"

	"yearend/calc"
	"yearend/letters"
)

// workingPage is the working of one position as a page of its own: what the
// review page shows beside the letter, and what a browser without scripts can
// read of it.
type workingPage struct {
	Name     string // of practice and scheme
	Says     string // the outcome, in words
	Letter   string // the path of the PDF, from the run's folder; empty where there is none
	Problems []note
	Account  [][2]string // what the position adds up, label and sum
	Steps    []calc.Step
}

// note is a problem or a boundary: of what kind, and in words.
type note struct{ Kind, Words string }

// workingPath is where the page stands, from the run's folder.
func workingPath(p calc.Position) string {
	return "working/" + p.Scheme.Code + "/" + string(p.Practice.Code) + ".html"
}

// boundariesOf is what each position is near to.
func boundariesOf(near []calc.Boundary) map[string][]calc.Boundary {
	of := map[string][]calc.Boundary{}
	for _, b := range near {
		key := positionKey(b.Position)
		of[key] = append(of[key], b)
	}
	return of
}

func (r Run) workingPageOf(p calc.Position, issue letters.Issue, near []calc.Boundary) workingPage {
	return workingPage{
		Name: string(p.Practice.Code) + " " + p.Practice.Name + ", " + p.Scheme.Title + " " + p.Scheme.Year,
		Says: saysOutcome(p, issue), Letter: issue.Link(),
		Problems: r.notesOf(p, near), Account: accountOf(p, issue), Steps: calc.Working(p),
	}
}

func saysBalance(p calc.Position) string { return "Balance: " + netWords(p.Balance) }

func saysOutcome(p calc.Position, issue letters.Issue) string {
	words := saysBalance(p)
	if p.Outcome == calc.Held {
		words = "Held: no figures and no letter until a person has decided"
	}
	switch {
	case issue.Stands != "":
		words += ". The letter of " + issue.Stands + " stands"
	case issue.Replaces != "":
		words += ". Replaces " + issue.Replaces
	}
	return words
}

// accountOf is the balance as a sum.
func accountOf(p calc.Position, issue letters.Issue) [][2]string {
	if p.Outcome == calc.Held {
		return instalmentLines(p)
	}
	rows := [][2]string{
		{"Contract value", letters.Pounds(p.Value)}, {"Earned", letters.Pounds(p.Earned)},
		{"Paid in advance", letters.Pounds(p.Advance)}, {"Balance", netWords(p.Balance)},
	}
	switch {
	case p.LateUnknown:
		rows = append(rows, [2]string{"Coded late", calc.NotKnown}, [2]string{"Balance without it", calc.NotKnown})
	case p.Late > 0:
		rows = append(rows, [2]string{"Coded late, and counted", letters.Count(p.Late)},
			[2]string{"Balance without it", netWords(p.BalanceOnTime)})
	}
	if issue.Was != nil {
		rows = append(rows, [2]string{"Balance in the letter before", netWords(issue.Was.Balance)})
	}
	return append(rows, instalmentLines(p)...)
}

// instalmentLines are what the finance ledger says of the advance, a line each.
func instalmentLines(p calc.Position) [][2]string {
	rows := [][2]string{}
	for _, row := range p.Instalments.Rows {
		label, sum := "Advance "+row.Reference, letters.InstalmentWords(row)
		if row.Covers != 0 {
			label += " for " + letters.MonthYear(row.Covers)
		}
		if row.HasDue() {
			label += ", due " + letters.Pounds(row.Due)
		}
		if row.HasPaid() {
			paid := letters.Pounds(row.Paid())
			if on := row.PaidOn(); on != 0 {
				paid += " on " + letters.LongDate(on)
			}
			sum = paid + ", " + sum
			if difference := row.Difference(); row.HasDue() && difference.Sign() != 0 {
				sum += ": " + letters.DifferenceWords(difference)
			}
		}
		rows = append(rows, [2]string{label, sum})
	}
	return rows
}

// noteKinds is what a problem of a position is called beside its letter.
var noteKinds = map[calc.Severity]string{calc.Hold: "hold", calc.Look: "look"}

func (r Run) notesOf(p calc.Position, near []calc.Boundary) []note {
	var notes []note
	for _, problem := range append(slices.Clone(p.Held), p.Look...) {
		if problem.Code == BoundaryCode && len(near) > 0 {
			continue // told in full below
		}
		notes = append(notes, note{noteKinds[problem.Severity], r.noteWords(problem)})
	}
	for _, b := range near {
		notes = append(notes, note{"near a boundary", upper(letters.BoundaryReason(b))})
	}
	return notes
}

// placeWords is where a problem was found, and what: `inputs/a.csv, row 7, column “Count”, found “-3”`.
func placeWords(p calc.Problem) string {
	var parts []string
	if p.File != "" {
		parts = append(parts, p.File)
	}
	if p.Sheet != "" {
		parts = append(parts, "sheet “"+p.Sheet+"”")
	}
	if p.Row > 0 {
		parts = append(parts, "row "+strconv.Itoa(p.Row))
	}
	if p.Column != "" {
		parts = append(parts, "column “"+p.Column+"”")
	}
	if p.Found != "" {
		parts = append(parts, "found “"+p.Found+"”")
	}
	return strings.Join(parts, ", ")
}

// Where is the same for the page's template.
func (p pageProblem) Where() string { return placeWords(p.Problem) }

// noteWords is a problem in one line: what it is before its code.
func (r Run) noteWords(p calc.Problem) string {
	words := p.Code + ": "
	if meaning := r.Faults[p.Code]; meaning != "" {
		words = meaning + " (" + p.Code + "): "
	}
	if place := placeWords(p); place != "" {
		words += place + ": "
	}
	return words + p.Remedy
}

// upper begins a sentence.
func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
