package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"yearend/calc"
	"yearend/cmd/yearend/season"
)

// preview is what `yearend preview` was asked for.
type preview struct {
	options
	code   calc.PracticeCode
	scheme string
	out    string
	watch  bool
	of     seasonFlags
}

func previewCommand(o *options) *cobra.Command {
	var v preview
	c := &cobra.Command{
		Use:   "preview CODE",
		Short: "Make one practice's letters, to see what the words look like",
		Long: `preview makes the letters of one practice, and the e-mails that will carry them,
as PDF, web page and text. It makes no run and issues nothing.

With --projection --through 2026-01 it makes projection letters, of a year that
has not ended.

With --watch it makes them again whenever a template or the project file is
saved, until Ctrl-C.`,
		Args: onePractice,
		RunE: func(c *cobra.Command, args []string) (err error) {
			v.options = *o
			if v.code, err = calc.ParsePracticeCode(args[0]); err != nil {
				return usageError(err)
			}
			return v.run(c.Context(), c.OutOrStdout(), c.ErrOrStderr())
		},
	}
	asOfFlag(c, o)
	lookingFlags(c, &v.of)
	c.Flags().StringVar(&v.scheme, "scheme", "", "only this `scheme`, by its code or short name")
	c.Flags().StringVar(&v.out, "out", "", "write into this `folder` (default: preview, in the folder of runs)")
	c.Flags().BoolVar(&v.watch, "watch", false, "make them again on every save of a template, until Ctrl-C")
	return c
}

func (v preview) run(ctx context.Context, stdout, stderr io.Writer) error {
	kind, err := v.of.looking()
	if err != nil {
		return err
	}
	p, ask, err := v.open(kind, stderr)
	if err != nil {
		return err
	}
	ask.Through = v.of.through
	made, err := season.OpenPreview(p, ask, v.code, v.scheme, v.out)
	if err != nil {
		return err
	}
	if made.Settled.Extract.Stops() {
		sayProblems(stderr, made.Settled.Extract.Problems, checkHasAll(v.of.through))
		return exitError{code: exitFailed}
	}
	if made.Letters() == 0 {
		return heldError(made.Held)
	}
	if held := heldError(made.Held); held != nil {
		fmt.Fprintln(stderr, held)
	}
	if err = sayPreview(stdout)(made.Make()); !v.watch {
		return err
	}
	project, templates, unwatchable := made.Watched()
	if unwatchable != nil {
		return unwatchable
	}
	sayError(stderr, err)
	fmt.Fprintf(stderr, "watching %s and %s; Ctrl-C ends\n", project, templates)
	made.Watch(ctx, func(again season.Previewed, err error) { sayError(stderr, sayPreview(stdout)(again, err)) })
	return nil
}
