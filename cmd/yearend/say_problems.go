package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/register"
)

// problemsShown is how many problems of a severity the screen gets, and
// alikeShown how many of one kind in one column, where there are more than
// alikeAll; problems.csv of a run has them all.
const (
	problemsShown = 20
	alikeShown    = 3
	alikeAll      = 6
)

// sayProblems shows the first problems of each severity, the gravest first. Of
// those that are alike in one column it shows a few, and how many more there
// are: one cause can spoil every row, and would hide what else is wrong. all is the
// command that prints every one of them; where there is none, they are all shown.
func sayProblems(w io.Writer, problems []calc.Problem, all string) {
	for _, severity := range []calc.Severity{calc.Stop, calc.Hold, calc.Look} {
		some := slices.DeleteFunc(slices.Clone(problems), func(p calc.Problem) bool { return p.Severity != severity })
		if len(some) == 0 {
			continue
		}
		lines, shown := problemLines(some)
		if all == "" {
			lines, shown = eachLine(some), len(some)
		}
		heading := fmt.Sprintf("%s: %s", severity, severityWords[severity])
		if shown < len(some) {
			heading += fmt.Sprintf(" (%d of %s are shown; %s has all)", shown, letters.Count(len(some)), all)
		}
		fmt.Fprintln(w, heading)
		for _, line := range lines {
			fmt.Fprintln(w, "  "+line)
		}
	}
}

// checkHasAll is the command that prints every problem of the inputs: of the year's, or
// of a year through a month.
func checkHasAll(through string) string {
	if through == "" {
		return "yearend check --json"
	}
	return "yearend check --through " + through + " --json"
}

func eachLine(problems []calc.Problem) (lines []string) {
	for _, p := range problems {
		lines = append(lines, problemLine(p))
	}
	return lines
}

// alike is what problems have in common that have one cause, most likely.
type alike struct{ code, file, sheet, column string }

// problemLines is the lines of the first problems, and how many of them have one.
func problemLines(problems []calc.Problem) (lines []string, shown int) {
	var order []alike
	kinds := map[alike][]calc.Problem{}
	for _, p := range problems {
		kind := alike{p.Code, p.File, p.Sheet, p.Column}
		if kinds[kind] == nil {
			order = append(order, kind)
		}
		kinds[kind] = append(kinds[kind], p)
	}
	for i, kind := range order {
		if shown >= problemsShown {
			return append(lines, fmt.Sprintf("and %s more of other kinds", problemsIn(order[i:], kinds))), shown
		}
		all := kinds[kind]
		some := min(len(all), problemsShown-shown)
		if len(all) > alikeAll {
			some = min(some, alikeShown)
		}
		for _, p := range all[:some] {
			lines = append(lines, problemLine(p))
		}
		shown += some
		if some < len(all) {
			lines = append(lines, moreAlike(kind, all[some:]))
		}
	}
	return lines, shown
}

func problemsIn(kinds []alike, of map[alike][]calc.Problem) string {
	n := 0
	for _, kind := range kinds {
		n += len(of[kind])
	}
	return letters.Count(n)
}

// moreAlike says in one line what others of a kind there are, and where.
func moreAlike(kind alike, rest []calc.Problem) string {
	line := fmt.Sprintf("%s: and %s more like it", kind.code, letters.Count(len(rest)))
	if kind.file != "" {
		line += " in " + kind.file
	}
	if kind.column != "" {
		line += fmt.Sprintf(" column %q", kind.column)
	}
	if rows := rowsOf(rest); len(rows) > 0 {
		line += fmt.Sprintf(", rows %d to %d", slices.Min(rows), slices.Max(rows))
	}
	return line + whoseAre(rest)
}

// whoseAre names the practices, where that takes no more than a line.
func whoseAre(problems []calc.Problem) string {
	var codes []string
	for _, p := range problems {
		if code := string(p.Practice); code != "" && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
		if len(codes) > 12 {
			return ""
		}
	}
	if len(codes) == 0 {
		return ""
	}
	return ": " + strings.Join(codes, ", ")
}

func rowsOf(problems []calc.Problem) []int {
	var rows []int
	for _, p := range problems {
		if p.Row > 0 {
			rows = append(rows, p.Row)
		}
	}
	return rows
}

var severityWords = map[calc.Severity]string{
	calc.Stop: "a file cannot be trusted, and nothing is written",
	calc.Hold: "no letter until this is mended or decided",
	calc.Look: "a person should look",
}

// problemLine is a problem in one line: whose, where, what was found, what to do.
func problemLine(p calc.Problem) string {
	whose := p.Code
	for _, part := range []string{string(p.Practice), p.Scheme} {
		if part != "" {
			whose += " " + part
		}
	}
	return whose + placeLine(p)
}

// placeLine is the part of it that says where, what was found and what to do.
func placeLine(p calc.Problem) string { return placeOf(p) + ": " + findingOf(p) }

// placeOf is where a problem is, as far as it has a place.
func placeOf(p calc.Problem) string {
	var b strings.Builder
	if p.File != "" {
		b.WriteString(" " + register.Shown(p.File))
	}
	if p.Sheet != "" {
		fmt.Fprintf(&b, " sheet %q", p.Sheet)
	}
	if p.Row > 0 {
		fmt.Fprintf(&b, " row %d", p.Row)
	}
	if p.Column != "" {
		fmt.Fprintf(&b, " column %q", p.Column)
	}
	return b.String()
}

// findingOf is what was found there, and what to do about it.
func findingOf(p calc.Problem) string {
	if p.Found == "" {
		return p.Remedy
	}
	return fmt.Sprintf("found %q: %s", p.Found, p.Remedy)
}
