package report

import "yearend/calc"

// methods is one row for each averaging method of each line, whether it was
// applied or not. A held position has none.
func methods(r Run) table {
	t := table{columns: []string{"practice_code", "scheme", "service", "method", "achievement", "exact", "applied"}}
	for _, p := range r.Settled.Positions {
		for _, line := range p.Lines {
			t.rows = append(t.rows, methodRows(p, line)...)
		}
	}
	return t
}

func methodRows(p calc.Position, line calc.Achievement) [][]string {
	var rows [][]string
	for i, result := range line.Results {
		rows = append(rows, append(keys(p, line.Contract.Service), result.Method.ID,
			result.Achievement.Cut(places), result.Achievement.Exact(), yes(i == line.Applied)))
	}
	return rows
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
