package season

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	netmail "net/mail"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"yearend/letters/post"
	"yearend/letters/post/capture"
)

// Rehearsal is what came of sending the whole run to a server in this program that
// fails in every way: what the journal says beside what the server really has.
type Rehearsal struct {
	post.Report
	Disagree []Disagreement
	Arrived  int // letters that the journal calls unknown, and the server has
}

// Disagreement is a letter of which the journal says something else than the server.
type Disagreement struct {
	Reference string
	State     post.State // by the journal
	Has       int        // how often the server has it
}

// PlanRehearsal is what would go if nothing had gone yet.
func (s *Sending) PlanRehearsal(c Choice) (post.Plan, error) {
	s.Standings, s.Copies = post.Standings(s.Mailing.Envelopes, nil), nil
	return s.Plan(c)
}

// Rehearse sends a plan to the server that fails, by a clock that leaps over the
// waits, into a journal of its own.
func (s *Sending) Rehearse(ctx context.Context, plan post.Plan, watch Watch) (r Rehearsal, err error) {
	kept := map[string]int{} // Message-ID → how often the server stored it
	options := capture.Options{
		Security: "starttls", Auth: "login", User: s.Project.Mail.From, Secret: "rehearsal",
		Script: mishaps(plan), Keep: func(m capture.Mail) { kept[messageID(m.Data)]++ },
	}
	server, err := capture.Start(options)
	if err != nil {
		return r, err
	}
	defer server.Close()
	journal, err := newJournal(filepath.Join(s.Run.Path(outboxDir), "rehearsal.jsonl"), s.Run.Digest)
	if err != nil {
		return r, err
	}
	defer journal.Close()
	delivery := post.Delivery{
		Mailing: s.Mailing, Pace: post.DefaultPace(s.Project.Mail.PerMinute), Clock: post.LeapingClock(s.now), Journal: journal, Tell: watch.Sending,
		Server: post.Server{
			Host: "127.0.0.1", Port: server.Port, Security: post.StartTLS, Auth: post.Login, User: options.User,
			Secret: func(context.Context) (string, error) { return options.Secret, nil },
			Hello:  helloName(), Patience: 10 * time.Second, Roots: server.Roots, Now: s.now,
		},
	}
	r.Report, err = delivery.Deliver(ctx, plan.Owed)
	server.Close()
	if err != nil {
		return r, err
	}
	s.Standings = post.Standings(s.Mailing.Envelopes, journal.Events())
	r.compare(s.Standings, kept)
	return r, nil
}

// compare holds the journal against what the server has.
func (r *Rehearsal) compare(standings map[string]post.Standing, kept map[string]int) {
	for reference, now := range standings {
		n := kept[now.ID]
		if now.ID == "" {
			n = 0
		}
		if now.State == post.IsUnknown && n == 1 {
			r.Arrived++
		}
		if n > 1 || now.State == post.IsSent && n != 1 || (now.State == post.IsOwed || now.State == post.IsRefused) && n != 0 {
			r.Disagree = append(r.Disagree, Disagreement{reference, now.State, n})
		}
	}
}

// newJournal is an empty one.
func newJournal(path, run string) (*post.Journal, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return nil, fmt.Errorf("write the rehearsal's journal: %w", err)
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("write the rehearsal's journal: %w", err)
	}
	return post.OpenJournal(path, run)
}

// mishap is one thing that goes wrong in a rehearsal.
type mishap struct {
	point capture.Point
	fault *capture.Fault
	every bool // at every try, not only at the first
}

// mishapsByLetter are what a rehearsal goes through, each with one letter. The
// first ones matter most: a small run has no letters for the last.
var mishapsByLetter = []mishap{
	{capture.To, capture.Say("452 4.2.2 mailbox full"), true},
	{capture.To, capture.Say("550 5.1.1 no such mailbox"), true},
	{capture.End, capture.KeepAndDrop(), false},
	{capture.Content, capture.Drop(), false},
	{capture.End, capture.Say("451 4.7.0 looking into the attachment"), false},
	{capture.End, capture.Drop(), false},
	{capture.Data, capture.Drop(), false},
	{capture.End, capture.Say("552 5.3.4 message too large"), true},
	{capture.Data, capture.Say("451 4.3.0 not now"), false},
	{capture.To, capture.Say("450 4.7.1 try again soon"), false},
	{capture.End, capture.Slow(time.Second), false},
	{capture.Data, capture.Say("554 5.6.0 not this one"), true},
	{capture.To, capture.Say("421 4.3.2 closing, come back"), false},
}

// mishapsByTurn come at a connection or a message of that number, whosever it is.
var mishapsByTurn = map[capture.Turn]*capture.Fault{
	{Point: capture.Hello, Connection: 2}:    capture.Say("421 4.3.2 busy"),
	{Point: capture.StartTLS, Connection: 3}: capture.Say("454 4.7.0 TLS not available just now"),
	{Point: capture.SignIn, Connection: 4}:   capture.Say("454 4.7.0 try the sign-in again"),
	{Point: capture.From, Message: 8}:        capture.Say("432 4.3.2 sending limit exceeded"),
	{Point: capture.From, Message: 14}:       capture.Drop(),
}

// mishaps spreads them over the letters of a plan, with at least one between two
// that goes well.
func mishaps(plan post.Plan) func(capture.Turn) *capture.Fault {
	meets := map[string]mishap{} // mailbox → what its letters meet
	apart := max(2, len(plan.Owed)/len(mishapsByLetter))
	for i, m := range mishapsByLetter {
		if at := i * apart; at < len(plan.Owed) {
			meets[strings.ToLower(plan.Owed[at].To)] = m
		}
	}
	var mu sync.Mutex
	met := map[string]bool{}
	return func(turn capture.Turn) *capture.Fault {
		mu.Lock()
		defer mu.Unlock()
		for _, at := range []capture.Turn{{Point: turn.Point, Connection: turn.Connection}, {Point: turn.Point, Message: turn.Message}} {
			if fault := mishapsByTurn[at]; fault != nil {
				return fault
			}
		}
		m, there := meets[strings.ToLower(turn.To)]
		if !there || m.point != turn.Point || met[turn.To] && !m.every {
			return nil
		}
		met[turn.To] = true
		return m.fault
	}
}

// messageID is the Message-ID of a message, without its brackets.
func messageID(message []byte) string {
	m, err := netmail.ReadMessage(bytes.NewReader(message))
	if err != nil {
		return ""
	}
	return strings.Trim(m.Header.Get("Message-Id"), "<>")
}
