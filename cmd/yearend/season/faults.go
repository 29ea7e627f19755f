package season

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/calc/extract"
	"yearend/letters/panel"
	"yearend/letters/register"
	"yearend/letters/run"
)

// Fault is what a code of a problem means.
type Fault = extract.Fault

// laterFaults are those that only the figures, or what was issued before, can show.
var laterFaults = []Fault{
	{Code: calc.Accepted, Severity: calc.Look, Meaning: "something implausible was looked into and accepted, by whom and when"},
	{Code: calc.AcceptStale, Severity: calc.Look, Meaning: "what was accepted has another value now, or is not found any more"},
	{Code: "W-boundary", Severity: calc.Look, Meaning: "a little more or less in one month, or leaving out what was coded late, would change the outcome"},
	{Code: calc.NotedLater, Severity: calc.Look, Meaning: "a letter that stands was issued without a note that there is now, or with one that is gone"},
	{Code: "W-indicative-again", Severity: calc.Look, Meaning: "outcome letters have gone before, and this run asks Finance for the indicative sums again"},
	{Code: "W-readdressed", Severity: calc.Look, Meaning: "the letter that stands has another name or address"},
	{Code: run.ExampleCode, Severity: calc.Look, Meaning: "a setting that letters carry is still an example: a link, an address, a number or a name that is nobody's"},
	{Code: "W-typed", Severity: calc.Look, Meaning: "a sum, a share or a day is written out in the words of the letters"},
	{Code: "W-reworded", Severity: calc.Look, Meaning: "letters that stand have other words than they would have today"},
	{Code: "W-withdrawn", Severity: calc.Look, Meaning: "a letter was issued, and there is no contract now"},
	{Code: "W-back", Severity: calc.Look, Meaning: "a withdrawn letter stands again: its contract is back with the same figures"},
	{Code: "W-scheme-aside", Severity: calc.Look, Meaning: "letters stand on a scheme that the project no longer names"},
}

// outcomeFaults are those that only show when positions become final after the panel.
var outcomeFaults = []Fault{
	{Code: calc.RequestOpen, Severity: calc.Hold, Meaning: "a request is not decided, and its practice's position is not final"},
	{Code: calc.RequestTwice, Severity: calc.Hold, Meaning: "two requests of a practice for one service are both decided, or both stand"},
	{Code: calc.MitigationMoved, Severity: calc.Hold, Meaning: "the figures on which the panel decided have moved since"},
	{Code: calc.ReasonNames, Severity: calc.Hold, Meaning: "the reason of a decision names somebody who sat on the panel"},
	{Code: panel.RequestChanged, Severity: calc.Hold, Meaning: "a request was corrected after the panel had decided on it"},
	{Code: calc.PlanIdle, Severity: calc.Look, Meaning: "a payment plan has nothing to repay"},
	{Code: calc.PlanEarly, Severity: calc.Look, Meaning: "a payment plan was agreed before the letter that told of the recoupment"},
	{Code: "W-late-outcome", Severity: calc.Look, Meaning: "practices were to hear before the date of issue"},
}

// panelFaults are all that can be wrong with what practices ask for, and with a sheet
// that a panel has filled in.
func panelFaults() []Fault {
	var all []Fault
	for _, f := range slices.Concat(panel.Faults(), panel.DecisionFaults()) {
		all = append(all, Fault(f))
	}
	return all
}

// Faults are all that there are, the gravest first. A code that two readers know has
// the first one's meaning.
func Faults() []Fault {
	all := extract.Faults()
	for _, i := range calc.Implausibles() {
		all = append(all, Fault{Code: i.Code, Severity: i.Severity, Meaning: i.Meaning})
	}
	for _, f := range slices.Concat(laterFaults, panelFaults(), outcomeFaults) {
		if !slices.ContainsFunc(all, func(known Fault) bool { return known.Code == f.Code }) {
			all = append(all, f)
		}
	}
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

// Usage is an error in what was asked for, not in what was found.
type Usage struct{ Err error }

func (u Usage) Error() string { return u.Err.Error() }
func (u Usage) Unwrap() error { return u.Err }

// withHint is an error with a way out of it.
func withHint(err error, hint string) error { return register.WithHint(err, hint) }

// noNumbers refuses a name or a reason that holds what may be an NHS number: it would stand
// in an approval, a journal or a log for ever.
func noNumbers(words ...string) error {
	if slices.ContainsFunc(words, extract.HoldsNumber) {
		return Usage{errors.New("what was given holds what may be an NHS number, which is not shown: say it without the number, or, if it is another, with a stroke after its fourth digit, as in 4500/123456")}
	}
	return nil
}

// noNumberIn refuses a file of the team's own words, of letters or of rules, that holds what
// may be an NHS number, at its line: it would stand in every letter, or in the run for ever.
func noNumberIn(file string, text []byte) error {
	for i, line := range strings.Split(string(text), "\n") {
		if extract.HoldsNumber(line) {
			return fmt.Errorf("%s:%d: this holds what may be an NHS number, which is not shown: take it out; if it is another number, write a stroke after its fourth digit, as in 4500/123456", file, i+1)
		}
	}
	return nil
}

// joinFaults makes one error of several faults in one file.
func joinFaults(file string, faults []string) error {
	if len(faults) == 0 {
		return nil
	}
	slices.Sort(faults)
	return fmt.Errorf("%s:\n  %s", file, strings.Join(faults, "\n  "))
}
