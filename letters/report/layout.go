package report

import "yearend/calc"

// layout knows where the workbook's rows stand, so that a formula that looks a
// row up can be written together with what it finds.
type layout struct {
	Run
	months  []string       // the heads of the months' columns, April first
	lines   map[string]int // line → row in the Activity table, from 1
	methods map[string]int // line → row of its first method in the Methods table, from 1
	terms   map[string]int // scheme → row in the Terms table, from 1
}

func layOut(r Run) layout {
	l := layout{Run: r, lines: map[string]int{}, methods: map[string]int{}, terms: map[string]int{}}
	for i := range calc.Months {
		l.months = append(l.months, r.Schemes[0].Period.MonthStart(i).Month().String()[:3])
	}
	for i, s := range r.Schemes {
		l.terms[s.Code] = i + 1
	}
	methods := 1
	for _, p := range r.Settled.Positions {
		for _, line := range p.Lines {
			key := lineKey(p, line.Contract.Service)
			l.lines[key], l.methods[key] = len(l.lines)+1, methods
			methods += len(line.Results)
		}
	}
	return l
}

func (l layout) line(p calc.Position, a calc.Achievement) int64 {
	return int64(l.lines[lineKey(p, a.Contract.Service)])
}

// method is the row of the line's applied method.
func (l layout) method(p calc.Position, a calc.Achievement) int64 {
	return int64(l.methods[lineKey(p, a.Contract.Service)] + a.Applied)
}

func (l layout) term(p calc.Position) int64 { return int64(l.terms[p.Scheme.Code]) }
