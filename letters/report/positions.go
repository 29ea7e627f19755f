package report

import (
	"strconv"

	"yearend/calc"
	"yearend/letters"
)

// positions is one row a practice and scheme. A held row keeps its keys, its
// state and the reason; its sums are empty.
func positions(r Run) table {
	t := table{columns: []string{
		"practice_code", "practice_name", "scheme", "outcome", "contract_value", "earned", "advance_paid", "balance",
		"late_coded", "earned_on_time", "balance_on_time", "issue", "state", "replaces", "letter", "sha256", "reason",
	}}
	for i, p := range r.Settled.Positions {
		row := []string{string(p.Practice.Code), p.Practice.Name, p.Scheme.Code, string(p.Outcome)}
		row = append(row, positionSums(p)...)
		row = append(row, issueCells(r.Issues[i])...)
		t.rows = append(t.rows, append(row, reason(p.Held)))
	}
	return t
}

func positionSums(p calc.Position) []string {
	if p.Outcome == calc.Held {
		return make([]string, 7)
	}
	return []string{
		p.Value.String(), p.Earned.String(), p.Advance.String(), p.Balance.String(),
		strconv.FormatInt(p.Late, 10), p.EarnedOnTime.String(), p.BalanceOnTime.String(),
	}
}

func issueCells(i letters.Issue) []string {
	return []string{orEmpty(i.Number), string(i.State), i.Replaces, i.Letter, i.SHA256}
}

// orEmpty writes a number that starts from 1, and nothing where there is none.
func orEmpty(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// reason is why a position is held: each problem's code and remedy.
func reason(held []calc.Problem) string {
	text := ""
	for i, p := range held {
		if i > 0 {
			text += "; "
		}
		text += p.Code + ": " + p.Remedy
	}
	return text
}
