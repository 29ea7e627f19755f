package main

import (
	"fmt"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/register"
	"yearend/letters/report"
)

// carriedOn are the letters that stand although this run has no position for
// them: their contract is gone, or the project no longer names their scheme. A
// run carries them on, so that a practice that comes back is never written to
// as if for the first time.
func (y *yearEnd) carriedOn() []register.Entry {
	has := map[register.PositionKey]bool{}
	for _, p := range y.settled.Positions {
		has[placeFor(p)] = true
	}
	var carried []register.Entry
	for _, e := range y.earlier.entries {
		state := letters.Withdrawn
		switch {
		case e.Stands == nil || has[placeOf(e)]:
			continue
		case y.rule(e.Scheme).scheme == nil:
			state = letters.Aside
		}
		carried = append(carried, register.Entry{Practice: e.Practice, Name: e.Name, Scheme: e.Scheme, State: state, Stands: e.Stands})
	}
	return carried
}

// withdrawn are those of them whose contract is gone.
func (y *yearEnd) withdrawn() []report.Withdrawn {
	var gone []report.Withdrawn
	for _, e := range y.earlier.carried {
		if e.State == letters.Withdrawn {
			gone = append(gone, report.Withdrawn{Practice: e.Practice, Name: e.Name, Scheme: e.Scheme,
				Number: e.Stands.Number, Reference: e.Stands.Reference, On: e.Stands.Date, Run: e.Stands.Run})
		}
	}
	return gone
}

// carriedProblems names every letter whose contract is gone, and counts those
// whose scheme is.
func (y *yearEnd) carriedProblems() []calc.Problem {
	var problems []calc.Problem
	aside := map[string]int{}
	for _, e := range y.earlier.carried {
		if e.State == letters.Aside {
			aside[e.Scheme]++
			continue
		}
		problems = append(problems, calc.Problem{
			Code: "W-withdrawn", Severity: calc.Look, Practice: e.Practice, Scheme: e.Scheme, Found: e.Stands.Reference,
			Remedy: fmt.Sprintf("the letter of %s was issued, and there is no contract now: if that is right, tell the practice that the letter no longer stands; if not, put the contract row back",
				letters.LongDate(e.Stands.Date)),
		})
	}
	for _, scheme := range sortedKeys(aside) {
		problems = append(problems, calc.Problem{
			Code: "W-scheme-aside", Severity: calc.Look, Scheme: scheme, Found: manyLetters(aside[scheme]),
			Remedy: "the project does not name this scheme any more: its letters stand as they were issued; if that is not meant, put it back under schemes",
		})
	}
	return problems
}

// backProblems names the letters that stand again: their contract was gone when
// the last run was approved, and is back with the same figures.
func (y *yearEnd) backProblems() []calc.Problem {
	gone := map[register.PositionKey]bool{}
	for _, e := range y.earlier.entries {
		gone[placeOf(e)] = e.State == letters.Withdrawn
	}
	var problems []calc.Problem
	for _, p := range y.settled.Positions {
		place := placeFor(p)
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
