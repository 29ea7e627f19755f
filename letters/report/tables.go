package report

import (
	"fmt"

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
