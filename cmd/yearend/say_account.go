package main

import (
	"fmt"
	"io"
	"slices"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/register"
)

// sayLateIssue warns where letters are first issued after the day they were
// due. A revised letter comes when it comes.
func sayLateIssue(w io.Writer, y yearEnd, made register.Record) {
	for _, s := range y.schemes() {
		if first := made.Totals[s.Code].New; first > 0 && y.asOf > s.Dates.LettersBy {
			sayWarning(w, "the letters on %s were due by %s, and are dated %s: %s for the first time", s.Title,
				letters.LongDate(s.Dates.LettersBy), letters.LongDate(y.asOf), manyLetters(first))
		}
	}
}

// sayAccount ends a run: what it made, what it comes to, and where to look first.
func (y *yearEnd) sayAccount(w io.Writer, dir string, made register.Record) {
	fmt.Fprintf(w, "%s: %s dated %s\n", dir, manyLetters(made.Letters()), letters.LongDate(y.asOf))
	y.sayStates(w, made)
	fmt.Fprintln(w)
	sayTotals(w, y.schemes(), calc.TotalsByScheme(y.settled.Positions))
	fmt.Fprintln(w)
	sayTallies(w, y.settled.Tallies)
	fmt.Fprintf(w, "\nLook first at\n")
	y.sayHeld(w)
	if looks := countProblems(y.extract.Problems)[string(calc.Look)]; looks > 0 {
		fmt.Fprintf(w, "  %s/problems.csv   %d marked look\n", dir, looks)
	}
	fmt.Fprintf(w, "  %s/index.html     the review page: open it in a browser\n", dir)
	fmt.Fprintf(w, "  %s/control.xlsx   every figure, total and tally\n", dir)
	if made.Letters() > 0 {
		fmt.Fprintf(w, "  %s/letters        a PDF for every letter\n", dir)
	}
	fmt.Fprintln(w)
	sayUnconfirmed(w, y.schemes())
}

// sayStates says what the run does to the letters that stand.
func (y *yearEnd) sayStates(w io.Writer, made register.Record) {
	if made.Earlier == nil {
		return
	}
	fmt.Fprintf(w, "compared with %s, which is approved (yearend changes %s %s shows the figures):\n", made.Earlier.Run, made.Earlier.Run, register.Latest)
	for _, s := range y.schemes() {
		t := made.Totals[s.Code]
		fmt.Fprintf(w, "  %s: %d new, %d changed, %d unchanged, %d held, %d withdrawn\n", s.Title, t.New, t.Changed, t.Unchanged, t.Held, t.Withdrawn)
	}
}

// sayHeld names the practices that get no letter, each with its first reason,
// also those that a fault keeps out of every scheme.
func (y *yearEnd) sayHeld(w io.Writer) {
	shown, held := 0, 0
	for _, p := range y.settled.Positions {
		if p.Outcome != calc.Held {
			continue
		}
		if held++; shown < problemsShown {
			shown++
			fmt.Fprintf(w, "  held: %s %s: %s%s\n", p.Practice.Code, p.Scheme.Title, p.Held[0].Code, placeLine(p.Held[0]))
		}
	}
	if held > shown {
		fmt.Fprintf(w, "  held: the first %d of %d; the others are in positions.csv\n", shown, held)
	}
	for _, p := range y.astray() {
		fmt.Fprintf(w, "  held: %s: %s%s\n", p.Practice, p.Code, placeLine(p))
	}
}

// astray are problems that hold a practice which stands in no table, because
// nothing says which scheme it is in.
func (y *yearEnd) astray() []calc.Problem {
	var found []calc.Problem
	for _, problem := range y.extract.Problems {
		touches := func(p calc.Position) bool { return problem.Touches(p.Practice.Code, p.Scheme.Code) }
		if problem.Severity == calc.Hold && !slices.ContainsFunc(y.settled.Positions, touches) {
			found = append(found, problem)
		}
	}
	return found
}

func manyLetters(n int) string {
	if n == 1 {
		return "1 letter"
	}
	return letters.Count(int64(n)) + " letters"
}
