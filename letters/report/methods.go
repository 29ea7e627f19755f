package report

// methods is one row for each averaging method of each line, whether it was
// applied or not. A held position has none.
func methods(r Run) Table {
	columns := []string{"practice_code", "scheme", "service", "method", "achievement", "exact", "applied"}
	return Table{columns, func(add func(cells ...string)) {
		for _, p := range r.Settled.Positions {
			for _, line := range p.Lines {
				for i, result := range line.Results {
					add(append(keys(p, line.Contract.Service), result.Method.ID,
						result.Achievement.Cut(places), result.Achievement.Exact(), yes(i == line.Applied))...)
				}
			}
		}
	}}
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
