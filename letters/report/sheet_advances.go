package report

import (
	"slices"
	"strings"

	"yearend/calc"
	"yearend/letters/report/xlsx"
)

// advancesSheet is the statement of advances of every practice and scheme, worked
// out on the sheet itself: what was due by the contract value, what was paid, and
// what that comes to from the first instalment on.
func advancesSheet(r Run) sheet {
	s := sheet{
		tab: "Advances", table: "Advances", keys: 4, colour: "005EB8",
		tells: "What was due in advance and what the finance ledger has. due = contract_value × share ÷ instalments to the penny; difference = paid − due; running adds the differences up from the first instalment on. " +
			"What is not due yet, and a payment that is only listed, have no difference, so that the totals of paid and due differ by more than theirs. " +
			"Without due: a payment of a scheme that states no instalments.",
		columns: advanceColumns(),
	}
	statements := r.Settled.Statements()
	s.rows = func(add func(row []xlsx.Cell)) {
		for _, statement := range statements {
			r.statementRows(statement, add)
		}
	}
	s.omitted = !slices.ContainsFunc(statements, func(a calc.Advances) bool { return len(a.Rows) > 0 })
	return s
}

func advanceColumns() []column {
	return []column{
		{head: "position", width: 13}, {head: "practice_code", width: 10}, {head: "scheme", width: 22}, {head: "reference", width: 16},
		{head: "order", width: 7, format: xlsx.Whole}, {head: "covers", width: 10}, {head: "due_month", width: 10},
		{head: "contract_value", width: 15, role: xlsx.Input, format: xlsx.Money}, {head: "share", width: 9, role: xlsx.Input, format: xlsx.Percent},
		{head: "instalments", width: 8, role: xlsx.Input, format: xlsx.Whole},
		{head: "due", width: 14, role: xlsx.Here, format: xlsx.Money, totals: true, formula: "ROUND([@contract_value]*[@share]/[@instalments],2)"},
		{head: "paid_on", width: 13, role: xlsx.Input, format: xlsx.Day},
		{head: "paid", width: 14, role: xlsx.Input, format: xlsx.Money, totals: true},
		{head: "difference", width: 14, role: xlsx.Here, format: xlsx.Money, totals: true, formula: "ROUND([@paid]-[@due],2)"},
		{head: "running", width: 14, role: xlsx.Here, format: xlsx.Money,
			formula: `ROUND(SUMIFS(Advances[difference],Advances[position],[@position],Advances[order],"<="&[@order]),2)`},
		{head: "verdict", width: 13, role: xlsx.Program},
		{head: program("due"), width: 14, role: xlsx.Program, format: xlsx.Money},
		{head: program("difference"), width: 14, role: xlsx.Program, format: xlsx.Money},
		{head: program("running"), width: 14, role: xlsx.Program, format: xlsx.Money},
		{head: "check", width: 9, role: xlsx.Here, format: xlsx.Mark, formula: check("due", "difference", "running")},
	}
}

// statementRows tells the rows of one practice and scheme. A payment that is for no
// instalment has nothing due; of a scheme that states none, nothing is known to be.
func (r Run) statementRows(statement calc.Advances, add func(row []xlsx.Cell)) {
	var running calc.Money
	values := r.valuesOf(statement)
	for i, row := range statement.Rows {
		cells := []xlsx.Cell{text(string(statement.Practice) + "/" + statement.Scheme.Short), text(string(statement.Practice)), text(statement.Scheme.Code), text(row.Reference),
			number(int64(i + 1)), text(row.Covers.YearMonth()), text(row.DueMonth.YearMonth())}
		due := []xlsx.Cell{{}, {}, {}, {}}
		if row.HasDue() {
			due = dueCells(statement.Scheme, values, row)
		}
		var paidOn, paid, difference, sum xlsx.Cell
		if row.HasPaid() {
			paidOn, paid = day(row.PaidOn()), pounds(row.Paid())
		}
		if row.HasDue() && row.HasPaid() {
			running = running.Plus(row.Difference())
			difference, sum = pounds(row.Difference()), pounds(running)
		}
		cells = append(append(cells, due...), paidOn, paid, difference, sum, text(string(row.Verdict)), due[3].By(""), difference, sum, text(agree))
		add(cells)
	}
}

// valuesOf are the contract values that the instalments are worked out from.
func (r Run) valuesOf(statement calc.Advances) []calc.Money {
	var values []calc.Money
	for _, c := range r.Contracts {
		if _, pays := statement.Scheme.Service(c.Service); pays && c.Practice == statement.Practice && c.Scheme == statement.Scheme.Code {
			values = append(values, c.Value)
		}
	}
	return values
}

// dueCells are the contract value, the share, the number of instalments, and what
// is due by them. Of several contract lines each is rounded by itself, and the
// cell's own formula says so.
func dueCells(s *calc.Scheme, values []calc.Money, row calc.AdvanceRow) []xlsx.Cell {
	if row.Covers == 0 {
		return []xlsx.Cell{{}, {}, {}, pounds(row.Due).By("0")}
	}
	var sum calc.Money
	var parts []string
	for _, value := range values {
		sum = sum.Plus(value)
		parts = append(parts, "ROUND("+value.String()+"*[@share]/[@instalments],2)")
	}
	due := pounds(row.Due)
	if len(values) > 1 {
		due = due.By("ROUND(" + strings.Join(parts, "+") + ",2)")
	}
	return []xlsx.Cell{pounds(sum), percent(s.Advance.Share), number(int64(s.Advance.Instalments)), due}
}
