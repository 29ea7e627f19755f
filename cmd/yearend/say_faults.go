package main

import (
	"fmt"
	"io"
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

func sayFaults(w io.Writer) {
	fmt.Fprintln(w, "Every problem that check and produce can find, by what it does to a run.")
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	var group calc.Severity
	for _, f := range season.Faults() {
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
