package report

import (
	"yearend/calc"
	"yearend/letters"
)

// BoundaryCode is the problem that asks a person to look at a position near a
// boundary; what it is near to stands beside it, from calc.Near.
const BoundaryCode = "W-boundary"

// near is one row a boundary.
func near(r Run) Table {
	columns := []string{"practice_code", "practice_name", "scheme", "service", "kind", "why"}
	return Table{columns, func(add func(cells ...string)) {
		for _, b := range calc.Near(r.Settled.Positions) {
			p := b.Position
			add(string(p.Practice.Code), p.Practice.Name, p.Scheme.Code, b.Service, string(b.Kind), letters.BoundaryReason(b))
		}
	}}
}
