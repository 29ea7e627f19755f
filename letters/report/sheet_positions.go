package report

import (
	"yearend/calc"
	"yearend/letters/report/xlsx"
)

// positionsSheet adds the lines up to positions. That a position is held is a
// person's matter and no sum: the sheet takes it from the program.
func positionsSheet(l layout) sheet {
	s := sheet{
		tab: "Positions", table: "Positions", wordy: true, keys: 3, printed: "check", colour: "00703C",
		tells:   "One row a practice and scheme. contract_value, earned and advance_paid add up the rows of Services; balance = earned − advance_paid: to pay above zero, to recoup below.",
		columns: positionColumns(),
	}
	s.rows = func(add func(row []xlsx.Cell)) {
		row := emptyRow()
		for i, p := range l.Settled.Positions {
			row = append(row[:0], text(positionKey(p)), text(string(p.Practice.Code)), text(p.Practice.Name), text(p.Scheme.Code), text("see"))
			row = addBalance(row, p)
			issue := l.Issues[i]
			add(append(row, ordinal(issue.Number), text(string(issue.State)), text(issue.Replaces),
				link(issue.Link()), text(issue.SHA256), text(Reason(p.Held))))
		}
	}
	return s
}

func positionColumns() []column {
	return []column{
		{head: "position", width: 13}, {head: "practice_code", width: 10}, {head: "practice_name", width: 32}, {head: "scheme", width: 22},
		{head: "lines", width: 6, role: xlsx.Here, format: xlsx.Link, formula: jump("Services", "Services", "line", `[@position]&"/*"`)},
		{head: "outcome", width: 9, role: xlsx.Here, formula: `IF([@program outcome]="held","held",IF([@balance]>0,"pay",IF([@balance]<0,"recoup","nil")))`},
		{head: "contract_value", width: 15, role: xlsx.Here, format: xlsx.Money, totals: true, formula: sumOfLines("contract_value")},
		{head: "earned", width: 15, role: xlsx.Here, format: xlsx.Money, totals: true, formula: sumOfLines("earned")},
		{head: "advance_paid", width: 15, role: xlsx.Here, format: xlsx.Money, totals: true, formula: sumOfLines("advance_paid")},
		{head: "balance", width: 15, role: xlsx.Here, format: xlsx.Money, totals: true, formula: "ROUND([@earned]-[@advance_paid],2)"},
		{head: program("outcome"), width: 10, role: xlsx.Program},
		{head: program("contract_value"), width: 15, role: xlsx.Program, format: xlsx.Money},
		{head: program("earned"), width: 15, role: xlsx.Program, format: xlsx.Money},
		{head: program("advance_paid"), width: 15, role: xlsx.Program, format: xlsx.Money},
		{head: program("balance"), width: 15, role: xlsx.Program, format: xlsx.Money},
		{head: "check", width: 9, role: xlsx.Here, format: xlsx.Mark, formula: checkUnlessHeld(`[@program outcome]="held"`, "outcome", "contract_value", "earned", "advance_paid", "balance")},
		{head: "late_coded", width: 9, role: xlsx.Program, format: xlsx.Count},
		{head: "earned_on_time", width: 15, role: xlsx.Program, format: xlsx.Money},
		{head: "balance_on_time", width: 15, role: xlsx.Program, format: xlsx.Money},
		{head: "issue", width: 6, format: xlsx.Whole}, {head: "state", width: 10}, {head: "replaces", width: 22},
		{head: "letter", width: 42}, {head: "sha256", width: 20}, {head: "reason", width: 60},
	}
}

// sumOfLines adds a column of Services up for this row's practice and scheme.
// The rounding takes off what adding binary fractions leaves behind.
func sumOfLines(column string) string {
	return "ROUND(SUMIFS(Services[" + column + "],Services[practice_code],[@practice_code],Services[scheme],[@scheme]),2)"
}

// addBalance adds the sheet's figures, the program's, the check, and the position
// without what was coded late.
func addBalance(row []xlsx.Cell, p calc.Position) []xlsx.Cell {
	outcome := text(string(p.Outcome))
	if p.Outcome == calc.Held {
		row = append(append(row, outcome), none(4)...)
		row = append(append(row, outcome), none(4)...)
		return append(append(row, text(held)), none(3)...)
	}
	value, earned, advance, balance := pounds(p.Value), pounds(p.Earned), pounds(p.Advance), pounds(p.Balance)
	row = append(row, outcome, value, earned, advance, balance, outcome, value, earned, advance, balance, text(agree))
	if p.LateUnknown {
		return append(row, text(calc.NotKnown), text(calc.NotKnown), text(calc.NotKnown))
	}
	return append(row, number(p.Late), pounds(p.EarnedOnTime), pounds(p.BalanceOnTime))
}
