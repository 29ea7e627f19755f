package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/letters"
	"yearend/letters/post"
)

func sayStatus(w io.Writer, s season.Status) {
	fmt.Fprintf(w, "%s, on %s\n\n", s.Project, letters.LongDate(s.On))
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, d := range s.Dates {
		fmt.Fprintf(t, "  %s\t%s\t%s\n", letters.LongDate(d.On), d.What, when(d.Left))
	}
	t.Flush()
	fmt.Fprintln(w)
	if len(s.Runs) == 0 {
		fmt.Fprintln(w, "No run yet.")
	}
	for _, r := range s.Runs {
		fmt.Fprintf(w, "%s, dated %s: %s, %s\n", r.Run, r.AsOf, manyLetters(r.Letters), approvedWords(r))
	}
	if len(s.Schemes) > 0 {
		fmt.Fprintln(w)
		t = tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
		fmt.Fprintln(t, "scheme\tdue\tmade\tapproved\tto approve\tsent\tto send\trefused\tunknown\tby hand\theld\t")
		for _, of := range s.Schemes {
			fmt.Fprintf(t, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t\n", of.Scheme, of.Due, of.Made, of.Approved, of.Waiting,
				of.Posted.Sent, of.Posted.Owed, of.Posted.Refused, of.Posted.Unknown, of.Posted.ByHand, len(of.Held))
		}
		t.Flush()
	}
	for _, of := range s.Schemes {
		for _, h := range of.Held {
			fmt.Fprintf(w, "  held: %s %s, %s: %s\n", h.Practice, h.Name, of.Scheme, h.Reason)
		}
	}
	for _, of := range s.Sent {
		fmt.Fprintf(w, "\n%s: of %s %d sent, %d to go, %d refused, %d unknown, %d stopped, %d without a mailbox, %d replaced\n",
			of.Run, manyLetters(of.Letters), of.Sent, of.Owed, of.Refused, of.Unknown, of.Stopped, of.NoMailbox, of.Replaced)
		for _, waiting := range of.ForPerson {
			fmt.Fprintf(w, "  for a person: %s\n", waitingLine(waiting))
		}
	}
	fmt.Fprintln(w, "\nNext")
	for _, next := range nextSteps(s) {
		fmt.Fprintf(w, "  - %s\n", next)
	}
}

func approvedWords(r season.RunStatus) string {
	switch {
	case r.Approved:
		return "approved by " + strings.Join(r.By, " and ")
	case len(r.By) > 0:
		return fmt.Sprintf("approved by %s; %d needed", strings.Join(r.By, " and "), r.Needs)
	}
	return "not approved"
}

func when(left int) string {
	switch {
	case left > 0:
		return "in " + manyDays(left)
	case left == 0:
		return "today"
	}
	return manyDays(-left) + " ago"
}

// statusReport is what `status --json` prints.
type statusReport struct {
	Project string                `json:"project"`
	On      calc.Date             `json:"on"`
	Dates   []season.Day          `json:"dates"`
	Runs    []season.RunStatus    `json:"runs"`
	Schemes []season.SchemeStatus `json:"schemes"`
	Sent    []sentReport          `json:"sent"` // of every approved run
	Busy    string                `json:"busy,omitempty"`
	Next    []string              `json:"next"` // what to do, the first thing first
}

type sentReport struct {
	Run     string `json:"run"`
	Letters int    `json:"letters"`
	post.Counts
	ForPerson []string `json:"for_person"` // a letter each, with why
}

func statusJSON(s season.Status) statusReport {
	r := statusReport{Project: s.Project, On: s.On, Dates: s.Dates, Runs: []season.RunStatus{}, Schemes: []season.SchemeStatus{},
		Sent: []sentReport{}, Busy: s.Busy, Next: nextSteps(s)}
	r.Runs, r.Schemes = append(r.Runs, s.Runs...), append(r.Schemes, s.Schemes...)
	for _, of := range s.Sent {
		sent := sentReport{Run: of.Run, Letters: of.Letters, Counts: of.Counts, ForPerson: []string{}}
		for _, waiting := range of.ForPerson {
			sent.ForPerson = append(sent.ForPerson, waitingLine(waiting))
		}
		r.Sent = append(r.Sent, sent)
	}
	return r
}
