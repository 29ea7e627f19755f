package season

import (
	"slices"

	"yearend/calc"
	"yearend/calc/extract"
)

// Fault is what a code of a problem means.
type Fault = extract.Fault

// laterFaults are those that only the figures, or what was issued before, can show.
var laterFaults = []Fault{
	{Code: calc.Accepted, Severity: calc.Look, Meaning: "something implausible was looked into and accepted, by whom and when"},
	{Code: calc.AcceptStale, Severity: calc.Look, Meaning: "what was accepted has another value now, or is not found any more"},
	{Code: "W-boundary", Severity: calc.Look, Meaning: "a little more or less in one month, or leaving out what was coded late, would change the outcome"},
	{Code: calc.NotedLater, Severity: calc.Look, Meaning: "a letter that stands was issued without a note that there is now, or with one that is gone"},
	{Code: "W-readdressed", Severity: calc.Look, Meaning: "the letter that stands has another name or address"},
	{Code: "W-typed", Severity: calc.Look, Meaning: "a sum, a share or a day is written out in the words of the letters"},
	{Code: "W-reworded", Severity: calc.Look, Meaning: "letters that stand have other words than they would have today"},
	{Code: "W-withdrawn", Severity: calc.Look, Meaning: "a letter was issued, and there is no contract now"},
	{Code: "W-back", Severity: calc.Look, Meaning: "a withdrawn letter stands again: its contract is back with the same figures"},
	{Code: "W-scheme-aside", Severity: calc.Look, Meaning: "letters stand on a scheme that the project no longer names"},
}

// Faults are all that there are, the gravest first.
func Faults() []Fault {
	all := extract.Faults()
	for _, i := range calc.Implausibles() {
		all = append(all, Fault{Code: i.Code, Severity: i.Severity, Meaning: i.Meaning})
	}
	all = append(all, laterFaults...)
	slices.SortStableFunc(all, func(a, b Fault) int {
		return calc.CompareProblems(calc.Problem{Severity: a.Severity}, calc.Problem{Severity: b.Severity})
	})
	return all
}

// faultWords is what each code of a problem means.
func faultWords() map[string]string {
	words := map[string]string{}
	for _, f := range Faults() {
		words[f.Code] = f.Meaning
	}
	return words
}
