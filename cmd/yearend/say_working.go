package main

import (
	"fmt"
	"io"

	"yearend/calc"
	"yearend/letters"
)

func sayWorking(w io.Writer, p calc.Position) {
	fmt.Fprintf(w, "%s %s · %s %s\n", p.Practice.Code, p.Practice.Name, p.Scheme.Title, p.Scheme.Year)
	for _, problem := range append(p.Held, p.Look...) {
		fmt.Fprintf(w, "  %s: %s\n", problem.Severity, problemLine(problem))
	}
	if p.Outcome == calc.Held {
		fmt.Fprintf(w, "\n  held: no figures and no letter until a person has decided\n\n")
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
	fmt.Fprintln(w)
}

// sayStep writes a step's result beside its label, then its sum and its clause.
func sayStep(w io.Writer, number int, step calc.Step) {
	fmt.Fprintf(w, "  %3d %-52s %18s\n", number, step.Label, letters.FigureText(step.Value))
	fmt.Fprint(w, folded("        = ", letters.SumText(step.Sum)))
	fmt.Fprintf(w, "        by %s\n", step.By())
}

// workingJSON is one practice and scheme as `explain --json` prints it.
type workingJSON struct {
	Practice calc.PracticeCode `json:"practice_code"`
	Scheme   string            `json:"scheme"`
	Outcome  calc.Outcome      `json:"outcome"`
	Steps    []stepJSON        `json:"steps"`
	Problems []calc.Problem    `json:"problems"`
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
		all = append(all, w)
	}
	return all
}
