package post

import (
	"strings"
	"sync"
	"testing"
	"time"

	"yearend/letters/post/capture"
)

// planOf is what a next round would do, by the journal.
func (d *Delivery) planOf() Plan {
	events := d.Journal.Events()
	return MakePlan(d.Mailing, Standings(d.Mailing.Envelopes, events), CopiesIn(events), Choice{}, d.Pace, moment)
}

// copying is a mailing whose letters have a copy to the team's archive, and one to
// a further address of the second practice.
func copying(letters int) *Mailing {
	mailing, _ := mailingOf(letters, 2_000)
	mailing.Archive = "archive@example.org"
	mailing.Envelopes[1].Copies = "second.P80002@example.org"
	return mailing
}

func isCopy(to string) bool {
	return strings.HasPrefix(to, "archive") || strings.HasPrefix(to, "second")
}

// At every point of the conversation about a copy every fault is placed: each
// letter has gone once all the same, no copy has gone twice, and when the fault is
// over the next round sends what is owed still.
func TestACopyCostsNoLetter(t *testing.T) {
	underEveryFault(t, []capture.Point{capture.To, capture.Data, capture.Content, capture.End, capture.Reset}, tryCopies)
}

func tryCopies(t *testing.T, what string, point capture.Point, fault *capture.Fault, times int) {
	var mu sync.Mutex
	left := times
	o := usual(func(turn capture.Turn) *capture.Fault {
		mu.Lock()
		defer mu.Unlock()
		if turn.Point != point || !isCopy(turn.To) || left == 0 {
			return nil
		}
		left--
		return fault
	})
	o.Security, o.Auth = "plain", "plain"
	d, s := deliveryOf(t, copying(4), o)
	d.Server.Patience = 10 * time.Second // what goes wrong is the fault alone, however busy the machine is
	d.deliver(t, d.planOf().ToDeliver())
	for reference, standing := range d.standings() {
		if standing.State != IsSent {
			t.Errorf("%s: %s is %s: %s", what, reference, standing.State, standing.Words)
		}
	}
	mu.Lock()
	left = 0
	mu.Unlock()
	again := d.planOf()
	if len(again.Owed) != 0 {
		t.Errorf("%s: letters go again: %v", what, again.Owed)
	}
	d.deliver(t, again.ToDeliver())
	s.Close()
	stored := map[string]int{}
	for _, m := range s.Stored() {
		stored[m.To+" "+reference(m.Data)]++
	}
	copies := CopiesIn(d.Journal.Events())
	for _, e := range d.Mailing.Envelopes {
		if n := stored[e.To+" "+e.Reference]; n != 1 {
			t.Errorf("%s: %s has %s %d times", what, e.To, e.Reference, n)
		}
		for _, c := range d.Mailing.copiesOf(e) {
			n, state := stored[c.CopyTo+" "+c.Reference], copies[keyOfCopy(c)]
			if n > 1 || state == IsSent && n != 1 || state == IsRefused && n != 0 || state == IsOwed || state == "" {
				t.Errorf("%s: %s has the copy of %s %d times, and it is %q\n%s", what, c.CopyTo, c.Reference, n, state, journalText(d))
			}
		}
	}
}

// reference is the letter that a message names.
func reference(data []byte) string {
	header, _, _ := strings.Cut(string(data), "\n\n")
	_, reference, _ := strings.Cut(header, ReferenceHeader+": ")
	reference, _, _ = strings.Cut(reference, "\n")
	return strings.TrimSpace(reference)
}

// Copies go behind every letter, each a message of its own to one address, and are
// counted apart; a plan names them, and those that cannot go.
func TestCopies(t *testing.T) {
	mailing := copying(9)
	mailing.Envelopes[2].Copies = "elsewhere@example.com; surgery.P80001@example.org; SURGERY.P80003@example.org"
	d, s := deliveryOf(t, mailing, usual(func(turn capture.Turn) *capture.Fault {
		if turn.Point == capture.To && turn.To == "archive@example.org" {
			return capture.Say("550 5.1.1 no such mailbox")
		}
		return nil
	}))
	plan := d.planOf()
	if len(plan.Owed) != 9 || len(plan.Copies) != 10 || plan.Messages() != 19 || len(plan.Late) != 0 || len(plan.NoCopy) != 2 {
		t.Errorf("%d letters, %d copies, %d late, not: %v", len(plan.Owed), len(plan.Copies), len(plan.Late), plan.NoCopy)
	}
	if why := plan.NoCopy[0].Why + plan.NoCopy[1].Why; !strings.Contains(why, "lies outside") || !strings.Contains(why, "is also an address of P80001") {
		t.Error(why)
	}
	report := d.deliver(t, plan.ToDeliver())
	if report.Count[Sent] != 9 || report.Count[Refused] != 0 || report.Left != 0 || report.Why != "" ||
		report.Copies[Sent] != 1 || report.Copies[Refused] != 9 || report.Copies[Stopped] != 2 {
		t.Errorf("%+v", report)
	}
	for i, m := range s.Stored() {
		if isCopy(m.To) != (i == 9) {
			t.Errorf("message %d is to %s", i+1, m.To)
		}
	}
	copied := receive(t, s.Stored()[9].Data)
	if copied.header.Get(CopyHeader) != "surgery.P80002@example.org" || copied.header.Get("Subject") == "" || copied.name != "P80002-LTC-2025-26-issue-1.pdf" {
		t.Errorf("%v %s", copied.header, copied.name)
	}
	mailing.Redirect = "test@example.org"
	if copies := d.planOf().Copies; len(copies) != 0 {
		t.Errorf("a test has copies: %v", copies)
	}
}

// No copy goes to an address of another practice, whether the run says whose it is
// or only the reason for which nothing goes there; in either order of the practices.
func TestNoCopyGoesToAnotherPractice(t *testing.T) {
	for _, order := range [][2]int{{0, 1}, {1, 0}} {
		mailing, _ := mailingOf(2, 2_000)
		one, other := &mailing.Envelopes[order[0]], &mailing.Envelopes[order[1]]
		shared := strings.ToUpper(other.To[:1]) + other.To[1:]
		other.Reason, other.To = other.To+" is the mailbox of "+one.Practice+" and "+other.Practice, ""
		other.Copies = "Reception.Two@example.org"
		one.Copies = shared + "; closed@example.org (also an address of P89999); reception.two@example.org; own@example.org"
		d, s := deliveryOf(t, mailing, usual(nil))
		plan := d.planOf()
		if len(plan.NoCopy) != 3 || !strings.HasSuffix(plan.NoCopy[0].Why, "is also an address of "+other.Practice) ||
			plan.NoCopy[1].Why != "closed@example.org is also an address of P89999" || plan.NoCopy[2].Why != "reception.two@example.org is also an address of "+other.Practice {
			t.Errorf("%+v", plan.NoCopy)
		}
		d.deliver(t, plan.ToDeliver())
		for _, m := range s.Stored() {
			if m.To != one.To && m.To != "own@example.org" {
				t.Errorf("%s got %s", m.To, reference(m.Data))
			}
		}
		if len(s.Stored()) != 2 {
			t.Errorf("%d messages", len(s.Stored()))
		}
	}
}

// Copies that were asked for only when letters had gone go in a round of their own.
func TestLateCopies(t *testing.T) {
	mailing := copying(3)
	mailing.Archive = ""
	mailing.Envelopes[1].Copies = ""
	d, s := deliveryOf(t, mailing, usual(nil))
	d.deliver(t, d.planOf().ToDeliver())
	mailing.Archive = "archive@example.org"
	if plan := d.planOf(); len(plan.Owed) != 0 || len(plan.Late) != 3 {
		t.Fatalf("%+v", plan)
	}
	report := d.deliver(t, d.planOf().ToDeliver())
	if report.Copies[Sent] != 3 || report.Left != 0 || len(s.Stored()) != 6 || len(d.planOf().Late) != 0 {
		t.Errorf("%+v, %d stored", report, len(s.Stored()))
	}
}
