package main

import (
	"fmt"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/register"
)

// carried are the letters that stand although this run has no position for
// them. A run carries them on, so that a practice that comes back is never
// written to as if for the first time.
func (y *yearEnd) carried() []register.Entry {
	state := map[register.Place]letters.State{}
	for _, w := range y.withdrawn() {
		state[register.Place{Practice: w.Practice, Scheme: w.Scheme}] = letters.Withdrawn
	}
	for _, e := range y.aside() {
		state[placeOf(e)] = letters.Aside
	}
	var entries []register.Entry
	for _, e := range y.earlier.entries {
		if s, is := state[placeOf(e)]; is {
			entries = append(entries, register.Entry{Practice: e.Practice, Name: e.Name, Scheme: e.Scheme, State: s, Stands: e.Stands})
		}
	}
	return entries
}

// aside are the letters that stand on schemes that the project no longer names.
func (y *yearEnd) aside() []register.Entry {
	var entries []register.Entry
	for _, e := range y.earlier.entries {
		if e.Stands != nil && y.rule(e.Scheme).scheme == nil {
			entries = append(entries, e)
		}
	}
	return entries
}

func (y *yearEnd) asideProblems() []calc.Problem {
	count := map[string]int{}
	for _, e := range y.aside() {
		count[e.Scheme]++
	}
	var problems []calc.Problem
	for _, scheme := range sortedKeys(count) {
		problems = append(problems, calc.Problem{
			Code: "W-scheme-aside", Severity: calc.Look, Scheme: scheme, Found: manyLetters(count[scheme]),
			Remedy: "the project does not name this scheme any more: its letters stand as they were issued; if that is not meant, put it back under schemes",
		})
	}
	return problems
}

// backProblems names the letters that stand again: their contract was gone when
// the last run was approved, and is back with the same figures.
func (y *yearEnd) backProblems() []calc.Problem {
	gone := map[register.Place]bool{}
	for _, e := range y.earlier.entries {
		gone[placeOf(e)] = e.State == letters.Withdrawn
	}
	var problems []calc.Problem
	for _, p := range y.settled.Positions {
		place := register.Place{Practice: p.Practice.Code, Scheme: p.Scheme.Code}
		if !gone[place] || y.issueOf(p).State != letters.Unchanged {
			continue
		}
		before := y.earlier.standing[place]
		problems = append(problems, calc.Problem{
			Code: "W-back", Severity: calc.Look, Practice: place.Practice, Scheme: place.Scheme, Found: before.Reference,
			Remedy: fmt.Sprintf("its contract was gone in %s and is back with the same figures: the letter of %s stands again; if the practice was told that it does not, tell it",
				y.earlier.run.Run, letters.LongDate(before.Date)),
		})
	}
	return problems
}
