package post

import (
	"context"
	"errors"
	"fmt"
	"time"

	"yearend/letters/register"
)

// Delivery is one round of sending: what goes where, by what pace, and who is told.
type Delivery struct {
	Mailing *Mailing
	Server  Server
	Pace    Pace
	Clock   Clock
	Journal *Journal
	Tell    func(Progress) // after every event; nil for nobody
}

// Progress is where a round is.
type Progress struct {
	Event Event             // what happened last
	Count map[EventKind]int // of sent, refused, deferred, unknown, stopped, by now
	Left  int               // letters of this round still to go
	Pause time.Duration     // everything waits so long now
	Ends  time.Time         // when the last goes, at this pace
}

// Report is what came of a round.
type Report struct {
	Count  map[EventKind]int // how often each was noted; of deferred, a letter may have several
	Copies map[EventKind]int // the same of copies
	Left   int               // letters of the round that nothing became of: owed still
	Began  time.Time
	Ended  time.Time
	Why    string // why the round stopped before its end; empty where it did not
}

// Interrupted is why a round stopped that a person ended.
const Interrupted = "interrupted"

// round is a delivery under way.
type round struct {
	*Delivery
	line     *line
	used     time.Time // when the line was last of use
	last     time.Time // when the last message went
	queue    queue
	count    map[EventKind]int
	copies   map[EventKind]int
	pauses   int // in a row
	refusals int // in a row
	unknowns int // in a row
}

// Deliver sends the letters that are owed, one after the other. It returns when
// none is left for this round, or when it must stop; an error means that the
// journal could not be kept, and nothing more was sent.
func (d *Delivery) Deliver(ctx context.Context, owed []register.Envelope) (Report, error) {
	r := &round{Delivery: d, queue: newQueue(d.Mailing.parcels(owed)), count: map[EventKind]int{}, copies: map[EventKind]int{}}
	report := Report{Began: d.Clock.Now()}
	why, err := r.run(ctx)
	r.line.leave()
	report.Count, report.Copies, report.Ended, report.Why = r.count, r.copies, d.Clock.Now(), why
	report.Left = letters(owed) - r.count[Sent] - r.count[Refused] - r.count[Unknown] - r.count[Stopped]
	if err == nil {
		err = d.Journal.Add(Event{At: report.Ended, Kind: Ended, Words: why})
	}
	return report, err
}

// run sends until the queue is empty, or there is a reason to stop.
func (r *round) run(ctx context.Context) (why string, err error) {
	for len(r.queue) > 0 {
		if why := r.enough(ctx); why != "" {
			return why, nil
		}
		i := r.queue.next(r.Clock.Now())
		if r.wait(ctx, i) != nil {
			continue // enough says it
		}
		r.redialStale()
		if r.line == nil {
			if why, ready := r.connect(ctx); why != "" {
				return why, nil
			} else if !ready {
				continue
			}
		}
		if why, err = r.letter(ctx, i); why != "" || err != nil {
			return why, err
		}
	}
	return "", nil
}

// enough says why to stop here.
func (r *round) enough(ctx context.Context) string {
	switch {
	case ctx.Err() != nil:
		return Interrupted
	case r.Pace.Refusals > 0 && r.refusals >= r.Pace.Refusals:
		return fmt.Sprintf("%d letters in a row were refused", r.refusals)
	case r.Pace.Unknowns > 0 && r.unknowns >= r.Pace.Unknowns:
		return fmt.Sprintf("the connection died %d times in a row when a message may have been taken", r.unknowns)
	}
	return ""
}

// wait waits until the letter's time has come, and by the pace.
func (r *round) wait(ctx context.Context, i int) error {
	now := r.Clock.Now()
	until := r.queue[i].from
	if next := r.last.Add(r.Pace.Between()); !r.last.IsZero() && next.After(until) {
		until = next
	}
	if !until.After(now) {
		return nil
	}
	return r.Clock.Sleep(ctx, until.Sub(now))
}

// stale is how long a line that is not used is trusted to stand.
const stale = 30 * time.Second

// redialStale closes a line that the server may have closed in a pause, so that
// no letter is begun on it.
func (r *round) redialStale() {
	if r.line != nil && r.Clock.Now().Sub(r.used) > stale {
		r.line.leave()
		r.line = nil
	}
}

// connect opens the line. What another try will not mend stops the round, and
// so does anything that fails before the first message, since somebody is there
// to mend it.
func (r *round) connect(ctx context.Context) (why string, ready bool) {
	line, err := r.Server.dial(ctx, nil)
	if err == nil {
		r.line, r.used = line, r.Clock.Now()
		return "", true
	}
	if ctx.Err() != nil {
		return Interrupted, false
	}
	var failed DialError
	code, _ := reply(err)
	if errors.As(err, &failed) && (!failed.Temporary() || r.last.IsZero() && code == 0) {
		return failed.Error(), false
	}
	return r.pause(ctx, err.Error()), false
}

// pause lets everything wait, longer each time in a row, and stops in the end.
func (r *round) pause(ctx context.Context, cause string) (why string) {
	if len(r.queue) == 0 {
		return "" // nobody is left to wait
	}
	if r.pauses >= len(r.Pace.Pauses) {
		return fmt.Sprintf("the server put us off %d times in a row; the last time: %s", r.pauses, cause)
	}
	d := r.Pace.Pauses[r.pauses]
	r.pauses++
	r.tell(Event{At: r.Clock.Now(), Kind: Deferred, Words: cause}, d)
	if r.Clock.Sleep(ctx, d) != nil {
		return Interrupted
	}
	return ""
}

// letter builds, checks and hands over one message, of one letter or of several of
// a practice. The conversation does not heed the context: an interrupted round
// finishes the message in hand.
func (r *round) letter(ctx context.Context, i int) (why string, err error) {
	d := &r.queue[i]
	message, err := r.build(d)
	if err != nil || len(d.envelopes) == 0 {
		r.queue = append(r.queue[:i], r.queue[i+1:]...)
		return "", err
	}
	var intents []Event
	for _, e := range d.envelopes {
		intent := ofMessage(r.Clock.Now(), Intent, message.of(e))
		if err := r.Journal.Add(intent); err != nil {
			return "", err
		}
		intents = append(intents, intent)
	}
	answer := r.line.converse(r.Mailing.Sender.From, message)
	r.last = r.Clock.Now()
	r.used = r.last
	if answer.Lost {
		r.line.hangUp()
		r.line = nil
	}
	return r.act(ctx, i, intents, answer)
}

// act notes an answer for each letter of the message, and draws its consequences.
func (r *round) act(ctx context.Context, i int, intents []Event, a Answer) (why string, err error) {
	now, intent := r.Clock.Now(), intents[0]
	gone := r.queue[i].envelopes
	if a.Kind == Deferred {
		r.queue = r.queue.again(i, now, r.Pace.Again)
	} else {
		r.queue = append(r.queue[:i], r.queue[i+1:]...)
	}
	if a.Kind == Sent {
		r.enqueueCopies(gone)
	}
	for n, intent := range intents {
		intent.At = now
		if err := r.note(intent.with(a)); err != nil {
			r.counts(intent)[Unknown] += len(intents) - n // what the journal says of them from now on
			return "", fmt.Errorf("%s was %s (%d %s), which could not be noted: %w", intent.Reference, a.Kind, a.Code, a.Words, err)
		}
	}
	switch {
	case a.account():
		return fmt.Sprintf("the server refuses the account, %s, and not the practice: %d %s; every letter that is left stays owed", r.Mailing.Sender.From, a.Code, a.Words), nil
	case a.Kind == Sent:
		r.pauses, r.refusals, r.unknowns = 0, 0, 0
	case a.Kind == Refused && intent.Copy: // costs no letter
	case a.Kind == Refused:
		r.refusals++
	case a.Kind == Unknown:
		r.unknowns++
		if r.enough(ctx) == "" {
			return r.pause(ctx, a.Words), nil
		}
	case a.own():
		r.pauses = 0
	default:
		return r.pause(ctx, a.Words), nil
	}
	return "", nil
}

// note puts an event into the journal, counts it, and tells of it.
func (r *round) note(event Event) error {
	if err := r.Journal.Add(event); err != nil {
		return err
	}
	r.counts(event)[event.Kind]++
	r.tell(event, 0)
	return nil
}

// stop notes that a letter stays.
func (r *round) stop(e register.Envelope, why error) error {
	if err := r.Journal.Stop(e, why.Error(), r.Clock.Now()); err != nil {
		return err
	}
	events := r.Journal.Events()
	r.counts(events[len(events)-1])[Stopped]++
	r.tell(events[len(events)-1], 0)
	return nil
}

func (r *round) tell(event Event, pause time.Duration) {
	if r.Tell == nil {
		return
	}
	r.Tell(Progress{
		Event: event, Count: r.count, Left: r.left(), Pause: pause,
		Ends: r.Clock.Now().Add(pause + r.Pace.Lasts(r.left()+1)),
	})
}
