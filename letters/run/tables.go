package run

import (
	"bytes"
	"fmt"
	"maps"
	"slices"

	"yearend/letters/register"
	"yearend/letters/report"
	"yearend/letters/report/early"
)

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
	if o.Kind.Early {
		return writeEarly(put, o, run)
	}
	tables, err := report.Tables(run)
	if err != nil {
		return fmt.Errorf("write the tables: %w", err)
	}
	if err := putAll(put, tables); err != nil {
		return err
	}
	var workbook, page bytes.Buffer
	if err := report.Workbook(&workbook, run); err != nil {
		return fmt.Errorf("write the control workbook: %w", err)
	}
	if _, err = put("control.xlsx", workbook.Bytes()); err != nil {
		return err
	}
	if err := report.Page(&page, run); err != nil {
		return err
	}
	_, err = put("index.html", page.Bytes())
	return err
}

// writeEarly writes the tables of projections, and the page on which a person
// looks through them.
func writeEarly(put Put, o Order, run report.Run) error {
	tables, err := report.EarlyTables(run)
	if err != nil {
		return fmt.Errorf("write the tables: %w", err)
	}
	projections, err := early.ProjectionTables(run.Settled)
	if err != nil {
		return fmt.Errorf("write the tables: %w", err)
	}
	maps.Copy(tables, projections)
	if err := putAll(put, tables); err != nil {
		return err
	}
	var page bytes.Buffer
	if err := early.WriteReview(&page, early.ReviewOf(early.HeadOf(o.Program, run.Issuer, o.AsOf, run.Settled), run.Settled, run.Issues)); err != nil {
		return err
	}
	_, err = put("index.html", page.Bytes())
	return err
}

func putAll(put Put, files map[string][]byte) error {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if _, err := put(name, files[name]); err != nil {
			return err
		}
	}
	return nil
}
