package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/letters"
	"yearend/letters/register"
)

// overview is what a person is shown before approving a run, line by line: what
// it comes to, and everything that they should have looked at.
func overview(run register.Run, o season.Overview) []string {
	var b strings.Builder
	r := run.Record
	fmt.Fprintf(&b, "%s, dated %s, made by %s\ndigest %s\n\n", run.Name, r.AsOf, r.Program, run.Digest)
	if run.Kind.Early {
		sayRecordAhead(&b, r)
	} else {
		sayRecordTotals(&b, r)
	}
	b.WriteString("\n")
	saySince(&b, run, o.After)
	sayLooks(&b, o.ByCode())
	if run.Kind.Final {
		sayBridge(&b, o.Bridge)
	} else {
		sayNear(&b, o)
	}
	sayAssumptions(&b, r.Unconfirmed)
	sayMailboxes(&b, o)
	if needs := r.Needs(); needs > 1 {
		fmt.Fprintf(&b, "\n%d people must approve this run.\n", needs)
	}
	return strings.Split(strings.TrimRight(b.String(), "\n"), "\n")
}

// sayRecordTotals has a column a scheme: the letters, the outcomes and the sums.
func sayRecordTotals(b *strings.Builder, r register.Record) {
	t := append(sideBySide{{""}}, lettersOfRecord()...)
	t = append(t, []string{"to pay"}, []string{"  in all"}, []string{"to recoup"}, []string{"  in all"}, []string{"nil"})
	for _, scheme := range sortedKeys(r.Totals) {
		of := r.Totals[scheme]
		t.add(append(append([]string{scheme}, countsOfRecord(of)...),
			letters.Count(of.Pay), letters.PoundsOf(of.ToPay), letters.Count(of.Recoup), letters.PoundsOf(of.ToRecoup), letters.Count(of.Nil))...)
	}
	t.say(b)
	fmt.Fprintf(b, "\nLetters of this run: %s\n", letters.Count(r.Letters()))
}

// sayRecordAhead is the same before the year has ended.
func sayRecordAhead(b *strings.Builder, r register.Record) {
	fmt.Fprintf(b, "Projections to the end of %s: none decides anything\n\n", r.Through)
	t := append(sideBySide{{""}}, lettersOfRecord()...)
	for _, scheme := range sortedKeys(r.Totals) {
		t.add(append([]string{scheme}, countsOfRecord(r.Totals[scheme])...)...)
	}
	t.say(b)
	b.WriteString("\n")
	sayTotalsAhead(b, r.Totals)
	fmt.Fprintf(b, "\nLetters of this run: %s\n", letters.Count(r.Letters()))
}

// lettersOfRecord are the rows of a table of letters, and countsOfRecord a scheme's cells of them.
func lettersOfRecord() sideBySide {
	return sideBySide{{"letters: new"}, {"  changed"}, {"  unchanged"}, {"  held"}, {"  withdrawn"}}
}

func countsOfRecord(of register.Totals) []string {
	return []string{letters.Count(of.New), letters.Count(of.Changed), letters.Count(of.Unchanged), letters.Count(of.Held), letters.Count(of.Withdrawn)}
}

// saySince says what has changed since a run was made, and what to do.
func saySince(w io.Writer, of register.Run, since season.Since) {
	if !since.Any() {
		return
	}
	if sayChangedFiles(w, since); len(since.Changed) > 0 {
		fmt.Fprintf(w, "  Its letters rest on what stood there before: make a new run with `%s`, or go on knowing that\n", produceLike(of.Record))
	}
	if n := len(since.Kept); n > 0 {
		fmt.Fprintf(w, "Decided by hand since, and not sent by e-mail, though %s has a letter: %s\n", of.Name, letters.Count(n))
	}
	for _, kept := range since.Kept {
		fmt.Fprintf(w, "  %s: %s\n", kept.Letter.Reference, kept.Why)
	}
	if n := len(since.Moved); n > 0 {
		fmt.Fprintf(w, "The register has another mailbox or address since, or none, for so many letters, which go to neither before a new run is approved: %s\n", letters.Count(n))
	}
	for _, moved := range since.Moved {
		fmt.Fprintf(w, "  %s: %s\n", moved.Letter.Reference, moved.Why)
	}
	for _, lacks := range since.Notes {
		fmt.Fprintf(w, "  %s: %s\n", lacks.Letter.Reference, lacks.Why)
	}
	if since.Unread != nil {
		fmt.Fprintf(w, "Nothing can go: %v\n", since.Unread)
	}
	fmt.Fprintln(w)
}

// sayChangedFiles names the files that are no longer what a run was made from.
func sayChangedFiles(w io.Writer, since season.Since) {
	if len(since.Changed) > 0 {
		fmt.Fprintf(w, "Changed since %s was made: %s\n", since.Run, calc.And(since.Changed))
	}
}

// produceLike is the command that makes a run like one that there is.
func produceLike(r register.Record) string {
	for _, kind := range letters.Kinds() {
		if kind.Name == r.Kind && kind.Early {
			return "yearend produce --" + kind.Name + " --through " + r.Through
		}
		if kind.Name == r.Kind && kind.Final {
			return "yearend produce --outcome"
		}
	}
	return "yearend produce"
}

// sayLooks lists them by code, each code's first few.
func sayLooks(b *strings.Builder, groups []season.LookGroup) {
	for _, of := range groups {
		fmt.Fprintf(b, "%s: %s %s\n", of.Severity, letters.Count(len(of.All)), of.Code)
		for _, p := range of.All[:min(len(of.All), problemsShown)] {
			fmt.Fprintf(b, "  %s\n", problemLine(p))
		}
		if len(of.All) > problemsShown {
			fmt.Fprintf(b, "  … the others are in problems.csv\n")
		}
	}
}

func sayAssumptions(b *strings.Builder, open []register.Assumption) {
	fmt.Fprintf(b, "\nAssumptions that nobody has confirmed: %s\n", letters.Count(len(open)))
	for _, a := range open {
		moves := ""
		if a.MovesMoney {
			moves = "; moves money"
		}
		fmt.Fprintf(b, "  %s %s: %s (ask %s%s)\n", a.Scheme, a.ID, a.Title, a.Ask, moves)
	}
}

// sayMailboxes says how many letters go to no mailbox, and names the practices
// whose letters go to another than by the run approved before.
func sayMailboxes(b *strings.Builder, o season.Overview) {
	if o.NoMailbox > 0 {
		fmt.Fprintf(b, "\nLetters that go to no mailbox: %s of %s; envelopes.csv says why\n", letters.Count(o.NoMailbox), letters.Count(o.Letters))
	}
	if len(o.Mailboxes) == 0 {
		return
	}
	fmt.Fprintf(b, "\nMailboxes changed since %s: %s\n", o.Since, letters.Count(len(o.Mailboxes)))
	for _, m := range o.Mailboxes {
		fmt.Fprintf(b, "  %s: %s, before %s\n", m.Practice, m.Now, m.Before)
	}
}

// sayGiven says that a run is approved already.
func sayGiven(w io.Writer, a *season.Approval) {
	for _, by := range a.Given {
		fmt.Fprintf(w, "%s is approved already: by %s on %s\n", a.Run.Name, by.Name, by.At.Format("2 January 2006 at 15:04"))
	}
	sayCode(w, a)
}

// sayApproved says what an approval has done.
func sayApproved(w io.Writer, a *season.Approval, still int) {
	switch own := a.Run.Record.Letters(); {
	case still > 0:
		fmt.Fprintf(w, "%s has approved %s: %d more must approve it before its letters can go\n", a.By, a.Run.Name, still)
	case own == 0:
		fmt.Fprintf(w, "%s is approved: it has no letter of its own, and the earlier ones stand\n", a.Run.Name)
	default:
		fmt.Fprintf(w, "%s is approved: %s can be sent with `yearend send %s`\n", a.Run.Name, manyLetters(own), a.Run.Name)
	}
	sayCode(w, a)
}

// sayCode gives the code by which an approval that was altered afterwards shows.
func sayCode(w io.Writer, a *season.Approval) {
	if a.Code != "" {
		fmt.Fprintf(w, "for the minutes: the code of this approval is %s\n", a.Code)
	}
}

// sayRevoked says what a revocation has done.
func sayRevoked(w io.Writer, of register.Run) {
	fmt.Fprintf(w, "the approval of %s is taken back: none of its letters can go, and later runs do not build on it\n", of.Name)
}

// codesALine is how many practices' codes stand on a line.
const codesALine = 12

// sayNear names every practice near a boundary, from near.csv, what matters
// most first. The reasons of hundreds would hide the rest of the screen.
func sayNear(b *strings.Builder, o season.Overview) {
	fmt.Fprintf(b, "\nNear a boundary: %s\n", letters.Count(len(o.Near)))
	for _, of := range o.NearBy() {
		fmt.Fprintf(b, "  %s: %s, %s\n", letters.BoundaryTitle(of.Kind), of.Scheme, letters.Count(len(of.Practices)))
		for some := range slices.Chunk(of.Practices, codesALine) {
			fmt.Fprintf(b, "    %s\n", strings.Join(some, " "))
		}
	}
	if len(o.Near) > 0 {
		b.WriteString("  Each with its reason: on the review page, on the sheet Near a boundary and in near.csv\n")
	}
}
