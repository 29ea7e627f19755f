package main

import (
	"fmt"
	"io"
	"strings"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/letters"
	"yearend/letters/register"
)

// sayRequests says what practices asked for after their letters, and where it stands.
func sayRequests(w io.Writer, asked *season.Asked) {
	if asked == nil {
		return
	}
	by := "whose practices and positions are judged once letters are approved"
	if asked.Rests.Name != "" {
		by = "by the letters of " + asked.Rests.Name
	}
	fmt.Fprintf(w, "\nRequests, %s\n", by)
	for _, source := range asked.Files.Sources {
		fmt.Fprintf(w, "%s: %s of %s\n", register.Shown(source.File), letters.Many(source.Rows, "row"), source.Kind)
	}
	problems := asked.Said()
	if len(problems) > 0 {
		fmt.Fprintln(w)
		sayProblems(w, problems)
	}
	if asked.Stops() || asked.Rests.Name == "" {
		return
	}
	fmt.Fprintln(w, requestsLine(asked.Read, asked.Counts()))
}

// requestsLine accounts for every request that was ever read.
func requestsLine(read int, counts map[calc.RequestState]int) string {
	var parts []string
	for _, s := range calc.RequestStates() {
		parts = append(parts, fmt.Sprintf("%s %s", letters.Count(counts[s]), s))
	}
	return fmt.Sprintf("requests: %s read = %s", letters.Count(read), strings.Join(parts, " + "))
}

// requestsReport is what `check --json` says of requests.
type requestsReport struct {
	Run      string                    `json:"run"`
	Read     int                       `json:"read"`
	States   map[calc.RequestState]int `json:"states"`
	Problems []calc.Problem            `json:"problems"`
	Requests []requestRow              `json:"requests"`
}

type requestRow struct {
	Request  string            `json:"request"`
	Practice calc.PracticeCode `json:"practice_code"`
	Scheme   string            `json:"scheme"`
	Service  string            `json:"service"`
	State    calc.RequestState `json:"state"`
	Claimed  int64             `json:"claimed"`
	Findings []findingRow      `json:"findings"`
}

type findingRow struct {
	Finding string `json:"finding"`
	Clause  string `json:"clause"`
	Says    string `json:"says"`
}

func requestsJSON(asked *season.Asked) *requestsReport {
	if asked == nil {
		return nil
	}
	report := &requestsReport{Run: asked.Rests.Name, Read: asked.Read, States: asked.Counts(), Problems: asked.Said()}
	for _, r := range asked.All {
		row := requestRow{Request: r.Name, Practice: r.Practice, Scheme: r.Scheme, Service: r.Service, State: r.State, Claimed: r.Claimed.Sum()}
		for _, f := range r.Findings {
			row.Findings = append(row.Findings, findingRow{f.Code, f.Clause.String(), f.Words})
		}
		report.Requests = append(report.Requests, row)
	}
	return report
}

// sayForms says where the questions of the forms were written.
func sayForms(w io.Writer, out []season.WordsFile) {
	for _, f := range out {
		if f.Kept {
			fmt.Fprintf(w, "kept %s, which was there\n", f.File)
			continue
		}
		fmt.Fprintf(w, "wrote %s\n", f.File)
	}
	if len(out) > 0 {
		fmt.Fprintln(w, "Build one form for each, with these titles; let it record the address, and send one request yourself, whose time you know (proof:).")
	}
}
