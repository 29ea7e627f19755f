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
	var reissueWording bool
	c := &cobra.Command{
		Use:   "produce",
		Short: "Check, compute, and write letters, tables and workbook into a new run folder",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return produce(c.Context(), *o, reissueWording, c.OutOrStdout(), c.ErrOrStderr())
		},
	}
	asOfFlag(c, o)
	jsonFlag(c, o)
	c.Flags().BoolVar(&reissueWording, "reissue-wording", false, "issue again also letters of which only the words or the address changed")
	return c
}

func produce(ctx context.Context, o options, reissueWording bool, stdout, stderr io.Writer) error {
	p, ask, err := o.open(letters.YearEnd(), stderr)
	if err != nil {
		return err
	}
	ask.ReissueWording = reissueWording
	made, err := season.Produce(ctx, p, ask)
	if err != nil {
		return err
	}
	if made.Dir == "" {
		sayProblems(stderr, made.Settled.Extract.Problems)
		return exitError{exitFailed, errors.New("nothing was written: mend what is marked stop, then run again")}
	}
	sayLateIssue(stderr, ask.AsOf, made)
	if o.json {
		err = sayJSON(stdout, producedJSON{made.Dir, made.Record})
	} else {
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
