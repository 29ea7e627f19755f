package main

import (
	"fmt"
	"io"
	"path"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/letters"
	"yearend/letters/register"
)

// sayLateIssue warns where letters are first issued after the day they were
// due, where their kind has such a day. A revised letter comes when it comes.
func sayLateIssue(w io.Writer, asOf calc.Date, made season.Produced) {
	for _, s := range made.Settled.Schemes {
		due := made.Kind.DueBy(s.Dates)
		if first := made.Record.Totals[s.Code].New; first > 0 && asOf > due {
			sayWarning(w, "the letters on %s were due by %s, and are dated %s: %s for the first time", s.Title,
				letters.LongDate(due), letters.LongDate(asOf), manyLetters(first))
		}
	}
}

// sayProduced ends a run: what it made, what it comes to, and where to look first.
func sayProduced(w io.Writer, asOf calc.Date, made season.Produced) {
	settled, dir := made.Settled, register.Shown(made.Dir)
	fmt.Fprintf(w, "%s: %s dated %s\n", dir, manyLetters(made.Record.Letters()), letters.LongDate(asOf))
	sayStates(w, made)
	fmt.Fprintln(w)
	sayTotals(w, settled.Schemes, calc.TotalsByScheme(settled.Positions))
	fmt.Fprintln(w)
	sayTallies(w, settled.Tallies)
	fmt.Fprintf(w, "\nLook first at\n")
	sayImplausible(w, settled.Extract.Problems)
	sayHeld(w, settled, "positions.csv")
	if looks := made.Record.Problems[string(calc.Look)]; looks > 0 {
		fmt.Fprintf(w, "  %sproblems.csv   %s marked look\n", dir+slash, letters.Count(looks))
	}
	fmt.Fprintf(w, "  %sindex.html     the review page: open it in a browser\n", dir+slash)
	fmt.Fprintf(w, "  %scontrol.xlsx   every figure, total and tally\n", dir+slash)
	sayLetters(w, made)
	fmt.Fprintln(w)
	sayUnconfirmed(w, settled.Schemes)
}

// sayLetters says where the letters lie.
func sayLetters(w io.Writer, made season.Produced) {
	if made.Record.Letters() > 0 {
		fmt.Fprintf(w, "  %s%-14s a PDF for every letter\n", register.Shown(made.Dir)+slash, made.Kind.Path)
	}
}

// sayStates says what the run does to the letters that stand.
func sayStates(w io.Writer, made season.Produced) {
	earlier := made.Record.Earlier
	if earlier == nil {
		return
	}
	fmt.Fprintf(w, "compared with %s, which is approved (yearend changes %s %s shows the figures):\n", earlier.Run, earlier.Run, path.Base(made.Dir))
	for _, s := range made.Settled.Schemes {
		t := made.Record.Totals[s.Code]
		fmt.Fprintf(w, "  %s: %s new, %s changed, %s unchanged, %s held, %s withdrawn\n", s.Title, letters.Count(t.New), letters.Count(t.Changed),
			letters.Count(t.Unchanged), letters.Count(t.Held), letters.Count(t.Withdrawn))
	}
}

// sayImplausible lists what is implausible, and what of it was accepted.
func sayImplausible(w io.Writer, problems []calc.Problem) {
	shown, all := 0, 0
	for _, p := range problems {
		if !calc.FirstToLookAt(p.Code) {
			continue
		}
		if all++; shown < problemsShown {
			shown++
			fmt.Fprintf(w, "  look: %s\n", problemLine(p))
		}
	}
	if all > shown {
		fmt.Fprintf(w, "  look: the first %d of %s; the others stand first among the looks in problems.csv\n", shown, letters.Count(all))
	}
}

// sayHeld names the practices that get no letter, each with its first reason,
// also those that a fault keeps out of every scheme.
func sayHeld(w io.Writer, settled calc.Settlement, table string) {
	shown, held := 0, 0
	for _, p := range settled.Positions {
		if len(p.Held) == 0 {
			continue
		}
		if held++; shown < problemsShown {
			shown++
			fmt.Fprintf(w, "  held: %s %s: %s%s\n      %s\n", p.Practice.Code, p.Scheme.Title, p.Held[0].Code, placeOf(p.Held[0]), findingOf(p.Held[0]))
		}
	}
	if held > shown {
		fmt.Fprintf(w, "  held: the first %d of %s; the others are in %s\n", shown, letters.Count(held), table)
	}
	for _, p := range season.Astray(settled) {
		fmt.Fprintf(w, "  held: %s: %s%s\n      %s\n", p.Practice, p.Code, placeOf(p), findingOf(p))
	}
}

func manyLetters(n int) string { return letters.Many(n, "letter") }

// checkReport is what `check --json` prints.
type checkReport struct {
	Inputs      []calc.Source                  `json:"inputs"`
	Problems    []calc.Problem                 `json:"problems"`
	Tallies     map[string]calc.Tally          `json:"tallies"`
	Unconfirmed map[string]map[string][]string `json:"unconfirmed_assumptions"` // by scheme, then whom to ask
	Requests    *requestsReport                `json:"requests,omitempty"`
}

func checkedJSON(of calc.Settlement) checkReport {
	report := checkReport{Inputs: of.Extract.Sources, Problems: of.Extract.Problems, Tallies: of.Tallies,
		Unconfirmed: map[string]map[string][]string{}}
	for _, s := range of.Schemes {
		report.Unconfirmed[s.Code] = unconfirmed(s)
	}
	return report
}

func sayCheck(w io.Writer, of calc.Settlement, through string) {
	for _, source := range of.Extract.Sources {
		fmt.Fprintf(w, "%s: %s of %s\n", register.Shown(source.File), letters.Many(source.Rows, "row"), source.Kind)
	}
	fmt.Fprintln(w)
	sayProblems(w, of.Extract.Problems, checkHasAll(through))
	counts := calc.CountProblems(of.Extract.Problems)
	fmt.Fprintf(w, "problems: %s stop, %s hold, %s look\n", letters.Count(counts["stop"]), letters.Count(counts["hold"]), letters.Count(counts["look"]))
	if counts["stop"] > 0 {
		return
	}
	fmt.Fprintln(w)
	sayTallies(w, of.Tallies)
	fmt.Fprintln(w)
	sayTotals(w, of.Schemes, calc.TotalsByScheme(of.Positions))
	fmt.Fprintln(w)
	sayUnconfirmed(w, of.Schemes)
}

// sayFixes says what became of each faulty input in a fix list.
func sayFixes(w io.Writer, fixes []season.Fix) {
	for _, f := range fixes {
		if f.Err != nil {
			fmt.Fprintf(w, "cannot mark %s: %v\n", f.Input, f.Err)
			continue
		}
		fmt.Fprintf(w, "wrote %s: %s to mend or to look at in %s\n", f.Written, letters.Count(f.Problems), f.Input)
		if f.Problems > season.MostMarks {
			fmt.Fprintf(w, "only the first %s of them are marked: yearend check --json has them all\n", letters.Count(season.MostMarks))
		}
	}
}
