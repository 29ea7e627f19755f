package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/letters"
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
		if r.Pages > 0 {
			fmt.Fprintf(w, "%s, dated %s: %s for the intranet\n", r.Run, r.AsOf, letters.Many(r.Pages, "report"))
			continue
		}
		fmt.Fprintf(w, "%s, dated %s: %s, %s\n", r.Run, r.AsOf, manyLetters(r.Letters), approvedWords(r))
	}
	sayPacks(w, s.Packs)
	if len(s.Schemes) > 0 {
		fmt.Fprintln(w)
		t = tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
		fmt.Fprintln(t, "letters\tscheme\tdue\tmade\tapproved\tto approve\theld\t")
		for _, of := range s.Schemes {
			fmt.Fprintf(t, "%s\t%s\t%s\t\n", of.Kind, of.Scheme, inCells(of.Due, of.Made, of.Approved, of.Waiting, len(of.Held)))
		}
		t.Flush()
	}
	if r := s.Requests; r != nil {
		fmt.Fprintf(w, "\n%s\n", requestsLine(r.Read, r.States))
		if bad := r.Problems[string(calc.Stop)] + r.Problems[string(calc.Hold)]; bad > 0 {
			fmt.Fprintf(w, "  %s of requests to mend: `yearend check` says what\n", letters.Many(bad, "problem"))
		}
	}
	sayEachLetter(w, s.Letters)
	sayHeldLetters(w, s.Schemes)
	for _, of := range s.Sent {
		saySent(w, of)
	}
	for _, doubt := range s.Doubts {
		fmt.Fprintf(w, "\nat odds, and nothing goes until a person says which is true: %s\n", doubt)
	}
	fmt.Fprintln(w, "\nNext")
	for _, next := range nextSteps(s) {
		fmt.Fprintf(w, "  - %s\n", next)
	}
}

// sayHeldLetters names the positions that get no letter, each with its reason.
func sayHeldLetters(w io.Writer, schemes []season.SchemeStatus) {
	for _, of := range schemes {
		if of.Past {
			continue
		}
		for _, h := range of.Held {
			stands := ""
			if h.Stands != "" {
				stands = "; " + h.Stands + " stands meanwhile"
			}
			fmt.Fprintf(w, "  held: %s %s, %s\n      %s%s\n", h.Practice, h.Name, of.Scheme, h.Reason, stands)
		}
	}
}

// saySent says what became of the letters of a run, and which of them wait for a person.
func saySent(w io.Writer, of season.SentStatus) {
	further := ""
	for _, more := range []struct {
		n     int
		words string
	}{{of.Followed, map[bool]string{false: "of the sent replaced since", true: "of the sent followed since"}[of.Early]}, {of.Posted, "posted"}, {of.Bounced, "bounced"}, {of.Superseded, "kept back for a newer run"}} {
		if more.n > 0 {
			further += ", " + letters.Count(more.n) + " " + more.words
		}
	}
	fmt.Fprintf(w, "\n%s: of %s %s sent, %s to go, %s refused, %s unknown, %s stopped, %s to be posted, %s %s%s\n",
		of.Run, manyLetters(of.Letters), letters.Count(of.Sent), letters.Count(of.Owed+of.KeptBack), letters.Count(of.Refused), letters.Count(of.Unknown),
		letters.Count(of.Stopped), letters.Count(of.NoMailbox), letters.Count(of.Replaced), map[bool]string{false: "replaced", true: "no longer to go"}[of.Early], further)
	for _, waiting := range of.Waiting {
		fmt.Fprintf(w, "  for a person: %s\n", waitingLine(waiting))
	}
}

func approvedWords(r season.RunStatus) string {
	switch {
	case r.Approved:
		return "approved by " + calc.And(r.By) + ", code " + r.Code
	case len(r.By) > 0:
		return fmt.Sprintf("approved by %s; %d needed", calc.And(r.By), r.Needs)
	}
	return strings.Join(append([]string{"not approved"}, r.Revoked...), "; ")
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
	season.Status
	Sent []sentReport `json:"sent"`
	Busy string       `json:"busy,omitempty"`
	Next []string     `json:"next"` // what to do, the first thing first
}

type sentReport struct {
	season.SentStatus
	ForPerson []string `json:"for_person"` // a letter each, with why
}

func statusJSON(s season.Status) statusReport {
	r := statusReport{Status: s, Sent: []sentReport{}, Busy: s.Busy, Next: nextSteps(s)}
	for _, of := range s.Sent {
		sent := sentReport{SentStatus: of, ForPerson: []string{}}
		for _, waiting := range of.Waiting {
			sent.ForPerson = append(sent.ForPerson, waitingLine(waiting))
		}
		r.Sent = append(r.Sent, sent)
	}
	return r
}

// nextSteps is what to do now, the first thing first.
func nextSteps(s season.Status) []string {
	if s.Busy != "" {
		return []string{"wait: " + s.Busy + " is at work"}
	}
	if len(s.Runs) == 0 {
		return []string{makeTheLetters(s)}
	}
	var todo []string
	begun := slices.ContainsFunc(s.Newest, func(n season.Newest) bool { return n.Kind.Name == letters.YearEnd().Name })
	if s.Ended && !begun {
		todo = append(todo, "the year has ended: "+makeTheLetters(s))
	}
	if len(s.Doubts) > 0 {
		todo = append(todo, fmt.Sprintf("find out which is true of what was sent, as said above; then say so: `yearend send %s --resolve %s=sent --by NAME --because TEXT` where all that was ever noted as sent has gone, or =here where only what stands in this folder is true",
			s.Doubted, s.Doubted))
	}
	for _, newest := range s.Newest {
		if s.Ended && newest.Kind.Early {
			continue
		}
		todo = append(todo, aboutNewest(s, newest)...)
	}
	if len(s.Doubts) == 0 { // else none may go, by mail or by post
		todo = append(todo, nextLetters(s)...)
		todo = append(todo, nextCopies(s)...)
	}
	todo = append(todo, aboutPacks(s.Packs)...)
	for _, newest := range s.Newest {
		if held := s.Held(newest.Kind); held.All > 0 && !(s.Ended && newest.Kind.Early) {
			todo = append(todo, fmt.Sprintf("%s; have the faults mended at their source, and run `%s` again", heldWords(held), produceAgain(s, newest)))
		}
	}
	switch {
	case len(todo) > 0:
	case !begun:
		todo = append(todo, "nothing for now: the year-end letters are made when the year has ended")
	default:
		todo = append(todo, "nothing: every letter is made, approved and sent")
	}
	return todo
}

// makeTheLetters is what to do where there is no year-end run.
func makeTheLetters(s season.Status) string {
	return fmt.Sprintf("put the files in place, read them with `yearend check`, then make the letters with `%s`%s", produceKind(s, letters.YearEnd(), ""), hurry(s, letters.YearEnd()))
}

// heldWords says how many positions are held, and how many of them have a letter.
func heldWords(held season.HeldCount) string {
	switch {
	case held.Standing == 0:
		return "held and without a letter: " + manyPositions(held.All)
	case held.Standing == held.All:
		return "held, while an earlier letter stands: " + manyPositions(held.All)
	}
	return fmt.Sprintf("held: %s, of which %s %s an earlier letter that stands meanwhile", manyPositions(held.All), letters.Count(held.Standing), calc.Agree(held.Standing, "has", "have"))
}

// aboutNewest is what to do about the newest run of a kind.
func aboutNewest(s season.Status, r season.Newest) []string {
	var todo []string
	if r.Kind.OnPages { // it waits for nobody
		return nil
	}
	if len(r.Changed) > 0 {
		todo = append(todo, fmt.Sprintf("%s changed since %s: make a new run with `%s`", calc.And(r.Changed), r.Run, produceAgain(s, r)))
	}
	outdated, readdressed := s.Outdated[r.Run], len(s.Readdressed[r.Run])
	switch {
	case outdated != "":
		if len(r.Changed) == 0 {
			todo = append(todo, fmt.Sprintf("%s was approved after %s was made, which does not know its letters: make a new run with `%s`", outdated, r.Run, produceAgain(s, r)))
		}
	case !r.Approved && s.Overtaken[r.Run] != "":
		todo = append(todo, fmt.Sprintf("%s cannot be approved any more (%s): make a new run with `%s`", r.Run, s.Overtaken[r.Run], produceAgain(s, r)))
	case !r.Approved && readdressed > 0 && r.Letters == 0:
		todo = append(todo, fmt.Sprintf("%s names another mailbox for %s that had none, or came back: look through it, then approve it: `yearend approve %s --by NAME` (%s)",
			r.Run, manyLetters(readdressed), r.Run, manyLetters(r.Letters)))
	case !r.Approved && r.Letters == 0 && s.Withdrawing[r.Run] > 0:
		todo = append(todo, fmt.Sprintf("%s takes back what was asked for on %s, for which there is no contract any more: look through it, tell the practices, then approve it: `yearend approve %s --by NAME` (%s)",
			r.Run, manyPositions(s.Withdrawing[r.Run]), r.Run, manyLetters(r.Letters)))
	case !r.Approved && r.Kind.Final && r.Letters == 0 && len(s.Lacks) > 0:
		todo = append(todo, fmt.Sprintf("%s has no letter, and is not to be approved: %s; when that is done make a new one with `%s`, which takes its place", r.Run, lacksWords(s.Lacks), produceAgain(s, r)))
	case r.Approved || r.Letters == 0 && (r.Follows || !r.Kind.Final): // nothing in it to approve
	case r.Letters == 0 && len(r.By) == 0 && len(r.Revoked) == 0:
		todo = append(todo, fmt.Sprintf("%s has no letter, since nobody who asked is owed one, and makes every other position final: look through it, then approve it, so that Finance has its payments.csv: `yearend approve %s --by NAME` (%s)", r.Run, r.Run, manyLetters(0)))
	case len(r.By) > 0:
		todo = append(todo, fmt.Sprintf("%s is approved by %s; %d more must approve it, at the computer under an account of their own: `yearend approve %s --by NAME` (%s)",
			r.Run, calc.And(r.By), r.Needs-len(r.By), r.Run, manyLetters(r.Letters)))
	case len(r.Revoked) > 0:
		todo = append(todo, fmt.Sprintf("%s is approved no more (%s): mend that and make a new run with `%s`; or approve it again: `yearend approve %s --by NAME` (%s)",
			r.Run, strings.Join(r.Revoked, "; "), produceAgain(s, r), r.Run, manyLetters(r.Letters)))
	default:
		look := fmt.Sprintf("look through %s, then approve it: `yearend approve %s --by NAME` (%s)", r.Run, r.Run, manyLetters(r.Letters))
		if r.Firsts > 0 { // only a first letter has a day that it is due by
			look += hurry(s, r.Kind)
		}
		if r.Kind.Final && len(s.Lacks) > 0 {
			look += "; but first: " + lacksWords(s.Lacks)
		}
		todo = append(todo, look)
	}
	return todo
}

// lacksWords are what is still to come before outcome letters, in one line.
func lacksWords(lacks []season.Lack) string {
	var all []string
	for _, lack := range lacks {
		all = append(all, lack.String())
	}
	return strings.Join(all, "; ")
}

// produceAgain is the command that makes such a run.
func produceAgain(s season.Status, r season.Newest) string { return produceKind(s, r.Kind, r.Through) }

// produceKind is the command that makes a run of a kind on that day.
func produceKind(s season.Status, kind letters.Kind, through string) string {
	switch {
	case kind.Early:
		return "yearend produce --" + kind.Name + " --through " + through
	case kind.Final:
		return "yearend produce --outcome"
	case s.On > s.DueBy(kind): // refused without it
		return "yearend produce --late"
	}
	return "yearend produce"
}

// hurry says how long there is until letters of a kind are due, where that has a day.
func hurry(s season.Status, kind letters.Kind) string {
	if kind.DueBy == nil {
		return ""
	}
	due := s.DueBy(kind)
	switch left := s.On.DaysTo(due); {
	case left < 0:
		return fmt.Sprintf("; the letters were due by %s", letters.LongDate(due))
	case left == 0:
		return "; the letters are due today"
	default:
		return fmt.Sprintf("; the letters are due by %s, in %s", letters.LongDate(due), manyDays(left))
	}
}

func manyDays(n int) string { return letters.Many(n, "day") }
