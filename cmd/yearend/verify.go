package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"yearend/letters/register"
)

func verifyCommand(o *options) *cobra.Command {
	var letter string
	c := &cobra.Command{
		Use:   "verify RUN",
		Short: "Re-hash a run's files and derive every letter and table again",
		Long: `verify compares every file of a run with its digest in run.json, and then makes the
run again from its own copies of inputs, rules and words: the same bytes, or a list
of what differs. RUN is run-002, its number, its folder, or "latest".

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
	p, err := readProject(o.project)
	if err != nil {
		return err
	}
	run, err := register.Find(p.path(p.Output), name)
	if err != nil {
		return usageError(err)
	}
	differences, err := run.Check()
	if err != nil {
		return err
	}
	if _, err := run.Approval(); err != nil {
		return err
	}
	if len(differences) > 0 {
		return withHint(fmt.Errorf("%s is not what was written:\n%s", run.Name, differenceLines(differences)),
			"restore the files from a copy of the folder, or run yearend produce again")
	}
	fmt.Fprintf(stdout, "%s: all %d files are as they were written (digest %.12s)\n", run.Name, len(run.Record.Outputs)+1, run.Digest)
	derived, err := derive(ctx, run)
	if err != nil {
		return fmt.Errorf("derive %s again: %w", run.Name, err)
	}
	return sayDerived(stdout, run, derived)
}

// sayDerived says what came out when a run was made again.
func sayDerived(stdout io.Writer, run register.Run, derived *derivation) error {
	if len(derived.differ) == 0 {
		fmt.Fprintf(stdout, "%s: derived again from its own inputs, rules and words: the same bytes, %d files\n", run.Name, derived.same)
		return nil
	}
	fmt.Fprintf(stdout, "%s: derived again, %d files are the same and %d are not:\n", run.Name, derived.same, len(derived.differ))
	for _, name := range derived.differ {
		fmt.Fprintln(stdout, "  "+name)
	}
	err := fmt.Errorf("%s cannot be derived again to the same bytes", run.Name)
	if run.Record.Program != program() {
		err = withHint(err, fmt.Sprintf("it was made by %s, and this is %s: verify it with the version that made it", run.Record.Program, program()))
	}
	return exitError{exitFailed, err}
}
