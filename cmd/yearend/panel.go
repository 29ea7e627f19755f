package main

import (
	"context"
	"errors"
	"io"

	"github.com/spf13/cobra"

	"yearend/cmd/yearend/season"
)

func panelCommand(o *options) *cobra.Command {
	var run string
	c := &cobra.Command{
		Use:   "panel [--for RUN]",
		Short: "Make the pack for the panel that decides on mitigation requests",
		Long: `panel reads the forms' exports and the corrections, judges every request beside
the last approved year-end run, and writes a pack into output/panel-001:

  pack.pdf        a page or two a request, ordered by ground, with contents
  pack.xlsx       what a count would change: enter it, and balances follow
  decisions.xlsx  to be filled in, and recorded with yearend decide
  requests.csv    every request that was ever read, with where it stands

A request that is held, withdrawn or replaced is not in it, and why stands in
requests.csv. A pack is never changed: when a request changes, make a new one.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return panelPack(c.Context(), *o, run, c.OutOrStdout(), c.ErrOrStderr())
		},
	}
	c.Flags().StringVar(&run, "for", "", "the approved year-end `run` that it rests on; the last one where it is not given")
	asOfFlag(c, o)
	jsonFlag(c, o)
	return c
}

func panelPack(ctx context.Context, o options, run string, stdout, stderr io.Writer) error {
	on, err := o.date()
	if err != nil {
		return err
	}
	p, err := o.readProject()
	if err != nil {
		return err
	}
	made, err := season.MakePack(ctx, p, season.PanelAsked{AsOf: on, For: run, Now: o.now, Watch: o.watchOn(stderr)})
	if err != nil {
		return err
	}
	sayProblems(stderr, made.Problems, checkHasAll(""))
	if made.Dir == "" {
		return exitError{exitFailed, errors.New("nothing was written: mend what is marked stop, then run again")}
	}
	if o.json {
		if err := sayJSON(stdout, producedJSON{made.Dir, made.Record}); err != nil {
			return err
		}
	} else {
		sayPack(stdout, made)
	}
	return verdict(made.Problems)
}
