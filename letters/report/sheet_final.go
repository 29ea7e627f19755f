package report

import (
	"fmt"

	"yearend/calc"
	"yearend/letters/report/xlsx"
)

// What was before the panel is worked out beside what is final, by the same formulas:
// its lines carry the practice's code with a word behind it, so that no sum takes
// them for the practice's own.
const before = " before"

// beforeThePanel are the positions of which something is accepted, as their letters
// have them, and the lines that the panel decided on; none before the panel.
func beforeThePanel(positions []calc.Position) (was []calc.Position, answered map[string]bool) {
	answered = map[string]bool{}
	for _, p := range positions {
		if p.Final == nil || p.Outcome == calc.Held {
			continue
		}
		for _, a := range p.Final.Answers {
			if a.Stands() {
				answered[lineKey(p, a.Request.Service)] = true
			}
		}
		if len(p.Final.Accepted) > 0 {
			one := p.Final.Indicative
			one.Practice.Code += before
			was = append(was, one)
		}
	}
	return was, answered
}

// recordedHead is the head of the column for what was recorded in a month.
func recordedHead(month string) string { return "recorded " + month }

// withAccepted is the count of a month. On a line that the panel decided on it
// follows what was recorded, and what is accepted beside it; before the panel only
// the first.
func (l layout) withAccepted(n xlsx.Cell, p calc.Position, line calc.Achievement, month int) xlsx.Cell {
	if len(l.answered) == 0 {
		return n
	}
	at := `MATCH(SUBSTITUTE([@line],"` + before + `",""),Accepted[line],0)`
	recorded := fmt.Sprintf("INDEX(Accepted[%s],%s)", recordedHead(l.months[month]), at)
	style := xlsx.Style{Role: xlsx.Here, Format: xlsx.Count}
	switch {
	case l.answered[lineKey(p, line.Contract.Service)]:
		return n.By(fmt.Sprintf("%s+INDEX(Accepted[%s],%s)", recorded, acceptedHead(l.months[month]), at)).In(style)
	case p.Final == nil && l.Kind.Final && l.answered[lineKey(l.finalOf(p), line.Contract.Service)]:
		return n.By(recorded).In(style)
	}
	return n
}

// finalOf names the position that another was before the panel.
func (l layout) finalOf(was calc.Position) calc.Position {
	was.Practice.Code = was.Practice.Code[:len(was.Practice.Code)-len(before)]
	return was
}

// acceptedSheet is what was recorded and what is accepted on each line that the panel
// decided on.
func acceptedSheet(l layout) sheet {
	s := sheet{
		tab: "Accepted", table: "Accepted", keys: 4, colour: "FFB81C", omitted: !l.Kind.Final,
		tells:   "What was recorded on each line that the panel decided on, and what it accepted: change an accepted count in the yellow columns, and achievement, earned, balance and bridge follow and differ from the program's.",
		columns: []column{{head: "line", width: 22}, {head: "practice_code", width: 10}, {head: "scheme", width: 22}, {head: "service", width: 14}, {head: "requests", width: 12}},
	}
	for _, m := range l.months {
		s.columns = append(s.columns, column{head: recordedHead(m), width: 9, role: xlsx.Input, format: xlsx.Count})
	}
	for _, m := range l.months {
		s.columns = append(s.columns, column{head: acceptedHead(m), width: 9, role: xlsx.Input, format: xlsx.Count})
	}
	s.columns = append(s.columns,
		column{head: "accepted", width: 10, role: xlsx.Here, format: xlsx.Count, totals: true, formula: "SUM(" + span0("Accepted", acceptedHead(l.months[0]), acceptedHead(l.months[len(l.months)-1])) + ")"},
		column{head: program("accepted"), width: 10, role: xlsx.Program, format: xlsx.Count},
		column{head: "check", width: 9, role: xlsx.Here, format: xlsx.Mark, formula: check("accepted")})
	s.rows = func(add func(row []xlsx.Cell)) {
		row := emptyRow()
		for _, p := range l.Settled.Positions {
			for i, line := range p.Lines {
				if service := line.Contract.Service; l.answered[lineKey(p, service)] {
					add(acceptedRow(row, p, p.Final.Indicative.Lines[i], service))
				}
			}
		}
	}
	return s
}

func span0(table, from, to string) string { return table + "[[#This Row],[" + from + "]:[" + to + "]]" }

func acceptedRow(row []xlsx.Cell, p calc.Position, was calc.Achievement, service string) []xlsx.Cell {
	row = append(lineKeys(row, p, service), text(requestsOn(p, service)))
	for _, n := range was.Activity.Recorded {
		row = append(row, number(n))
	}
	accepted := p.Final.Accepted[service]
	for _, n := range accepted {
		row = append(row, number(n))
	}
	sum := number(accepted.Sum())
	return append(row, sum, sum, text(agree))
}

// requestsOn are the names of the requests that the panel decided on for a service.
func requestsOn(p calc.Position, service string) string {
	names := ""
	for _, a := range p.Final.Answers {
		if a.Stands() && a.Request.Service == service {
			names += a.Request.Name
		}
	}
	return names
}

// finalSheet leads each position from what its letter said over what is accepted to
// what is paid.
func finalSheet(l layout) sheet {
	s := sheet{
		tab: "Final", table: "Final", keys: 3, printed: "check", colour: "003087", omitted: !l.Kind.Final,
		tells:   "One row a practice and scheme: the indicative balance of its letter, what the panel accepted, and the final balance, each worked out on the sheets behind. indicative_balance + mitigation = final_balance; a held row keeps its indicative balance.",
		columns: finalColumns(),
	}
	s.rows = func(add func(row []xlsx.Cell)) {
		for _, p := range l.Settled.Positions {
			add(finalRow(p))
		}
	}
	return s
}

func finalColumns() []column {
	ofPosition := func(column string) string {
		return "INDEX(Positions[" + column + "],MATCH([@position],Positions[position],0))"
	}
	return []column{
		{head: "position", width: 13}, {head: "practice_code", width: 10}, {head: "practice_name", width: 32}, {head: "scheme", width: 22},
		{head: "requests", width: 14}, {head: "basis", width: 11},
		{head: "sums", width: 6, role: xlsx.Here, format: xlsx.Link, formula: jump("Positions", "Positions", "position", "[@position]")},
		{head: "indicative_earned", width: 16, role: xlsx.Here, format: xlsx.Money, totals: true},
		{head: "indicative_balance", width: 16, role: xlsx.Here, format: xlsx.Money, totals: true},
		{head: "accepted", width: 10, role: xlsx.Here, format: xlsx.Count, formula: "SUMIFS(Accepted[accepted],Accepted[practice_code],[@practice_code],Accepted[scheme],[@scheme])"},
		{head: "mitigation", width: 15, role: xlsx.Here, format: xlsx.Money, totals: true, formula: "ROUND([@final_earned]-[@indicative_earned],2)"},
		{head: "final_earned", width: 15, role: xlsx.Here, format: xlsx.Money, totals: true, formula: ofPosition("earned")},
		{head: "final_balance", width: 15, role: xlsx.Here, format: xlsx.Money, totals: true, formula: ofPosition("balance")},
		{head: "outcome", width: 9, role: xlsx.Here, formula: ofPosition("outcome")},
		{head: program("indicative_balance"), width: 16, role: xlsx.Program, format: xlsx.Money},
		{head: program("accepted"), width: 10, role: xlsx.Program, format: xlsx.Count},
		{head: program("final_earned"), width: 15, role: xlsx.Program, format: xlsx.Money},
		{head: program("final_balance"), width: 15, role: xlsx.Program, format: xlsx.Money},
		{head: program("outcome"), width: 9, role: xlsx.Program},
		{head: "check", width: 9, role: xlsx.Here, format: xlsx.Mark, formula: checkUnlessHeld(`[@basis]="held"`, "indicative_balance", "accepted", "final_earned", "final_balance", "outcome")},
		{head: "plan_payments", width: 9, format: xlsx.Count},
		{head: "reason", width: 60},
	}
}

func finalRow(p calc.Position) []xlsx.Cell {
	was := p.Final.Indicative
	row := []xlsx.Cell{text(positionKey(p)), text(string(p.Practice.Code)), text(p.Practice.Name), text(p.Scheme.Code), text(requestsOf(p)), text(string(p.Final.Basis)), text("see")}
	if p.Outcome == calc.Held {
		balance := none(2)
		if was.Outcome != calc.Held {
			balance = []xlsx.Cell{pounds(was.Earned), pounds(was.Balance)}
		}
		row = append(append(row, balance...), none(4)...)
		row = append(row, xlsx.Cell{}, balance[1], xlsx.Cell{}, xlsx.Cell{}, xlsx.Cell{}, text(string(calc.Held)), text(held), xlsx.Cell{})
		return append(row, text(Reason(p.Held)))
	}
	earned := "INDEX(Positions[earned],MATCH([@position],Positions[position],0))"
	if len(p.Final.Accepted) > 0 {
		earned = `ROUND(SUMIFS(Services[earned],Services[practice_code],[@practice_code]&"` + before + `",Services[scheme],[@scheme]),2)`
	}
	accepted, outcome := number(acceptedOf(p)), text(string(p.Outcome))
	row = append(row, pounds(was.Earned).By(earned), pounds(was.Balance).By("ROUND([@indicative_earned]-INDEX(Positions[advance_paid],MATCH([@position],Positions[position],0)),2)"),
		accepted, pounds(p.Earned.Minus(was.Earned)), pounds(p.Earned), pounds(p.Balance), outcome,
		pounds(was.Balance), accepted, pounds(p.Earned), pounds(p.Balance), outcome, text(agree))
	return append(row, ordinal(len(p.Final.Plan)), xlsx.Cell{})
}

// bridgeSheet is a row a scheme: indicative + mitigation = final + held.
func bridgeSheet(l layout) sheet {
	sum := func(column, basis string) string {
		return "ROUND(SUMIFS(Final[" + column + "],Final[scheme],[@scheme]" + basis + "),2)"
	}
	s := sheet{
		tab: "Bridge", table: "Bridge", keys: 1, colour: "003087", omitted: !l.Kind.Final,
		tells: "From the letters to what is paid, added up from the sheet Final: indicative + mitigation = final + held, to the penny, or the run would have failed.",
		columns: []column{
			{head: "scheme", width: 24},
			{head: "indicative", width: 17, role: xlsx.Here, format: xlsx.Money, totals: true, formula: sum("indicative_balance", "")},
			{head: "mitigation", width: 17, role: xlsx.Here, format: xlsx.Money, totals: true, formula: sum("mitigation", "")},
			{head: "final", width: 17, role: xlsx.Here, format: xlsx.Money, totals: true, formula: sum("final_balance", "")},
			{head: "held", width: 17, role: xlsx.Here, format: xlsx.Money, totals: true, formula: sum("indicative_balance", `,Final[basis],"held"`)},
			{head: "both sides agree", width: 12, role: xlsx.Here, format: xlsx.Mark, formula: `IF(ROUND([@indicative]+[@mitigation]-[@final]-[@held],2)=0,"` + agree + `","` + differ + `")`},
		},
	}
	for _, head := range []string{"indicative", "mitigation", "final", "held"} {
		s.columns = append(s.columns, column{head: program(head), width: 17, role: xlsx.Program, format: xlsx.Money})
	}
	s.columns = append(s.columns, column{head: "check", width: 9, role: xlsx.Here, format: xlsx.Mark,
		formula: `IF([@both sides agree]="` + agree + `",` + check("indicative", "mitigation", "final", "held") + `,"` + differ + `")`})
	s.rows = func(add func(row []xlsx.Cell)) {
		bridges := l.Settled.Bridges()
		for _, scheme := range l.Schemes {
			b := bridges[scheme.Code]
			sums := []xlsx.Cell{pounds(b.Indicative), pounds(b.Mitigation), pounds(b.Final), pounds(b.Held)}
			row := append([]xlsx.Cell{text(scheme.Code)}, sums...)
			add(append(append(append(row, text(agree)), sums...), text(agree)))
		}
	}
	return s
}
