package report

import (
	"strconv"

	"yearend/calc"
)

// working is every step from the records read to the balance, numbered from 1
// within a practice and scheme. A held position has one, which says why.
func working(r Run) Table {
	columns := []string{"practice_code", "scheme", "step", "label", "sum", "value", "clause"}
	return Table{columns, func(add func(cells ...string)) {
		for _, p := range r.Settled.Positions {
			if p.Outcome == calc.Held {
				add(string(p.Practice.Code), p.Scheme.Code, "1", "Held: no figures", Reason(p.Held), "", "")
			}
			for i, step := range calc.Working(p) {
				add(string(p.Practice.Code), p.Scheme.Code, strconv.Itoa(i+1),
					stepLabel(step), step.Sum.String(), step.Value.String(), step.By())
			}
		}
	}}
}

func stepLabel(s calc.Step) string {
	if s.Service == "" {
		return s.Label
	}
	return s.Service + ": " + s.Label
}
