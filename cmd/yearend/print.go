package main

import (
	"errors"

	"github.com/spf13/cobra"

	"yearend/cmd/yearend/season"
)

func printCommand(o *options) *cobra.Command {
	var c season.PrintChoice
	command := &cobra.Command{
		Use:   "print RUN",
		Short: "One PDF of the letters that go by post, and whom each goes to",
		Long: `print joins the letters of an approved run that go by post into one PDF, in
order, each beginning on a sheet of its own, and writes posting.csv beside it:
the address that stands on each letter, its pages and sheets, its reference.
Print on both sides.

  yearend print run-001                 the letters without a mailbox
  yearend print run-001 --only P81999   a practice's letters, wherever they stand
  yearend print run-001 --all           every letter of the run

A letter that the practice has already, or may have, is printed where it is
asked for, and named. The files are in the run's folder print, and replace those
of the last time.
Printing notes nothing; what has gone by post is told to the journal:

  yearend send run-001 --resolve P81999=posted --on 2026-04-28 --by NAME`,
		Args: oneRun,
		RunE: func(cmd *cobra.Command, args []string) error {
			if c.All && len(c.Practices) > 0 {
				return usageError(errors.New("--all and --only are two different things: choose one"))
			}
			p, err := o.readProject()
			if err != nil {
				return err
			}
			done, err := season.Print(p, args[0], c, o.now, o.watchOn(cmd.ErrOrStderr()))
			if err != nil {
				return err
			}
			if o.json {
				err = sayJSON(cmd.OutOrStdout(), printJSON(done))
			} else {
				sayPrinted(cmd.OutOrStdout(), done)
			}
			if err != nil {
				return err
			}
			return needsPerson(len(done.Stay) > 0)
		},
	}
	f := command.Flags()
	f.StringSliceVar(&c.Practices, "only", nil, "only these practices, by their `codes`, whether they have a mailbox or not")
	f.StringSliceVar(&c.Schemes, "scheme", nil, "only this `scheme`, by its code or short name")
	f.BoolVar(&c.All, "all", false, "every letter of the run")
	jsonFlag(command, o)
	return command
}
