package report

import (
	"fmt"

	"yearend/calc"
	"yearend/letters"
)

// table is the header and the rows of one CSV file.
type table struct {
	columns []string
	rows    [][]string
}

// Tables writes every CSV table: its name within the run folder → its bytes.
func Tables(r Run) (map[string][]byte, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for name, t := range map[string]table{
		"positions.csv": positions(r),
		"services.csv":  services(r),
		"methods.csv":   methods(r),
		"working.csv":   working(r),
		"problems.csv":  problems(r),
		"payments.csv":  payments(r),
		"near.csv":      near(r),
	} {
		bytes, err := letters.CSV(t.columns, t.rows)
		if err != nil {
			return nil, fmt.Errorf("write %s: %w", name, err)
		}
		files[name] = bytes
	}
	return files, nil
}

// BoundaryCode is the problem that asks a person to look at a position near a
// boundary; what it is near to stands beside it, from calc.Near.
const BoundaryCode = "W-boundary"

// near is one row a boundary.
func near(r Run) table {
	t := table{columns: []string{"practice_code", "practice_name", "scheme", "service", "kind", "why"}}
	for _, b := range calc.Near(r.Settled.Positions) {
		p := b.Position
		t.rows = append(t.rows, []string{string(p.Practice.Code), p.Practice.Name, p.Scheme.Code, b.Service, string(b.Kind), letters.BoundaryReason(b)})
	}
	return t
}

// problems is one row a fault, with its place and its remedy.
func problems(r Run) table {
	t := table{columns: []string{
		"code", "severity", "practice", "scheme", "file", "sheet", "row", "column", "found", "remedy",
	}}
	for _, p := range r.Problems {
		t.rows = append(t.rows, []string{
			p.Code, string(p.Severity), string(p.Practice), p.Scheme,
			p.File, p.Sheet, orEmpty(p.Row), p.Column, p.Found, p.Remedy,
		})
	}
	return t
}
