package season

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

// Live is a round of sending that is allowed, and waits for a person to confirm it.
type Live struct {
	Plan  post.Plan
	Limit int // at most so many; 0 for all

	sending  *Sending
	server   post.Server
	accepted []string // assumptions that are unconfirmed, and accepted for now
}

// PrepareLive works out what really goes: what is approved, and owed. It refuses
// what may not go at all.
func (s *Sending) PrepareLive(c Choice, acceptAssumptions bool, typed AskSecret) (live Live, err error) {
	live.sending = s
	if live.server, err = s.Project.server(s.now, typed); err != nil {
		return live, err
	}
	if live.accepted, err = s.allowed(acceptAssumptions); err != nil {
		return live, err
	}
	if !s.SentEver && c.Limit == 0 {
		c.Limit = firstLimit
	}
	live.Limit = c.Limit
	live.Plan, err = s.Plan(c)
	return live, err
}

// allowed refuses what may not go at all; it gives the unconfirmed assumptions
// that are accepted for now.
func (s *Sending) allowed(acceptAssumptions bool) (accepted []string, err error) {
	if !s.Approved {
		return nil, withHint(fmt.Errorf("%s is not approved, and only an approved run is sent", s.Run.Name),
			fmt.Sprintf("look through it, then `yearend approve %s --by NAME`", s.Run.Name))
	}
	accepted = moneyAssumptions(s.Run.Record)
	if len(accepted) > 0 && !acceptAssumptions {
		return nil, withHint(fmt.Errorf("nobody has confirmed %s, and the sums in the letters rest on them", strings.Join(accepted, ", ")),
			"`yearend rules` says whom to ask; to send all the same, add --accept-assumptions, and the journal will say so")
	}
	if s.Mailing.Redirect != "" {
		if err := register.CheckAddress(s.Mailing.Redirect, s.Mailing.Domains); err != nil {
			return nil, Usage{err}
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

// Round is what came of a round of sending.
type Round struct {
	post.Report
	Server    post.Server
	Unwritten error // why sent.csv could not be written; nil where it was
}

// Tried is how often a letter was handed over, whatever came of it.
func (r Round) Tried() int {
	c := r.Count
	n := c[post.Sent] + c[post.Refused] + c[post.Unknown] + c[post.Deferred]
	for _, copies := range r.Copies {
		n += copies
	}
	return n
}

// Deliver really sends. What had gone is accounted for also where the round ended
// before its time.
func (l Live) Deliver(ctx context.Context, watch Watch) (Round, error) {
	s := l.sending
	r := Round{Server: l.server}
	journal, err := post.OpenJournal(s.Run.Path(post.JournalFile))
	if err != nil {
		return r, err
	}
	defer journal.Close()
	to := s.Mailing.Redirect
	begun := post.Event{At: s.now(), Kind: post.Begun, By: account() + " on " + computer(), Messages: l.Plan.Messages(),
		Server: fmt.Sprintf("%s:%d", l.server.Host, l.server.Port), To: to, Test: to != "", Accepted: l.accepted}
	if err := journal.Add(begun); err != nil {
		return r, err
	}
	if err := stop(journal, l.Plan); err != nil {
		return r, err
	}
	delivery := post.Delivery{Mailing: s.Mailing, Server: l.server, Pace: post.DefaultPace(s.Project.Mail.PerMinute),
		Clock: post.SystemClock(s.now), Journal: journal, Tell: watch.Sending}
	r.Report, err = delivery.Deliver(ctx, l.Plan.ToDeliver())
	if err != nil && r.Tried() == 0 {
		return r, err
	}
	if err != nil { // nothing more went, and what had gone must still be accounted for
		r.Why = err.Error()
	}
	s.Heard(journal.Events())
	r.Unwritten = s.WriteSent()
	return r, nil
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
