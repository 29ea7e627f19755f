package main

import (
	"context"
	"errors"
	"io"

	"github.com/spf13/cobra"

	"yearend/cmd/yearend/season"
	"yearend/letters"
	"yearend/letters/register"
)

func produceCommand(o *options) *cobra.Command {
	var reissueWording, late bool
	var of seasonFlags
	c := &cobra.Command{
		Use:   "produce",
		Short: "Check, compute, and write letters, tables and workbook into a new run folder",
		Long: `produce reads and judges every input, works out every position, and writes
letters, tables and workbook into a new folder of runs. It never touches an
earlier one. A date of issue after the day that letters are due by is refused
without --late.

Before the year has ended:

  yearend produce --projection --through 2026-01
                               a letter a practice and scheme on where its year
                               is heading, into output/projection-001
  yearend produce --monthly --through 2025-12
                               a page a practice for the intranet, without
                               money, into output/monthly-001

--through names the last month that is complete; what was delivered after it is
left out. The letters are dated after it, and at the latest on the last day of
the year. A projection through another month is a letter of its own, and
replaces none.

After the panel:

  yearend produce --outcome    a letter to each practice whose requests are
                               decided, and every final position with its
                               payment, into output/outcome-001

It rests on the last approved year-end run, as that run keeps it, and on what
was asked and decided since; it reads no extract. What is not decided is held.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return produce(c.Context(), *o, of, reissueWording, late, c.OutOrStdout(), c.ErrOrStderr())
		},
	}
	asOfFlag(c, o)
	jsonFlag(c, o)
	c.Flags().BoolVar(&reissueWording, "reissue-wording", false, "issue again also letters of which only the words or the address changed")
	c.Flags().BoolVar(&late, "late", false, "date the letters after the day they are due, and note it in run.json")
	of.offerAll(c, func(letters.Kind) bool { return true }, func(k letters.Kind) string { return inHelp(k.Called.Says) })
	throughFlag(c, &of)
	c.Flags().StringArrayVar(&of.schemes, "scheme", nil, "with --projection: only this `scheme`, by its code or short name")
	return c
}

func produce(ctx context.Context, o options, of seasonFlags, reissueWording, late bool, stdout, stderr io.Writer) error {
	kind, err := of.kind()
	if err != nil {
		return err
	}
	p, ask, err := o.open(kind, stderr)
	if err != nil {
		return err
	}
	saySynced(stderr, p)
	ask.Through, ask.Schemes = of.through, of.schemes
	ask.ReissueWording, ask.Late = reissueWording, late
	made, err := season.Produce(ctx, p, ask)
	if err != nil {
		return err
	}
	if made.Dir == "" {
		all := checkHasAll(of.through)
		if kind.Final {
			all = "" // no check is made of what a panel has decided
		}
		sayProblems(stderr, made.Settled.Extract.Problems, all)
		return exitError{exitFailed, errors.New("nothing was written: mend what is marked stop, then run again")}
	}
	switch {
	case o.json:
		err = sayJSON(stdout, producedJSON{made.Dir, made.Record})
	case kind.Early:
		sayEarly(stdout, ask.AsOf, made)
	case kind.Final:
		if lacks, err := season.LacksFor(p, ask.AsOf); err == nil {
			sayLacks(stderr, lacks)
		}
		sayLateIssue(stderr, ask.AsOf, made)
		sayOutcome(stdout, ask.AsOf, made)
	default:
		sayLateIssue(stderr, ask.AsOf, made)
		sayProduced(stdout, ask.AsOf, made)
	}
	if err != nil {
		return err
	}
	return verdict(made.Settled.Extract.Problems)
}

// producedJSON is what `produce --json` prints: where the run is, and its record.
type producedJSON struct {
	Run string `json:"run"`
	register.Record
}
