package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"yearend/letters/post"
	"yearend/letters/register"
)

// firstLimit is how many go the first time, so that a person can look at them.
const firstLimit = 3

// deliver really sends: what is approved, confirmed by its number, and owed.
func (s send) deliver(ctx context.Context, p *posting) error {
	server, err := s.server(p.project)
	if err != nil {
		return err
	}
	accepted, err := s.allowed(p)
	if err != nil {
		return err
	}
	if !p.sentEver && s.limit == 0 {
		s.limit = firstLimit
	}
	plan, err := s.plan(p)
	if err != nil {
		return err
	}
	s.sayPlan(p, plan)
	if len(plan.Owed) == 0 {
		return s.nothing(p, plan)
	}
	question := "To send, give back the number of messages" // nobody sends 380 letters who meant to send three
	ask := func() (string, error) {
		return "", confirmed(s.stdin, s.stdout, question, len(plan.Owed), s.messages, "--messages")
	}
	if _, err := heeding(ctx, ask); err != nil {
		return err
	}
	journal, err := post.OpenJournal(p.run.Path(post.JournalFile))
	if err != nil {
		return err
	}
	defer journal.Close()
	begun := post.Event{At: s.now(), Kind: post.Begun, By: account() + " on " + computer(), Messages: len(plan.Owed),
		Server: fmt.Sprintf("%s:%d", server.Host, server.Port), To: s.to, Test: s.to != "", Accepted: accepted}
	if err := journal.Add(begun); err != nil {
		return err
	}
	if err := stop(journal, plan); err != nil {
		return err
	}
	progress := s.progress(len(plan.Owed))
	delivery := post.Delivery{Mailing: p.bag, Server: server, Pace: p.project.Mail.pace(),
		Clock: post.SystemClock(s.now), Journal: journal, Tell: progress.tell}
	report, err := delivery.Deliver(ctx, plan.Owed)
	progress.end()
	if err != nil && tried(report) == 0 {
		return err
	}
	if err != nil { // nothing more went, and what had gone must still be accounted for
		report.Why = err.Error()
	}
	return s.account(p, journal.Events(), report, server)
}

// nothing says that there is nothing to send.
func (s send) nothing(p *posting, plan post.Plan) error {
	if s.json {
		if err := sayJSON(s.stdout, roundJSON(p, post.Report{})); err != nil {
			return err
		}
	} else {
		fmt.Fprintln(s.stdout, "\nThere is nothing to send.")
	}
	return needsPerson(plan.NeedsPerson() || len(p.forPerson()) > 0)
}

// stop notes the letters that the plan keeps back, so that status names them.
func stop(journal *post.Journal, plan post.Plan) error {
	for _, stay := range plan.Stay {
		if stay.Standing.State != post.IsOwed {
			continue
		}
		if err := journal.Stop(stay.Envelope, stay.Why, plan.Begins); err != nil {
			return err
		}
	}
	return nil
}

// allowed refuses what may not go at all; it gives the unconfirmed assumptions
// that are accepted for now.
func (s send) allowed(p *posting) (accepted []string, err error) {
	if !p.approved {
		return nil, withHint(fmt.Errorf("%s is not approved, and only an approved run is sent", p.run.Name),
			fmt.Sprintf("look through it, then `yearend approve %s --by NAME`", p.run.Name))
	}
	accepted = moneyAssumptions(p.run.Record)
	if len(accepted) > 0 && !s.acceptAssumptions {
		return nil, withHint(fmt.Errorf("nobody has confirmed %s, and the sums in the letters rest on them", strings.Join(accepted, ", ")),
			"`yearend rules` says whom to ask; to send all the same, add --accept-assumptions, and the journal will say so")
	}
	if s.to != "" {
		if err := register.CheckAddress(s.to, p.project.Mail.Allow); err != nil {
			return nil, usageError(err)
		}
	}
	return accepted, nil
}

// moneyAssumptions are the assumptions that move money and that nobody had
// confirmed when the run was made.
func moneyAssumptions(r register.Record) []string {
	var open []string
	for _, a := range r.Unconfirmed {
		if name := a.Scheme + " " + a.ID; a.MovesMoney && !slices.Contains(open, name) {
			open = append(open, name)
		}
	}
	slices.Sort(open)
	return open
}

// account writes sent.csv, and says what came of the round and where the run stands.
func (s send) account(p *posting, entries []post.Event, report post.Report, server post.Server) error {
	p.stand(entries)
	written := p.writeSent()
	if written != nil { // no reason to keep quiet about what went
		sayWarning(s.stderr, "%v: close it in the program that shows it; `yearend send %s` writes it again", written, p.run.Name)
	}
	if tried(report) == 0 && report.Why != "" {
		return exitError{exitFailed, withHint(fmt.Errorf("nothing was sent: %s", report.Why), stoppedHint(server, report))}
	}
	if s.json {
		if err := sayJSON(s.stdout, roundJSON(p, report)); err != nil {
			return err
		}
	} else {
		s.sayRound(p, report)
		s.sayNext(p)
	}
	return needsPerson(written != nil || report.Left > 0 || len(p.forPerson()) > 0)
}

// tried is how often a letter was handed over in a round, whatever came of it.
func tried(report post.Report) int {
	c := report.Count
	return c[post.Sent] + c[post.Refused] + c[post.Unknown] + c[post.Deferred]
}

// writeSent writes sent.csv anew: a row a letter, for the team's file.
func (p *posting) writeSent() error {
	table, err := post.SentCSV(p.bag.Envelopes, p.standing)
	if err == nil {
		err = writeWhole(p.run.Path(sentFile), table)
	}
	if err != nil {
		return fmt.Errorf("write sent.csv: %w", err)
	}
	return nil
}

// forPerson are the letters of the run that get no further by themselves.
func (p *posting) forPerson() []register.Envelope {
	var letters []register.Envelope
	for _, e := range p.bag.Envelopes {
		if p.standing[e.Reference].NeedsPerson() || p.bag.Withheld[e.Reference] != "" && p.standing[e.Reference].State == post.IsOwed {
			letters = append(letters, e)
		}
	}
	return letters
}

// lettersTo are the letters to a practice, of one scheme or of all.
func (p *posting) lettersTo(practice, scheme string) []register.Envelope {
	var letters []register.Envelope
	for _, e := range p.bag.Envelopes {
		if e.Practice == practice && (scheme == "" || e.Scheme == scheme) {
			letters = append(letters, e)
		}
	}
	return letters
}
