package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"yearend/calc"
	"yearend/letters"
)

func explainCommand(o *options) *cobra.Command {
	var scheme string
	c := &cobra.Command{
		Use:   "explain CODE",
		Short: "Print one practice's working, step by step, each with its clause",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			code, err := calc.ParsePracticeCode(args[0])
			if err != nil {
				return usageError(err)
			}
			return explain(*o, code, scheme, c.OutOrStdout(), c.ErrOrStderr())
		},
	}
	asOfFlag(c, o)
	jsonFlag(c, o)
	c.Flags().StringVar(&scheme, "scheme", "", "only this `scheme`, by its code or short name")
	return c
}

func explain(o options, code calc.PracticeCode, scheme string, stdout, stderr io.Writer) error {
	y, err := readYearEnd(o)
	if err != nil {
		return err
	}
	if y.extract.Stops() {
		sayProblems(stderr, y.extract.Problems)
		return exitError{code: exitFailed}
	}
	found := y.positionsOf(code, scheme)
	if len(found) == 0 {
		return y.noPosition(code, scheme)
	}
	if o.json {
		return sayJSON(stdout, workingsJSON(found))
	}
	for _, p := range found {
		sayWorking(stdout, p)
	}
	return nil
}

func (y *yearEnd) positionsOf(code calc.PracticeCode, scheme string) []calc.Position {
	var found []calc.Position
	for _, p := range y.settled.Positions {
		if p.Practice.Code == code && (scheme == "" || strings.EqualFold(scheme, p.Scheme.Code) || strings.EqualFold(scheme, p.Scheme.Short)) {
			found = append(found, p)
		}
	}
	return found
}

// noPosition says why a practice has no working.
func (y *yearEnd) noPosition(code calc.PracticeCode, scheme string) error {
	if scheme != "" {
		return fmt.Errorf("%s has no contract in a scheme %q", code, scheme)
	}
	if p, known := y.extract.Practice(code); known {
		return fmt.Errorf("%s (%s) has no contract in any scheme of this project", code, p.Name)
	}
	return fmt.Errorf("%s stands neither in the register nor in the contracts", code)
}

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
