package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/letters"
	"yearend/letters/post"
	"yearend/letters/register"
)

// saySynced warns where another program copies the project to other computers.
func saySynced(w io.Writer, p season.Project) {
	if program := p.Synced(); program != "" {
		sayWarning(w, "this project lies in a folder that %s copies to other computers: it can put an older journal back, and two people may send the same letters; pause %s while letters are sent, let one computer send, or move the project to a disk of this computer",
			program, program)
	}
}

// eventLine is what happened to one letter.
func eventLine(e post.Event) string {
	words := fmt.Sprintf("%s %s to %s", e.Kind, e.Reference, e.To)
	if e.Copy {
		words += " (copy)"
	}
	if e.Test {
		words += " (test)"
	}
	return e.Answered(words)
}

// sayRound says what came of a round, and what a person must do now.
func (s send) sayRound(p *season.Sending, report post.Report) {
	w, c := s.stdout, report.Count
	fmt.Fprintf(w, "\n%s in %s: %s sent, %s refused, %s unknown, %s stopped, %s of this round left\n", p.Run.Name, report.Ended.Sub(report.Began).Round(time.Second),
		letters.Count(c[post.Sent]), letters.Count(c[post.Refused]), letters.Count(c[post.Unknown]), letters.Count(c[post.Stopped]), letters.Count(report.Left))
	if c := report.Copies; len(c) > 0 {
		left := ""
		if n := p.OwedCopies(); n > 0 {
			left = fmt.Sprintf(", %d still to go", n)
		}
		fmt.Fprintf(w, "copies: %d sent, %d refused, %d unknown, %d stopped%s\n", c[post.Sent], c[post.Refused], c[post.Unknown], c[post.Stopped], left)
	}
	if report.Why != "" {
		fmt.Fprintf(w, "it stopped before its end: %s\n", report.Why)
	}
	for _, waiting := range p.Waiting() {
		fmt.Fprintf(w, "for a person: %s\n", waitingLine(waiting))
	}
	if s.to == "" {
		fmt.Fprintln(w, standsLine(p))
	}
}

// sayNext says what to do about letters that wait for a person, and where to read on.
func (s send) sayNext(p *season.Sending, written bool) {
	c := p.Count(nil)
	for _, next := range []struct {
		waits int
		words string
	}{
		{c.Unknown + c.Refused, "when you know what became of a letter: yearend send RUN --resolve CODE=sent --by NAME, or CODE=again"},
		{c.NoMailbox, "letters without a mailbox go by post: yearend print RUN; and when they have gone: yearend send RUN --resolve CODE=posted --on DATE --by NAME"},
		{c.Bounced, "for a letter that came back put another mailbox into the register, then yearend produce, and approve that run"},
	} {
		if next.waits > 0 {
			fmt.Fprintln(s.stdout, strings.ReplaceAll(next.words, "RUN", p.Run.Name))
		}
	}
	if (c.Owed > 0 || p.OwedCopies() > 0) && s.to == "" {
		fmt.Fprintln(s.stdout, "to send the rest, when you have looked at what went: the same command again")
	}
	if written {
		fmt.Fprintf(s.stdout, "%s says it letter by letter\n", register.Shown(p.Run.Path(post.SentFile)))
	}
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

// waitingLine is a letter that waits for a person, with why.
func waitingLine(w post.Waiting) string {
	return fmt.Sprintf("%s: %s: %s", w.Envelope.Reference, stateWords(w.Standing), w.Why)
}

// standsLine is where all the letters of the run stand.
func standsLine(p *season.Sending) string {
	c := p.Count(nil)
	line := fmt.Sprintf("of %s of %s, %s %s sent", manyLetters(len(p.Mailing.Envelopes)), p.Run.Name, letters.Count(c.Sent), calc.Agree(c.Sent, "is", "are"))
	for _, other := range []struct {
		count int
		words string
	}{
		{c.Owed + c.KeptBack, "still to go"}, {c.Stopped, "stopped"}, {c.Unknown, "unknown"}, {c.Refused, "refused"},
		{c.NoMailbox, "to be posted"}, {c.Posted, "posted"}, {c.Bounced, "bounced"}, {c.Replaced, "replaced by later letters"}, {c.Superseded, "kept back for a newer run"},
	} {
		if other.count > 0 {
			line += ", " + letters.Count(other.count) + " " + other.words
		}
	}
	return line
}

// sayNothing says that there is nothing to send.
func (s send) sayNothing(p *season.Sending) error {
	if s.json {
		return sayJSON(s.stdout, roundJSON(p, post.Report{}))
	}
	fmt.Fprintln(s.stdout, "\nThere is nothing to send.")
	return nil
}

// sayAccount says what came of a round and where the run stands.
func (s send) sayAccount(p *season.Sending, round season.Round) error {
	s.sayBehind(p) // no reason to keep quiet about what went
	if round.Tried() == 0 && round.Why != "" {
		return register.WithHint(fmt.Errorf("nothing was sent: %s", round.Why), stoppedHint(round.Server, round.Report))
	}
	if s.json {
		return sayJSON(s.stdout, roundJSON(p, round.Report))
	}
	s.sayRound(p, round.Report)
	s.sayNext(p, p.Behind == nil)
	return nil
}

// sayBehind says that sent.csv does not say what the journal does, and who mends it.
func (s send) sayBehind(p *season.Sending) {
	if p.Behind != nil {
		sayWarning(s.stderr, "%v: close it in the program that shows it, or make room on the disk; `yearend send %s` writes it again", p.Behind, p.Run.Name)
	}
}

// sayAgreement says what the journal of a rehearsal and the server have to say of
// each other.
func (s send) sayAgreement(r season.Rehearsal) error {
	for _, d := range r.Disagree {
		fmt.Fprintf(s.stdout, "WRONG: %s is %s, and the server has it %d times\n", d.Reference, d.State, d.Has)
	}
	if wrong := len(r.Disagree); wrong > 0 {
		return fmt.Errorf("the rehearsal failed: of %s the journal says something else than the server", manyLetters(wrong))
	}
	fmt.Fprintf(s.stdout, "the journal agrees with the server: what is sent arrived once, what is owed or refused did not, and of the unknown %s had arrived\n", letters.Count(r.Arrived))
	fmt.Fprintln(s.stdout, "This was a rehearsal: nothing was sent, and the run's own journal is as it was.")
	return nil
}

// sayResolved says what follows from a person's word on each letter.
func sayResolved(w io.Writer, noted []season.Resolved, by string) {
	for _, r := range noted {
		follows := "it will be sent again"
		switch {
		case r.As == post.AsSent:
			follows = "the practice has it"
		case r.As == post.AsPosted:
			follows = "it has gone by post on " + r.Now.On
		case r.As == post.AsBounced && r.Now.State == post.IsOwed && r.Replaced == "":
			follows = fmt.Sprintf("it came back from %s, and goes again, to %s", strings.Join(r.Now.Back, " and "), r.Now.To)
		case r.As == post.AsBounced && r.Replaced == "":
			follows = fmt.Sprintf("it came back from %s; put another mailbox into the register, make a run and approve it, and it goes again from here", strings.Join(r.Now.Back, " and "))
		case r.Replaced != "":
			follows = "the practice does not have it, and it is not sent again, since " + r.Replaced
		}
		fmt.Fprintf(w, "%s: %s, by the word of %s\n", r.Envelope.Reference, follows, by)
	}
}

// sayRunResolved says what follows from a person's word on a run.
func sayRunResolved(w io.Writer, p *season.Sending, as, by string) {
	follows := "what stands in this folder is true"
	if as == post.TrueSent {
		follows = "all that was noted as sent has gone, or may have"
	}
	fmt.Fprintf(w, "%s: %s, by the word of %s\n%s\n", p.Run.Name, follows, by, standsLine(p))
}

// roundReport is what `send --live --json` prints: the round, and where every
// letter of the run stands after it.
type roundReport struct {
	Run     string                 `json:"run"`
	Count   map[post.EventKind]int `json:"count"`
	Left    int                    `json:"left"`
	Why     string                 `json:"stopped_because,omitempty"`
	Letters []letterRow            `json:"letters"`
}

func roundJSON(p *season.Sending, report post.Report) roundReport {
	r := roundReport{Run: p.Run.Name, Count: report.Count, Left: report.Left, Why: report.Why}
	for _, e := range p.Mailing.Envelopes {
		now := p.Standings[e.Reference]
		row := rowOf(e, now.Now())
		row.To, row.Words = now.To, now.Words
		if !now.At.IsZero() {
			row.When = now.At.UTC().Format(jsonMoment)
		}
		r.Letters = append(r.Letters, row)
	}
	return r
}
