package main

import (
	"fmt"
	"io"
	"text/tabwriter"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/letters"
	"yearend/letters/register"
)

// sayOutcome ends a run after the panel: what became of each request, the bridge
// from the letters to what is paid, and where to look first.
func sayOutcome(w io.Writer, asOf calc.Date, made season.Produced) {
	settled, dir := made.Settled, register.Shown(made.Dir)
	fmt.Fprintf(w, "%s: %s dated %s, on the positions of %s\n", dir, manyLetters(made.Record.Letters()), letters.LongDate(asOf), made.Record.RestsOn.Run)
	sayStates(w, made)
	fmt.Fprintln(w)
	sayRulings(w, settled)
	fmt.Fprintln(w)
	sayTotals(w, settled.Schemes, calc.TotalsByScheme(settled.Positions))
	fmt.Fprintln(w)
	sayBridges(w, settled)
	if plans, payments := plansIn(settled); plans > 0 {
		fmt.Fprintf(w, "\nPayment plans: %s, in %s\n", letters.Count(plans), letters.Many(payments, "payment"))
	}
	fmt.Fprintf(w, "\nLook first at\n")
	sayHeld(w, settled, "final.csv")
	if looks := made.Record.Problems[string(calc.Look)]; looks > 0 {
		fmt.Fprintf(w, "  %sproblems.csv   %s marked look\n", dir+slash, letters.Count(looks))
	}
	fmt.Fprintf(w, "  %sindex.html     the review page: open it in a browser\n", dir+slash)
	fmt.Fprintf(w, "  %sfinal.csv      every position from its letter to what is paid; bridge.csv a row a scheme\n", dir+slash)
	fmt.Fprintf(w, "  %spayments.csv   the %s payment run\n", dir+slash, letters.PaymentRun(settled.Schemes[0].Dates, asOf))
	fmt.Fprintf(w, "  %scontrol.xlsx   every figure, and the sheet Final from indicative over accepted to final\n", dir+slash)
	sayLetters(w, made)
}

// sayLacks says what is still to come before outcome letters are final, and whom to ask.
func sayLacks(w io.Writer, lacks []season.Lack) {
	for _, lack := range lacks {
		sayWarning(w, "this is early: %s", lack)
	}
}

// sayRulings is a line a scheme: what became of its requests, and the activity that is
// accepted. Ended are those that were withdrawn or replaced.
func sayRulings(w io.Writer, settled calc.Settlement) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(t, "requests\t")
	for _, r := range calc.Rulings() {
		fmt.Fprintf(t, "%s\t", r)
	}
	fmt.Fprintln(t, "ended\topen\tactivity\t")
	counts := settled.Requests()
	for _, s := range settled.Schemes {
		n := counts[s.Code]
		fmt.Fprintf(t, "%s\t", s.Title)
		for _, r := range calc.Rulings() {
			fmt.Fprintf(t, "%s\t", letters.Count(n.Ruled[r]))
		}
		fmt.Fprintf(t, "%s\t\n", inCells(n.Ended, n.Open, int(n.Accepted)))
	}
	t.Flush()
}

// sayBridges is a line a scheme, and one for all: indicative + mitigation = final + held.
func sayBridges(w io.Writer, settled calc.Settlement) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "balances\tindicative\t+\tmitigation\t=\tfinal\t+\theld\t")
	var all calc.Bridge
	bridges := settled.Bridges()
	line := func(title string, b calc.Bridge) {
		fmt.Fprintf(t, "%s\t%s\t+\t%s\t=\t%s\t+\t%s\t\n", title, letters.Pounds(b.Indicative), letters.Pounds(b.Mitigation), letters.Pounds(b.Final), letters.Pounds(b.Held))
	}
	for _, s := range settled.Schemes {
		line(s.Title, bridges[s.Code])
		all = all.Plus(bridges[s.Code])
	}
	line("together", all)
	t.Flush()
	fmt.Fprintln(w, "A balance below £0.00 is recouped.")
}

func plansIn(settled calc.Settlement) (plans, payments int) {
	for _, p := range settled.Positions {
		if n := len(p.Final.Plan); n > 0 {
			plans++
			payments += n
		}
	}
	return plans, payments
}

// sayBridge is the same from a run's own table, for whoever approves it.
func sayBridge(w io.Writer, rows []map[string]string) {
	fmt.Fprintln(w, "\nFrom the letters to what is paid")
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "scheme\tindicative\t+ mitigation\t= final\t+ held\t")
	for _, row := range rows {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t\n", row["scheme"], letters.PoundsOf(row["indicative"]), letters.PoundsOf(row["mitigation"]), letters.PoundsOf(row["final"]), letters.PoundsOf(row["held"]))
	}
	t.Flush()
}
