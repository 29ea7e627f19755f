package post

import (
	"strings"
	"sync"
	"testing"
	"time"

	"yearend/letters/post/capture"
)

// A letter that came back goes again, once, to the mailbox that its envelope bears
// by then; under every fault at every point of the second sending no mailbox has
// it twice, and none but that one gets it.
func TestABouncedLetterGoesAgainOnce(t *testing.T) {
	underEveryFault(t, capture.Points, tryBounce)
}

func tryBounce(t *testing.T, what string, point capture.Point, fault *capture.Fault, times int) {
	mailing, _ := mailingOf(3, 2_000)
	var mu sync.Mutex
	left, second := times, false
	o := usual(func(turn capture.Turn) *capture.Fault {
		mu.Lock()
		defer mu.Unlock()
		if !second || turn.Point != point || left == 0 {
			return nil
		}
		left--
		return fault
	})
	d, s := deliveryOf(t, mailing, o)
	d.Server.Patience = 10 * time.Second // what goes wrong is the fault alone, however busy the machine is
	d.deliver(t, mailing.Envelopes)
	bounced := &mailing.Envelopes[1]
	old := bounced.To
	if err := d.Journal.Resolve(*bounced, d.standings()[bounced.Reference], AsBounced, "A. Person", moment); err != nil {
		t.Error(what, err)
		return
	}
	if owed := d.owed(); len(owed) != 0 {
		t.Errorf("%s: %v goes again to the mailbox that it came back from", what, owed)
	}
	bounced.To = "corrected@example.org"
	mu.Lock()
	second = true
	mu.Unlock()
	d.deliver(t, d.owed())
	mu.Lock()
	left = 0
	mu.Unlock()
	d.deliver(t, d.owed())
	s.Close()
	at := map[string]int{}
	for _, m := range s.Stored() {
		at[m.To]++
	}
	now := d.standings()[bounced.Reference]
	wrong := at[old] != 1 || at["corrected@example.org"] > 1 || len(s.Stored())-at["corrected@example.org"] != 3 ||
		now.State == IsSent && at["corrected@example.org"] != 1 || now.State != IsSent && now.State != IsUnknown && at["corrected@example.org"] != 0
	if wrong || strings.Join(now.Back, " ") != old || now.To != "corrected@example.org" {
		t.Errorf("%s: %v; it is %+v\n%s", what, at, now, journalText(d))
	}
}

// What a word can be said of, and what it comes to.
func TestWhatAWordComesTo(t *testing.T) {
	for _, c := range []struct {
		events []EventKind
		words  string // said in turn
		state  State
		says   string // of the last one, where it is refused
	}{
		{[]EventKind{Sent}, "bounced", IsBounced, ""},
		{[]EventKind{Unknown}, "bounced", IsBounced, ""},
		{[]EventKind{Sent}, "bounced again", IsOwed, ""},
		{[]EventKind{Sent}, "bounced posted", IsPosted, ""},
		{[]EventKind{Sent}, "bounced sent", IsSent, ""},
		{[]EventKind{Sent}, "bounced bounced", IsBounced, "was not sent, but is bounced"},
		{[]EventKind{Sent}, "posted", IsSent, "say bounced first"},
		{[]EventKind{Sent}, "again", IsSent, "say bounced"},
		{nil, "bounced", IsOwed, "was not sent, but is owed"},
		{nil, "sent", IsOwed, "was never tried"},
		{nil, "posted", IsPosted, ""},
		{nil, "posted again", IsOwed, ""},
		{nil, "posted posted", IsPosted, "has gone by post on 2026-04-20"},
		{nil, "posted bounced", IsPosted, "was not sent, but is posted"},
		{[]EventKind{Refused}, "posted", IsPosted, ""},
		{[]EventKind{Refused}, "bounced", IsRefused, "was not sent, but is refused"},
		{nil, "lost", IsOwed, "can be resolved as sent, again, bounced or posted"},
	} {
		mailing, _ := mailingOf(1, 100)
		e := mailing.Envelopes[0]
		j := journalOf(t, t.TempDir()+"/"+JournalFile)
		now := func() Standing { return Standings(mailing.Envelopes, j.Events())[e.Reference] }
		for _, kind := range c.events {
			event := eventOf(moment, kind, e)
			event.ID = "id@example.org"
			if err := j.Add(event); err != nil {
				t.Fatal(err)
			}
		}
		var err error
		for _, word := range strings.Fields(c.words) {
			if word == AsPosted {
				err = j.Posted(e, now(), "2026-04-20", "A. Person", moment)
			} else {
				err = j.Resolve(e, now(), word, "A. Person", moment)
			}
		}
		if now().State != c.state || (err == nil) != (c.says == "") || err != nil && !strings.Contains(err.Error(), c.says) {
			t.Errorf("%v, %s: it is %s: %v", c.events, c.words, now().State, err)
		}
	}
}

// A letter that came back, and whose practice has no mailbox any more, goes by post.
func TestABouncedLetterWithoutAMailboxGoesByPost(t *testing.T) {
	mailing, _ := mailingOf(1, 100)
	d, _ := deliveryOf(t, mailing, usual(nil))
	d.deliver(t, mailing.Envelopes)
	e := &mailing.Envelopes[0]
	if err := d.Journal.Resolve(*e, d.standings()[e.Reference], AsBounced, "A. Person", moment); err != nil {
		t.Fatal(err)
	}
	e.To, e.Reason = "", "the register names no mailbox"
	if now := d.standings()[e.Reference]; now.State != IsNowhere || !strings.Contains(now.Words, "it came back from surgery.P80001@example.org") {
		t.Errorf("%+v", now)
	}
}
