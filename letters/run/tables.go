package run

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"

	"yearend/letters/register"
	"yearend/letters/report"
)

// writeTables writes what Finance checks and what a person looks through.
func writeTables(put Put, o Order, r Rendered, entries iter.Seq[register.Entry]) error {
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
		if _, err := put(name, tables[name].Write); err != nil {
			return err
		}
	}
	if _, err = put("control.xlsx", func(w io.Writer) error { return report.Workbook(w, run) }); err != nil {
		return err
	}
	_, err = put("index.html", func(w io.Writer) error {
		page := bufio.NewWriterSize(w, 1<<16)
		if err := report.Page(page, run); err != nil {
			return err
		}
		return page.Flush()
	})
	return err
}
