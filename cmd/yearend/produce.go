package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/register"
	"yearend/letters/report"
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

// produce is the whole pipe, from files to a run folder.
func produce(ctx context.Context, o options, reissueWording bool, stdout, stderr io.Writer) error {
	y, err := readYearEnd(o) // files → records → achievement → positions
	if err != nil {
		return err
	}
	y.reissueWording = reissueWording
	if y.extract.Stops() {
		sayProblems(stderr, y.extract.Problems)
		return exitError{exitFailed, fmt.Errorf("nothing was written: mend what is marked stop, then run again")}
	}
	if err := y.dateable(); err != nil {
		return err
	}
	dir, record, err := y.run(ctx, stderr) // letters, tables, copies → a run folder
	if err != nil {
		return err
	}
	if o.json {
		err = sayJSON(stdout, runReport{Run: dir, Record: record})
	} else {
		y.sayAccount(stdout, dir, record)
	}
	if err != nil {
		return err
	}
	return y.verdict()
}

// run writes a new run folder, which is there whole or not at all.
func (y *yearEnd) run(ctx context.Context, stderr io.Writer) (dir string, record register.Record, err error) {
	lock, err := y.lock("produce", stderr) // one command at a time in a folder of runs
	if err != nil {
		return "", record, err
	}
	defer func() { err = errors.Join(err, lock.Release()) }()
	if err := y.lookBack(); err != nil { // the last approved run → what stands
		return "", record, err
	}
	draft, err := register.Begin(y.runs()) // an unfinished run, beside the finished ones
	if err != nil {
		return "", record, err
	}
	defer draft.Discard() // does nothing to a run that was kept

	y.progress = stderr
	if record, err = y.make(ctx, draft.Put); err != nil {
		return "", record, err
	}
	sayLateIssue(stderr, *y, record)
	dir, err = draft.Keep(record)
	return filepath.ToSlash(dir), record, err
}

// make makes everything that a run holds, in the order of the house: letters,
// tables, and copies of what they were made from. The run itself and whoever
// derives it again have it made the same way.
func (y *yearEnd) make(ctx context.Context, put put) (register.Record, error) {
	made, err := y.writeLetters(ctx, put) // positions → letters → PDF and twins
	if err != nil {
		return register.Record{}, err
	}
	issues, entries := issuesOf(made), y.entries(made)
	if err := writeEntries(put, entries); err != nil { // positions → what a later run compares with
		return register.Record{}, err
	}
	if err := y.writeTables(put, issues, y.moves(entries)); err != nil { // positions → tables and workbook
		return register.Record{}, err
	}
	return y.keep(put, issues) // inputs, rules and words → copies
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
func (y *yearEnd) writeTables(put put, issues []letters.Issue, moves []calc.Move) error {
	sent, err := earlierSent(y.earlier.sent)
	if err != nil {
		return err
	}
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
		Withdrawn: y.withdrawn(),
		Moves:     moves,
		Sent:      sent,
	}
	tables, err := report.Tables(run)
	if err != nil {
		return fmt.Errorf("write the tables: %w", err)
	}
	for _, name := range sortedKeys(tables) {
		if _, err := put(name, tables[name]); err != nil {
			return err
		}
	}
	var workbook bytes.Buffer
	if err := report.Workbook(&workbook, run); err != nil {
		return fmt.Errorf("write the control workbook: %w", err)
	}
	if _, err = put("control.xlsx", workbook.Bytes()); err != nil {
		return err
	}
	return report.Pages(run, func(name string, page []byte) error {
		_, err := put(name, page)
		return err
	})
}

func program() string { return "yearend " + version }
