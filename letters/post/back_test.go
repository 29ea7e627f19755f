package post

import (
	"testing"

	"yearend/letters/register"
)

// Which letters a mailbox keeps back that sent one back: those of the practice, and
// those for which it answers, until a person says that the letter goes again or arrived.
func TestWhatAMailboxThatSentALetterBackKeeps(t *testing.T) {
	said := func(reference, as string) Event {
		return Event{Kind: Resolved, Reference: reference, Practice: "P80001", To: "gp@example.org", As: as, By: "A. Person"}
	}
	back := said("one", AsBounced)
	for _, c := range []struct {
		what   string
		events []Event
		e      register.Envelope
		keeps  bool
	}{
		{"nothing came back", nil, register.Envelope{Reference: "two", Practice: "P80001", To: "gp@example.org"}, false},
		{"the same mailbox", []Event{back}, register.Envelope{Reference: "two", Practice: "P80001", To: "gp@example.org"}, true},
		{"in capitals", []Event{back}, register.Envelope{Reference: "two", Practice: "P80001", To: "GP@Example.org"}, true},
		{"another mailbox", []Event{back}, register.Envelope{Reference: "two", Practice: "P80001", To: "office@example.org"}, false},
		{"no mailbox", []Event{back}, register.Envelope{Reference: "two", Practice: "P80001"}, false},
		{"another practice", []Event{back}, register.Envelope{Reference: "two", Practice: "P80002", To: "gp@example.org"}, false},
		{"answered for", []Event{back}, register.Envelope{Reference: "two", Practice: "P80002", Successor: "P80001", To: "gp@example.org"}, true},
		{"it arrived after all", []Event{back, said("one", AsSent)}, register.Envelope{Reference: "two", Practice: "P80001", To: "gp@example.org"}, false},
		{"it goes again", []Event{back, said("one", AsAgain)}, register.Envelope{Reference: "one", Practice: "P80001", To: "gp@example.org"}, false},
		{"it came back again", []Event{back, said("one", AsAgain), back}, register.Envelope{Reference: "one", Practice: "P80001", To: "gp@example.org"}, true},
		{"of two, one goes again", []Event{back, said("two", AsBounced), said("one", AsAgain)}, register.Envelope{Reference: "one", Practice: "P80001", To: "gp@example.org"}, false},
		{"and a third", []Event{back, said("two", AsBounced), said("one", AsAgain)}, register.Envelope{Reference: "three", Practice: "P80001", To: "gp@example.org"}, true},
		{"it went by post", []Event{back, said("one", AsPosted)}, register.Envelope{Reference: "two", Practice: "P80001", To: "gp@example.org"}, true},
	} {
		r := &returned{again: map[string]bool{}}
		r.hear(c.events)
		if why := r.keeps(c.e); (why != "") != c.keeps {
			t.Errorf("%s: %q", c.what, why)
		}
	}
}
