package report

import (
	"slices"

	"yearend/calc"
	"yearend/letters/report/xlsx"
)

// layout knows where the workbook's rows stand, so that a formula that looks a
// row up can be written together with what it finds.
type layout struct {
	Run
	months  []string       // the heads of the months' columns, April first
	ranked  []int          // how many months together are put in order: 1, and what else a method asks for
	lines   map[string]int // line → row in the Activity table, from 1
	methods map[string]int // line → row of its first method in the Methods table, from 1
	results int            // the rows of the Methods table
	terms   map[string]int // scheme → row in the Terms table, from 1

	formulas map[averages]methodFormulas
	lists    []checkedTable // whose rows are only sealed

	before   []calc.Position // after the panel: those of which something is accepted, as their letters have them
	answered map[string]bool // the lines on which the panel decided
}

func layOut(r Run) layout {
	l := layout{Run: r, ranked: []int{1}, lines: map[string]int{}, methods: map[string]int{}, terms: map[string]int{}, formulas: map[averages]methodFormulas{}}
	l.before, l.answered = beforeThePanel(r.Settled.Positions)
	for i := range calc.Months {
		l.months = append(l.months, r.Schemes[0].Period.MonthName(i))
	}
	for i, s := range r.Schemes {
		l.terms[s.Code] = i + 1
		for _, m := range s.Methods {
			if m.Months.By == calc.ByShare && !slices.Contains(l.ranked, m.Months.Together) {
				l.ranked = append(l.ranked, m.Months.Together)
			}
			l.formulas[averages{m.Months, m.Take}] = l.methodFormulas(m)
		}
	}
	methods := 1
	for _, p := range l.lined() {
		for _, line := range p.Lines {
			key := lineKey(p, line.Contract.Service)
			l.lines[key], l.methods[key] = len(l.lines)+1, methods
			methods += len(line.Results)
		}
	}
	l.results = methods - 1
	return l
}

// lined are the positions whose lines the sheets work out: those of the run, and
// after the panel also what some of them were before.
func (l layout) lined() []calc.Position {
	if len(l.before) == 0 {
		return l.Settled.Positions
	}
	return slices.Concat(l.Settled.Positions, l.before)
}

// line is where the line of a row, which begins with its key, stands on the sheet of activity.
func (l layout) line(row []xlsx.Cell) xlsx.Cell { return number(int64(l.lines[row[0].Value])) }

// method is the row of one of its methods.
func (l layout) method(row []xlsx.Cell, i int) xlsx.Cell {
	return number(int64(l.methods[row[0].Value] + i))
}

func (l layout) term(p calc.Position) xlsx.Cell { return number(int64(l.terms[p.Scheme.Code])) }

// run is months that are taken or left together, a single one as a rule.
type run struct {
	name   string   // "Apr", or "Apr to Jun"
	months []string // the heads of their columns
}

// runs are the months of the year, so many together.
func (l layout) runs(together int) []run {
	var all []run
	for months := range slices.Chunk(l.months, together) {
		r := run{name: months[0], months: months}
		if together > 1 {
			r.name += " to " + months[together-1]
		}
		all = append(all, r)
	}
	return all
}

// days is the head of the column with the working days of the months.
func (r run) days() string {
	if len(r.months) == 1 {
		return r.name
	}
	return "days " + r.name
}

// recorded is what was recorded in the months of the line at that row of Activity.
func (r run) recorded() string {
	if len(r.months) == 1 {
		return "INDEX(Activity[" + r.name + "],[@at])"
	}
	return "SUM(INDEX(" + span("Activity", r.months, same) + ",[@at],0))"
}

// inRow is the same on the sheet of activity itself.
func (r run) inRow() string {
	if len(r.months) == 1 {
		return "[@" + r.name + "]"
	}
	return "SUM(" + rowSpan("Activity", r.months) + ")"
}
