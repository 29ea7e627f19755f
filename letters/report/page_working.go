package report

import (
	"slices"
	"strconv"
	"strings"

	"yearend/calc"
	"yearend/letters"
)

// detail is what the page shows beside a letter. It stands in the page as
// JSON, and becomes text there, never markup.
type detail struct {
	Code     string       `json:"code"`
	Name     string       `json:"name"`
	Scheme   string       `json:"scheme"`
	Says     string       `json:"says"` // the outcome, in words
	PDF      string       `json:"pdf"`
	Twin     string       `json:"twin"`
	Problems []detailNote `json:"problems"`
	Lines    [][2]string  `json:"lines"` // what the position adds up, label and sum
	Steps    []detailStep `json:"steps"`
}

// detailNote is a problem or a boundary: of what kind, and in words.
type detailNote struct {
	Kind  string `json:"kind"` // "hold", "look", "near"
	Words string `json:"words"`
}

type detailStep struct {
	Service string `json:"service"`
	Label   string `json:"label"`
	Sum     string `json:"sum"`
	Value   string `json:"value"`
	By      string `json:"by"`
}

func detailsOf(r Run, near []calc.Boundary) []detail {
	boundaries := map[string][]calc.Boundary{}
	for _, b := range near {
		key := positionKey(b.Position)
		boundaries[key] = append(boundaries[key], b)
	}
	all := []detail{}
	for i, p := range r.Settled.Positions {
		letter := letterOf(r.Issues[i])
		d := detail{
			Code: string(p.Practice.Code), Name: p.Practice.Name, Scheme: p.Scheme.Title + " " + p.Scheme.Year,
			Says: saysOutcome(p, r.Issues[i]), PDF: letter, Twin: twin(letter),
			Problems: notesOf(p, boundaries[positionKey(p)]), Lines: accountOf(p, r.Issues[i]), Steps: stepsOf(p),
		}
		all = append(all, d)
	}
	return all
}

func saysOutcome(p calc.Position, issue letters.Issue) string {
	words := "Balance: " + netWords(p.Balance)
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
		return [][2]string{}
	}
	rows := [][2]string{
		{"Contract value", letters.Pounds(p.Value)}, {"Earned", letters.Pounds(p.Earned)},
		{"Paid in advance", letters.Pounds(p.Advance)}, {"Balance", netWords(p.Balance)},
	}
	if p.Late > 0 {
		rows = append(rows, [2]string{"Coded late, and counted", letters.Count(p.Late)},
			[2]string{"Balance without it", netWords(p.BalanceOnTime)})
	}
	if issue.Was != nil {
		rows = append(rows, [2]string{"Balance in the letter before", netWords(issue.Was.Balance)})
	}
	return rows
}

func notesOf(p calc.Position, near []calc.Boundary) []detailNote {
	notes := []detailNote{}
	for _, problem := range append(slices.Clone(p.Held), p.Look...) {
		if problem.Code == BoundaryCode && len(near) > 0 {
			continue // told in full below
		}
		notes = append(notes, detailNote{string(problem.Severity), noteWords(problem)})
	}
	for _, b := range near {
		notes = append(notes, detailNote{"near", upper(letters.BoundaryReason(b))})
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

// noteWords is a problem in one line.
func noteWords(p calc.Problem) string {
	words := p.Code + ": "
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

func stepsOf(p calc.Position) []detailStep {
	steps := []detailStep{}
	for _, s := range calc.Working(p) {
		steps = append(steps, detailStep{s.Service, s.Label, letters.SumText(s.Sum), letters.FigureText(s.Value), s.By()})
	}
	return steps
}
