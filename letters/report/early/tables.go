package early

import (
	"io"
	"slices"
	"strconv"

	"yearend/calc"
	"yearend/letters"
)

// Table writes one of the tables, row by row.
type Table func(io.Writer) error

// ProjectionTables are the tables of projections by their names within the run folder.
func ProjectionTables(s calc.Settlement) map[string]Table {
	return map[string]Table{"projections.csv": projections(s), "projection_services.csv": services(s, projectionColumns())}
}

// PerformanceTables is the table of monthly reports.
func PerformanceTables(s calc.Settlement) map[string]Table {
	return map[string]Table{"performance.csv": services(s, performanceColumns())}
}

// projections is one row a practice and scheme; a held one has no sums.
func projections(s calc.Settlement) Table {
	return func(to io.Writer) error {
		w := letters.NewCSV(to, "practice_code", "practice_name", "scheme", "through", "contract_value", "earned_floor", "earned_so_far", "earned_last_three",
			"low", "high", "advance_year", "balance_low", "balance_high", "outcome")
		for _, p := range s.Positions {
			row := []string{string(p.Practice.Code), p.Practice.Name, p.Scheme.Code, p.LastMonth().YearMonth()}
			w.Row(append(append(row, sums(p)...), string(p.Ahead.Outcome))...)
		}
		return w.End()
	}
}

func sums(p calc.Position) []string {
	if p.Outcome == calc.Held {
		return make([]string, 9)
	}
	a := p.Ahead
	low, high := a.Balances()
	return []string{p.Value.String(), p.Earned.String(), a.SoFar.String(), a.LastThree.String(),
		a.Low().String(), a.High().String(), a.AdvanceYear.String(), low.String(), high.String()}
}

// column is one of a table of services: its head, and what a line has in it.
type column struct {
	head string
	of   func(calc.Projection, calc.ProjectedLine) string
}

// places is how many decimals of a share the tables show, cut and not rounded.
const places = 6

// projectionColumns are those of projection_services.csv after its keys.
func projectionColumns() []column {
	lastThree := column{"achievement_last_three", func(_ calc.Projection, l calc.ProjectedLine) string {
		return l.LastThree.Highest().Achievement.Cut(places)
	}}
	return slices.Concat(recordedColumns(), []column{lastThree}, neededColumns())
}

// performanceColumns are those of performance.csv.
func performanceColumns() []column { return slices.Concat(recordedColumns(), neededColumns()) }

func recordedColumns() []column {
	return []column{
		{"target", func(_ calc.Projection, l calc.ProjectedLine) string { return whole(l.Floor.Contract.Target) }},
		{"recorded", func(_ calc.Projection, l calc.ProjectedLine) string { return whole(l.Recorded()) }},
		{"achievement_floor", func(_ calc.Projection, l calc.ProjectedLine) string { return l.Floor.Highest().Achievement.Cut(places) }},
		{"achievement_so_far", func(_ calc.Projection, l calc.ProjectedLine) string { return l.SoFar.Highest().Achievement.Cut(places) }},
	}
}

func neededColumns() []column {
	return []column{
		{"needed_for_share", neededForShare},
		{"needed_for_target", func(p calc.Projection, l calc.ProjectedLine) string { return whole(p.NeededForTarget(l)) }},
		{"working_days_left", func(p calc.Projection, _ calc.ProjectedLine) string { return whole(p.WorkingDaysLeft()) }},
	}
}

// neededForShare is empty where the scheme states no share.
func neededForShare(p calc.Projection, l calc.ProjectedLine) string {
	n, states := p.NeededForShare(l)
	if !states {
		return ""
	}
	return whole(n)
}

// services is one row a contract line; that of a held position has its keys only.
func services(s calc.Settlement, columns []column) Table {
	return func(to io.Writer) error {
		heads := []string{"practice_code", "scheme", "service"}
		for _, c := range columns {
			heads = append(heads, c.head)
		}
		w := letters.NewCSV(to, heads...)
		for _, p := range s.Positions {
			for _, service := range heldServices(s, p) {
				w.Row(append([]string{string(p.Practice.Code), p.Scheme.Code, service}, make([]string, len(columns))...)...)
			}
			for _, line := range p.Ahead.Lines {
				row := []string{string(p.Practice.Code), p.Scheme.Code, line.Floor.Contract.Service}
				for _, c := range columns {
					row = append(row, c.of(*p.Ahead, line))
				}
				w.Row(row...)
			}
		}
		return w.End()
	}
}

// heldServices are the contract lines of a held position, which has none of its own.
func heldServices(s calc.Settlement, p calc.Position) []string {
	if p.Outcome != calc.Held {
		return nil
	}
	var services []string
	for _, c := range s.Extract.Contracts {
		_, pays := p.Scheme.Service(c.Service)
		if pays && c.Practice == p.Practice.Code && c.Scheme == p.Scheme.Code {
			services = append(services, c.Service)
		}
	}
	return services
}

func whole(n int64) string { return strconv.FormatInt(n, 10) }
