package main

import (
	"context"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"yearend/calc"
	"yearend/cmd/yearend/season"
)

func checkCommand(o *options) *cobra.Command {
	var fixList string
	var of seasonFlags
	c := &cobra.Command{
		Use:   "check",
		Short: "Read and judge every input, write nothing, print all problems",
		Long:  "check reads and judges every input, composes every letter, writes nothing, and\nprints all problems. `yearend help faults` says what each code means.\n\nLimits of the inputs\n" + limitLines(),
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return check(c.Context(), *o, of, fixList, c.OutOrStdout(), c.ErrOrStderr())
		},
	}
	c.Flags().StringVar(&fixList, "fix-list", "", "write each faulty input into this `folder`, which holds no earlier list, as a workbook with its cells marked")
	lookingFlags(c, &of)
	asOfFlag(c, o)
	jsonFlag(c, o)
	return c
}

func check(ctx context.Context, o options, of seasonFlags, fixList string, stdout, stderr io.Writer) error {
	if fixList != "" {
		if err := season.FreeForFixList(fixList); err != nil {
			return err
		}
	}
	kind, err := of.looking()
	if err != nil {
		return err
	}
	p, ask, err := o.open(kind, stderr)
	if err != nil {
		return err
	}
	saySynced(stderr, p)
	ask.Through = of.through
	settled, err := season.Check(ctx, p, ask)
	if err != nil {
		return err
	}
	asked, err := requestsBeside(o, of, p, ask)
	if err != nil {
		return err
	}
	if o.json {
		report := checkedJSON(settled)
		report.Requests = requestsJSON(asked)
		err = sayJSON(stdout, report)
	} else {
		sayCheck(stdout, settled, of.through)
		sayRequests(stdout, asked)
		err = sayPacksOf(stdout, p)
	}
	if err == nil && fixList != "" {
		var fixes []season.Fix
		fixes, err = season.WriteFixList(p, ask.AsOf, settled.Extract, fixList)
		sayFixes(stderr, fixes)
	}
	if err != nil {
		return err
	}
	problems := settled.Extract.Problems
	if asked != nil {
		problems = slices.Concat(problems, asked.Said())
	}
	return verdict(problems)
}

// requestsBeside is what practices asked for after their letters; nil where they have
// asked for nothing yet, and where the check is of a year that has not ended.
func requestsBeside(o options, of seasonFlags, p season.Project, ask season.Request) (*season.Asked, error) {
	asks, err := p.AsksAnything()
	if err != nil || !asks || of.through != "" {
		return nil, err
	}
	asked, err := p.CheckRequests(ask.AsOf, ask.Now())
	return &asked, err
}

// verdict is the exit code that the problems ask for; they have been said.
func verdict(problems []calc.Problem) error {
	counts := calc.CountProblems(problems)
	switch {
	case counts[string(calc.Stop)] > 0:
		return exitError{code: exitFailed}
	case counts[string(calc.Hold)] > 0:
		return exitError{code: exitPerson}
	}
	return nil
}
