package post

import (
	"fmt"
	"time"

	"yearend/letters/register"
)

// EventKind is what a line of the journal tells.
type EventKind string

const (
	Begun    EventKind = "begun"    // a round of sending begins
	Intent   EventKind = "intent"   // the conversation about a letter is about to begin
	Sent     EventKind = "sent"     // the server took it, and gave a receipt
	Refused  EventKind = "refused"  // for good
	Deferred EventKind = "deferred" // for now
	Unknown  EventKind = "unknown"  // the connection died after the message may have been taken
	Stopped  EventKind = "stopped"  // one letter stays: something on it is not its practice's own
	Resolved EventKind = "settled"  // a person says what became of it: As is sent or again
	Ended    EventKind = "ended"    // the round is over; Words say why, where it was before its time
)

// Event is one line of the journal. It holds no figures and no secrets.
type Event struct {
	Number    int       `json:"n"` // of the line, from 1: one that was taken out, put in or moved is missed
	At        time.Time `json:"at"`
	Kind      EventKind `json:"event"`
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

// eventOf is an event about one letter.
func eventOf(at time.Time, kind EventKind, e register.Envelope) Event {
	return Event{At: at, Kind: kind, Reference: e.Reference, Practice: e.Practice, Scheme: e.Scheme, To: e.To, SHA256: e.SHA256}
}

// ofMessage is an event about a letter on its way.
func ofMessage(at time.Time, kind EventKind, m Message) Event {
	event := eventOf(at, kind, m.Envelope)
	event.To, event.Test, event.ID = m.To, m.Redirected(), m.ID
	return event
}

func (event Event) with(a Answer) Event {
	event.Kind, event.Step, event.Code, event.Words = a.Kind, a.Step, a.Code, a.Words
	return event
}

// said is the server's words with where they were said.
func (event Event) said() string {
	if event.Code == 0 {
		return string(event.Step) + ": " + event.Words
	}
	return fmt.Sprintf("%s: %d %s", event.Step, event.Code, event.Words)
}
