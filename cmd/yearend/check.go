package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"yearend/calc"
)

func checkCommand(o *options) *cobra.Command {
	var fixList string
	c := &cobra.Command{
		Use:   "check",
		Short: "Read and judge every input, write nothing, print all problems",
		Long:  "check reads and judges every input, composes every letter, writes nothing, and prints\nall problems. `yearend help faults` says what each code means.\n\nLimits of the inputs\n" + limitLines(),
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return check(c.Context(), *o, fixList, c.OutOrStdout(), c.ErrOrStderr())
		},
	}
	c.Flags().StringVar(&fixList, "fix-list", "", "write each faulty input into this `folder`, which holds no earlier list, as a workbook with its cells marked")
	asOfFlag(c, o)
	jsonFlag(c, o)
	return c
}

func check(ctx context.Context, o options, fixList string, stdout, stderr io.Writer) error {
	if fixList != "" {
		if err := freeForFixList(fixList); err != nil {
			return err
		}
	}
	y, err := readYearEnd(o)
	if err != nil {
		return err
	}
	if !y.extract.Stops() { // whether every letter could be written shows only in writing it
		if err := y.lookBack(); err != nil {
			return err
		}
		if _, err := y.writeLetters(ctx, nowhere); err != nil {
			return err
		}
	}
	if o.json {
		err = sayJSON(stdout, y.checked())
	} else {
		y.sayCheck(stdout)
	}
	if err == nil && fixList != "" {
		err = y.fixList(fixList, stderr)
	}
	if err != nil {
		return err
	}
	return y.verdict()
}

// verdict is the exit code that the problems ask for; they have been said.
func (y *yearEnd) verdict() error {
	counts := countProblems(y.extract.Problems)
	switch {
	case counts[string(calc.Stop)] > 0:
		return exitError{code: exitFailed}
	case counts[string(calc.Hold)] > 0:
		return exitError{code: exitPerson}
	}
	return nil
}

// checkReport is what `check --json` prints.
type checkReport struct {
	Inputs      []calc.Source                  `json:"inputs"`
	Problems    []calc.Problem                 `json:"problems"`
	Tallies     map[string]calc.Tally          `json:"tallies"`
	Unconfirmed map[string]map[string][]string `json:"unconfirmed_assumptions"` // by scheme, then whom to ask
}

func (y *yearEnd) checked() checkReport {
	report := checkReport{Inputs: y.extract.Sources, Problems: y.extract.Problems, Tallies: y.settled.Tallies,
		Unconfirmed: map[string]map[string][]string{}}
	for _, s := range y.schemes() {
		report.Unconfirmed[s.Code] = unconfirmed(s)
	}
	return report
}

func (y *yearEnd) sayCheck(w io.Writer) {
	for _, source := range y.extract.Sources {
		fmt.Fprintf(w, "%s: %d rows of %s\n", source.File, source.Rows, source.Kind)
	}
	fmt.Fprintln(w)
	sayProblems(w, y.extract.Problems)
	counts := countProblems(y.extract.Problems)
	fmt.Fprintf(w, "problems: %d stop, %d hold, %d look\n", counts["stop"], counts["hold"], counts["look"])
	if counts["stop"] > 0 {
		return
	}
	fmt.Fprintln(w)
	sayTallies(w, y.settled.Tallies)
	fmt.Fprintln(w)
	sayTotals(w, y.schemes(), calc.TotalsByScheme(y.settled.Positions))
	fmt.Fprintln(w)
	sayUnconfirmed(w, y.schemes())
}
