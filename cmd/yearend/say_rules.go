package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"yearend/calc"
	"yearend/letters"
)

// ruleRow is one rule as `rules --json` prints it.
type ruleRow struct {
	Scheme     string `json:"scheme"`
	ID         string `json:"id"`
	Key        string `json:"key"`
	Says       string `json:"says"`
	Value      string `json:"value"`
	Document   string `json:"document,omitempty"`
	Heading    string `json:"heading,omitempty"`
	Assumption bool   `json:"assumption"`
	Why        string `json:"why,omitempty"`
	Ask        string `json:"ask,omitempty"`
	MovesMoney bool   `json:"moves_money,omitempty"`
	Confirmed  string `json:"confirmed,omitempty"`
}

func rulesJSON(schemes []*calc.Scheme) []ruleRow {
	var rows []ruleRow
	for _, s := range schemes {
		for _, r := range s.Rules {
			row := ruleRow{Scheme: s.Code, ID: r.Clause.ID, Key: r.Key, Says: r.Says, Value: r.Value,
				Document: r.Clause.Document, Heading: r.Clause.Heading}
			if a := r.Assumption; a != nil {
				row.Assumption, row.Why, row.Ask, row.MovesMoney = true, a.Why, a.Ask, a.MovesMoney
				row.Confirmed = confirmedWords(a)
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// sayRules prints a scheme's rules as a page to sign off.
func sayRules(w io.Writer, s *calc.Scheme) {
	title := fmt.Sprintf("%s %s (%s), from %q", s.Title, s.Year, s.Code, s.Guidance)
	fmt.Fprintf(w, "%s\n%s\n\nRules\n", title, strings.Repeat("=", min(narrowest, len([]rune(title)))))
	for _, r := range s.Rules {
		if r.Assumption == nil {
			sayRule(w, r, fmt.Sprintf("source: %s, %q", r.Clause.Document, r.Clause.Heading))
		}
	}
	fmt.Fprintf(w, "\nAssumptions, where the guidance is silent\n")
	for _, r := range s.Rules {
		if a := r.Assumption; a != nil {
			ask := fmt.Sprintf("ask: %s; %s", a.Ask, confirmedWords(a))
			if a.MovesMoney {
				ask += "; moves money"
			}
			sayRule(w, r, "why: "+a.Why, ask)
		}
	}
	fmt.Fprintf(w, "\nSigned off by ______________________________  on ______________\n\n")
}

func sayRule(w io.Writer, r calc.Rule, notes ...string) {
	fold(w, fmt.Sprintf("  %-4s ", r.Clause.ID), r.Says)
	if r.Value != "" {
		fold(w, "       sets: ", r.Value)
	}
	for _, note := range notes {
		fold(w, "       ", note)
	}
}

func confirmedWords(a *calc.Assumption) string {
	if a.Confirmed == nil {
		return "not confirmed by anybody"
	}
	return fmt.Sprintf("confirmed by %s on %s", a.Confirmed.By, a.Confirmed.On)
}

// fold writes words in lines of 100 characters, or of as many as the window has where
// those are fewer, the second and later ones indented as far as the first word.
func fold(w io.Writer, lead, words string) {
	width := 100
	if to, are := w.(*lines); are {
		width = min(width, to.width)
	}
	line, indent := lead, strings.Repeat(" ", utf8.RuneCountInString(lead))
	for i, word := range strings.Fields(words) {
		if i > 0 && utf8.RuneCountInString(line)+utf8.RuneCountInString(word) >= width {
			fmt.Fprintln(w, strings.TrimRight(line, " "))
			line = indent
		}
		line += word + " "
	}
	fmt.Fprintln(w, strings.TrimRight(line, " "))
}

func sayWorking(w io.Writer, p calc.Position) {
	fmt.Fprintf(w, "%s %s · %s %s\n", p.Practice.Code, p.Practice.Name, p.Scheme.Title, p.Scheme.Year)
	for _, problem := range append(p.Held, p.Look...) {
		fmt.Fprintf(w, "  %s: %s\n", problem.Severity, problemLine(problem))
	}
	if p.Outcome == calc.Held {
		fmt.Fprintf(w, "\n  held: no figures and no letter until a person has decided\n")
		sayInstalments(w, p.Instalments)
		fmt.Fprintln(w)
		return
	}
	service := "-"
	for i, step := range calc.Working(p) {
		if step.Service != service {
			service = step.Service
			heading := service
			if heading == "" {
				heading = p.Scheme.Title
			}
			fmt.Fprintf(w, "\n  %s\n", heading)
		}
		sayStep(w, i+1, step)
	}
	sayInstalments(w, p.Instalments)
	fmt.Fprintln(w)
}

// sayStep writes a step's result beside its label, then its sum and its clause.
func sayStep(w io.Writer, number int, step calc.Step) {
	fmt.Fprintf(w, "  %3d %-52s %18s\n", number, step.Label, letters.FigureText(step.Value))
	fold(w, "        = ", letters.SumText(step.Sum))
	fmt.Fprintf(w, "        by %s\n", step.By())
}

// workingJSON is one practice and scheme as `explain --json` prints it.
type workingJSON struct {
	Practice calc.PracticeCode `json:"practice_code"`
	Scheme   string            `json:"scheme"`
	Outcome  calc.Outcome      `json:"outcome"`
	Steps    []stepJSON        `json:"steps"`
	Problems []calc.Problem    `json:"problems"`
	Advances [][]string        `json:"advances,omitempty"` // reference, for, due in, due, paid on, paid, difference, verdict
}

type stepJSON struct {
	Service string `json:"service,omitempty"`
	Label   string `json:"label"`
	Sum     string `json:"sum"`
	Value   string `json:"value"`
	Clause  string `json:"clause"`
}

func workingsJSON(positions []calc.Position) []workingJSON {
	var all []workingJSON
	for _, p := range positions {
		w := workingJSON{Practice: p.Practice.Code, Scheme: p.Scheme.Code, Outcome: p.Outcome, Problems: append(p.Held, p.Look...)}
		for _, s := range calc.Working(p) {
			w.Steps = append(w.Steps, stepJSON{s.Service, s.Label, s.Sum.String(), s.Value.String(), s.By()})
		}
		for _, row := range p.Instalments.Rows {
			w.Advances = append(w.Advances, letters.InstalmentCells(row))
		}
		all = append(all, w)
	}
	return all
}
