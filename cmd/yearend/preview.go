package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/pdf"
)

// preview is what `yearend preview` was asked for.
type preview struct {
	options
	code   calc.PracticeCode
	scheme string
	out    string
	watch  bool
}

func previewCommand(o *options) *cobra.Command {
	var v preview
	c := &cobra.Command{
		Use:   "preview CODE",
		Short: "Make one practice's letters, to see what the words look like",
		Long: `preview makes the letters of one practice, and the e-mails that will carry them, as
PDF, web page and text. It makes no run and issues nothing.

With --watch it makes them again whenever a template or the project file is saved,
until Ctrl-C.`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) (err error) {
			v.options = *o
			if v.code, err = calc.ParsePracticeCode(args[0]); err != nil {
				return usageError(err)
			}
			return v.run(c.Context(), c.OutOrStdout(), c.ErrOrStderr())
		},
	}
	asOfFlag(c, o)
	c.Flags().StringVar(&v.scheme, "scheme", "", "only this `scheme`, by its code or short name")
	c.Flags().StringVar(&v.out, "out", "", "write into this `folder` (default: preview, in the folder of runs)")
	c.Flags().BoolVar(&v.watch, "watch", false, "make them again on every save of a template, until Ctrl-C")
	return c
}

func (v preview) run(ctx context.Context, stdout, stderr io.Writer) error {
	y, err := readYearEnd(v.options)
	if err != nil {
		return err
	}
	if y.extract.Stops() {
		sayProblems(stderr, y.extract.Problems)
		return exitError{code: exitFailed}
	}
	if err := y.lookBack(); err != nil {
		return err
	}
	positions, held, err := y.lettersOf(v.code, v.scheme)
	if err != nil {
		return err
	}
	if held != nil {
		fmt.Fprintln(stderr, held)
	}
	if v.out == "" {
		v.out = filepath.Join(y.project.path(y.project.Output), "preview")
	}
	press, err := pdf.NewPress(program())
	if err != nil {
		return err
	}
	err = y.preview(press, positions, v.out, stdout)
	if !v.watch {
		return err
	}
	return v.again(ctx, y, press, positions, err, stdout, stderr)
}

// lettersOf are the positions of a practice that get a letter, and why others
// get none; it is an error where none does.
func (y *yearEnd) lettersOf(code calc.PracticeCode, scheme string) (positions []calc.Position, held, err error) {
	found := y.positionsOf(code, scheme)
	if len(found) == 0 {
		return nil, nil, y.noPosition(code, scheme)
	}
	var faults []error
	for _, p := range found {
		if p.Outcome != calc.Held {
			positions = append(positions, p)
			continue
		}
		for _, problem := range p.Held {
			faults = append(faults, fmt.Errorf("%s is held for %s and gets no letter: %s", code, p.Scheme.Title, problemLine(problem)))
		}
	}
	if len(positions) == 0 {
		return nil, nil, errors.Join(faults...)
	}
	return positions, errors.Join(faults...), nil
}

// preview writes the letters on some positions. One that fails when it is read
// back is written all the same, for a person to look at, and said to be faulty.
func (y *yearEnd) preview(press *pdf.Press, positions []calc.Position, out string, stdout io.Writer) error {
	var failures []error
	for _, p := range positions {
		l, e, err := y.write(p, y.previewed(p), y.asOf)
		if err != nil {
			return err
		}
		file, err := press.Draw(l)
		if err != nil {
			return err
		}
		if err := press.Check(file, l); err != nil {
			failures = append(failures, fmt.Errorf("%s would be held: %w", l.Reference, err))
		}
		name := filepath.Join(out, l.Scheme+"-"+string(l.Practice))
		for ending, data := range map[string]string{
			".pdf": string(file), ".html": letters.HTML(l), ".txt": letters.PlainText(l),
			"-email.html": letters.EmailHTML(e), "-email.txt": "Subject: " + e.Subject + "\n\n" + letters.EmailText(e),
		} {
			if err := writeWhole(name+ending, []byte(data)); err != nil {
				return fmt.Errorf("write the preview: %w", err)
			}
		}
		fmt.Fprintln(stdout, filepath.ToSlash(name)+".pdf, .html, .txt, -email.html, -email.txt")
	}
	if len(failures) > 0 {
		return exitError{exitPerson, errors.Join(failures...)}
	}
	return nil
}

// previewed is the issue that the letter would be; one that stands unchanged is
// shown as it stands, dated today.
func (y *yearEnd) previewed(p calc.Position) letters.Issue {
	issue := y.issueOf(p)
	if issue.State == letters.Unchanged {
		issue.State = letters.New
	}
	return issue
}

// writeWhole puts a file in the place of another at once, so that a program that
// shows it never sees half of it.
func writeWhole(file string, data []byte) error {
	part := file + ".part"
	if err := writeFile(part, data); err != nil {
		return err
	}
	return os.Rename(part, file)
}
