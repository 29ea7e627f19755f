package post

import (
	"fmt"
	"slices"
	"strings"
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
	IsPosted   State = "posted"  // it has gone on paper, by a person's word
	IsBounced  State = "bounced" // it was sent, and never came to the practice: a person must have the mailbox corrected
	IsStopped  State = "stopped" // it is owed, and something on it keeps it back: Now gives it, and no Standing has it
)

// stateRow is all that is known of a state.
type stateRow struct {
	state  State
	has    bool // the practice has the letter, or will have it
	may    bool // it has it or may have it, so that no other may go
	person bool // nothing more happens to the letter by itself
	count  func(*Counts) *int
}

var states = []stateRow{
	{IsOwed, false, false, false, func(c *Counts) *int { return &c.Owed }},
	{IsSent, true, true, false, func(c *Counts) *int { return &c.Sent }},
	{IsRefused, false, false, true, func(c *Counts) *int { return &c.Refused }},
	{IsUnknown, false, true, true, func(c *Counts) *int { return &c.Unknown }},
	{IsNowhere, false, false, true, func(c *Counts) *int { return &c.NoMailbox }},
	{IsReplaced, false, false, false, func(c *Counts) *int { return &c.Replaced }},
	{IsPosted, true, true, false, func(c *Counts) *int { return &c.Posted }},
	{IsBounced, false, false, true, func(c *Counts) *int { return &c.Bounced }},
	{IsStopped, false, false, true, func(c *Counts) *int { return &c.Stopped }},
}

// States are all of them.
func States() []State {
	var all []State
	for _, row := range states {
		all = append(all, row.state)
	}
	return all
}

// row is what is known of the state; nothing of none, as where no letter stands.
func (s State) row() stateRow {
	for _, row := range states {
		if row.state == s {
			return row
		}
	}
	return stateRow{}
}

// has reports whether the practice has the letter, or will have it.
func (s State) has() bool { return s.row().has }

// mayHave reports whether it has it or may have it, so that no other may go.
func (s State) mayHave() bool { return s.row().may }

// Standing is where a letter stands, and how it came there.
type Standing struct {
	State  State
	At     time.Time // of the last event
	To     string    // where it went, or should have
	Words  string    // the receipt, the refusal, or why it waits
	ID     string
	By     string // whose word it rests on, where a person resolved it
	Tries  int
	Waits  bool     // it was tried and put off
	Doubts bool     // it was stopped: something on it is not its practice's own
	On     string   // the day on which it was posted
	Back   []string // the mailboxes from which it came back
}

// Now is the state, or IsStopped.
func (s Standing) Now() State {
	if s.Doubts && s.State == IsOwed {
		return IsStopped
	}
	return s.State
}

// cameBack reports whether the last that the journal knows of the letter is that it came
// back, at a moment that the tables write in seconds: whoever says so too knows no more.
func (s Standing) cameBack(at time.Time) bool {
	return len(s.Back) > 0 && s.At.Truncate(time.Second).Equal(at.Truncate(time.Second))
}

// NeedsPerson reports whether nothing more happens to the letter by itself.
func (s Standing) NeedsPerson() bool {
	return s.Doubts || s.State.row().person
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
		if event.Reference != "" && !event.Test && !event.Copy {
			all[event.Reference] = all[event.Reference].after(event)
		}
	}
	for _, e := range envelopes {
		all[e.Reference] = all[e.Reference].readdressed(e)
	}
	return all
}

// readdressed is the standing of a letter that came back, once its envelope bears
// another mailbox: it goes again, to that one. Where none is named any more, it
// goes by post.
func (s Standing) readdressed(e register.Envelope) Standing {
	from := strings.Join(s.Back, " and ")
	switch {
	case s.State != IsBounced:
	case e.To == "":
		s.State, s.Words = IsNowhere, fmt.Sprintf("it came back from %s, and %s", from, e.Reason)
	case !slices.ContainsFunc(s.Back, func(was string) bool { return register.SameAddress(was, e.To) }):
		s.State, s.To, s.Words = IsOwed, e.To, "it came back from "+from
	}
	return s
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
		s = s.resolved(event)
	case Begun, Ended: // of no letter
	}
	return s
}

// resolved is the standing by a person's word.
func (s Standing) resolved(event Event) Standing {
	s.By, s.Words, s.On = event.By, "resolved by "+event.By, event.On
	s.State = map[string]State{AsSent: IsSent, AsAgain: IsOwed, AsBounced: IsBounced, AsPosted: IsPosted}[event.As]
	switch event.As {
	case AsBounced:
		s.To, s.Back = event.To, append(slices.Clone(s.Back), event.To)
		s.Words = fmt.Sprintf("it came back from %s, says %s", event.To, event.By)
	case AsPosted:
		s.To, s.Words = "", fmt.Sprintf("gone by post on %s, says %s", event.On, event.By)
	}
	return s
}

// Day is the day on which the letter came to where it stands: the one on which it was
// posted, or that of the last event.
func (s Standing) Day() string {
	at := s.At.Local()
	if on, err := time.Parse(time.DateOnly, s.On); err == nil {
		at = on
	}
	return at.Format("2 January 2006")
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
	Posted    int `json:"posted"`
	Bounced   int `json:"bounced"`
	// Superseded are to go, but stay behind for a newer run that nobody has approved yet.
	Superseded int `json:"superseded,omitempty"`
	KeptBack   int `json:"-"` // to go, but for something that a person must put right
	// Followed are those of the sent and the posted that a later letter has replaced since.
	Followed int `json:"replaced_since,omitempty"`
}

// Count counts the letters of the run that are meant; nil means every one.
func (p *Posting) Count(meant func(register.Envelope) bool) Counts {
	var c Counts
	for _, e := range p.Mailing.Envelopes {
		if meant != nil && !meant(e) {
			continue
		}
		state := p.Standings[e.Reference].Now()
		if state.has() && p.replaced[e.Reference] != "" {
			c.Followed++
		}
		switch {
		case state == IsOwed && p.KeptBack(e.Reference) != "" && p.Superseded[e.Reference] != "":
			c.Superseded++
		case state == IsOwed && p.KeptBack(e.Reference) != "":
			c.KeptBack++
		default:
			*state.row().count(&c)++
		}
	}
	return c
}
