package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"yearend/letters"
	"yearend/letters/register"
	"yearend/letters/report"
)

func produceCommand(o *options) *cobra.Command {
	c := &cobra.Command{
		Use:   "produce",
		Short: "Check, compute, and write letters, tables and workbook into a new run folder",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return produce(c.Context(), *o, c.OutOrStdout(), c.ErrOrStderr())
		},
	}
	asOfFlag(c, o)
	jsonFlag(c, o)
	return c
}

// produce is the whole pipe, from files to a run folder.
func produce(ctx context.Context, o options, stdout, stderr io.Writer) error {
	y, err := readYearEnd(o) // files → records → achievement → positions
	if err != nil {
		return err
	}
	if y.extract.Stops() {
		sayProblems(stderr, y.extract.Problems)
		return exitError{exitFailed, fmt.Errorf("nothing was written: mend what is marked stop, then run again")}
	}
	if err := y.dateable(); err != nil {
		return err
	}
	sayLateIssue(stderr, y)

	draft, err := register.Begin(y.project.path(y.project.Output)) // an unfinished run, beside the finished ones
	if err != nil {
		return err
	}
	defer draft.Discard() // does nothing to a run that was kept

	keep, done := sayProgress(stderr, y.lettersDue(), draft.Put)
	issues, err := y.writeLetters(ctx, keep) // positions → letters → PDF and twins
	done()
	if err != nil {
		return err
	}
	if err := y.writeTables(draft, issues); err != nil { // positions → tables and workbook
		return err
	}
	record, err := y.archive(draft) // inputs, rules and words → copies
	if err != nil {
		return err
	}
	dir, err := draft.Keep(record) // whole, or not at all
	if err != nil {
		return err
	}
	if o.json {
		err = sayJSON(stdout, runReport{Run: filepath.ToSlash(dir), Record: record})
	} else {
		y.sayAccount(stdout, filepath.ToSlash(dir))
	}
	if err != nil {
		return err
	}
	return y.verdict()
}

// runReport is what `produce --json` prints: where the run is, and its record.
type runReport struct {
	Run string `json:"run"`
	register.Record
}

// dateable refuses a date of issue before the contract year has ended: what is
// recorded by then is not the year's.
func (y *yearEnd) dateable() error {
	for _, s := range y.schemes() {
		if y.asOf <= s.Period.To {
			return usageError(withHint(
				fmt.Errorf("the year of %s ends on %s, and the letters would be dated %s", s.Title, s.Period.To, y.asOf),
				fmt.Sprintf("to rehearse, date the letters after that day: --as-of %s", s.Dates.LettersBy)))
		}
	}
	return nil
}

// writeTables writes what Finance checks.
func (y *yearEnd) writeTables(draft *register.Draft, issues []letters.Issue) error {
	run := report.Run{
		Program:   program(),
		AsOf:      y.asOf,
		Issuer:    y.project.Issuer.Name,
		Schemes:   y.schemes(),
		Contracts: y.extract.Contracts,
		Settled:   y.settled,
		Issues:    issues,
		Problems:  y.extract.Problems,
		Sources:   y.extract.Sources,
		Supplier:  y.project.Payments.supplier(),
	}
	tables, err := report.Tables(run)
	if err != nil {
		return fmt.Errorf("write the tables: %w", err)
	}
	for _, name := range sortedKeys(tables) {
		if _, err := draft.Put(name, tables[name]); err != nil {
			return err
		}
	}
	var workbook bytes.Buffer
	if err := report.Workbook(&workbook, run); err != nil {
		return fmt.Errorf("write the control workbook: %w", err)
	}
	if _, err = draft.Put("control.xlsx", workbook.Bytes()); err != nil {
		return err
	}
	var page bytes.Buffer
	if err := report.Page(&page, run); err != nil {
		return err
	}
	_, err = draft.Put("index.html", page.Bytes())
	return err
}

func program() string { return "yearend " + version }
