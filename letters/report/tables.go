package report

import (
	"io"

	"yearend/letters"
)

// A Table is one of the CSV tables of a run.
type Table struct {
	columns []string
	rows    func(add func(cells ...string)) // tells every row, one after the other
}

// Write writes the table row by row.
func (t Table) Write(to io.Writer) error {
	w := letters.NewCSV(to, t.columns...)
	t.rows(w.Row)
	return w.End()
}

// Tables are the CSV tables of a year end by their names within the run folder.
func Tables(r Run) (map[string]Table, error) {
	tables, err := EarlyTables(r)
	if err != nil {
		return nil, err
	}
	for name, t := range map[string]Table{
		"positions.csv": positions(r),
		"services.csv":  services(r),
		"methods.csv":   methods(r),
		"payments.csv":  payments(r),
		"near.csv":      near(r),
	} {
		tables[name] = t
	}
	return tables, nil
}

// FinalTables are those of what is final after the panel.
func FinalTables(r Run) (map[string]Table, error) {
	tables, err := Tables(r)
	if err != nil {
		return nil, err
	}
	tables["final.csv"], tables["bridge.csv"] = finals(r), bridge(r)
	for _, name := range []string{"near.csv", "advances.csv"} { // nothing more is recorded, and the advances stand in the year-end run
		delete(tables, name)
	}
	return tables, nil
}

// EarlyTables are those that a run has also before the year has ended.
func EarlyTables(r Run) (map[string]Table, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	return map[string]Table{"working.csv": working(r), "problems.csv": problems(r), "advances.csv": advances(r)}, nil
}

// BoundaryCode is the problem that asks a person to look at a position near a
// boundary; what it is near to stands beside it.
const BoundaryCode = "W-boundary"

// near is one row a boundary. That of an outcome or a share says which way it
// lies, how little is enough, and in which months so little is.
func near(r Run) Table {
	columns := []string{"practice_code", "practice_name", "scheme", "service", "kind", "direction", "count", "months", "why"}
	return Table{columns, func(add func(cells ...string)) {
		for _, b := range r.Boundaries {
			p := b.Position
			add(string(p.Practice.Code), p.Practice.Name, p.Scheme.Code, b.Service, string(b.Kind),
				letters.Direction(b), orEmpty(int(b.Away.Count)), letters.BoundaryMonths(b), letters.BoundaryReason(b))
		}
	}}
}

// problems is one row a fault, with its place and its remedy.
func problems(r Run) Table {
	columns := []string{"code", "severity", "practice", "scheme", "file", "sheet", "row", "column", "found", "remedy"}
	return Table{columns, func(add func(cells ...string)) {
		for _, p := range r.Problems {
			add(p.Code, string(p.Severity), string(p.Practice), p.Scheme,
				p.File, p.Sheet, orEmpty(p.Row), p.Column, p.Found, p.Remedy)
		}
	}}
}
