package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/post"
)

// sayPlan says who gets what, from whom, how long it takes, and what stays.
func (s send) sayPlan(p *posting, plan post.Plan) {
	w, m := s.stdout, p.project.Mail
	if s.json { // which has it in its own way
		return
	}
	fmt.Fprintf(w, "%s: %s\n", p.run.Name, map[bool]string{true: "approved", false: "not approved yet"}[p.approved])
	fmt.Fprintf(w, "%s to send, %d sent before, %d stay\n", manyLetters(len(plan.Owed)), plan.Sent, len(plan.Stay))
	for _, scheme := range p.schemes {
		n := 0
		for _, e := range plan.Owed {
			if e.Scheme == scheme.Code {
				n++
			}
		}
		fmt.Fprintf(w, "  %-16s %d\n", scheme.Title, n)
	}
	if plan.Later > 0 {
		fmt.Fprintf(w, "  %d more are owed, beyond --limit %d%s\n", plan.Later, s.limit, map[bool]string{
			true: "", false: ": nothing was sent yet, and the first ones are for you to look at when they have arrived"}[p.sentEver])
	}
	if s.to != "" {
		fmt.Fprintf(w, "every one of them to %s, as a test: no practice gets anything\n", s.to)
	} else if len(plan.Owed) > 0 {
		fmt.Fprintf(w, "to %d mailboxes, %d of which get more than one letter\n", len(plan.Mailbox), several(plan.Mailbox))
	}
	fmt.Fprintf(w, "from %s through %s:%d (%s, %s)\n", m.From, m.Host, m.port(), m.security(), m.auth())
	if len(plan.Owed) > 0 {
		fmt.Fprintln(w, paceLine(p, plan))
	}
	for _, stay := range plan.Stay {
		if stay.Standing.State != post.IsReplaced {
			fmt.Fprintf(w, "stays: %s: %s\n", stay.Envelope.Reference, stayWords(stay))
		}
	}
	if n := len(plan.Stay) - stayingForPerson(plan); n > 0 {
		fmt.Fprintf(w, "%d are replaced by later letters, and never go\n", n)
	}
	for _, owing := range p.owing {
		fmt.Fprintln(w, owing)
	}
}

func several(mailboxes map[string][]string) int {
	n := 0
	for _, references := range mailboxes {
		if len(references) > 1 {
			n++
		}
	}
	return n
}

func stayingForPerson(plan post.Plan) int {
	n := 0
	for _, stay := range plan.Stay {
		if stay.Standing.State != post.IsReplaced {
			n++
		}
	}
	return n
}

func stayWords(stay post.Staying) string {
	if stay.Standing.State == post.IsUnknown || stay.Standing.State == post.IsRefused {
		return fmt.Sprintf("%s: %s", stay.Standing.State, stay.Why)
	}
	return stay.Why
}

// paceLine says how long it takes, and whether that is by the day the letters are due.
func paceLine(p *posting, plan post.Plan) string {
	pace := p.project.Mail.pace()
	begins, ends := plan.Begins.Local(), plan.Ends.Local()
	line := fmt.Sprintf("at %d a minute: %s, from %s to %s", pace.PerMinute, plan.Ends.Sub(plan.Begins).Round(time.Second),
		begins.Format("15:04"), ends.Format("15:04 on 2 January 2006"))
	for _, s := range p.schemes {
		due := letters.LongDate(s.Dates.LettersBy)
		if calc.DateOf(ends) > s.Dates.LettersBy {
			return line + "; that is LATE: the letters on " + s.Title + " are due by " + due
		}
		if s == p.schemes[len(p.schemes)-1] {
			line += "; the letters are due by " + due
		}
	}
	return line
}

// eventLine is what happened to one letter.
func eventLine(e post.Entry) string {
	words := fmt.Sprintf("%s %s to %s", e.Event, e.Reference, e.To)
	if e.Test {
		words += " (test)"
	}
	if e.Code != 0 {
		return fmt.Sprintf("%s: %d %s", words, e.Code, e.Words)
	}
	if e.Words != "" {
		words += ": " + e.Words
	}
	return words
}

// sayRound says what came of a round, and what a person must do now.
func (s send) sayRound(p *posting, report post.Report) {
	w, c := s.stdout, report.Count
	fmt.Fprintf(w, "\n%s in %s: %d sent, %d refused, %d unknown, %d stopped, %d of this round left\n", p.run.Name,
		report.Ended.Sub(report.Began).Round(time.Second), c[post.Sent], c[post.Refused], c[post.Unknown], c[post.Stopped], report.Left)
	if report.Why != "" {
		fmt.Fprintf(w, "it stopped before its end: %s\n", report.Why)
	}
	for _, e := range p.forPerson() {
		fmt.Fprintf(w, "for a person: %s\n", p.personLine(e))
	}
	if s.to == "" {
		fmt.Fprintln(w, p.standsLine())
	}
}

// sayNext says where to read on, and how to settle what waits for a person.
func (s send) sayNext(p *posting) {
	if len(p.forPerson()) > 0 {
		fmt.Fprintf(s.stdout, "when you know what became of a letter: yearend send %s --resolve CODE=sent --by NAME, or CODE=again\n", p.run.Name)
	}
	if n := p.owed(); n > 0 && s.to == "" {
		fmt.Fprintln(s.stdout, "to send the rest, when you have looked at what went: the same command again")
	}
	fmt.Fprintf(s.stdout, "%s says it letter by letter\n", filepath.ToSlash(p.run.Path("sent.csv")))
}

// owed is how many letters are still to go.
func (p *posting) owed() int {
	n := 0
	for _, e := range p.bag.Envelopes {
		if p.standing[e.Reference].Now() == post.IsOwed && p.bag.Stays[e.Reference] == "" {
			n++
		}
	}
	return n
}

// stateWords is where a letter stands, and with which mailbox.
func stateWords(now post.Standing) string {
	switch {
	case now.Now() == post.IsStopped:
		return "stopped"
	case now.State == post.IsNowhere:
		return "no mailbox"
	case now.State == post.IsOwed:
		return "stays"
	}
	return string(now.State) + ", " + now.To
}

// standsLine is where all the letters of the run stand.
func (p *posting) standsLine() string {
	count := map[post.State]int{}
	for _, e := range p.bag.Envelopes {
		count[p.standing[e.Reference].Now()]++
	}
	parts := []string{fmt.Sprintf("of %s of %s, %d are sent", manyLetters(len(p.bag.Envelopes)), p.run.Name, count[post.IsSent])}
	for _, state := range []post.State{post.IsOwed, post.IsStopped, post.IsUnknown, post.IsRefused, post.IsNowhere, post.IsReplaced} {
		if n := count[state]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, statePlain[state]))
		}
	}
	return strings.Join(parts, ", ")
}

var statePlain = map[post.State]string{
	post.IsOwed: "are still to go", post.IsStopped: "stopped", post.IsUnknown: "unknown", post.IsRefused: "refused",
	post.IsNowhere: "without a mailbox", post.IsReplaced: "replaced by later letters",
}

// probeHint is what to try when the server does not take us.
func probeHint(server post.Server, words string) string {
	switch {
	case strings.HasPrefix(words, string(post.StepName)):
		return "check mail.host, and that this computer is on the network"
	case strings.HasPrefix(words, string(post.StepConnect)):
		return fmt.Sprintf("check mail.port (%d), and that no firewall stands between", server.Port)
	case strings.HasPrefix(words, string(post.StepTLS)):
		return "check mail.host and mail.security: the certificate must be of that name"
	case strings.HasPrefix(words, string(post.StepSignIn)):
		return "check mail.user, mail.auth and mail.secret; many services no longer take passwords, but a token (xoauth2)"
	case strings.HasPrefix(words, string(post.StepSender)):
		return "the account may not send as mail.from: ask whoever keeps the mailbox"
	}
	return "ask whoever keeps the mail server"
}

// stoppedHint is what to try when a round ended before its first letter.
func stoppedHint(server post.Server, report post.Report) string {
	if report.Why == post.Interrupted {
		return "the same command begins again"
	}
	return probeHint(server, report.Why) + "; `yearend send --probe` tries it without sending"
}
