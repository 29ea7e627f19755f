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

// allFaults are all that there are, the gravest first.
func allFaults() []season.Fault {
	all := season.Faults()
	for _, i := range calc.Implausibles() {
		all = append(all, season.Fault{Code: i.Code, Severity: i.Severity, Meaning: i.Meaning})
	}
	all = append(append(all, laterFaults...), season.DecisionFaults()...)
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
