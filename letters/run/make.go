// Package run is what a run of any kind holds: which letter each position gets and
// which issue it is, the e-mails, tables, workbook and review page, copies of what
// it was made from, and its record. It is made the same way again to verify it.
//
//	compare  positions beside the last approved run: what stands, what is new, changed, withdrawn
//	compose  every letter in words
//	render   words → PDF and its twins, each read back; what fails is held
//	emails   what carries each letter, and to which mailbox
//	earlier  what the last approved run said, and what this one says to a later run
//	copies   inputs, rules and words → copies, and the record
//	again    the whole of it once more, from the copies
package run

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"

	"yearend/calc"
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
	composed, err := Compose(o.Stationery, c, o.ReissueWording) // positions → letters in words
	if err != nil {
		return Made{}, err
	}
	rendered, err := Render(ctx, o.Program, o.Kind, c, composed, put, tell) // words → PDF and twins
	if err != nil {
		return Made{}, err
	}
	if err := writeEmails(put, o.Kind, o.Domains, rendered); err != nil { // and what will carry them
		return Made{}, err
	}
	entries := entriesOf(o.AsOf, rendered)
	if err := writeEntries(put, entries); err != nil { // positions → what a later run compares with
		return Made{}, err
	}
	if err := writeTables(put, o, rendered, entries); err != nil { // positions → tables, workbook, review page
		return Made{}, err
	}
	record, err := writeCopies(put, o, rendered) // inputs, rules and words → copies
	return Made{rendered.Settled, record}, err
}

// Try composes and renders every letter, and keeps nothing: whether each can be
// made shows only in making it.
func Try(ctx context.Context, o Order, c Compared) (calc.Settlement, error) {
	composed, err := Compose(o.Stationery, c, o.ReissueWording)
	if err != nil {
		return c.Settled, err
	}
	rendered, err := Render(ctx, o.Program, o.Kind, c, composed, nowhere, nil)
	return rendered.Settled, err
}

// nowhere keeps nothing.
func nowhere(string, []byte) (string, error) { return "", nil }

// writeTables writes what Finance checks and what a person looks through.
func writeTables(put Put, o Order, r Rendered, entries []register.Entry) error {
	run := report.Run{
		Program:   o.Program,
		AsOf:      o.AsOf,
		Issuer:    o.Issuer.Name,
		Schemes:   r.Settled.Schemes,
		Contracts: r.Settled.Extract.Contracts,
		Settled:   r.Settled,
		Issues:    r.issues(),
		Problems:  r.Settled.Extract.Problems,
		Sources:   r.Settled.Extract.Sources,
		Supplier:  o.Supplier,
		Withdrawn: r.withdrawn(),
		Moves:     r.moves(entries),
		Sent:      r.Earlier.Sent,
	}
	tables, err := report.Tables(run)
	if err != nil {
		return fmt.Errorf("write the tables: %w", err)
	}
	for _, name := range slices.Sorted(maps.Keys(tables)) {
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
