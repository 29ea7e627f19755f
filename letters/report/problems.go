package report

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
