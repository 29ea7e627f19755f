package report

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
