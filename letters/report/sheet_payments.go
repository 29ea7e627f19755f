package report

import (
	"yearend/calc"
	"yearend/letters/report/xlsx"
)

// paymentsSheet is what the payment run pays.
func paymentsSheet(r Run) sheet {
	s := sheet{
		tab: "Payments", table: "Payments", keys: 3, colour: "005EB8",
		tells: "What is to be paid: one row a practice and scheme whose balance is above zero. previous is what was asked for before, below zero where it was recouped; difference = balance − previous.",
		columns: append(movedColumns("[@balance_here]"),
			column{head: "period", width: 14}),
	}
	s.columns = append(s.columns, supplierColumns(r)...)
	s.rows = func(add func(row []xlsx.Cell)) {
		for i, p := range r.Settled.Positions {
			if p.Outcome != calc.Pay {
				continue
			}
			row := append(r.movedCells(i), text(r.period(p.Scheme, p.Balance.Minus(r.previous(i)))))
			add(append(row, supplierCells(r, p)...))
		}
	}
	return s
}

// recoupmentsSheet is what is to come back, with a place for a plan where the
// scheme allows one.
func recoupmentsSheet(r Run) sheet {
	s := sheet{
		tab: "Recoupments", table: "Recoupments", keys: 3, colour: "005EB8",
		tells: "What is to be recouped: one row a practice and scheme whose balance is below zero. previous is what was asked for before, below zero where it was recouped; difference = balance − previous. An agreed payment plan is written into the framed columns; only a scheme that says so offers one.",
		columns: append(movedColumns("-[@balance_here]"),
			column{head: "period", width: 14}, column{head: "plan_offered", width: 9},
			column{head: "agreed_plan", width: 30, role: xlsx.Box, format: xlsx.Wrapped}, column{head: "agreed_with", width: 20, role: xlsx.Box},
			column{head: "agreed_on", width: 14, role: xlsx.Box, format: xlsx.Day}),
	}
	s.columns = append(s.columns, supplierColumns(r)...)
	s.rows = func(add func(row []xlsx.Cell)) {
		for i, p := range r.Settled.Positions {
			if p.Outcome != calc.Recoup {
				continue
			}
			row := append(r.movedCells(i), text(r.period(p.Scheme, p.Balance.Minus(r.previous(i)))), text(yes(p.Scheme.Plan)))
			add(append(append(row, none(3)...), supplierCells(r, p)...))
		}
	}
	return s
}

// movedColumns take a row's balance from Positions, and its amount from that.
func movedColumns(amount string) []column {
	return []column{
		{head: "position", width: 13}, {head: "practice_code", width: 10}, {head: "practice_name", width: 32}, {head: "scheme", width: 22},
		{head: "sums", width: 6, role: xlsx.Here, format: xlsx.Link, formula: jump("Positions", "Positions", "position", "[@position]")},
		{head: "reference", width: 22},
		{head: "balance_here", width: 16, role: xlsx.Here, format: xlsx.Money, formula: "INDEX(Positions[balance],MATCH([@position],Positions[position],0))"},
		{head: "amount", width: 16, role: xlsx.Here, format: xlsx.Money, totals: true, formula: amount},
		{head: program("amount"), width: 16, role: xlsx.Program, format: xlsx.Money},
		{head: "previous", width: 16, role: xlsx.Input, format: xlsx.Money, totals: true},
		{head: "difference", width: 16, role: xlsx.Here, format: xlsx.Money, totals: true, formula: "ROUND([@balance_here]-[@previous],2)"},
		{head: program("difference"), width: 16, role: xlsx.Program, format: xlsx.Money},
		{head: "check", width: 9, role: xlsx.Here, format: xlsx.Mark, formula: check("amount", "difference")},
	}
}

// movedCells are those of the i-th position.
func (r Run) movedCells(i int) []xlsx.Cell {
	p, issue, previous := r.Settled.Positions[i], r.Issues[i], r.previous(i)
	amount, difference := pounds(p.Balance.Abs()), pounds(p.Balance.Minus(previous))
	return []xlsx.Cell{
		text(positionKey(p)), text(string(p.Practice.Code)), text(p.Practice.Name), text(p.Scheme.Code), text("see"),
		text(issue.Reference), pounds(p.Balance), amount, amount, pounds(previous), difference, difference, text(agree),
	}
}

// supplierColumns are those that the finance system wants besides.
func supplierColumns(r Run) []column {
	var columns []column
	for _, c := range r.Supplier {
		columns = append(columns, column{head: c.Name, width: 16})
	}
	return columns
}

func supplierCells(r Run, p calc.Position) []xlsx.Cell {
	var row []xlsx.Cell
	for _, cell := range r.supplied(p.Practice.Code, p.Scheme.Code) {
		row = append(row, text(cell))
	}
	return row
}
