package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

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

// sayTotals is a line a scheme: positions, and what they come to.
func sayTotals(w io.Writer, schemes []*calc.Scheme, all map[string]calc.Totals) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "scheme\tpositions\tto pay\t\tto recoup\t\tnil\theld\t")
	for _, s := range schemes {
		of := all[s.Code]
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t\n", s.Title, inCells(of.Letters()+of.Held, of.Pay), letters.Pounds(of.ToPay),
			letters.Count(of.Recoup), letters.Pounds(of.ToRecoup), inCells(of.Nil, of.Held))
	}
	t.Flush()
}

// sayTallies is a line a scheme: what became of every record read.
func sayTallies(w io.Writer, all map[string]calc.Tally) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	after := func(calc.Tally) string { return "" } // before the year has ended there is one place more
	head := "records of\tread\t=\tcounted\t+\tout of period\t+\texcluded service\t+\tno contract\t+\theld"
	if hasAfter(all) {
		head += "\t+\tafter through"
		after = func(of calc.Tally) string { return "\t+\t" + letters.Count(of.AfterThrough) }
	}
	fmt.Fprintln(t, head)
	for _, scheme := range sortedKeys(all) {
		of := all[scheme]
		fmt.Fprintf(t, "%s\t%s\t=\t%s\t+\t%s\t+\t%s\t+\t%s\t+\t%s%s\n", scheme, letters.Count(of.Read), letters.Count(of.Counted),
			letters.Count(of.OutOfPeriod), letters.Count(of.ExcludedService), letters.Count(of.NoContract), letters.Count(of.Held), after(of))
	}
	t.Flush()
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
