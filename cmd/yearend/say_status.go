package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"yearend/letters"
)

func sayStatus(w io.Writer, s standing) {
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
		for _, line := range of.ForPerson {
			fmt.Fprintf(w, "  for a person: %s\n", line)
		}
	}
	fmt.Fprintln(w, "\nNext")
	for _, next := range s.Next {
		fmt.Fprintf(w, "  - %s\n", next)
	}
}

func approvedWords(r runStatus) string {
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
		return "in " + days(left)
	case left == 0:
		return "today"
	}
	return days(-left) + " ago"
}
