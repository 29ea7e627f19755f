package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/register"
)

// Every word that the program prints passes through this file and say_*.go. The rules:
//
//   - results go to stdout; errors, warnings and progress to stderr;
//   - an error begins "yearend: error:", a way out stands on its own line as
//     "yearend: hint:", both lower case and without a full stop;
//   - values found in files are quoted, and a problem always has its place and
//     its remedy;
//   - a recoupment is called one, never told by a minus sign alone.

func sayError(w io.Writer, err error) {
	if err == nil {
		return
	}
	for i, line := range strings.Split(err.Error(), "\n") {
		if i == 0 {
			line = "yearend: error: " + line
		}
		fmt.Fprintln(w, line)
	}
	var h register.Hinted
	if errors.As(err, &h) {
		fmt.Fprintln(w, "yearend: hint: "+h.Hint)
	}
}

func sayWarning(w io.Writer, format string, args ...any) {
	fmt.Fprintf(w, "yearend: warning: "+format+"\n", args...)
}

// inCells writes counts into cells of a table that stand side by side.
func inCells(counts ...int) string {
	var cells []string
	for _, n := range counts {
		cells = append(cells, letters.Count(n))
	}
	return strings.Join(cells, "\t")
}

// sayTotals has a column a scheme: positions, and what they come to.
func sayTotals(w io.Writer, schemes []*calc.Scheme, all map[string]calc.Totals) {
	t := sideBySide{{""}, {"positions"}, {"to pay"}, {"  in all"}, {"to recoup"}, {"  in all"}, {"nil"}, {"held"}}
	for _, s := range schemes {
		of := all[s.Code]
		t.add(s.Title, letters.Count(of.Letters()+of.Held), letters.Count(of.Pay), letters.Pounds(of.ToPay),
			letters.Count(of.Recoup), letters.Pounds(of.ToRecoup), letters.Count(of.Nil), letters.Count(of.Held))
	}
	t.say(w)
}

// sayTallies has a column a scheme: what became of every record read.
func sayTallies(w io.Writer, all map[string]calc.Tally) {
	t := sideBySide{{"records of"}, {"read"}, {"= counted"}, {"+ out of period"}, {"+ excluded service"}, {"+ no contract"}, {"+ held"}}
	after := hasAfter(all)
	if after { // before the year has ended there is one place more
		t = append(t, []string{"+ after through"})
	}
	for _, scheme := range sortedKeys(all) {
		of := all[scheme]
		cells := []string{scheme, letters.Count(of.Read), letters.Count(of.Counted), letters.Count(of.OutOfPeriod),
			letters.Count(of.ExcludedService), letters.Count(of.NoContract), letters.Count(of.Held)}
		if after {
			cells = append(cells, letters.Count(of.AfterThrough))
		}
		t.add(cells...)
	}
	t.say(w)
}

// sideBySide is a table with a row for each figure, and a column for each of what
// has them: there are always few, so that it fits in a window.
type sideBySide [][]string

// add puts another column beside the others, a cell for each row.
func (t sideBySide) add(cells ...string) {
	for i := range t {
		t[i] = append(t[i], cells[i])
	}
}

// say writes the figures under each other, to the right.
func (t sideBySide) say(w io.Writer) {
	widths := make([]int, len(t[0]))
	for _, row := range t {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range t {
		line := fmt.Sprintf("%-*s", widths[0], row[0])
		for i, cell := range row[1:] {
			line += fmt.Sprintf("  %*s", widths[i+1], cell)
		}
		fmt.Fprintln(w, line)
	}
}

func hasAfter(all map[string]calc.Tally) bool {
	for _, of := range all {
		if of.AfterThrough > 0 {
			return true
		}
	}
	return false
}

// sayUnconfirmed lists the assumptions that nobody has confirmed, by whom to ask.
func sayUnconfirmed(w io.Writer, schemes []*calc.Scheme) {
	for _, s := range schemes {
		open := unconfirmed(s)
		for _, who := range sortedKeys(open) {
			fmt.Fprintf(w, "%s: nobody has confirmed %s: ask %s (yearend rules)\n", s.Title, calc.And(open[who]), who)
		}
	}
}

// unconfirmed is the ids of a scheme's assumptions that nobody has confirmed,
// by whom to ask, in the order of their numbers.
func unconfirmed(s *calc.Scheme) map[string][]string {
	open := map[string][]string{}
	for _, r := range s.Unconfirmed() {
		if ids := open[r.Assumption.Ask]; !slices.Contains(ids, r.Clause.ID) {
			open[r.Assumption.Ask] = append(ids, r.Clause.ID)
		}
	}
	for _, ids := range open {
		slices.SortFunc(ids, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	}
	return open
}

func sayJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K {
	var keys []K
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
