package main

import (
	"fmt"
	"strings"
	"testing"

	"yearend/calc"
)

// A column spoilt by one cause takes a few lines, and hides nothing else.
func TestProblemsAlikeAreSummedUp(t *testing.T) {
	var problems []calc.Problem
	for i := range 400 {
		problems = append(problems, calc.Problem{Code: "E-date", Severity: calc.Hold, Practice: calc.PracticeCode(fmt.Sprintf("P%05d", i)), File: "a.csv", Row: i + 2, Column: "Coded date", Found: "x", Remedy: "write a date"})
	}
	problems = append(problems, calc.Problem{Code: "E-name", Severity: calc.Hold, Practice: "P81900", File: "p.csv", Row: 7, Remedy: "enter the name"})
	var out strings.Builder
	sayProblems(&out, problems, checkHasAll(""))
	const want = `hold: no letter until this is mended or decided (4 of 401 are shown; yearend check --json has all)
  E-date P00000 a.csv row 2 column "Coded date": found "x": write a date
  E-date P00001 a.csv row 3 column "Coded date": found "x": write a date
  E-date P00002 a.csv row 4 column "Coded date": found "x": write a date
  E-date: and 397 more like it in a.csv column "Coded date", rows 5 to 401
  E-name P81900 p.csv row 7: enter the name
`
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}

func TestManyKindsOfProblemsAreCut(t *testing.T) {
	var problems []calc.Problem
	for i := range 60 {
		problems = append(problems, calc.Problem{Code: fmt.Sprintf("E-%d", i/2), Severity: calc.Stop, Remedy: "mend it"})
	}
	var out strings.Builder
	sayProblems(&out, problems, checkHasAll(""))
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 1+problemsShown+1 || lines[len(lines)-1] != "  and 40 more of other kinds" {
		t.Errorf("got\n%s", out.String())
	}
}

// What no command prints again is shown to the last one: a panel's sheet is judged by
// decide alone.
func TestProblemsThatNoCommandPrintsAreAllShown(t *testing.T) {
	var problems []calc.Problem
	for i := range 60 {
		problems = append(problems, calc.Problem{Code: "E-decision", Severity: calc.Stop, File: "decisions.xlsx", Row: i + 2, Column: "Reason", Remedy: "say why"})
	}
	var out strings.Builder
	sayProblems(&out, problems, "")
	if lines := strings.Split(strings.TrimSpace(out.String()), "\n"); len(lines) != 1+60 || strings.Contains(lines[0], "shown") || !strings.Contains(lines[60], "row 61") {
		t.Errorf("got\n%s", out.String())
	}
	out.Reset()
	sayProblems(&out, problems, checkHasAll("2026-01"))
	if !strings.Contains(out.String(), "(3 of 60 are shown; yearend check --through 2026-01 --json has all)") {
		t.Errorf("got\n%s", out.String())
	}
}
