package main

import (
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"yearend/calc"
	"yearend/calc/rulebook"
	"yearend/letters/register"
)

func changesCommand(o *options) *cobra.Command {
	all := false
	c := &cobra.Command{
		Use:   "changes [OLD NEW]",
		Short: "What differs between two runs, practice by practice, with both figures",
		Long: `changes compares two runs: without their names, the last approved one before the
newest run against the newest. It shows every practice whose figures moved, with
both figures and the reason, what the totals were and are, and how much of the
difference rests on activity coded after the cut-off.`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 0 && len(args) != 2 {
				return fmt.Errorf("changes takes two runs, the older first, or none")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			return changes(*o, args, all, c.OutOrStdout())
		},
	}
	jsonFlag(c, o)
	c.Flags().BoolVar(&all, "all", false, "show also what did not change")
	return c
}

func changes(o options, args []string, all bool, stdout io.Writer) error {
	p, err := readProject(o.project)
	if err != nil {
		return err
	}
	before, after, err := twoRuns(p.path(p.Output), args)
	if err != nil {
		return err
	}
	was, err := before.Entries()
	if err != nil {
		return err
	}
	now, err := after.Entries()
	if err != nil {
		return err
	}
	schemes, err := schemesOf(after, before)
	if err != nil {
		return err
	}
	moves := register.Compare(was, now)
	if o.json {
		return sayJSON(stdout, changesReport(before, after, moves, schemes))
	}
	fmt.Fprintf(stdout, "From %s (dated %s) to %s (dated %s)\n\n", before.Name, before.Record.AsOf, after.Name, after.Record.AsOf)
	sayMoves(stdout, moves, schemes, all)
	sayMoveTotals(stdout, moves, schemes)
	return nil
}

// twoRuns are the runs to compare.
func twoRuns(root string, args []string) (before, after register.Run, err error) {
	if len(args) == 2 {
		if before, err = register.Find(root, args[0]); err != nil {
			return before, after, usageError(err)
		}
		if after, err = register.Find(root, args[1]); err != nil {
			return before, after, usageError(err)
		}
		return before, after, nil
	}
	runs, err := register.Runs(root)
	if err != nil {
		return before, after, err
	}
	if len(runs) < 2 {
		return before, after, usageError(fmt.Errorf("there are not yet two runs in %s to compare", filepath.ToSlash(root)))
	}
	newest := len(runs) - 1
	before, ok, err := register.LastApproved(runs[:newest])
	if err == nil && !ok {
		err = withHint(fmt.Errorf("no run before %s is approved", runs[newest].Name),
			fmt.Sprintf("name two runs: yearend changes %s %s", runs[newest-1].Name, runs[newest].Name))
	}
	return before, runs[newest], err
}

// schemesOf reads the schemes that runs were made by, from their copies of the
// rules; where two have the same scheme, the first run's.
func schemesOf(runs ...register.Run) (map[string]*calc.Scheme, error) {
	schemes := map[string]*calc.Scheme{}
	for _, run := range runs {
		for _, rules := range run.Record.Rules {
			text, err := run.Read(rules.Copy)
			if err != nil {
				return nil, err
			}
			s, err := rulebook.Read(rules.File, text)
			if err != nil {
				return nil, fmt.Errorf("read the rules of %s: %w", run.Name, err)
			}
			if schemes[s.Code] == nil {
				schemes[s.Code] = s
			}
		}
	}
	return schemes, nil
}

// changed leaves out what did not move, and what had no figures and has none.
func changed(moves []calc.Move) []calc.Move {
	var some []calc.Move
	for _, m := range moves {
		if m.Kind != calc.MoveNone && (m.Was != nil || m.Now != nil) {
			some = append(some, m)
		}
	}
	return some
}
