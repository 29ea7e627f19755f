package report

import (
	"yearend/calc"
	"yearend/letters/report/xlsx"
)

// servicesSheet works out what each line earns: value × capped_n ÷ capped_d,
// rounded half up to the penny.
//
// A spreadsheet reckons with some 15 digits, so that ROUND(value × share, 2) can
// fall on the wrong side of half a penny. The sheet therefore divides as a
// person does on paper, in whole numbers that are all exact: first the whole
// thousands of pounds, then what is left over together with the remaining
// pence; at the end the remainder, doubled, is held against the divisor:
//
//	thousands × n           = first × d  + first_left
//	first_left × 100000 + pence × n = second × d + second_left
//	earned in pence         = first × 100000 + second, + 1 if 2 × second_left ≥ d
//
// Should INT take a quotient just below a whole number for that number, the
// remainder comes out below zero and the sum is right all the same.
func servicesSheet(l layout) sheet {
	s := sheet{
		tab: "Services", table: "Services", keys: 4, printed: "check", colour: "00703C",
		tells:   "Every contract line. The applied method is the one with the highest achievement (of equals the first). earned = contract_value × capped_n ÷ capped_d, rounded half up to the penny; balance = earned − advance_paid.",
		columns: append(achievedColumns(), earnedColumns()...),
	}
	s.rows = func(add func(row []xlsx.Cell)) {
		row := emptyRow()
		for _, p := range l.lined() {
			for _, service := range l.heldServices(p) {
				add(heldLineRow(row, p, service, s.columns))
			}
			for _, line := range p.Lines {
				add(serviceRow(row, l, p, line))
			}
		}
	}
	return s
}

func achievedColumns() []column {
	return []column{
		{head: "line", width: 22}, {head: "practice_code", width: 10}, {head: "scheme", width: 22}, {head: "service", width: 14},
		{head: "averages", width: 9, role: xlsx.Here, format: xlsx.Link, formula: jump("Methods", "Methods", "line", "[@line]")},
		{head: "target", width: 9, role: xlsx.Here, format: xlsx.Count, formula: "INDEX(Activity[target],[@at])"},
		{head: "recorded", width: 9, role: xlsx.Here, format: xlsx.Count, formula: "INDEX(Activity[recorded],[@at])"},
		{head: "method", width: 18, role: xlsx.Here, formula: "INDEX(Methods[method],[@pick])"},
		{head: "achievement", width: 12, role: xlsx.Here, format: xlsx.Percent, formula: "INDEX(Methods[achievement],[@pick])"},
		{head: "exact", width: 16, role: xlsx.Here, formula: "INDEX(Methods[exact],[@pick])"},
		{head: "capped_n", width: 11, role: xlsx.Here, format: xlsx.Count, formula: "IF(" + aboveCap + ",INDEX(Terms[cap_n],[@term]),INDEX(Methods[n],[@pick]))"},
		{head: "capped_d", width: 11, role: xlsx.Here, format: xlsx.Count, formula: "IF(" + aboveCap + ",INDEX(Terms[cap_d],[@term]),INDEX(Methods[d],[@pick]))"},
		{head: "capped", width: 12, role: xlsx.Here, format: xlsx.Percent, formula: cutFormula("capped_n", "capped_d")},
	}
}

// aboveCap holds n ÷ d against the cap in whole numbers.
const aboveCap = "INDEX(Methods[n],[@pick])*INDEX(Terms[cap_d],[@term])>INDEX(Terms[cap_n],[@term])*INDEX(Methods[d],[@pick])"

func earnedColumns() []column {
	return []column{
		{head: "contract_value", width: 15, role: xlsx.Input, format: xlsx.Money, totals: true},
		{head: "earned", width: 15, role: xlsx.Here, format: xlsx.Money, totals: true, formula: "([@first]*100000+[@second]+IF(2*[@second_left]>=[@capped_d],1,0))/100"},
		{head: "advance_paid", width: 15, role: xlsx.Input, format: xlsx.Money, totals: true},
		{head: "balance", width: 15, role: xlsx.Here, format: xlsx.Money, totals: true, formula: "ROUND([@earned]-[@advance_paid],2)"},
		{head: program("method"), width: 18, role: xlsx.Program},
		{head: program("achievement"), width: 12, role: xlsx.Program, format: xlsx.Percent},
		{head: program("exact"), width: 16, role: xlsx.Program},
		{head: program("capped"), width: 12, role: xlsx.Program, format: xlsx.Percent},
		{head: program("earned"), width: 15, role: xlsx.Program, format: xlsx.Money},
		{head: program("balance"), width: 15, role: xlsx.Program, format: xlsx.Money},
		{head: "check", width: 9, role: xlsx.Here, format: xlsx.Mark, formula: checkUnlessHeld(`[@contract_value]=""`, "method", "achievement", "exact", "capped", "earned", "balance")},
		{head: "late_coded", width: 9, role: xlsx.Program, format: xlsx.Count},
		{head: "out_of_period", width: 9, role: xlsx.Program, format: xlsx.Count},
		{head: "earned_on_time", width: 15, role: xlsx.Program, format: xlsx.Money},
		{head: "highest", width: 16, role: xlsx.Here, format: xlsx.Ratio, formula: "SUMPRODUCT(MAX((Methods[line]=[@line])*Methods[ratio]))", folded: true},
		{head: "order", width: 7, role: xlsx.Here, formula: "100-SUMPRODUCT(MAX((Methods[line]=[@line])*(Methods[ratio]=[@highest])*(100-Methods[order])))", folded: true},
		{head: "pick", width: 7, role: xlsx.Here, formula: `MATCH([@line]&"/"&[@order],Methods[key],0)`, folded: true},
		{head: "at", width: 7, role: xlsx.Here, formula: "MATCH([@line],Activity[line],0)", folded: true},
		{head: "term", width: 6, role: xlsx.Here, formula: "MATCH([@scheme],Terms[scheme],0)", folded: true},
		{head: "thousands", width: 10, role: xlsx.Here, format: xlsx.Count, formula: "INT([@contract_value]/1000)", folded: true},
		{head: "pence", width: 10, role: xlsx.Here, format: xlsx.Count, formula: "ROUND(([@contract_value]-1000*[@thousands])*100,0)", folded: true},
		{head: "first", width: 12, role: xlsx.Here, format: xlsx.Count, formula: "INT([@thousands]*[@capped_n]/[@capped_d])", folded: true},
		{head: "first_left", width: 16, role: xlsx.Here, format: xlsx.Count, formula: "[@thousands]*[@capped_n]-[@first]*[@capped_d]", folded: true},
		{head: "second", width: 12, role: xlsx.Here, format: xlsx.Count, formula: "INT((" + secondDividend + ")/[@capped_d])", folded: true},
		{head: "second_left", width: 16, role: xlsx.Here, format: xlsx.Count, formula: secondDividend + "-[@second]*[@capped_d]", folded: true},
	}
}

const secondDividend = "[@first_left]*100000+[@pence]*[@capped_n]"

func serviceRow(row []xlsx.Cell, l layout, p calc.Position, line calc.Achievement) []xlsx.Cell {
	highest, c := line.Highest(), line.Contract
	capped := line.Capped.Rat()
	method, achievement, exact := text(highest.Method.ID), percent(highest.Achievement), text(highest.Achievement.Exact())
	earned, balance := pounds(line.Earned), pounds(line.Balance())
	row = append(lineKeys(row, p, c.Service), text("see"), number(c.Target), number(line.Activity.Recorded.Sum()), method, achievement, exact,
		big0(capped.Num()), big0(capped.Denom()), percent(line.Capped))
	row = append(row, pounds(c.Value), earned, pounds(c.Advance), balance,
		method, achievement, exact, percent(line.Capped), earned, balance, text(agree),
		lateNumber(line.Activity), number(line.Activity.OutOfPeriod), onTimePounds(line))
	row = append(row, decimals(highest.Achievement), number(int64(line.Applied+1)),
		l.method(row, line.Applied), l.line(row), l.term(p))
	v := divide(c.Value, capped.Num(), capped.Denom())
	return append(row, big0(v.thousands), big0(v.pence), big0(v.first), big0(v.firstLeft), big0(v.second), big0(v.secondLeft))
}

// heldLineRow is a line without figures.
func heldLineRow(row []xlsx.Cell, p calc.Position, service string, columns []column) []xlsx.Cell {
	row = append(lineKeys(row, p, service), none(len(columns)-4)...)
	for i, c := range columns {
		if c.head == "check" {
			row[i] = text(held)
		}
	}
	return row
}

// onTimePounds is what is earned without what was coded late, or that it is not known.
func onTimePounds(line calc.Achievement) xlsx.Cell {
	if line.Activity.LateUnknown {
		return text(calc.NotKnown)
	}
	return pounds(line.OnTime.Earned)
}
