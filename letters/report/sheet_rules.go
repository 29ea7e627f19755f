package report

import (
	"yearend/calc"
	"yearend/letters/report/xlsx"
)

// rulesSheet is every rule in force with the place in the guidance that it
// comes from. What rests on an assumption says so.
func rulesSheet(r Run) sheet {
	s := sheet{
		tab: "Rules", table: "Rules", keys: 2, colour: "768692",
		tells: "Every rule in force, scheme by scheme, with its source. A rule without a source rests on an assumption: see Assumptions.",
		columns: []column{
			{head: "scheme", width: 22}, {head: "clause", width: 8}, {head: "document", width: 10}, wrapped("heading", 34),
			{head: "key", width: 22}, wrapped("says", 70), wrapped("value", 40),
		},
	}
	s.rows = func(add func(row []xlsx.Cell)) {
		for _, scheme := range r.Schemes {
			for _, rule := range scheme.Rules {
				c := rule.Clause
				document := c.Document
				if c.Assumed() {
					document = "assumption"
				}
				add([]xlsx.Cell{
					text(scheme.Code), text(c.ID), text(document), text(c.Heading), text(rule.Key), text(rule.Says), text(rule.Value),
				})
			}
		}
	}
	return s.listed()
}

// assumptionsSheet is what the program does where the guidance is silent.
func assumptionsSheet(r Run) sheet {
	s := sheet{
		tab: "Assumptions", table: "Assumptions", keys: 2, colour: "AE2573",
		tells: "What the program does where the guidance is silent, and whom to ask. What nobody has confirmed stands on Summary as well.",
		columns: []column{
			{head: "scheme", width: 22}, {head: "clause", width: 8}, wrapped("says", 60), wrapped("value", 34), wrapped("why", 50),
			{head: "ask", width: 16}, {head: "moves_money", width: 9}, {head: "confirmed_by", width: 24}, {head: "confirmed_on", width: 18, format: xlsx.Day},
		},
	}
	s.rows = func(add func(row []xlsx.Cell)) {
		for _, scheme := range r.Schemes {
			for _, rule := range scheme.Rules {
				if rule.Assumption != nil {
					add(assumptionRow(scheme, rule))
				}
			}
		}
	}
	return s.listed()
}

func assumptionRow(s *calc.Scheme, rule calc.Rule) []xlsx.Cell {
	a := rule.Assumption
	row := []xlsx.Cell{
		text(s.Code), text(rule.Clause.ID), text(rule.Says), text(rule.Value), text(a.Why), text(a.Ask), text(yes(a.MovesMoney)),
	}
	if a.Confirmed == nil {
		return append(row, text("nobody yet"), xlsx.Cell{})
	}
	return append(row, text(a.Confirmed.By), day(a.Confirmed.On))
}
