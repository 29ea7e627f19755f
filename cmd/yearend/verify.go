package main

import (
	"context"
	"errors"
	"io"

	"github.com/spf13/cobra"

	"yearend/cmd/yearend/season"
)

func verifyCommand(o *options) *cobra.Command {
	var letter string
	c := &cobra.Command{
		Use:   "verify RUN",
		Short: "Re-hash a run's files and derive every letter and table again",
		Long: `verify compares every file of a run with its digest in run.json, and then makes
the run again from its own copies of inputs, rules and words: the same bytes, or
a list of what differs; and it says where the run's letters went from another
folder or computer than this. RUN is run-002, its number, its folder, or
"latest", the newest year-end run; projection-latest is the newest of
projections.

With --letter it says instead which run and issue a PDF, or the check code on a
printed letter, belongs to, and whether it is the letter that stands.`,
		Args: func(_ *cobra.Command, args []string) error {
			if (len(args) == 1) == (letter != "") || len(args) > 1 {
				return errors.New("verify takes a run, or --letter FILE.pdf")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if letter != "" {
				return verifyLetter(*o, letter, c.OutOrStdout())
			}
			return verify(c.Context(), *o, args[0], c.OutOrStdout())
		},
	}
	c.Flags().StringVar(&letter, "letter", "", "say what this `file` or check code is")
	return c
}

// verify hashes a run's files, and then makes them again from what the run keeps.
func verify(ctx context.Context, o options, name string, stdout io.Writer) error {
	p, err := o.readProject()
	if err != nil {
		return err
	}
	if season.IsPack(name) {
		pack, err := season.VerifyPack(p, name)
		if err == nil {
			sayVerified(stdout, pack)
		}
		return err
	}
	run, err := season.Verify(p, name)
	if err != nil {
		return err
	}
	sayVerified(stdout, run)
	again, err := season.Derive(ctx, run)
	if err != nil {
		return err
	}
	if err := sayDerived(stdout, run, again); err != nil {
		return err
	}
	elsewhere, err := season.Elsewhere(p, run)
	if err != nil {
		return err
	}
	sayElsewhere(stdout, elsewhere)
	return needsPerson(len(elsewhere) > 0)
}

// verifyLetter says of a file, or of a check code, which letter it is.
func verifyLetter(o options, asked string, stdout io.Writer) error {
	p, err := o.readProject()
	if err != nil {
		return err
	}
	found, err := season.FindLetter(p, asked)
	if found.Asked != "" {
		sayOrigin(stdout, found)
	}
	if err != nil {
		return err
	}
	sayWhetherItStands(stdout, found)
	return needsPerson(!found.Stands())
}
