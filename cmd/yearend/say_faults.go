package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"yearend/calc"
	"yearend/cmd/yearend/season"
)

// faultsTopic is `yearend help faults`: every code, and the limits of the readers.
func faultsTopic() *cobra.Command {
	c := &cobra.Command{Use: "faults", Short: "Every fault that check and produce can find, and the limits of the inputs"}
	c.SetHelpFunc(func(c *cobra.Command, _ []string) { sayFaults(c.OutOrStdout()) })
	return c
}

// laterFaults are those that only the figures, or what was issued before, can show.
var laterFaults = []season.Fault{
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

// outcomeFaults are those that only show when positions become final after the panel.
var outcomeFaults = []season.Fault{
	{Code: calc.RequestOpen, Severity: calc.Hold, Meaning: "produce --outcome: a request is not decided, and its practice's position is not final"},
	{Code: calc.RequestTwice, Severity: calc.Hold, Meaning: "two requests of a practice for one service are both decided, or both stand"},
	{Code: calc.MitigationMoved, Severity: calc.Hold, Meaning: "produce --outcome: the figures on which the panel decided have moved since"},
	{Code: calc.ReasonNames, Severity: calc.Hold, Meaning: "produce --outcome: the reason of a decision names somebody who sat on the panel"},
	{Code: season.RequestChanged, Severity: calc.Hold, Meaning: "produce --outcome: a request was corrected after the panel had decided on it"},
	{Code: calc.PlanIdle, Severity: calc.Look, Meaning: "produce --outcome: a payment plan has nothing to repay"},
	{Code: "W-late-outcome", Severity: calc.Look, Meaning: "produce --outcome: practices were to hear before the date of issue"},
}

// allFaults are all that there are, the gravest first.
func allFaults() []season.Fault {
	all := season.Faults()
	for _, i := range calc.Implausibles() {
		all = append(all, season.Fault{Code: i.Code, Severity: i.Severity, Meaning: i.Meaning})
	}
	for _, more := range [][]season.Fault{laterFaults, season.DecisionFaults(), outcomeFaults} {
		for _, f := range more {
			if !slices.ContainsFunc(all, func(known season.Fault) bool { return known.Code == f.Code }) {
				all = append(all, f)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b season.Fault) int {
		return calc.CompareProblems(calc.Problem{Severity: a.Severity}, calc.Problem{Severity: b.Severity})
	})
	return all
}

func sayFaults(w io.Writer) {
	fmt.Fprintln(w, "Every problem that check, produce and decide can find, by what it does to a run.")
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	var group calc.Severity
	for _, f := range allFaults() {
		if f.Severity != group {
			group = f.Severity
			fmt.Fprintf(t, "\n%s: %s\n", group, severityWords[group])
		}
		fmt.Fprintf(t, "  %s\t%s\n", f.Code, f.Meaning)
	}
	fmt.Fprintf(t, "\nA letter that cannot be set is held as E-letter.\n")
	t.Flush()
	fmt.Fprintf(w, "\nLimits of the inputs\n%s", limitLines())
}

// limitLines is a line for each limit of the inputs.
func limitLines() string {
	var b strings.Builder
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, l := range season.Limits() {
		fmt.Fprintf(t, "  %s\t%s\n", l.What, l.AtMost)
	}
	t.Flush()
	return b.String()
}
