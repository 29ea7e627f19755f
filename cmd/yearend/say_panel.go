package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/letters"
	"yearend/letters/register"
)

// sayPack says what a pack holds and what is at stake.
func sayPack(w io.Writer, made season.PanelMade) {
	fmt.Fprintf(w, "%s: %s for the panel, on the positions of %s\n\n", register.Shown(made.Dir), letters.Many(len(made.Pack.Cases), "request"), made.Pack.Run)
	for _, s := range made.Stakes {
		fmt.Fprintf(w, "%s: %s of %s, for %s in all\n", s.Scheme.Title, letters.Many(s.Requests, "request"), letters.Many(s.Practices, "practice"), letters.Count(s.Claimed))
		sayMove(w, s.Before, s.IfAll, "if all of it is accepted", s.Change)
	}
	fmt.Fprintln(w)
	for _, state := range calc.RequestStates() {
		n := 0
		for _, r := range made.Pack.Apart {
			if r.State == state {
				n++
			}
		}
		words := string(state)
		if state == calc.RequestReady {
			words = "waiting for a contract or a position"
		}
		if n > 0 {
			fmt.Fprintf(w, "not in it: %s %s; requests.csv says which and why\n", letters.Count(n), words)
		}
	}
	sheet := register.Shown(made.Dir + "/decisions.xlsx")
	fmt.Fprintf(w, "The panel fills in %s; then: yearend decide %s --by NAME\n", sheet, pasted(sheet))
}

// sayMove says from where to where balances move.
func sayMove(w io.Writer, before, after calc.Money, when string, change calc.Money) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "  balance as the letters have it\t%s\n  %s\t%s\n  difference\t%s\n", signedWords(before), when, signedWords(after), letters.Pounds(change))
	t.Flush()
}

// signedWords say a balance with its direction, in a table.
func signedWords(m calc.Money) string {
	if m.Sign() < 0 {
		return letters.Pounds(m.Abs()) + " to recoup"
	}
	return letters.Pounds(m) + " to pay"
}

// sayDecisions shows what the decisions of a sheet come to, before they are recorded.
func sayDecisions(w io.Writer, d *season.Deciding) {
	fmt.Fprintf(w, "%s, which rests on %s\n\n", d.Pack.Name, d.Pack.Record.RestsOn.Run)
	for _, one := range d.Judged.Decisions {
		claimed := int64(0)
		practice := ""
		for _, c := range d.Cases {
			if c.Request.Name == one.Request {
				claimed, practice = c.Request.Claimed.Sum(), string(c.Request.Practice)+" "+c.Position.Practice.Name
			}
		}
		fmt.Fprintf(w, "  %s, %s: %s, %s of %s\n    %s\n", one.Request, practice, one.Verdict, letters.Count(one.Accepted.Sum()), letters.Count(claimed), one.Reason)
	}
	fmt.Fprintln(w)
	for _, c := range d.Comes {
		var counts []string
		for _, r := range calc.Rulings() {
			counts = append(counts, letters.Count(c.Decisions[r])+" "+string(r))
		}
		fmt.Fprintf(w, "%s: %s; %s accepted in all\n", c.Scheme.Title, strings.Join(counts, ", "), letters.Count(c.Accepted))
		sayMove(w, c.Before, c.After, "with what is accepted", c.Change())
	}
	if len(d.Judged.Open) > 0 {
		fmt.Fprintf(w, "\nleft open: %s\n", strings.Join(d.Judged.Open, ", "))
	}
	fmt.Fprintf(w, "\nDecisions of this sheet: %s\n", letters.Count(len(d.Judged.Decisions)))
}

// sayRecorded says what was recorded, and what comes next.
func sayRecorded(w io.Writer, d *season.Deciding) {
	fmt.Fprintf(w, "%s recorded in decisions.jsonl, by %s\n", letters.Many(len(d.Judged.Decisions), "decision"), d.By)
	if len(d.Judged.Open) == 0 {
		fmt.Fprintln(w, "every request of the pack is decided: make the outcome letters with `yearend produce --outcome`")
	}
}

// sayPacks is a line a pack: how far it is decided.
func sayPacks(w io.Writer, packs []season.PackStatus) {
	for _, p := range packs {
		fmt.Fprintf(w, "%s\n", packLine(p))
	}
}

// sayPacksOf is the same of a project.
func sayPacksOf(w io.Writer, p season.Project) error {
	packs, err := p.Packs()
	sayPacks(w, packs)
	return err
}

func packLine(p season.PackStatus) string {
	line := fmt.Sprintf("%s, dated %s, on %s: %s, %s decided, %s open", p.Pack, p.AsOf, p.Run, letters.Many(p.Requests, "request"), letters.Count(p.Decided), letters.Count(len(p.Open)))
	switch {
	case len(p.Open) == 0:
	case p.Later != "":
		line += "; " + p.Later + " was made after it"
	case p.Stale != "":
		line += "; " + p.Stale + " is approved since, so make a new one"
	}
	return line
}

// aboutPacks is what to do about the newest pack.
func aboutPacks(packs []season.PackStatus) []string {
	if len(packs) == 0 {
		return nil
	}
	switch p := packs[len(packs)-1]; {
	case len(p.Open) == 0:
		return nil
	case p.Stale != "":
		return []string{fmt.Sprintf("%s rests on %s, and %s is approved since: make a new pack with `yearend panel`", p.Pack, p.Run, p.Stale)}
	default:
		return []string{fmt.Sprintf("open before the panel: %s; fill in decisions.xlsx of %s, then `yearend decide FILE --by NAME`", letters.Many(len(p.Open), "request"), p.Pack)}
	}
}

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
		sayProblems(w, problems, checkHasAll(""))
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
