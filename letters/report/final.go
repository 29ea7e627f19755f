package report

import (
	"strings"

	"yearend/calc"
)

// finals is one row a practice and scheme: from what its letter said over what the
// panel accepted to what is paid. A held row keeps its indicative balance, and its
// final columns are empty.
func finals(r Run) Table {
	columns := []string{"practice_code", "practice_name", "scheme", "indicative_balance", "accepted", "final_earned", "final_balance", "outcome", "basis", "requests"}
	return Table{columns, func(add func(cells ...string)) {
		for _, p := range r.Settled.Positions {
			row := []string{string(p.Practice.Code), p.Practice.Name, p.Scheme.Code, indicativeCell(p)}
			if p.Outcome == calc.Held {
				row = append(row, "", "", "")
			} else {
				row = append(row, whole(acceptedOf(p)), p.Earned.String(), p.Balance.String())
			}
			add(append(row, string(p.Outcome), string(p.Final.Basis), requestsOf(p))...)
		}
	}}
}

// indicativeCell is the balance of the year-end letter; nothing where there is none.
func indicativeCell(p calc.Position) string {
	if p.Final.Indicative.Outcome == calc.Held {
		return ""
	}
	return p.Final.Indicative.Balance.String()
}

// acceptedOf is the activity that is accepted, of all services.
func acceptedOf(p calc.Position) int64 {
	var sum int64
	for _, months := range p.Final.Accepted {
		sum += months.Sum()
	}
	return sum
}

// requestsOf are the names of all requests, whatever became of them.
func requestsOf(p calc.Position) string {
	var names []string
	for _, a := range p.Final.Answers {
		names = append(names, a.Request.Name)
	}
	return strings.Join(names, ";")
}

// bridge is one row a scheme: indicative + mitigation = final + held.
func bridge(r Run) Table {
	return Table{[]string{"scheme", "indicative", "mitigation", "final", "held"}, func(add func(cells ...string)) {
		bridges := r.Settled.Bridges()
		for _, s := range r.Schemes {
			b := bridges[s.Code]
			add(s.Code, b.Indicative.String(), b.Mitigation.String(), b.Final.String(), b.Held.String())
		}
	}}
}
