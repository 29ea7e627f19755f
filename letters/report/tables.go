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

// Tables writes every CSV table of a year end: its name within the run folder →
// its bytes.
func Tables(r Run) (map[string][]byte, error) {
	return write(r, map[string]func(Run) table{
		"positions.csv": positions,
		"services.csv":  services,
		"methods.csv":   methods,
		"working.csv":   working,
		"problems.csv":  problems,
		"payments.csv":  payments,
		"near.csv":      near,
		"advances.csv":  advances,
	})
}

// EarlyTables writes those that a run has also before the year has ended.
func EarlyTables(r Run) (map[string][]byte, error) {
	return write(r, map[string]func(Run) table{"working.csv": working, "problems.csv": problems, "advances.csv": advances})
}

func write(r Run, tables map[string]func(Run) table) (map[string][]byte, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for name, of := range tables {
		t := of(r)
		bytes, err := letters.CSV(t.columns, t.rows)
		if err != nil {
			return nil, fmt.Errorf("write %s: %w", name, err)
		}
		files[name] = bytes
	}
	return files, nil
}
