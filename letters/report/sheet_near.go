package report

import (
	"yearend/calc"
	"yearend/letters"
	"yearend/letters/report/xlsx"
)

// nearSheet lists what a person should look at before approving.
func nearSheet(r Run) sheet {
	s := sheet{
		tab: "Near a boundary", table: "Near", keys: 3, colour: "AE2573",
		tells: "Within 1% or 5 records of a boundary, or with an outcome that another rounding, another average or the late coding would change.",
		columns: []column{
			{head: "position", width: 13}, {head: "practice_code", width: 10}, {head: "practice_name", width: 32}, {head: "scheme", width: 22},
			{head: "sums", width: 6, role: xlsx.Here, format: xlsx.Link, formula: jump("Positions", "Positions", "position", "[@position]")}, {head: "service", width: 14},
			{head: "outcome", width: 9}, {head: "balance", width: 16, role: xlsx.Program, format: xlsx.Money}, {head: "boundary", width: 12}, wrapped("why", 80),
		},
	}
	near := calc.Near(r.Settled.Positions)
	s.rows = func(add func(row []xlsx.Cell)) {
		for _, b := range near {
			p := b.Position
			add([]xlsx.Cell{
				text(positionKey(p)), text(string(p.Practice.Code)), text(p.Practice.Name), text(p.Scheme.Code), text("see"), text(b.Service),
				text(string(p.Outcome)), pounds(p.Balance), text(string(b.Kind)), text(letters.BoundaryReason(b)),
			})
		}
	}
	return s
}
