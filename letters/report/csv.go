package report

import (
	"bytes"
	"encoding/csv"
)

// csv writes the table as RFC 4180 has it, in UTF-8 without a mark and with
// "\n" on every system, so that the bytes are the same everywhere.
func (t table) csv() ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.Write(t.columns); err != nil {
		return nil, err
	}
	safe := make([]string, len(t.columns))
	for _, row := range t.rows {
		for i, cell := range row {
			safe[i] = inert(cell)
		}
		if err := w.Write(safe[:len(row)]); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}
