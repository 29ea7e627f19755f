package report

import (
	"fmt"
	"strings"

	"yearend/calc"
	"yearend/letters/report/xlsx"
)

// measure is one line of the totals: how the sheet adds it up for the scheme
// that SCHEME stands for, and what the program has: a count or a sum of money.
type measure struct {
	label   string
	formula string
	count   func(calc.Totals) int
	sum     func(calc.Totals) calc.Money
}

func measures() []measure {
	all := []measure{
		{label: "Practices with a contract", formula: "COUNTIFS(Positions[scheme],SCHEME)", count: func(t calc.Totals) int { return t.Letters() + t.Held }},
		{label: "Positions with figures", formula: `COUNTIFS(Positions[scheme],SCHEME,Positions[outcome],"<>held")`, count: calc.Totals.Letters},
	}
	for _, o := range calc.Outcomes() {
		all = append(all, measure{
			label:   outcomeLabel(o),
			formula: `COUNTIFS(Positions[scheme],SCHEME,Positions[outcome],"` + string(o) + `")`,
			count:   func(t calc.Totals) int { return t.Of(o) },
		})
	}
	return append(all, []measure{
		{label: "Contract value", formula: sums("contract_value"), sum: func(t calc.Totals) calc.Money { return t.Value }},
		{label: "Earned", formula: sums("earned"), sum: func(t calc.Totals) calc.Money { return t.Earned }},
		{label: "Paid in advance", formula: sums("advance_paid"), sum: func(t calc.Totals) calc.Money { return t.Advance }},
		{label: "To pay", formula: `ROUND(SUMIFS(Positions[balance],Positions[scheme],SCHEME,Positions[outcome],"pay"),2)`, sum: toPay},
		{label: "To recoup", formula: `ROUND(-SUMIFS(Positions[balance],Positions[scheme],SCHEME,Positions[outcome],"recoup"),2)`, sum: toRecoup},
		{label: "Net: to pay less to recoup", formula: sums("balance"), sum: calc.Totals.Balance},
		{label: "Sheet Payments adds up to", formula: "ROUND(SUMIFS(Payments[amount],Payments[scheme],SCHEME),2)", sum: toPay},
		{label: "Sheet Recoupments adds up to", formula: "ROUND(SUMIFS(Recoupments[amount],Recoupments[scheme],SCHEME),2)", sum: toRecoup},
	}...)
}

func outcomeLabel(o calc.Outcome) string {
	switch o {
	case calc.Nil:
		return "Outcome: " + o.Words()
	case calc.Held:
		return "Held: no letter until a person decides"
	case calc.Pay, calc.Recoup:
	}
	return "Outcome: " + string(o)
}

func toPay(t calc.Totals) calc.Money    { return t.ToPay }
func toRecoup(t calc.Totals) calc.Money { return t.ToRecoup }

func sums(column string) string {
	return "ROUND(SUMIFS(Positions[" + column + "],Positions[scheme],SCHEME),2)"
}

// of is the program's figure for all of these schemes together.
func (m measure) of(schemes ...calc.Totals) xlsx.Cell {
	var count int
	var sum calc.Money
	for _, t := range schemes {
		if m.count != nil {
			count += m.count(t)
		} else {
			sum = sum.Plus(m.sum(t))
		}
	}
	if m.count != nil {
		return number(int64(count))
	}
	return pounds(sum)
}

func (m measure) format() xlsx.Format {
	if m.count != nil {
		return xlsx.Count
	}
	return xlsx.Money
}

// money is the totals: for each scheme, and for all, what the sheet adds up,
// what the program has, and whether they agree.
func (s *summary) money() {
	s.section("Positions and money", "Green is added up on this sheet, violet is the program's own figure.")
	names := []string{"scheme"}
	for _, scheme := range s.Schemes {
		names = append(names, scheme.Code, "program", "check")
	}
	heads := s.heads(append(names, "all schemes", "program", "check")...)
	for _, m := range measures() {
		s.measure(m, heads)
	}
	for i := range len(s.Schemes) + 1 {
		column := columnName(3 + 3*i)
		s.checks = append(s.checks, fmt.Sprintf("%s%d:%s%d", column, heads+1, column, len(s.rows)))
	}
}

func (s *summary) measure(m measure, heads int) {
	n := len(s.rows) + 1
	row := []xlsx.Cell{text(m.label)}
	var parts []string
	var all []calc.Totals
	for i, scheme := range s.Schemes {
		name := columnName(1 + 3*i)
		formula := strings.ReplaceAll(m.formula, "SCHEME", fmt.Sprintf("%s$%d", name, heads))
		all = append(all, s.totals[scheme.Code])
		row = append(row, m.agreeing(formula, n, 1+3*i, s.totals[scheme.Code])...)
		parts = append(parts, fmt.Sprintf("%s%d", name, n))
	}
	s.own += len(s.Schemes) + 1
	s.row(append(row, m.agreeing("ROUND(SUM("+strings.Join(parts, ",")+"),2)", n, 1+3*len(s.Schemes), all...)...)...)
}

// agreeing is a figure by its formula, the program's, and the check of the two.
func (m measure) agreeing(formula string, row, column int, schemes ...calc.Totals) []xlsx.Cell {
	figure := m.of(schemes...)
	check := fmt.Sprintf(`IF(%s%d=%s%d,"%s","%s")`, columnName(column), row, columnName(column+1), row, agree, differ)
	return []xlsx.Cell{
		figure.By(formula).In(xlsx.Style{Format: m.format(), Role: xlsx.Here}),
		figure.In(xlsx.Style{Format: m.format(), Role: xlsx.Program}),
		text(agree).By(check).In(xlsx.Style{Format: xlsx.Mark, Role: xlsx.Here}),
	}
}
