package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
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
		fmt.Fprintln(s.stdout, "\nThere is nothing to send.")
		return needsPerson(plan.NeedsPerson())
	}
	if err := s.confirm(p, len(plan.Owed)); err != nil {
		return err
	}
	journal, err := post.OpenJournal(p.run.Path(post.JournalFile))
	if err != nil {
		return err
	}
	defer journal.Close()
	begun := post.Entry{At: s.now(), Event: post.Begun, By: account() + " on " + computer(), Messages: len(plan.Owed),
		Server: fmt.Sprintf("%s:%d", server.Host, server.Port), To: s.to, Test: s.to != "", Accepted: accepted}
	if err := journal.Add(begun); err != nil {
		return err
	}
	progress := s.progress(len(plan.Owed))
	delivery := post.Delivery{Bag: p.bag, Server: server, Pace: p.project.Mail.pace(),
		Clock: post.SystemClock(s.now), Journal: journal, Tell: progress.tell}
	report, err := delivery.Deliver(ctx, plan.Owed)
	progress.end()
	return errors.Join(s.account(p, journal.Entries(), report), err)
}

// allowed refuses what may not go at all; it gives the unconfirmed assumptions
// that are accepted for now.
func (s send) allowed(p *posting) (accepted []string, err error) {
	if !p.approved {
		return nil, withHint(fmt.Errorf("%s is not approved, and only an approved run is sent", p.run.Name),
			fmt.Sprintf("look through it, then `yearend approve %s --by NAME`", p.run.Name))
	}
	for _, a := range p.run.Record.Unconfirmed {
		if a.MovesMoney {
			accepted = append(accepted, a.Scheme+" "+a.ID)
		}
	}
	if len(accepted) > 0 && !s.acceptAssumptions {
		return nil, withHint(fmt.Errorf("nobody has confirmed %s, and the sums in the letters rest on them", strings.Join(accepted, ", ")),
			"`yearend rules` says whom to ask; to send all the same, add --accept-assumptions, and the journal will say so")
	}
	if s.to != "" {
		if err := post.CheckAddress(s.to, p.project.Mail.Allow); err != nil {
			return nil, usageError(err)
		}
	}
	return accepted, nil
}

// confirm wants the number of messages back: nobody sends 380 letters who meant
// to send three.
func (s send) confirm(p *posting, messages int) error {
	given := strconv.Itoa(s.messages)
	if s.messages < 0 {
		fmt.Fprintf(s.stderr, "\nTo send, type the number of messages (%d); anything else sends nothing: ", messages)
		line, err := bufio.NewReader(s.stdin).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("read the confirmation: %w", err)
		}
		given = strings.TrimSpace(line)
	}
	if given != strconv.Itoa(messages) {
		return withHint(fmt.Errorf("%d messages would go, and %q was given: nothing was sent", messages, given),
			fmt.Sprintf("to confirm without being asked: yearend send %s --live --messages %d", p.run.Name, messages))
	}
	return nil
}

// account writes sent.csv, and says what came of the round and where the run stands.
func (s send) account(p *posting, entries []post.Entry, report post.Report) error {
	for reference, now := range post.Standings(p.bag.Envelopes, entries) {
		if _, replaced := p.replaced[reference]; !replaced {
			p.standing[reference] = now
		}
	}
	if err := p.writeSent(); err != nil {
		return err
	}
	if s.json {
		if err := sayJSON(s.stdout, roundJSON(p, report)); err != nil {
			return err
		}
	} else {
		s.sayRound(p, report)
		s.sayNext(p)
	}
	switch {
	case report.Why == interrupted && report.Count[post.Sent] == 0:
		return exitError{exitFailed, errors.New("interrupted: nothing was sent")}
	case report.Why != "" && report.Count[post.Sent]+report.Count[post.Refused]+report.Count[post.Unknown] == 0:
		return exitError{exitFailed, withHint(fmt.Errorf("nothing was sent: %s", report.Why), roundHint(report))}
	}
	return needsPerson(report.Left > 0 || len(p.forPerson()) > 0)
}

// interrupted is what post calls a round that Ctrl-C ended.
const interrupted = "interrupted"

// writeSent writes sent.csv anew: a row a letter, for the team's file.
func (p *posting) writeSent() error {
	table, err := post.SentCSV(p.bag.Envelopes, p.standing)
	if err == nil {
		err = writeWhole(p.run.Path("sent.csv"), table)
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
		if p.standing[e.Reference].NeedsPerson() || p.bag.Stays[e.Reference] != "" && p.standing[e.Reference].State == post.IsOwed {
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
