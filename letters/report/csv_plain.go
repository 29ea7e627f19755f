package report

import "strings"

// CSV writes a table of one's own as the tables of a run are written.
func CSV(columns []string, rows [][]string) ([]byte, error) {
	return table{columns: columns, rows: rows}.csv()
}

// AsWritten takes back the apostrophe that inert put before a cell.
func AsWritten(cell string) string {
	if bare, marked := strings.CutPrefix(cell, "'"); marked && inert(bare) == cell {
		return bare
	}
	return cell
}
