package main

import (
	"io"

	"github.com/spf13/cobra"

	"yearend/calc"
	"yearend/cmd/yearend/season"
)

func explainCommand(o *options) *cobra.Command {
	var scheme string
	var of seasonFlags
	c := &cobra.Command{
		Use:   "explain CODE",
		Short: "Print one practice's working, step by step, each with its clause",
		Args:  onePractice,
		RunE: func(c *cobra.Command, args []string) error {
			code, err := calc.ParsePracticeCode(args[0])
			if err != nil {
				return usageError(err)
			}
			return explain(*o, of, code, scheme, c.OutOrStdout(), c.ErrOrStderr())
		},
	}
	asOfFlag(c, o)
	jsonFlag(c, o)
	lookingFlags(c, &of)
	c.Flags().StringVar(&scheme, "scheme", "", "only this `scheme`, by its code or short name")
	return c
}

func explain(o options, of seasonFlags, code calc.PracticeCode, scheme string, stdout, stderr io.Writer) error {
	kind, err := of.looking()
	if err != nil {
		return err
	}
	p, ask, err := o.open(kind, stderr)
	if err != nil {
		return err
	}
	ask.Through = of.through
	_, settled, err := season.Read(p, ask)
	if err != nil {
		return err
	}
	if settled.Extract.Stops() {
		sayProblems(stderr, settled.Extract.Problems, checkHasAll(of.through))
		return exitError{code: exitFailed}
	}
	found, err := season.PositionsOf(settled, code, scheme)
	if err != nil {
		return err
	}
	if o.json {
		return sayJSON(stdout, workingsJSON(found))
	}
	for _, position := range found {
		sayWorking(stdout, position)
	}
	return nil
}
