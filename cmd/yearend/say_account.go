package main

import (
	"fmt"
	"io"
	"slices"

	"yearend/calc"
	"yearend/letters"
)

// sayLateIssue warns where letters are first issued after the day they were due.
func sayLateIssue(w io.Writer, y yearEnd) {
	for _, s := range y.schemes() {
		if y.asOf > s.Dates.LettersBy {
			sayWarning(w, "the letters on %s were due by %s, and are dated %s", s.Title,
				letters.LongDate(s.Dates.LettersBy), letters.LongDate(y.asOf))
		}
	}
}

// sayAccount ends a run: what it made, what it comes to, and where to look first.
func (y *yearEnd) sayAccount(w io.Writer, dir string) {
	fmt.Fprintf(w, "%s: %s dated %s\n\n", dir, manyLetters(y.lettersDue()), letters.LongDate(y.asOf))
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
	fmt.Fprintf(w, "  %s/letters        a PDF for every practice and scheme\n\n", dir)
	sayUnconfirmed(w, y.schemes())
}

// lettersDue is how many positions get a letter.
func (y *yearEnd) lettersDue() int {
	due := 0
	for _, t := range calc.TotalsByScheme(y.settled.Positions) {
		due += t.Letters()
	}
	return due
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
