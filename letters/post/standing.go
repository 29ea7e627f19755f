package post

import (
	"time"

	"yearend/letters/register"
)

// State is where a letter stands.
type State string

const (
	IsOwed    State = "owed"    // to be sent
	IsSent    State = "sent"    // the practice has it, by the server's receipt or a person's word
	IsRefused State = "refused" // the server will not take it: a person must decide
	IsUnknown State = "unknown" // it may have gone: a person must find out
	IsNowhere State = "post"    // there is no mailbox that it may be sent to: a person must post it
	// IsReplaced: a later letter has taken its place before it was sent, so that it never is.
	IsReplaced State = "replaced"
)

// Standing is where a letter stands, and how it came there.
type Standing struct {
	State  State
	At     time.Time // of the last event
	To     string    // where it went, or should have
	Words  string    // the receipt, the refusal, or why it waits
	ID     string
	By     string // whose word it rests on, where it was settled
	Tries  int
	Waits  bool // it was tried and put off
	Doubts bool // it was stopped: something on it is not its practice's own
}

// IsStopped is the state of a letter that is owed, and that something on it keeps back.
const IsStopped State = "stopped"

// Now is the state, or IsStopped.
func (s Standing) Now() State {
	if s.Doubts && s.State == IsOwed {
		return IsStopped
	}
	return s.State
}

// NeedsPerson reports whether nothing more happens to the letter by itself.
func (s Standing) NeedsPerson() bool {
	return s.State == IsRefused || s.State == IsUnknown || s.State == IsNowhere || s.Doubts
}

// Standings says where each letter of a run stands, by reference.
func Standings(envelopes []register.Envelope, events []Event) map[string]Standing {
	all := map[string]Standing{}
	for _, e := range envelopes {
		s := Standing{State: IsOwed, To: e.To}
		if e.To == "" {
			s.State, s.Words = IsNowhere, e.Reason
		}
		all[e.Reference] = s
	}
	for _, event := range events {
		if event.Reference != "" && !event.Test {
			all[event.Reference] = all[event.Reference].after(event)
		}
	}
	return all
}

// after is the standing when one more event has happened.
func (s Standing) after(event Event) Standing {
	s.At, s.Waits, s.Doubts = event.At, false, false
	if event.ID != "" {
		s.To, s.ID = event.To, event.ID
	}
	switch event.Kind {
	case Intent:
		s.Tries++
		s.State, s.Words = IsUnknown, "the program ended before the server's answer was noted"
	case Sent:
		s.State, s.Words = IsSent, event.Words
	case Refused:
		s.State, s.Words = IsRefused, event.said()
	case Deferred:
		s.State, s.Words, s.Waits = IsOwed, event.said(), true
	case Unknown:
		s.State, s.Words = IsUnknown, event.said()
	case Stopped:
		s.Doubts, s.Words = true, event.Words
	case Resolved:
		s.By, s.Words = event.By, "settled by "+event.By
		s.State = map[string]State{AsSent: IsSent, AsAgain: IsOwed}[event.As]
	case Begun, Ended: // of no letter
	}
	return s
}

// Counts is how many letters there are of each state.
type Counts struct {
	Sent      int `json:"sent"`
	Owed      int `json:"owed"`
	Refused   int `json:"refused"`
	Unknown   int `json:"unknown"`
	Stopped   int `json:"stopped"`
	NoMailbox int `json:"no_mailbox"`
	Replaced  int `json:"replaced"`
	// Superseded are to go, but a newer run that nobody has approved yet has other figures.
	Superseded int `json:"superseded,omitempty"`
	KeptBack   int `json:"-"` // to go, but for something that a person must put right
}

// Count counts the letters of the run that are meant; nil means every one.
func (p *Posting) Count(meant func(register.Envelope) bool) Counts {
	var c Counts
	of := map[State]*int{
		IsSent: &c.Sent, IsOwed: &c.Owed, IsRefused: &c.Refused, IsUnknown: &c.Unknown,
		IsStopped: &c.Stopped, IsNowhere: &c.NoMailbox, IsReplaced: &c.Replaced,
	}
	for _, e := range p.Mailing.Envelopes {
		switch state := p.Standings[e.Reference].Now(); {
		case meant != nil && !meant(e):
		case state == IsOwed && p.Mailing.Withheld[e.Reference] != "" && p.Superseded[e.Reference] != "":
			c.Superseded++
		case state == IsOwed && p.Mailing.Withheld[e.Reference] != "":
			c.KeptBack++
		default:
			*of[state]++
		}
	}
	return c
}
