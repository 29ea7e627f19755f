package post

import (
	"fmt"
	"time"

	"yearend/letters/register"
)

// Event is what a line of the journal tells.
type Event string

const (
	Begun    Event = "begun"    // a round of sending begins
	Intent   Event = "intent"   // the conversation about a letter is about to begin
	Sent     Event = "sent"     // the server took it, and gave a receipt
	Refused  Event = "refused"  // for good
	Deferred Event = "deferred" // for now
	Unknown  Event = "unknown"  // the connection died after the message may have been taken
	Stopped  Event = "stopped"  // one letter stays: something on it is not its practice's own
	Settled  Event = "settled"  // a person says what became of it: As is sent or again
	Ended    Event = "ended"    // the round is over; Words say why, where it was before its time
)

// Entry is one line of the journal. It holds no figures and no secrets.
type Entry struct {
	Number    int       `json:"n"` // of the line, from 1: one that was taken out, put in or moved is missed
	At        time.Time `json:"at"`
	Event     Event     `json:"event"`
	Reference string    `json:"reference,omitempty"`
	Practice  string    `json:"practice,omitempty"`
	Scheme    string    `json:"scheme,omitempty"`
	To        string    `json:"to,omitempty"`
	Test      bool      `json:"test,omitempty"` // redirected to a test address: the practice got nothing
	ID        string    `json:"message_id,omitempty"`
	SHA256    string    `json:"sha256,omitempty"` // of the letter
	Step      Step      `json:"step,omitempty"`
	Code      int       `json:"code,omitempty"`
	Words     string    `json:"words,omitempty"` // receipt, refusal, reason
	As        string    `json:"as,omitempty"`    // of settled: sent or again
	By        string    `json:"by,omitempty"`    // who

	Messages int      `json:"messages,omitempty"` // of begun: how many were confirmed
	Server   string   `json:"server,omitempty"`
	Accepted []string `json:"accepted_assumptions,omitempty"` // sent with these unconfirmed
}

// entryOf is an entry about one letter.
func entryOf(at time.Time, event Event, e register.Envelope) Entry {
	return Entry{At: at, Event: event, Reference: e.Reference, Practice: e.Practice, Scheme: e.Scheme, To: e.To, SHA256: e.SHA256}
}

// ofMessage is an entry about a letter on its way.
func ofMessage(at time.Time, event Event, m Message) Entry {
	entry := entryOf(at, event, m.Envelope)
	entry.To, entry.Test, entry.ID = m.To, m.Redirected(), m.ID
	return entry
}

func (entry Entry) with(a Answer) Entry {
	entry.Event, entry.Step, entry.Code, entry.Words = a.Event, a.Step, a.Code, a.Words
	return entry
}

// said is the server's words with where they were said.
func (entry Entry) said() string {
	if entry.Code == 0 {
		return string(entry.Step) + ": " + entry.Words
	}
	return fmt.Sprintf("%s: %d %s", entry.Step, entry.Code, entry.Words)
}
