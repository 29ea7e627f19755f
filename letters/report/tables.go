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

// Tables are the CSV tables by their names within the run folder.
func Tables(r Run) (map[string]Table, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	return map[string]Table{
		"positions.csv": positions(r),
		"services.csv":  services(r),
		"methods.csv":   methods(r),
		"working.csv":   working(r),
		"problems.csv":  problems(r),
		"payments.csv":  payments(r),
		"near.csv":      near(r),
	}, nil
}
