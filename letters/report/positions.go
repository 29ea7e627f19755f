package report

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"yearend/calc"
	"yearend/letters"
)

// positions is one row a practice and scheme. A held row keeps its keys, its
// state and the reason; its sums are empty. Where it is not known what was coded
// late, what rests on that is empty.
func positions(r Run) Table {
	columns := []string{
		"practice_code", "practice_name", "scheme", "outcome", "contract_value", "earned", "advance_paid", "balance",
		"late_coded", "earned_on_time", "balance_on_time", "issue", "state", "replaces", "letter", "sha256", "reason", "stands_in",
	}
	return Table{columns, func(add func(cells ...string)) {
		gone := r.sortedWithdrawn()
		for i, p := range r.Settled.Positions {
			for len(gone) > 0 && gone[0].against(p.Practice.Code, p.Scheme.Code) < 0 {
				add(withdrawnRow(gone[0])...)
				gone = gone[1:]
			}
			row := []string{string(p.Practice.Code), p.Practice.Name, p.Scheme.Code, string(p.Outcome)}
			row = append(row, positionSums(p)...)
			row = append(row, issueCells(r.Issues[i])...)
			add(append(row, Reason(p.Held), r.Issues[i].Stands)...)
		}
		for _, w := range gone {
			add(withdrawnRow(w)...)
		}
	}}
}

// sortedWithdrawn are the withdrawn letters in the order of the rows.
func (r Run) sortedWithdrawn() []Withdrawn {
	return slices.SortedFunc(slices.Values(r.Withdrawn), func(a, b Withdrawn) int { return a.against(b.Practice, b.Scheme) })
}

// against says whether it stands before the rows of a practice and scheme, or after.
func (w Withdrawn) against(practice calc.PracticeCode, scheme string) int {
	return cmp.Or(cmp.Compare(w.Practice, practice), cmp.Compare(w.Scheme, scheme))
}

// withdrawnRow has no outcome and no sums: there is nothing to pay any more.
func withdrawnRow(w Withdrawn) []string {
	row := append([]string{string(w.Practice), w.Name, w.Scheme, ""}, make([]string, 7)...)
	row = append(row, issueCells(letters.Issue{Number: w.Number, State: letters.Withdrawn})...)
	return append(row, "W-withdrawn: the letter "+w.Reference+" was issued, and there is no contract now", w.Run)
}

func positionSums(p calc.Position) []string {
	if p.Outcome == calc.Held {
		return make([]string, 7)
	}
	row := []string{p.Value.String(), p.Earned.String(), p.Advance.String(), p.Balance.String()}
	if p.LateUnknown {
		return append(row, "", "", "")
	}
	return append(row, whole(p.Late), p.EarnedOnTime.String(), p.BalanceOnTime.String())
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

// Reason is why a position is held: each kind of problem once, by its first
// remedy, with how many there are; problems.csv has them all.
func Reason(held []calc.Problem) string {
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

// twin is where the same letter stands as a web page.
func twin(letter string) string { return strings.TrimSuffix(letter, ".pdf") + ".html" }

// rowNumbers is where each position stands among all, from 0.
func rowNumbers(r Run) map[string]int {
	rows := map[string]int{}
	for i, p := range r.Settled.Positions {
		rows[positionKey(p)] = i
	}
	return rows
}
