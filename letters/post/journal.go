package post

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"yearend/letters/register"
)

// JournalFile is where a run keeps its journal.
const JournalFile = "journal.jsonl"

// Journal is the record of what was sent: one line an event, only ever added to,
// and on the disk before anything depends on it. Its lines are chained from the
// run's own digest, so that it is no other run's.
type Journal struct {
	chain  *chain
	events []Event
	books  *Books // what keeps its head outside the run; nil for a rehearsal
}

// ReadJournal reads the journal of the run of a digest, without touching it. A
// file that is not there is an empty journal. A last line that a crash cut off
// says nothing.
func ReadJournal(path, run string) (*Journal, error) {
	j := &Journal{}
	var err error
	if j.chain, err = readChain(path, run, j.take); err != nil {
		return nil, fmt.Errorf("read the journal: %w", err)
	}
	return j, nil
}

// OpenJournal opens a journal to add to it, and keeps it to this program.
func OpenJournal(path, run string) (*Journal, error) {
	j := &Journal{}
	var err error
	if j.chain, err = openChain(path, run, register.FileMode(filepath.Dir(path)), j.take); err != nil {
		return nil, fmt.Errorf("open the journal: %w", err)
	}
	return j, nil
}

// take reads a line of the journal.
func (j *Journal) take(n int, text []byte) (after string, err error) {
	var event Event
	if err := decodeLine(text, &event); err != nil {
		return "", err
	}
	if event.Kind == "" {
		return "", errors.New("cannot be read")
	}
	if event.Number != n {
		return "", fmt.Errorf("is its entry %d, where entry %d should stand", event.Number, n)
	}
	j.events = append(j.events, event)
	return event.After, nil
}

// KeptBy has every event from now on noted in the books too.
func (j *Journal) KeptBy(books *Books) error {
	j.books = books
	return books.catchUp(j)
}

// Add writes an event and returns when it is on the disk. An intent is only good
// where nobody else has touched the journal, before or in the same moment: of two
// who write at once, at least one sees the other.
func (j *Journal) Add(event Event) error {
	event.Number, event.At, event.After = len(j.events)+1, event.At.UTC().Truncate(time.Millisecond), j.chain.head()
	if event.Kind == Intent {
		if err := j.alone(); err != nil {
			return fmt.Errorf("write the journal: %w", err)
		}
	}
	line, err := encodeLine(event)
	if err == nil {
		err = j.chain.add(line, true)
	}
	if err != nil {
		return fmt.Errorf("write the journal: %w", err)
	}
	j.events = append(j.events, event)
	if err := j.books.note(event, j.chain); err != nil {
		return err
	}
	if event.Kind == Intent {
		return j.alone()
	}
	return nil
}

// alone sees that journal and books are as they were left.
func (j *Journal) alone() error {
	if err := j.chain.alone(); err != nil {
		return err
	}
	return j.books.alone()
}

// Events are all the events, the oldest first.
func (j *Journal) Events() []Event { return j.events }

// Reached is how many letters have gone, or may have.
func (j *Journal) Reached() int {
	n := 0
	for _, s := range Standings(nil, j.events) {
		if s.State == IsSent || s.State == IsUnknown {
			n++
		}
	}
	return n
}

// Live reports whether a round was ever begun by it, be it a test.
func (j *Journal) Live() bool {
	return slices.ContainsFunc(j.events, func(e Event) bool { return e.Kind == Begun })
}

// Head is the digest of all the lines.
func (j *Journal) Head() string { return j.chain.head() }

// Close closes the file; every event is on the disk already.
func (j *Journal) Close() error { return j.chain.close() }

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
	Resolved EventKind = "settled"  // a person says what became of it: As says what
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
	Copy      bool      `json:"copy,omitempty"` // to the team's archive or a further address; says nothing of the letter itself
	ID        string    `json:"message_id,omitempty"`
	SHA256    string    `json:"sha256,omitempty"` // of the letter
	Step      Step      `json:"step,omitempty"`
	Code      int       `json:"code,omitempty"`
	Words     string    `json:"words,omitempty"` // receipt, refusal, reason
	As        string    `json:"as,omitempty"`    // of resolved: sent, again, bounced or posted
	By        string    `json:"by,omitempty"`    // who
	On        string    `json:"on,omitempty"`    // of posted: the day

	Messages int      `json:"messages,omitempty"` // of begun: how many were confirmed
	Server   string   `json:"server,omitempty"`
	Accepted []string `json:"accepted_assumptions,omitempty"` // sent with these unconfirmed
	Although string   `json:"although,omitempty"`             // in spite of this newer run
	After    string   `json:"after,omitempty"`                // the digest of all lines before this one
}

// eventOf is an event about one letter.
func eventOf(at time.Time, kind EventKind, e register.Envelope) Event {
	event := Event{At: at, Kind: kind, Reference: e.Reference, Practice: e.Practice, Scheme: e.Scheme, To: e.To, SHA256: e.SHA256}
	if e.CopyTo != "" {
		event.To, event.Copy = e.CopyTo, true
	}
	return event
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
	return event.Answered(string(event.Step))
}

// Answered puts behind some words what the server answered, or why it came to nothing.
func (event Event) Answered(words string) string {
	switch {
	case event.Code != 0:
		return fmt.Sprintf("%s: %d %s", words, event.Code, event.Words)
	case event.Words != "":
		return words + ": " + event.Words
	}
	return words
}
