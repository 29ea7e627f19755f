package season

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
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
