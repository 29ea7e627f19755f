package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"yearend/cmd/yearend/season"
	"yearend/letters/post"
	"yearend/letters/register"
)

// send is what `yearend send` was asked for, and whom it speaks with.
type send struct {
	options
	live, probe, rehearse bool
	although              string   // a newer run in spite of which letters go
	to                    string   // a test address that gets everything
	only                  []string // practices
	schemes               []string
	limit                 int
	messages              int // the number that confirms; -1 for none given
	acceptAssumptions     bool
	resolve               []string
	by, because, on       string

	stdin          io.Reader
	stdout, stderr io.Writer
}

func sendCommand(o *options) *cobra.Command {
	var s send
	c := &cobra.Command{
		Use:   "send RUN",
		Short: "Send a run's approved letters, each once; without --live only show what would go",
		Long: `send puts the letters of a run into the practices' mailboxes.

  yearend send run-001               sends nothing: the messages as files, and a plan
  yearend send --probe               name, TLS, sign-in and sender of the server; sends nothing
  yearend send run-001 --rehearse    the whole sending, against a server in this program that fails in every way
  yearend send run-001 --live --to ME@…   everything to one address, as a test
  yearend send run-001 --live        the letters that are approved and not yet sent

The first time, at most 3 go, so that a person can look at them. What was sent
is noted in the run's journal before anything else happens, and sent.csv says it
in a table. A letter of which nobody knows whether it arrived is never sent
again by itself: find out, then

  yearend send run-001 --resolve P81999=sent --by NAME     the practice has it
  yearend send run-001 --resolve P81999=again --by NAME    it does not: send it

A letter that was sent and came back, or went astray, goes again, once, when the
register names another mailbox and a run with it is approved. What has gone on
paper is noted with its day:

  yearend send run-001 --resolve P81999=bounced --by NAME
  yearend send run-001 --resolve P81999,P81902=posted --on 2026-04-28 --by NAME
  yearend send run-001 --resolve @codes.csv=bounced --by NAME    a file of codes

Letters of which a newer run has others or none stay behind; --although RUN
sends them all the same. Where the journal, sendings.jsonl beside the project
file and your profile are at odds (something was deleted, put back, copied, or
sent from another computer), nothing goes until a person says which is true:

  yearend send run-001 --resolve run-001=sent --by NAME --because TEXT   all that was ever noted as sent has gone
  yearend send run-001 --resolve run-001=here --by NAME --because TEXT   only what stands in this folder is true

Ctrl-C finishes the message in hand. The same command again sends the rest.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			s.options = *o
			s.stdin, s.stdout, s.stderr = c.InOrStdin(), c.OutOrStdout(), c.ErrOrStderr()
			return s.run(c.Context(), args)
		},
	}
	f := c.Flags()
	f.BoolVar(&s.live, "live", false, "really send")
	f.StringVar(&s.to, "to", "", "send everything to this test `address` in place of the practices")
	f.StringSliceVar(&s.only, "only", nil, "only these practices, by their `codes`")
	f.StringSliceVar(&s.schemes, "scheme", nil, "only this `scheme`, by its code or short name")
	f.IntVar(&s.limit, "limit", 0, "send at most so many (default: 3 the first time, then all)")
	f.IntVar(&s.messages, "messages", -1, "confirm the `number` of messages, in place of being asked")
	f.BoolVar(&s.acceptAssumptions, "accept-assumptions", false, "send although assumptions that move money are unconfirmed; the journal notes it")
	f.StringVar(&s.although, "although", "", "send also letters that stay behind for this newer `run`; the journal notes it")
	f.BoolVar(&s.probe, "probe", false, "try the server as far as the sender, and send nothing")
	f.BoolVar(&s.rehearse, "rehearse", false, "send to a server in this program that fails in every way")
	f.StringArrayVar(&s.resolve, "resolve", nil, "say what became of a letter: `CODE=sent`, CODE=again, CODE=bounced or CODE=posted; several codes with commas, or @FILE, in quotation marks; or a run: RUN=here or RUN=sent")
	f.StringVar(&s.on, "on", "", "the `date` on which letters were posted, as 2026-04-28")
	f.StringVar(&s.by, "by", "", "the `name` of the person who says it")
	f.StringVar(&s.because, "because", "", "the `reason`, where journal and record are at odds")
	jsonFlag(c, o)
	return c
}

// run does one of the five things that send can do.
func (s send) run(ctx context.Context, args []string) error {
	if err := s.usage(args); err != nil {
		return usageError(err)
	}
	p, err := s.readProject()
	if err != nil {
		return err
	}
	if s.probe {
		return s.tryServer(ctx, p)
	}
	s.by = register.PlainName(s.by)
	saySynced(s.stderr, p)
	run, err := season.OpenSending(p, args[0], post.Asked{Redirect: s.to, Although: s.although}, s.now, s.watchOn(s.stderr))
	if err != nil {
		return err
	}
	defer run.Close()
	switch {
	case len(s.resolve) > 0:
		if as, about := s.aboutRun(run); about {
			return s.resolveRun(run, as)
		}
		noted, err := run.Resolve(season.Saying{Letters: s.resolve, Schemes: s.schemes, By: s.by, Because: s.because, On: s.on})
		sayResolved(s.stdout, noted, s.by)
		s.sayBehind(run)
		if err != nil {
			return err
		}
		return needsPerson(run.Behind != nil)
	case s.rehearse:
		return s.rehearsal(ctx, run)
	case s.live:
		return s.deliver(ctx, run)
	}
	return s.show(run)
}

// choice is which letters are asked for.
func (s send) choice() season.Choice {
	return season.Choice{Practices: s.only, Schemes: s.schemes, Limit: s.limit}
}

// aboutRun reports whether the word is on the run as a whole, and what it says.
func (s send) aboutRun(run *season.Sending) (as string, about bool) {
	name, as, ok := strings.Cut(s.resolve[0], "=")
	return strings.ToLower(as), ok && len(s.resolve) == 1 && strings.EqualFold(name, run.Run.Name)
}

// resolveRun notes a person's word on what is at odds about the run.
func (s send) resolveRun(run *season.Sending, as string) error {
	if err := run.ResolveRun(post.Word{As: as, By: s.by, Because: s.because}); err != nil {
		return err
	}
	sayRunResolved(s.stdout, run, as, s.by)
	s.sayBehind(run)
	return needsPerson(run.Behind != nil)
}

// tryServer tries the server, and says each step.
func (s send) tryServer(ctx context.Context, p season.Project) error {
	tell := func(step post.Step, found string) { fmt.Fprintf(s.stdout, "ok   %s: %s\n", step, found) }
	err := season.Probe(ctx, p, s.now, s.typed, tell)
	var unreached season.Unreached
	var said register.Hinted // as where others can read the password's file: nearer to the cause
	if errors.As(err, &unreached) && !errors.As(err, &said) {
		return register.WithHint(err, probeHint(unreached.Server, unreached.Err.Error()))
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(s.stdout, "%s:%d would take letters from %s; nothing was sent\n", p.Mail.Host, p.Mail.Port, p.Mail.From)
	return nil
}

// show writes the messages as files, exactly as they would go, with a plan.
func (s send) show(run *season.Sending) error {
	if err := run.Unaltered(); err != nil {
		return err
	}
	plan, err := run.Plan(s.choice())
	if err != nil {
		return err
	}
	dir, err := run.WriteOutbox(plan)
	if err != nil {
		return err
	}
	if s.json {
		err = sayJSON(s.stdout, planJSON(run, plan))
	} else {
		s.sayPlan(run, plan, s.limit)
		fmt.Fprintf(s.stdout, "\nNothing was sent. %s holds the messages as they would go, and plan.csv.\n%s\n", register.Shown(dir), nextStep(run, plan.Messages()))
	}
	s.sayBehind(run)
	if err != nil {
		return err
	}
	return needsPerson(run.Behind != nil || plan.NeedsPerson() || len(run.Doubts) > 0 || run.Since.Unread != nil)
}

// deliver really sends: what is approved, confirmed by its number, and owed.
func (s send) deliver(ctx context.Context, run *season.Sending) error {
	live, err := run.PrepareLive(ctx, s.choice(), s.acceptAssumptions, s.typed)
	if err != nil {
		return err
	}
	plan := live.Plan
	s.sayVerifiedFirst(live)
	s.sayPlan(run, plan, live.Limit)
	if plan.Messages() == 0 {
		if err := s.sayNothing(run); err != nil {
			return err
		}
		return needsPerson(plan.NeedsPerson() || len(run.Waiting()) > 0)
	}
	question := "To send, give back the number of messages" // nobody sends 380 letters who meant to send three
	ask := func() (string, error) {
		return "", confirmed(s.stdin, s.stdout, question, plan.Messages(), s.messages, "--messages")
	}
	if _, err := heeding(ctx, "sent", ask); err != nil {
		return err
	}
	progress := progressOn(s.stderr, plan.Messages())
	round, err := live.Deliver(ctx, season.Watch{Sending: s.telling(progress)})
	progress.end()
	if err != nil {
		return err
	}
	if err := s.sayAccount(run, round); err != nil {
		return err
	}
	return needsPerson(run.Behind != nil || round.Left > 0 || round.Why != "" || len(run.Waiting()) > 0)
}

// rehearsal sends the whole run to a server in this program that fails in every
// way, and holds what the journal says against what the server has.
func (s send) rehearsal(ctx context.Context, run *season.Sending) error {
	plan, err := run.PlanRehearsal(s.choice())
	if err != nil {
		return err
	}
	s.sayPlan(run, plan, s.limit)
	progress := progressOn(s.stderr, len(plan.Owed))
	r, err := run.Rehearse(ctx, plan, season.Watch{Sending: s.telling(progress)})
	progress.end()
	if err != nil {
		return err
	}
	s.sayRound(run, r.Report)
	return s.sayAgreement(r)
}

// telling tells of a round on the terminal, and whoever else is told.
func (s send) telling(shown *progress) func(post.Progress) {
	return func(now post.Progress) {
		shown.tell(now)
		if s.told.Sending != nil {
			s.told.Sending(now)
		}
	}
}

// usage refuses what does not go together.
func (s send) usage(args []string) error {
	modes := 0
	for _, chosen := range []bool{s.live, s.probe, s.rehearse, len(s.resolve) > 0} {
		if chosen {
			modes++
		}
	}
	switch {
	case modes > 1:
		return fmt.Errorf("--live, --probe, --rehearse and --resolve are four different things: choose one")
	case s.probe:
		return nil
	case len(args) == 0:
		return register.WithHint(fmt.Errorf("which run?"), "name it, as in `yearend send run-001`, or say `latest`, the newest year-end run")
	case s.messages >= 0 && !s.live, s.acceptAssumptions && !s.live:
		return fmt.Errorf("--messages and --accept-assumptions go with --live")
	case len(s.resolve) > 0 && strings.TrimSpace(s.by) == "":
		return fmt.Errorf("--resolve needs --by NAME: whose word it is")
	case (s.by != "" || s.because != "") && len(s.resolve) == 0:
		return fmt.Errorf("--by and --because go with --resolve: who says what became of a letter, and why")
	case s.on != "" && len(s.resolve) == 0:
		return fmt.Errorf("--on goes with --resolve CODE=posted: the day on which the letters went")
	case s.rehearse && s.to != "":
		return fmt.Errorf("--to is for a plan or for --live: a rehearsal sends to nobody, and its faults are the mailboxes' own")
	case s.limit < 0:
		return fmt.Errorf("--limit is a number above 0")
	}
	return nil
}
