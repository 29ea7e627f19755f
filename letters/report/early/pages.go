package early

import (
	"fmt"
	"html/template"
	"io"
	"strings"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/report"
	"yearend/templates"
)

// Head is what every page of a run says of itself.
type Head struct {
	Program, Issuer, Year, Dated string
	Schemes                      string // their names, in one phrase
	Month                        string // the last complete one: January 2026
	Policy                       string // which scripts and styles the browser may run
	Style                        template.CSS
	Script                       template.JS
}

// Review is a page on which a person looks through projections before approving
// them: what is held comes first, and every letter is a link.
type Review struct {
	Head
	Letters, Held string
	Totals        []ReviewTotals
	Rows          []ReviewRow
	Problems      []calc.Problem
	Advances      []ReviewAdvances // none where there is no ledger
}

// ReviewTotals counts the projections of a scheme by where they are heading.
type ReviewTotals struct {
	Scheme                         string
	Pay, Recoup, Nil, Either, Held string
}

// ReviewRow is one practice and scheme.
type ReviewRow struct {
	Code, Name, Scheme, Outcome, State   string
	Low, High, Floor, Balance, Reference string
	PDF, HTML                            string // the letter's paths; empty where there is none
	Why                                  string // what a person should know of it
	Advances                             string // where its statement of advances stands on the page; empty for none
}

// WriteReview writes the page.
func WriteReview(w io.Writer, of Review) (err error) {
	if of.Head, err = of.dressed(); err != nil {
		return err
	}
	return fill(w, "review.html", of)
}

// Index is the list of monthly reports: one file a practice.
type Index struct {
	Head
	Rows []IndexRow
}

// IndexRow is a practice's report.
type IndexRow struct {
	Code, Name, HTML, PDF string
	Schemes               string
}

// WriteIndex writes it. It fetches nothing, and goes on an intranet with the pages beside it.
func WriteIndex(w io.Writer, of Index) (err error) {
	if of.Head, err = of.dressed(); err != nil {
		return err
	}
	return fill(w, "index.html", of)
}

// dressed is the head with style and script; the browser may run these, and nothing else.
func (h Head) dressed() (Head, error) {
	style, err := templates.Early.ReadFile("early/early.css")
	if err != nil {
		return h, err
	}
	script, err := templates.Early.ReadFile("early/search.js")
	if err != nil {
		return h, err
	}
	h.Style, h.Script = template.CSS(style), template.JS(script)
	h.Policy = report.OwnScript(string(style), string(script))
	return h, nil
}

func fill(w io.Writer, name string, of any) error {
	t, err := template.New("early").ParseFS(templates.Early, "early/*.html")
	if err != nil {
		return fmt.Errorf("read the template of a page: %w", err)
	}
	if err := t.ExecuteTemplate(w, name, of); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

// HeadOf is the head of a run's pages.
func HeadOf(program, issuer string, asOf calc.Date, s calc.Settlement) Head {
	var names []string
	for _, scheme := range s.Schemes {
		names = append(names, scheme.Title)
	}
	first := s.Schemes[0]
	return Head{Program: program, Issuer: issuer, Year: first.Year, Dated: letters.LongDate(asOf), Schemes: calc.And(names),
		Month: letters.MonthYear(s.LastMonth())}
}

// ReviewOf is the page on projections and the letters that each got.
func ReviewOf(head Head, asOf calc.Date, s calc.Settlement, issues []letters.Issue) Review {
	r := Review{Head: head, Problems: s.Extract.Problems, Advances: advancesOf(s.Positions, asOf)}
	made, held := 0, 0
	counts := s.Heading()
	var rows, first []ReviewRow
	for i, p := range s.Positions {
		row := reviewRow(p, issues[i])
		if issues[i].Makes() {
			made++
		}
		if len(p.Held) > 0 {
			held++
			first = append(first, row)
			continue
		}
		rows = append(rows, row)
	}
	r.Rows, r.Letters, r.Held = append(first, rows...), letters.Count(made), letters.Count(held)
	for _, scheme := range s.Schemes {
		n := func(o calc.ProjectedOutcome) string { return letters.Count(counts[scheme.Code][o]) }
		r.Totals = append(r.Totals, ReviewTotals{scheme.Title, n(calc.ProjectedPay), n(calc.ProjectedRecoup), n(calc.ProjectedNil), n(calc.ProjectedEither), n(calc.ProjectedHeld)})
	}
	return r
}

// outcomeWords is what a projected outcome is called on the page.
var outcomeWords = map[calc.ProjectedOutcome]string{
	calc.ProjectedPay: "to pay, by both ways", calc.ProjectedRecoup: "to recoup, by both ways", calc.ProjectedNil: "nothing either way",
	calc.ProjectedEither: "either, depending on the way", calc.ProjectedHeld: "held",
}

func reviewRow(p calc.Position, issue letters.Issue) ReviewRow {
	row := ReviewRow{Code: string(p.Practice.Code), Name: p.Practice.Name, Scheme: p.Scheme.Title, Outcome: outcomeWords[p.Ahead.Outcome],
		State: string(issue.State), Reference: issue.Reference, PDF: issue.Link()}
	if name, is := strings.CutSuffix(row.PDF, ".pdf"); is {
		row.HTML = name + ".html"
	}
	if hasAdvances(p) {
		row.Advances = advancesID(p)
	}
	for _, problem := range append(append([]calc.Problem{}, p.Held...), p.Look...) {
		row.Why += problem.Code + " "
	}
	if issue.Stands != "" {
		row.Why += "the letter of " + issue.Stands + " stands"
	}
	if p.Outcome == calc.Held {
		return row
	}
	low, high := p.Ahead.Balances()
	row.Low, row.High, row.Floor = letters.Pounds(p.Ahead.Low()), letters.Pounds(p.Ahead.High()), letters.Pounds(p.Earned)
	row.Balance = letters.RangeWords(low, high)
	return row
}
