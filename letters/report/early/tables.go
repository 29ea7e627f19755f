package early

import (
	"strconv"

	"yearend/calc"
	"yearend/letters"
)

// ProjectionTables writes projections.csv and projection_services.csv: name → bytes.
func ProjectionTables(s calc.Settlement) (map[string][]byte, error) {
	return written(map[string]table{"projections.csv": projections(s), "projection_services.csv": services(s, projectionColumns)})
}

// PerformanceTables writes performance.csv.
func PerformanceTables(s calc.Settlement) (map[string][]byte, error) {
	return written(map[string]table{"performance.csv": services(s, performanceColumns)})
}

// table is the header and the rows of one CSV file.
type table struct {
	columns []string
	rows    [][]string
}

func written(tables map[string]table) (map[string][]byte, error) {
	files := map[string][]byte{}
	for name, t := range tables {
		data, err := letters.CSV(t.columns, t.rows)
		if err != nil {
			return nil, err
		}
		files[name] = data
	}
	return files, nil
}

// projections is one row a practice and scheme; a held one has no sums.
func projections(s calc.Settlement) table {
	t := table{columns: []string{
		"practice_code", "practice_name", "scheme", "through", "contract_value", "earned_floor", "earned_so_far", "earned_last_three",
		"low", "high", "advance_year", "balance_low", "balance_high", "outcome",
	}}
	for _, p := range s.Positions {
		row := []string{string(p.Practice.Code), p.Practice.Name, p.Scheme.Code, throughMonth(p)}
		t.rows = append(t.rows, append(append(row, sums(p)...), string(p.Ahead.Outcome)))
	}
	return t
}

func throughMonth(p calc.Position) string {
	return p.Scheme.Period.MonthStart(p.Ahead.Through - 1).YearMonth()
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

var (
	lastThree = column{"achievement_last_three", func(_ calc.Projection, l calc.ProjectedLine) string {
		return l.LastThree.Highest().Achievement.Cut(places)
	}}

	recorded = []column{
		{"target", func(_ calc.Projection, l calc.ProjectedLine) string { return whole(l.Floor.Contract.Target) }},
		{"recorded", func(_ calc.Projection, l calc.ProjectedLine) string { return whole(l.Recorded()) }},
		{"achievement_floor", func(_ calc.Projection, l calc.ProjectedLine) string { return l.Floor.Highest().Achievement.Cut(places) }},
		{"achievement_so_far", func(_ calc.Projection, l calc.ProjectedLine) string { return l.SoFar.Highest().Achievement.Cut(places) }},
	}
	needed = []column{
		{"needed_for_share", neededForShare},
		{"needed_for_target", func(p calc.Projection, l calc.ProjectedLine) string { return whole(p.NeededForTarget(l)) }},
		{"working_days_left", func(p calc.Projection, _ calc.ProjectedLine) string { return whole(p.WorkingDaysLeft()) }},
	}

	projectionColumns  = append(append(append([]column{}, recorded...), lastThree), needed...)
	performanceColumns = append(append([]column{}, recorded...), needed...)
)

// neededForShare is empty where the scheme states no share.
func neededForShare(p calc.Projection, l calc.ProjectedLine) string {
	n, states := p.NeededForShare(l)
	if !states {
		return ""
	}
	return whole(n)
}

// services is one row a contract line; that of a held position has its keys only.
func services(s calc.Settlement, columns []column) table {
	t := table{columns: []string{"practice_code", "scheme", "service"}}
	for _, c := range columns {
		t.columns = append(t.columns, c.head)
	}
	for _, p := range s.Positions {
		for _, service := range heldServices(s, p) {
			t.rows = append(t.rows, append([]string{string(p.Practice.Code), p.Scheme.Code, service}, make([]string, len(columns))...))
		}
		for _, line := range p.Ahead.Lines {
			row := []string{string(p.Practice.Code), p.Scheme.Code, line.Floor.Contract.Service}
			for _, c := range columns {
				row = append(row, c.of(*p.Ahead, line))
			}
			t.rows = append(t.rows, row)
		}
	}
	return t
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
