package main

import (
	"fmt"
	"path/filepath"
	"time"

	"yearend/letters/post"
)

// eventLine is what happened to one letter.
func eventLine(e post.Event) string {
	words := fmt.Sprintf("%s %s to %s", e.Kind, e.Reference, e.To)
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
	fmt.Fprintf(s.stdout, "%s says it letter by letter\n", filepath.ToSlash(p.run.Path(sentFile)))
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
