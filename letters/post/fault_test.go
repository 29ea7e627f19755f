package post

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"yearend/letters/post/capture"
)

// mutePatience is how long an answer is waited for where none may come: long enough
// for a machine that has much else to do.
const mutePatience = 300 * time.Millisecond

// faults are what can go wrong at any point.
var faults = map[string]func() *capture.Fault{
	"4xx":  func() *capture.Fault { return capture.Say("451 4.3.2 try later") },
	"421":  func() *capture.Fault { return capture.Say("421 4.3.2 closing") },
	"5xx":  func() *capture.Fault { return capture.Say("554 5.6.0 never") },
	"drop": capture.Drop,
	"slow": func() *capture.Fault { return capture.Slow(10 * time.Millisecond) },
	"mute": func() *capture.Fault { return &capture.Fault{Wait: 2 * mutePatience} },
	"odd":  func() *capture.Fault { return capture.Say("what?") },
}

// atEnd are what can also go wrong when the message has been taken.
var atEnd = map[string]func() *capture.Fault{
	"kept, then dropped": capture.KeepAndDrop,
	"kept, then odd":     func() *capture.Fault { return &capture.Fault{Say: "what?", Keep: true} },
	"kept, then mute":    func() *capture.Fault { return &capture.Fault{Wait: (receiptPatience + 1) * mutePatience, Keep: true} },
	"kept, then 251":     func() *capture.Fault { return &capture.Fault{Say: "251 2.0.0 passed on", Keep: true} },
}

// At every point of the conversation every fault is placed, once or for good, on
// the second of four letters; what the journal says is then compared with what
// the server really stored.
func TestTheJournalAgreesWithTheServer(t *testing.T) {
	underEveryFault(t, capture.Points, tryFault)
}

// underEveryFault tries every fault at each of the points, once and for good. Many
// are tried at a time, since they mostly wait.
func underEveryFault(t *testing.T, points []capture.Point, try func(t *testing.T, what string, point capture.Point, fault *capture.Fault, times int)) {
	t.Helper()
	var group sync.WaitGroup
	places := make(chan struct{}, 24)
	for _, point := range points {
		kinds := []map[string]func() *capture.Fault{faults}
		if point == capture.End {
			kinds = append(kinds, atEnd)
		}
		for _, kind := range kinds {
			for name, fault := range kind {
				for _, times := range []int{1, 1000} {
					places <- struct{}{}
					group.Go(func() {
						defer func() { <-places }()
						try(t, fmt.Sprintf("%s at %s, %d times", name, point, times), point, fault(), times)
					})
				}
			}
		}
	}
	group.Wait()
}

func tryFault(t *testing.T, what string, point capture.Point, fault *capture.Fault, times int) {
	mailing, _ := mailingOf(4, 20_000)
	o := usual(script(point, fault, times))
	o.Security, o.Auth = "plain", "plain" // the server runs in this process: spare the handshakes
	if point == capture.StartTLS || point == capture.SignIn {
		o = usual(o.Script)
	}
	d, s := deliveryOf(t, mailing, o)
	d.Server.Patience = mutePatience
	report := d.deliver(t, mailing.Envelopes)
	s.Close() // so that every session has ended
	wrong := compare(d, s)
	for reference, standing := range d.standings() {
		if standing.State == IsUnknown && point != capture.Content && point != capture.End {
			wrong = append(wrong, reference+" is unknown, and the message cannot have been taken")
		}
	}
	if len(wrong) > 0 {
		t.Errorf("%s: %s\nreport %+v\n%s", what, strings.Join(wrong, "; "), report, journalText(d))
	}
}

// script places a fault from the second message, or the second connection, on.
func script(point capture.Point, fault *capture.Fault, times int) func(capture.Turn) *capture.Fault {
	var mu sync.Mutex
	seen := 0
	return func(turn capture.Turn) *capture.Fault {
		mu.Lock()
		defer mu.Unlock()
		if turn.Point != point || turn.Stored == 0 && turn.Message < 2 && turn.Connection < 2 && point != capture.Hello && point != capture.Connect && point != capture.StartTLS && point != capture.SignIn {
			return nil
		}
		if seen++; seen > times {
			return nil
		}
		return fault
	}
}

// compare holds the journal against the server: sent is stored once; owed and
// refused are not stored; only unknown may be either, and never twice.
func compare(d *Delivery, s *capture.Server) (wrong []string) {
	stored := map[string]int{}
	for _, m := range s.Stored() {
		header, _, _ := strings.Cut(string(m.Data), "\n\n")
		_, reference, _ := strings.Cut(header, ReferenceHeader+": ")
		reference, _, _ = strings.Cut(reference, "\n")
		stored[reference]++
	}
	for reference, standing := range d.standings() {
		n := stored[reference]
		switch {
		case standing.State == IsSent && n != 1,
			standing.State == IsOwed && n != 0,
			standing.State == IsRefused && n != 0,
			n > 1:
			wrong = append(wrong, fmt.Sprintf("%s is %s (%s), and the server stored it %d times", reference, standing.State, standing.Words, n))
		}
	}
	return wrong
}

func journalText(d *Delivery) string {
	var lines []string
	for _, e := range d.Journal.Events() {
		lines = append(lines, fmt.Sprint(e.Kind, " ", e.Reference, " ", e.Step, " ", e.Code, " ", e.Words))
	}
	return strings.Join(lines, "\n")
}

// What each answer makes of a letter, said once and plainly.
func TestWhatAnAnswerMeans(t *testing.T) {
	for _, c := range []struct {
		point capture.Point
		fault *capture.Fault
		state State
		words string
	}{
		{capture.To, capture.Say("550 5.1.1 no such mailbox"), IsRefused, "mailbox: 550 5.1.1 no such mailbox"},
		{capture.To, capture.Say("452 4.2.2 mailbox full"), IsOwed, "mailbox: 452 4.2.2 mailbox full"},
		{capture.From, capture.Say("550 5.7.60 not as this sender"), IsOwed, "sender: 550 5.7.60 not as this sender"},
		{capture.To, capture.Say("550 5.7.1 blocked by policy"), IsOwed, "mailbox: 550 5.7.1 blocked by policy"},
		{capture.To, capture.Say("550 5.7.133 this mailbox takes letters from its own organisation only"), IsRefused, "mailbox: 550 5.7.133"},
		{capture.Data, capture.Say("550 5.1.8 Access denied, bad outbound sender"), IsOwed, "begin of the message: 550 5.1.8"},
		{capture.End, capture.Say("554 5.2.252 SendAsDenied"), IsOwed, "receipt: 554 5.2.252 SendAsDenied"},
		{capture.End, capture.Say("554 5.2.0 STOREDRV; SubmissionQuotaExceededException"), IsOwed, "receipt: 554 5.2.0"},
		{capture.To, capture.Say("552 5.2.2 mailbox full"), IsRefused, "mailbox: 552 5.2.2 mailbox full"},
		{capture.Data, capture.Say("554 5.6.0 not now"), IsRefused, "begin of the message: 554 5.6.0 not now"},
		{capture.End, capture.Say("552 5.3.4 too large"), IsRefused, "receipt: 552 5.3.4 too large"},
		{capture.End, capture.Say("451 4.7.1 scanning"), IsOwed, "receipt: 451 4.7.1 scanning"},
		{capture.End, capture.Drop(), IsUnknown, "receipt: the server closed the connection"},
		{capture.End, capture.KeepAndDrop(), IsUnknown, "receipt: the server closed the connection"},
	} {
		t.Run(fmt.Sprint(c.point, c.fault.Say, c.fault.Keep), func(t *testing.T) {
			mailing, _ := mailingOf(1, 20_000)
			d, _ := deliveryOf(t, mailing, usual(func(turn capture.Turn) *capture.Fault {
				if turn.Point == c.point {
					return c.fault
				}
				return nil
			}))
			d.deliver(t, mailing.Envelopes)
			got := d.standings()["P80001/LTC/2025-26/1"]
			if got.State != c.state || !strings.Contains(got.Words, c.words) {
				t.Errorf("%s: %s\n%s", got.State, got.Words, journalText(d))
			}
		})
	}
}
