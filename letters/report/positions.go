package report

import (
	"fmt"
	"strconv"
	"strings"

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

// reason is why a position is held: each kind of problem once, by its first
// remedy, with how many there are; problems.csv has them all.
func reason(held []calc.Problem) string {
	count := map[string]int{}
	var firsts []calc.Problem
	for _, p := range held {
		if count[p.Code]++; count[p.Code] == 1 {
			firsts = append(firsts, p)
		}
	}
	var parts []string
	for _, p := range firsts {
		part := p.Code + ": " + p.Remedy
		if n := count[p.Code]; n > 1 {
			part = fmt.Sprintf("%s (%d of them; the first): %s", p.Code, n, p.Remedy)
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, "; ")
}
