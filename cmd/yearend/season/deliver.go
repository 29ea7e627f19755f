package season

import (
	"context"
	"fmt"
	"slices"

	"yearend/calc"
	"yearend/letters/post"
	"yearend/letters/register"
)

// firstLimit is how many go the first time, so that a person can look at them.
const firstLimit = 3

// Live is a round of sending that is allowed, and waits for a person to confirm it.
type Live struct {
	Plan  post.Plan
	Limit int // at most so many; 0 for all

	// Derived is how many files of the run came out the same when it was derived
	// again, before its first round; 0 where that was done before, or could not be.
	Derived int
	// MadeBy is another version of the program, which made the run: it cannot be
	// derived again by this one, and only its digests were compared.
	MadeBy string

	Although string // the newer run in spite of which letters go

	sending  *Sending
	server   post.Server
	accepted []string // assumptions that are unconfirmed, and accepted for now
}

// PrepareLive works out what really goes: what is approved, and owed. It refuses
// what may not go at all.
func (s *Sending) PrepareLive(ctx context.Context, c Choice, acceptAssumptions bool, typed AskSecret) (live Live, err error) {
	live.sending = s
	if live.server, err = s.Project.server(s.now, typed); err != nil {
		return live, err
	}
	if err = s.Doubtless(); err != nil {
		return live, err
	}
	if err = s.Since.Unread; err != nil {
		return live, err
	}
	if live.accepted, err = s.allowed(acceptAssumptions); err != nil {
		return live, err
	}
	if err := live.verify(ctx); err != nil {
		return live, err
	}
	c.Limit = s.RoundLimit(c.Limit)
	live.Limit, live.Although = c.Limit, s.asked.Although
	if live.Plan, err = s.Plan(c); err != nil {
		return live, err
	}
	return live, s.misleading()
}

// allowed refuses what may not go at all; it gives the unconfirmed assumptions
// that are accepted for now.
func (s *Sending) allowed(acceptAssumptions bool) (accepted []string, err error) {
	if !s.Approved {
		return nil, withHint(fmt.Errorf("%s is not approved, and only an approved run is sent", s.Run.Name),
			fmt.Sprintf("look through it, then `yearend approve %s --by NAME`", s.Run.Name))
	}
	accepted = MoneyAssumptions(s.Run.Record)
	if len(accepted) > 0 && !acceptAssumptions {
		return nil, withHint(fmt.Errorf("nobody has confirmed %s, and the sums in the letters rest on them", calc.And(accepted)),
			"`yearend rules` says whom to ask; to send all the same, add --accept-assumptions, and the journal will say so")
	}
	if s.Mailing.Redirect != "" {
		if err := register.CheckAddress(s.Mailing.Redirect, s.Mailing.Domains); err != nil {
			return nil, Usage{err}
		}
	}
	return accepted, nil
}

// Unaltered refuses an approved run of which any file is not as it was approved.
func (s *Sending) Unaltered() error {
	if !s.Approved {
		return nil
	}
	differences, err := s.Run.Check()
	if err != nil || len(differences) == 0 {
		return err
	}
	return withHint(fmt.Errorf("%s is not what was approved, and nothing of it is sent:\n%s", s.Run.Name, differenceLines(differences)),
		"restore the files from a copy of the folder; or make a new run and approve that")
}

// verify sees before a round that the run is what was approved, and before its
// first that it comes out the same when it is derived again.
func (l *Live) verify(ctx context.Context) error {
	s := l.sending
	if err := s.Unaltered(); err != nil || s.Begun {
		return err
	}
	if s.Run.Record.Program != Program() {
		l.MadeBy = s.Run.Record.Program
		return nil
	}
	again, err := Derive(ctx, s.Run)
	if err != nil {
		return err
	}
	if len(again.Differ) > 0 {
		return withHint(fmt.Errorf("%s does not come out as it was approved when it is derived again from its own inputs: of its files %d came out otherwise, the first %s; nothing of it is sent",
			s.Run.Name, len(again.Differ), again.Differ[0]), fmt.Sprintf("`yearend verify %s` names them all", s.Run.Name))
	}
	l.Derived = again.Same
	return nil
}

// MoneyAssumptions are the assumptions that move money and that nobody had
// confirmed when the run was made.
func MoneyAssumptions(r register.Record) []string {
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
	Server post.Server
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
	journal, err := s.openBooks()
	if err != nil {
		return r, err
	}
	defer journal.Close()
	to := s.Mailing.Redirect
	begun := post.Event{At: s.now(), Kind: post.Begun, By: s.Project.here.Account + " on " + s.Project.here.Computer, Messages: l.Plan.Messages(),
		Server: fmt.Sprintf("%s:%d", l.server.Host, l.server.Port), To: to, Test: to != "", Accepted: l.accepted, Although: l.Although}
	if err := journal.Add(begun); err != nil {
		return r, err
	}
	if err := s.stop(journal.Journal, l.Plan); err != nil {
		return r, err
	}
	delivery := post.Delivery{Mailing: s.Mailing, Server: l.server, Pace: post.DefaultPace(s.Project.Mail.PerMinute),
		Clock: post.SystemClock(s.now), Journal: journal.Journal, Tell: watch.Sending}
	r.Report, err = delivery.Deliver(ctx, l.Plan.ToDeliver())
	if err != nil && r.Tried() == 0 {
		return r, err
	}
	if err != nil { // nothing more went, and what had gone must still be accounted for
		r.Why = err.Error()
	}
	s.Heard(journal.Events())
	s.follow()
	return r, nil
}

// stop notes the letters that the plan keeps back, so that status names them.
func (s *Sending) stop(journal *post.Journal, plan post.Plan) error {
	for _, stay := range plan.Stay {
		if stay.Standing.State != post.IsOwed || s.Superseded[stay.Envelope.Reference] != "" {
			continue
		}
		if err := journal.Stop(stay.Envelope, stay.Why, plan.Begins); err != nil {
			return err
		}
	}
	return nil
}
