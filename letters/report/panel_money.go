package report

import (
	"yearend/calc"
	"yearend/letters/report/xlsx"
)

// stakeSheet is the first sheet of the pack's workbook: what the whole comes to, by scheme.
func (p Panel) stakeSheet(l layout) sheet {
	s := sheet{
		tab: "Money at stake", table: "Stake", keys: 1, colour: "003087",
		tells: "The balances of the practices that ask, by scheme: as their letters have them, and with what stands on the sheet Accepted. Below zero is to recoup. Only what is recorded with decisions.xlsx decides anything.",
		columns: []column{
			{head: "scheme", width: 24},
			{head: "requests", width: 10, role: xlsx.Here, format: xlsx.Count, formula: "COUNTIFS(Asked[scheme],[@scheme])"},
			{head: "asked", width: 10, role: xlsx.Here, format: xlsx.Count, formula: "SUMIFS(Asked[asked],Asked[scheme],[@scheme])"},
			{head: "accepted", width: 10, role: xlsx.Here, format: xlsx.Count, formula: "SUMIFS(Asked[accepted],Asked[scheme],[@scheme])"},
			{head: "indicative", width: 16, role: xlsx.Here, format: xlsx.Money, totals: true, formula: "ROUND(SUMIFS(Balances[indicative],Balances[scheme],[@scheme]),2)"},
			{head: "balance", width: 16, role: xlsx.Here, format: xlsx.Money, totals: true, formula: "ROUND(SUMIFS(Balances[balance],Balances[scheme],[@scheme]),2)"},
			{head: "change", width: 16, role: xlsx.Here, format: xlsx.Money, totals: true, formula: "ROUND([@balance]-[@indicative],2)"},
		},
	}
	s.rows = func(add func(row []xlsx.Cell)) {
		for _, scheme := range p.Schemes {
			var requests, asked, accepted int64
			for _, a := range p.Asked {
				if a.Scheme.Code == scheme.Code {
					requests, asked, accepted = requests+1, asked+a.Request.Claimed.Sum(), accepted+a.Accepted.Sum()
				}
			}
			var indicative, balance calc.Money
			for i, position := range p.Positions {
				if position.Scheme.Code == scheme.Code {
					indicative, balance = indicative.Plus(position.Balance), balance.Plus(l.Settled.Positions[i].Balance)
				}
			}
			add([]xlsx.Cell{text(scheme.Code), number(requests), number(asked), number(accepted), pounds(indicative), pounds(balance), pounds(balance.Minus(indicative))})
		}
	}
	return s
}

// askedSheet is a row a request: what it would change in full, and what it changes with
// the counts that are entered.
func (p Panel) askedSheet(l layout) sheet {
	s := sheet{
		tab: "Requests", table: "Asked", keys: 3, colour: "003087",
		tells: "One row a request, in the order of the pack. The yellow counts are on the sheet Accepted. achievement, earned and balance are those of the sheet Services and Balances, with what is accepted; if all is the program's figure for the whole of this request alone.",
		columns: []column{
			{head: "request", width: 18}, {head: "practice_code", width: 10}, {head: "practice_name", width: 30}, {head: "scheme", width: 22}, {head: "service", width: 16},
			wrapped("ground", 40),
			{head: "counts", width: 7, role: xlsx.Here, format: xlsx.Link, formula: jump("Accepted", "Accepted", "request", "[@request]")},
			{head: "asked", width: 9, role: xlsx.Here, format: xlsx.Count, totals: false, formula: "INDEX(Accepted[asked],MATCH([@request],Accepted[request],0))"},
			{head: "accepted", width: 9, role: xlsx.Here, format: xlsx.Count, formula: "INDEX(Accepted[accepted],MATCH([@request],Accepted[request],0))"},
			{head: "achievement", width: 12, role: xlsx.Here, format: xlsx.Percent, formula: `IF([@line]="","",INDEX(Services[achievement],MATCH([@line],Services[line],0)))`},
			{head: "earned", width: 15, role: xlsx.Here, format: xlsx.Money, formula: `IF([@line]="","",INDEX(Services[earned],MATCH([@line],Services[line],0)))`},
			{head: "indicative", width: 15, role: xlsx.Program, format: xlsx.Money},
			{head: "balance", width: 15, role: xlsx.Here, format: xlsx.Money, formula: "INDEX(Balances[balance],MATCH([@position],Balances[position],0))"},
			{head: "outcome", width: 9, role: xlsx.Here, formula: `IF([@balance]>0,"pay",IF([@balance]<0,"recoup","nil"))`},
			{head: "balance if all", width: 15, role: xlsx.Program, format: xlsx.Money}, {head: "change if all", width: 15, role: xlsx.Program, format: xlsx.Money},
			wrapped("findings", 40), wrapped("withdraws", 30), {head: "line", width: 22, folded: true}, {head: "position", width: 14, folded: true},
		},
	}
	s.rows = func(add func(row []xlsx.Cell)) {
		for _, a := range p.Asked {
			add(p.askedRow(l, a))
		}
	}
	return s
}

func (p Panel) askedRow(l layout, a Asked) []xlsx.Cell {
	var position calc.Position
	achievement, earned := text(""), text("")
	for _, with := range l.Settled.Positions {
		if with.Practice.Code != a.Request.Practice || with.Scheme.Code != a.Scheme.Code {
			continue
		}
		position = with
		for _, line := range with.Lines {
			if line.Contract.Service == a.Request.Service {
				achievement, earned = percent(line.Highest().Achievement), pounds(line.Earned)
			}
		}
	}
	if a.Excluded { // a formula that comes to no characters
		achievement, earned = xlsx.Cell{Kind: xlsx.Text}, xlsx.Cell{Kind: xlsx.Text}
	}
	return []xlsx.Cell{text(a.Request.Name), text(string(a.Request.Practice)), text(a.Practice), text(a.Scheme.Code), text(a.Service), text(a.Ground), text("see"),
		number(a.Request.Claimed.Sum()), number(a.Accepted.Sum()), achievement, earned, pounds(a.Indicative), pounds(position.Balance), text(string(position.Outcome)),
		pounds(a.IfAll), pounds(a.Change), text(findingCodes(a.Request)), text(calc.And(a.Interests)), text(a.line()), text(positionKey(position))}
}

func findingCodes(r calc.Request) string {
	codes := ""
	for i, f := range r.Findings {
		if i > 0 {
			codes += ";"
		}
		codes += f.Code
	}
	return codes
}

// balanceSheet adds the lines up to positions, as the control workbook does.
func (p Panel) balanceSheet(l layout) sheet {
	s := sheet{
		tab: "Balances", table: "Balances", keys: 3, colour: "00703C",
		tells: "One row a practice and scheme that asks. earned and advance_paid add up the rows of Services; balance = earned − advance_paid; change is against the balance that the letter has.",
		columns: []column{
			{head: "position", width: 13}, {head: "practice_code", width: 10}, {head: "practice_name", width: 32}, {head: "scheme", width: 22},
			{head: "contract_value", width: 15, role: xlsx.Here, format: xlsx.Money, totals: true, formula: sumOfLines("contract_value")},
			{head: "earned", width: 15, role: xlsx.Here, format: xlsx.Money, totals: true, formula: sumOfLines("earned")},
			{head: "advance_paid", width: 15, role: xlsx.Here, format: xlsx.Money, totals: true, formula: sumOfLines("advance_paid")},
			{head: "balance", width: 15, role: xlsx.Here, format: xlsx.Money, totals: true, formula: "ROUND([@earned]-[@advance_paid],2)"},
			{head: "indicative", width: 15, role: xlsx.Program, format: xlsx.Money, totals: true},
			{head: "change", width: 15, role: xlsx.Here, format: xlsx.Money, totals: true, formula: "ROUND([@balance]-[@indicative],2)"},
			{head: "outcome", width: 9, role: xlsx.Here, formula: `IF([@balance]>0,"pay",IF([@balance]<0,"recoup","nil"))`},
		},
	}
	s.rows = func(add func(row []xlsx.Cell)) {
		for i, with := range l.Settled.Positions {
			was := p.Positions[i].Balance
			add([]xlsx.Cell{text(positionKey(with)), text(string(with.Practice.Code)), text(with.Practice.Name), text(with.Scheme.Code), pounds(with.Value), pounds(with.Earned),
				pounds(with.Advance), pounds(with.Balance), pounds(was), pounds(with.Balance.Minus(was)), text(string(with.Outcome))})
		}
	}
	return s
}
