package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/letters"
	"yearend/letters/register"
)

// sayEarly ends a run before the year's end: what it made, where the year is
// heading, and where to look first.
func sayEarly(w io.Writer, asOf calc.Date, made season.Produced) {
	kind, settled, dir := made.Kind, made.Settled, register.Shown(made.Dir)
	if kind.OnPages {
		fmt.Fprintf(w, "%s: %s to the end of %s, dated %s\n\n", dir, letters.Many(practicesIn(settled), "report"), made.Record.Through, letters.LongDate(asOf))
	} else {
		fmt.Fprintf(w, "%s: %s to the end of %s, dated %s\n", dir, manyLetters(made.Record.Letters()), made.Record.Through, letters.LongDate(asOf))
		sayStates(w, made)
		fmt.Fprintln(w)
		sayTotalsAhead(w, made.Record.Totals)
		fmt.Fprintln(w)
	}
	sayTallies(w, settled.Tallies)
	fmt.Fprintf(w, "\nLook first at\n")
	table := "projections.csv"
	if kind.OnPages {
		table = "performance.csv"
	}
	sayHeld(w, settled, table)
	if looks := made.Record.Problems[string(calc.Look)]; looks > 0 {
		fmt.Fprintf(w, "  %sproblems.csv   %s marked look\n", dir+slash, letters.Count(looks))
	}
	if kind.OnPages {
		fmt.Fprintf(w, "  %sindex.html     the list of reports: put it and the folder %s on the intranet, and nothing else of the run\n", dir+slash, kind.Path)
		fmt.Fprintf(w, "  %sperformance.csv   a row a practice, scheme and service\n", dir+slash)
		return
	}
	fmt.Fprintf(w, "  %sindex.html     the review page: open it in a browser\n", dir+slash)
	fmt.Fprintf(w, "  %sprojections.csv   a row a practice and scheme; projection_services.csv a row a service\n", dir+slash)
	sayLetters(w, made)
}

func practicesIn(s calc.Settlement) int {
	practices := map[calc.PracticeCode]bool{}
	for _, p := range s.Positions {
		practices[p.Practice.Code] = true
	}
	return len(practices)
}

// sayTotalsAhead has a column a scheme: where its practices are heading. What they
// would earn is a range, and under it stands what it is if nothing more is recorded.
func sayTotalsAhead(w io.Writer, totals map[string]register.Totals) {
	t := sideBySide{{""}, {"to pay"}, {"to recoup"}, {"nil"}, {"either"}, {"held"}, {"earned, from"}, {"  to"}, {"  if nothing more"}, {"paid in advance"}}
	for _, scheme := range sortedKeys(totals) {
		of := totals[scheme]
		ahead := register.TotalsAhead{}
		if of.Ahead != nil {
			ahead = *of.Ahead
		}
		t.add(scheme, letters.Count(of.Pay), letters.Count(of.Recoup), letters.Count(of.Nil), letters.Count(of.Either), letters.Count(of.Held),
			letters.PoundsOf(ahead.EarnedLow), letters.PoundsOf(ahead.EarnedHigh), letters.PoundsOf(ahead.EarnedFloor), letters.PoundsOf(of.AdvancePaid))
	}
	t.say(w)
}

// shortDay is 2025-04-15, and nothing for no day.
func shortDay(d calc.Date) string {
	if d == 0 {
		return ""
	}
	return d.String()
}

// sayInstalments is the statement of advances of one practice and scheme; nothing
// where the ledger says nothing.
func sayInstalments(w io.Writer, a calc.Advances) {
	if a.Scheme == nil {
		return
	}
	fmt.Fprintf(w, "\n  %s, by the finance ledger\n", letters.InstalmentsCaption)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "  reference\tfor\tdue in\tdue\tpaid on\tpaid")
	short := letters.InstalmentForm{Month: calc.Date.YearMonth, Day: shortDay, Sum: letters.Pounds, Difference: letters.DifferenceWords, Verdict: letters.InstalmentWords}
	for _, row := range a.Rows {
		cells := short.Cells(row)
		finding := cells[len(cells)-1]
		if row.HasDue() && row.HasPaid() && row.Difference().Sign() != 0 { // a window has no room for a column of it
			finding += ": " + cells[len(cells)-2]
		}
		fmt.Fprintf(t, "  %s\t%s\n", strings.Join(cells[:len(cells)-2], "\t"), finding)
	}
	t.Flush()
	fmt.Fprintf(w, "  due %s, paid %s\n", letters.Pounds(a.Due()), letters.Pounds(a.Paid()))
}
