package extract

import (
	"fmt"
	"maps"
	"slices"

	"yearend/calc"
)

// doubts are the rows of which it is not certain what stands in which cell, or
// that may be cut off; each with what is said of it if no problem has been.
func (t *csvTable) doubts(rows [][]string, problems []calc.Problem) map[int]calc.Problem {
	doubts := map[int]calc.Problem{}
	if slices.ContainsFunc(problems, unread) {
		doubts = uneven(rows)
	}
	for _, p := range slices.Concat(problems, t.problems) {
		if p.Code == "E-ragged" || p.Code == "E-cut" {
			doubts[p.Row] = p
		}
	}
	for _, line := range t.torn {
		doubts[line] = calc.Problem{Code: "E-line-break", Severity: calc.Stop, Row: line,
			Remedy: "this is the rest of the line above: put it there, and delete this row"}
	}
	for _, p := range t.problems { // which no judge came to
		if _, torn := doubts[p.Row]; torn {
			doubts[p.Row] = p
		}
	}
	return doubts
}

// unread reports the faults after which the rows of a file, or the first of
// them, were not looked at one by one.
func unread(p calc.Problem) bool {
	return slices.Contains([]string{"E-sheet", "E-header", "E-layout", "E-column", "E-column-twice", "E-months", "E-icb", "E-empty"}, p.Code)
}

// uneven are the rows that have not as many cells as most have.
func uneven(rows [][]string) map[int]calc.Problem {
	often, most := map[int]int{}, 0
	for _, row := range rows {
		if often[len(row)]++; !allBlank(row) && often[len(row)] > often[most] {
			most = len(row)
		}
	}
	found := map[int]calc.Problem{}
	for i, row := range rows {
		if len(row) != most && !allBlank(row) {
			found[i+1] = calc.Problem{Code: "E-ragged", Severity: calc.Stop, Row: i + 1,
				Remedy: fmt.Sprintf("the row has %s where most have %d: %s", many(len(row), "cell"), most, lookForComma)}
		}
	}
	return found
}

func allBlank(row []string) bool {
	return !slices.ContainsFunc(row, func(text string) bool { return text != "" })
}

// withMarkSaid adds to each problem of a marked row what is to be done about the
// mark, and to the problems what has not been said of one.
func withMarkSaid(problems []calc.Problem, doubts map[int]calc.Problem) []calc.Problem {
	const mark = "; when the row is right, take " + unmended + " out of it"
	said, all := map[int]bool{}, slices.Clone(problems)
	for i, p := range all {
		if _, marked := doubts[p.Row]; marked {
			all[i].Remedy += mark
			said[p.Row] = true
		}
	}
	for _, row := range slices.Sorted(maps.Keys(doubts)) {
		if p := doubts[row]; !said[row] {
			p.Remedy += mark
			all = append(all, p)
		}
	}
	return all
}
