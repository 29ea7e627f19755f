// Package run is what a run of any kind holds: which letter each position gets and
// which issue it is, the e-mails, tables, workbook and review page, copies of what
// it was made from, and its record. It is made the same way again to verify it.
//
//	compare    positions beside the last approved run: what stands, what is new, changed, withdrawn
//	letters    each letter composed, rendered, read back and kept, with its twins and
//	           its e-mail, one after the other on each core; what fails is held
//	compose    a letter in words
//	envelopes  to which mailbox each goes
//	pages      instead of letters: a page a practice over its schemes
//	ahead      what a run holds besides of a year that has not ended
//	earlier    what the last approved run said, and what this one says to a later run
//	copies     inputs, rules and words → copies, and the record
//	again      the whole of it once more, from the copies
package run

import (
	"context"
	"fmt"
	"io"
	"iter"

	"golang.org/x/sync/errgroup"

	"yearend/calc"
	"yearend/letters/pdf"
	"yearend/letters/register"
	"yearend/letters/report"
)

// Made is a run as it was made.
type Made struct {
	Settled calc.Settlement // with the problems that only the letters showed
	Record  register.Record
}

// Make makes everything that a run holds. The run itself and whoever derives it
// again have it made the same way.
func Make(ctx context.Context, o Order, c Compared, put Put, tell func(Progress)) (Made, error) {
	if o.Kind.OnPages {
		return makePages(ctx, o, c, put, tell)
	}
	press, err := pdf.NewPress(o.Program)
	if err != nil {
		return Made{}, err
	}
	rendered, err := makeLetters(ctx, maker{Order: o, compared: c, press: press, keep: put.letter(o.Kind)}, tell) // positions → words → PDF, twins, e-mails
	if err != nil {
		return Made{}, err
	}
	made := Made{Settled: rendered.Settled}
	entries := entriesOf(o.AsOf, rendered)
	err = sideBySide(
		func() error { return writeEnvelopes(put, o, rendered) },       // and where each goes
		func() error { return writeEntries(put, entries) },             // positions → what a later run compares with
		func() error { return writeTables(put, o, rendered, entries) }, // positions → tables, workbook, review page
		func() (err error) { // inputs, rules and words → copies
			made.Record, err = writeCopies(put, o, rendered)
			return err
		},
	)
	return made, err
}

// sideBySide does what does not wait for each other.
func sideBySide(all ...func() error) error {
	var group errgroup.Group
	for _, one := range all {
		group.Go(one)
	}
	return group.Wait()
}

// Try composes and renders every letter, reads it back and keeps nothing: whether
// each can be made shows only in making it.
func Try(ctx context.Context, o Order, c Compared) (calc.Settlement, error) {
	press, err := pdf.NewTrialPress(o.Program)
	if err != nil {
		return calc.Settlement{}, err
	}
	nowhere := func(Composed, []byte) (string, error) { return "", nil }
	rendered, err := makeLetters(ctx, maker{Order: o, compared: c, press: press, keep: nowhere}, nil)
	return rendered.Settled, err
}

// writeTables writes what Finance checks and what a person looks through.
func writeTables(put Put, o Order, r Rendered, entries iter.Seq[register.Entry]) error {
	run := report.Run{
		Program:   o.Program,
		Kind:      o.Kind,
		AsOf:      o.AsOf,
		Issuer:    o.Issuer.Name,
		Schemes:   r.Settled.Schemes,
		Contracts: r.Settled.Extract.Contracts,
		Settled:   r.Settled,
		Issues:    r.issues(),
		Problems:  r.Settled.Extract.Problems,
		Sources:   r.Settled.Extract.Sources,
		Supplier:  o.Supplier,
		Faults:    o.Faults,
		Previous:  r.previously(),
		Withdrawn: r.withdrawn(),
		Moves:     r.moves(entries),
		Sent:      r.Earlier.Sent,
	}
	if o.Kind.Early {
		return writeEarly(put, o, run)
	}
	tabled := report.Tables
	if o.Kind.Final {
		tabled = report.FinalTables
	} else {
		run.Boundaries = r.Settled.Near
	}
	tables, err := tabled(run)
	if err != nil {
		return fmt.Errorf("write the tables: %w", err)
	}
	return sideBySide(
		func() error {
			_, err := put("control.xlsx", func(w io.Writer) error { return report.Workbook(w, run) })
			return err
		},
		func() error { return putTables(put, tables) },
		func() error {
			return report.Pages(run, func(name string, page []byte) error {
				_, err := put.bytes(name, page)
				return err
			})
		},
	)
}
