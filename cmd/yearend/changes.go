package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"yearend/cmd/yearend/season"
	"yearend/letters"
)

func changesCommand(o *options) *cobra.Command {
	all := false
	var of seasonFlags
	c := &cobra.Command{
		Use:   "changes [OLD NEW]",
		Short: "What differs between two runs, practice by practice, with both figures",
		Long: `changes compares two runs: without their names, the last approved one before the
newest run against the newest. It shows every practice whose figures moved, with
both figures and the reason (--all: also those that did not), what the totals
were and are, and how much of the difference rests on activity coded after the
cut-off. With --projection, and no names, it compares projections; their
balances are those if nothing more is recorded. With --outcome it compares
outcome runs: their decisions as well as their figures.`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 0 && len(args) != 2 {
				return fmt.Errorf("changes takes two runs, the older first, or none")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			return changes(*o, of, args, all, c.OutOrStdout())
		},
	}
	jsonFlag(c, o)
	of.offerAll(c, func(k letters.Kind) bool { return !k.OnPages }, func(k letters.Kind) string {
		return "of the " + k.Called.One + "s instead of the year-end letters"
	})
	c.Flags().BoolVar(&all, "all", false, "show also what did not change")
	return c
}

func changes(o options, of seasonFlags, names []string, all bool, stdout io.Writer) error {
	p, err := o.readProject()
	if err != nil {
		return err
	}
	kind, err := of.kind()
	if err != nil {
		return err
	}
	c, err := season.CompareRuns(p, kind, names)
	if err != nil {
		return err
	}
	if o.json {
		return sayJSON(stdout, changesReport(c, all))
	}
	fmt.Fprintf(stdout, "From %s (dated %s) to %s (dated %s)\n\n", c.Before.Name, c.Before.Record.AsOf, c.After.Name, c.After.Record.AsOf)
	sayMoves(stdout, c.Moves, c.Schemes, all)
	sayMoveTotals(stdout, c.Moves, c.Schemes)
	sayGivenInstructions(stdout, c)
	return nil
}
