package main

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

// rehearsal sends the whole run to a server in this program that fails in every
// way, by a clock that leaps over the waits, into a journal of its own. It ends
// with what the journal says beside what the server really has.
func (s send) rehearsal(ctx context.Context, p *posting) error {
	if err := joinFaults(p.project.file, p.project.Mail.mailFaults()); err != nil {
		return err
	}
	p.standing = post.Standings(p.bag.Envelopes, nil) // as if nothing had gone yet
	plan, err := s.plan(p)
	if err != nil {
		return err
	}
	s.sayPlan(p, plan)
	kept := map[string]int{} // Message-ID → how often the server stored it
	options := capture.Options{
		Security: "starttls", Auth: "login", User: p.project.Mail.From, Secret: "rehearsal",
		Script: mishaps(plan), Keep: func(m capture.Mail) { kept[messageID(m.Data)]++ },
	}
	server, err := capture.Start(options)
	if err != nil {
		return err
	}
	defer server.Close()
	journal, err := newJournal(filepath.Join(p.run.Path(outboxDir), "rehearsal.jsonl"))
	if err != nil {
		return err
	}
	defer journal.Close()
	progress := s.progress(len(plan.Owed))
	delivery := post.Delivery{
		Mailing: p.bag, Pace: p.project.Mail.pace(), Clock: post.LeapingClock(s.now), Journal: journal, Tell: progress.tell,
		Server: post.Server{
			Host: "127.0.0.1", Port: server.Port, Security: post.StartTLS, Auth: post.Login, User: options.User,
			Secret: func(context.Context) (string, error) { return options.Secret, nil },
			Hello:  helloName(), Patience: 10 * time.Second, Roots: server.Roots, Now: s.now,
		},
	}
	report, err := delivery.Deliver(ctx, plan.Owed)
	progress.end()
	server.Close()
	if err != nil {
		return err
	}
	p.standing = post.Standings(p.bag.Envelopes, journal.Events())
	s.sayRound(p, report)
	return s.sayAgreement(p, kept)
}

// newJournal is an empty one.
func newJournal(path string) (*post.Journal, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return nil, fmt.Errorf("write the rehearsal's journal: %w", err)
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("write the rehearsal's journal: %w", err)
	}
	return post.OpenJournal(path)
}

// sayAgreement holds the journal against what the server has.
func (s send) sayAgreement(p *posting, kept map[string]int) error {
	wrong := 0
	arrived := 0
	for reference, now := range p.standing {
		n := kept[now.ID]
		if now.ID == "" {
			n = 0
		}
		if now.State == post.IsUnknown && n == 1 {
			arrived++
		}
		if n > 1 || now.State == post.IsSent && n != 1 || (now.State == post.IsOwed || now.State == post.IsRefused) && n != 0 {
			wrong++
			fmt.Fprintf(s.stdout, "WRONG: %s is %s, and the server has it %d times\n", reference, now.State, n)
		}
	}
	if wrong > 0 {
		return fmt.Errorf("the rehearsal failed: of %d letters the journal says something else than the server", wrong)
	}
	fmt.Fprintf(s.stdout, "the journal agrees with the server: what is sent arrived once, what is owed or refused did not, and of the unknown %d had arrived\n", arrived)
	fmt.Fprintln(s.stdout, "This was a rehearsal: nothing was sent, and the run's own journal is as it was.")
	return nil
}
