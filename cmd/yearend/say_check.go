package main

import (
	"fmt"
	"io"

	"yearend/calc"
	"yearend/cmd/yearend/season"
)

// checkReport is what `check --json` prints.
type checkReport struct {
	Inputs      []calc.Source                  `json:"inputs"`
	Problems    []calc.Problem                 `json:"problems"`
	Tallies     map[string]calc.Tally          `json:"tallies"`
	Unconfirmed map[string]map[string][]string `json:"unconfirmed_assumptions"` // by scheme, then whom to ask
}

func checkedJSON(of calc.Settlement) checkReport {
	report := checkReport{Inputs: of.Extract.Sources, Problems: of.Extract.Problems, Tallies: of.Tallies,
		Unconfirmed: map[string]map[string][]string{}}
	for _, s := range of.Schemes {
		report.Unconfirmed[s.Code] = unconfirmed(s)
	}
	return report
}

func sayCheck(w io.Writer, of calc.Settlement) {
	for _, source := range of.Extract.Sources {
		fmt.Fprintf(w, "%s: %d rows of %s\n", source.File, source.Rows, source.Kind)
	}
	fmt.Fprintln(w)
	sayProblems(w, of.Extract.Problems)
	counts := calc.CountProblems(of.Extract.Problems)
	fmt.Fprintf(w, "problems: %d stop, %d hold, %d look\n", counts["stop"], counts["hold"], counts["look"])
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
		fmt.Fprintf(w, "wrote %s: %d to mend or to look at in %s\n", f.Written, f.Problems, f.Input)
		if f.Problems > season.MostMarks {
			fmt.Fprintf(w, "only the first %d of them are marked: check --json has them all\n", season.MostMarks)
		}
	}
}
