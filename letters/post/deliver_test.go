package post

import (
	"context"
	"strings"
	"testing"
	"time"

	"yearend/letters/post/capture"
	"yearend/letters/register"
)

// counts says how often each event was noted.
func (d *Delivery) counts() map[EventKind]int {
	count := map[EventKind]int{}
	for _, e := range d.Journal.Events() {
		count[e.Kind]++
	}
	return count
}

// owed are the letters that a next round would send.
func (d *Delivery) owed() []register.Envelope {
	var owed []register.Envelope
	for _, e := range d.Mailing.Envelopes {
		if d.standings()[e.Reference].State == IsOwed {
			owed = append(owed, e)
		}
	}
	return owed
}

// always is a fault at one point, every time.
func always(point capture.Point, fault *capture.Fault) func(capture.Turn) *capture.Fault {
	return func(turn capture.Turn) *capture.Fault {
		if turn.Point == point {
			return fault
		}
		return nil
	}
}

// 25 a minute is one every 2.4 seconds, and the round says when it will end.
func TestThePace(t *testing.T) {
	mailing, _ := mailingOf(11, 100)
	d, _ := deliveryOf(t, mailing, usual(nil))
	var last Progress
	d.Tell = func(p Progress) { last = p }
	report := d.deliver(t, mailing.Envelopes)
	if took := report.Ended.Sub(report.Began); took != 24*time.Second {
		t.Errorf("took %v", took)
	}
	if last.Left != 0 || last.Count[Sent] != 11 || !last.Ends.Equal(report.Ended) {
		t.Errorf("at the end: %+v", last)
	}
	if got := DefaultPace(25).Lasts(390); got != 933600*time.Millisecond {
		t.Errorf("390 letters take %v", got)
	}
}

// A full mailbox waits for its next try while the others go; at last it is left.
func TestAFullMailboxKeepsNobodyWaiting(t *testing.T) {
	mailing, _ := mailingOf(3, 100)
	d, s := deliveryOf(t, mailing, usual(func(turn capture.Turn) *capture.Fault {
		if turn.Point == capture.To && strings.Contains(turn.To, "P80001") {
			return capture.Say("452 4.2.2 mailbox full")
		}
		return nil
	}))
	report := d.deliver(t, mailing.Envelopes)
	if report.Count[Sent] != 2 || report.Left != 1 || report.Count[Deferred] != 4 || s.Connections() != 4 {
		t.Errorf("%+v over %d connections", report, s.Connections())
	}
	if took := report.Ended.Sub(report.Began); took < 21*time.Minute || took > 22*time.Minute {
		t.Errorf("took %v", took)
	}
	if now := d.standings()["P80001/LTC/2025-26/1"]; now.State != IsOwed || !now.Waits || now.Tries != 4 {
		t.Errorf("%+v", now)
	}
}

// A server that puts everybody off makes everything pause, and then goes on.
func TestPauseAndResume(t *testing.T) {
	mailing, _ := mailingOf(4, 100)
	seen := 0
	d, _ := deliveryOf(t, mailing, usual(func(turn capture.Turn) *capture.Fault {
		if turn.Point == capture.From && turn.Stored == 2 {
			if seen++; seen <= 3 {
				return capture.Say("432 4.3.2 STOREDRV; sending limit exceeded")
			}
		}
		return nil
	}))
	var pauses []time.Duration
	d.Tell = func(p Progress) {
		if p.Pause > 0 {
			pauses = append(pauses, p.Pause)
		}
	}
	report := d.deliver(t, mailing.Envelopes)
	if report.Why != "" || report.Count[Sent] != 4 {
		t.Errorf("%+v", report)
	}
	if want := DefaultPace(25).Pauses[:3]; len(pauses) != 3 || pauses[0] != want[0] || pauses[2] != want[2] {
		t.Errorf("paused %v", pauses)
	}
}

func TestWhenToStop(t *testing.T) {
	for what, c := range map[string]struct {
		script  func(capture.Turn) *capture.Fault
		why     string
		intents int
	}{
		"refusals":     {always(capture.To, capture.Say("550 5.1.1 unknown")), "5 letters in a row were refused", 5},
		"unknowns":     {always(capture.End, capture.KeepAndDrop()), "the connection died 2 times in a row", 2},
		"the sender":   {always(capture.From, capture.Say("550 5.7.60 SendAsDenied")), "refuses the account, team@example.org, and not the practice: 550", 1},
		"blocked":      {always(capture.To, capture.Say("550 5.7.708 traffic not accepted")), "refuses the account", 1},
		"not as this":  {always(capture.End, capture.Say("550 5.7.60 not as this sender")), "refuses the account", 1},
		"too many":     {always(capture.Data, capture.Say("550 5.1.90 daily limit")), "refuses the account", 1},
		"no welcome":   {always(capture.Connect, capture.Say("554 5.7.1 no service")), "greeting: 554 5.7.1 no service", 0},
		"nobody there": {always(capture.Connect, capture.Drop()), "greeting: the server closed the connection", 0},
		"put off":      {always(capture.End, capture.Say("451 4.3.0 later")), "the server put us off 5 times in a row", 6},
		"signed out": {func(t capture.Turn) *capture.Fault {
			return map[bool]*capture.Fault{true: capture.Say("530 5.7.57 sign in")}[t.Point == capture.From && t.Stored == 1]
		}, "530", 2},
		"busy greeting": {always(capture.Connect, capture.Say("421 4.3.2 busy")), "the server put us off 5 times in a row", 0},
	} {
		t.Run(what, func(t *testing.T) {
			mailing, _ := mailingOf(20, 100)
			d, _ := deliveryOf(t, mailing, usual(c.script))
			report := d.deliver(t, mailing.Envelopes)
			if !strings.Contains(report.Why, c.why) || d.counts()[Intent] != c.intents {
				t.Errorf("%+v after %d intents\n%s", report, d.counts()[Intent], journalText(d))
			}
			events := d.Journal.Events()
			if last := events[len(events)-1]; last.Kind != Ended || last.Words != report.Why {
				t.Errorf("the journal ends with %+v", last)
			}
		})
	}
}

// Ctrl-C finishes the message in hand; a next round sends the rest, each once.
func TestAnInterruptedRoundIsResumed(t *testing.T) {
	mailing, _ := mailingOf(10, 100)
	ctx, cancel := context.WithCancel(t.Context())
	d, s := deliveryOf(t, mailing, usual(func(turn capture.Turn) *capture.Fault {
		if turn.Point == capture.Data && turn.Message == 4 {
			cancel()
		}
		return nil
	}))
	report, err := d.Deliver(ctx, mailing.Envelopes)
	if err != nil || report.Why != "interrupted" || report.Count[Sent] != 4 || report.Left != 6 {
		t.Fatalf("%+v, %v", report, err)
	}
	if report := d.deliver(t, d.owed()); report.Count[Sent] != 6 {
		t.Errorf("%+v", report)
	}
	if wrong := compare(d, s); len(wrong) > 0 {
		t.Error(wrong)
	}
	if n := len(s.Stored()); n != 10 {
		t.Errorf("%d messages", n)
	}
	if len(d.owed()) != 0 {
		t.Errorf("still owed: %v", d.owed())
	}
}

// What is unknown is never tried again by itself; a person's word resolves it.
func TestOnlyAPersonSettlesAnUnknown(t *testing.T) {
	mailing, _ := mailingOf(3, 100)
	d, s := deliveryOf(t, mailing, usual(func(turn capture.Turn) *capture.Fault {
		if turn.Point == capture.End && turn.Message <= 2 {
			return &capture.Fault{Keep: turn.Message == 1}
		}
		return nil
	}))
	d.Pace.Unknowns = 3
	d.deliver(t, mailing.Envelopes)
	d.deliver(t, d.owed())
	first, second := mailing.Envelopes[0], mailing.Envelopes[1]
	if len(s.Stored()) != 2 || d.standings()[first.Reference].State != IsUnknown || d.standings()[second.Reference].State != IsUnknown {
		t.Fatalf("%d stored\n%s", len(s.Stored()), journalText(d))
	}
	resolve := func(e register.Envelope, as string) error {
		return d.Journal.Resolve(e, d.standings()[e.Reference], as, "A. Person", moment)
	}
	if err := resolve(first, "perhaps"); err == nil {
		t.Error("resolved as perhaps")
	}
	if err := resolve(first, AsSent); err != nil {
		t.Fatal(err)
	}
	if err := resolve(second, AsAgain); err != nil {
		t.Fatal(err)
	}
	if err := resolve(second, AsAgain); err == nil {
		t.Error("what is owed was resolved again")
	}
	if now := d.standings()[first.Reference]; now.State != IsSent || now.By != "A. Person" {
		t.Errorf("%+v", now)
	}
	d.deliver(t, d.owed())
	if wrong := compare(d, s); len(wrong) > 0 {
		t.Error(wrong)
	}
	if err := resolve(second, AsAgain); err == nil || len(d.owed()) != 0 || len(s.Stored()) != 3 {
		t.Errorf("%v; owed %d, stored %d", err, len(d.owed()), len(s.Stored()))
	}
}

// A test goes to one address, and counts as sent to nobody.
func TestATestIsNoSending(t *testing.T) {
	mailing, _ := mailingOf(3, 100)
	mailing.Redirect = "test@example.org"
	d, s := deliveryOf(t, mailing, usual(nil))
	d.deliver(t, mailing.Envelopes)
	for _, m := range s.Stored() {
		if m.To != "test@example.org" {
			t.Errorf("went to %s", m.To)
		}
	}
	if len(d.owed()) != 3 || len(s.Stored()) != 3 {
		t.Errorf("owed %d, stored %d", len(d.owed()), len(s.Stored()))
	}
	for _, event := range d.Journal.Events() {
		if event.Reference != "" && (!event.Test || event.To != "test@example.org") {
			t.Errorf("noted %+v", event)
		}
	}
}
