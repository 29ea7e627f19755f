package post

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"yearend/letters/register"
)

// JournalFile is where a run keeps its journal.
const JournalFile = "journal.jsonl"

// Journal is the record of what was sent: one line an event, only ever added to,
// and on the disk before anything depends on it.
type Journal struct {
	file   *os.File
	events []Event
}

// ReadJournal reads a journal without touching it. A file that is not there is
// an empty journal. A last line that a crash cut off says nothing.
func ReadJournal(path string) ([]Event, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the journal: %w", err)
	}
	events, _, err := parseJournal(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return events, nil
}

// tornMark ends a line that a crash cut off. No whole line ends so; and a mark
// that is cut off itself is no harm: the line has no end, and is marked again.
const tornMark = " #torn\n"

// parseJournal gives the events, and whether the last line has no end. Any
// other line that cannot be read, and is not marked as torn, means that the
// journal was altered, and nothing may be sent by it.
func parseJournal(data []byte) (events []Event, torn bool, err error) {
	number := 0
	for text := range bytes.Lines(data) {
		number++
		if !bytes.HasSuffix(text, []byte("\n")) {
			return events, true, nil
		}
		if bytes.HasSuffix(text, []byte(tornMark)) {
			continue
		}
		var event Event
		decoder := json.NewDecoder(bytes.NewReader(text))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&event); err != nil || event.Kind == "" {
			return nil, false, altered(number, "cannot be read")
		}
		if want := len(events) + 1; event.Number != want {
			return nil, false, altered(number, fmt.Sprintf("is its entry %d, where entry %d should stand", event.Number, want))
		}
		events = append(events, event)
	}
	return events, false, nil
}

func altered(line int, how string) error {
	return fmt.Errorf("line %d of the journal %s: it has been altered, so that nobody can say what was sent; ask whoever can restore it", line, how)
}

// OpenJournal opens a journal to add to it, and makes it if need be. A last line
// that a crash cut off is ended and marked as torn.
func OpenJournal(path string) (*Journal, error) {
	data, err := os.ReadFile(path)
	made := errors.Is(err, fs.ErrNotExist)
	if err != nil && !made {
		return nil, fmt.Errorf("open the journal: %w", err)
	}
	events, torn, err := parseJournal(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o666)
	if err != nil {
		return nil, fmt.Errorf("open the journal: %w", err)
	}
	j := &Journal{file: file, events: events}
	if made {
		err = syncFolder(filepath.Dir(path))
	}
	if torn && err == nil {
		if _, err = file.WriteString(tornMark); err == nil {
			err = file.Sync()
		}
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open the journal: %w", err), file.Close())
	}
	return j, nil
}

// Add writes an event and returns when it is on the disk.
func (j *Journal) Add(event Event) error {
	event.Number, event.At = len(j.events)+1, event.At.UTC().Truncate(time.Millisecond)
	var line bytes.Buffer
	encoder := json.NewEncoder(&line) // ends the line
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(event); err != nil {
		return fmt.Errorf("write the journal: %w", err)
	}
	if _, err := j.file.Write(line.Bytes()); err != nil {
		return fmt.Errorf("write the journal: %w", err)
	}
	if err := j.file.Sync(); err != nil {
		return fmt.Errorf("write the journal: %w", err)
	}
	j.events = append(j.events, event)
	return nil
}

// Events are all the events, the oldest first.
func (j *Journal) Events() []Event { return j.events }

// Close closes the file; every event is on the disk already.
func (j *Journal) Close() error { return j.file.Close() }

// syncFolder brings a new file's name to the disk, where the system can.
func syncFolder(dir string) error {
	folder, err := os.Open(dir)
	if err != nil {
		return err
	}
	folder.Sync() // Windows cannot, and need not
	return folder.Close()
}

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
	As        string    `json:"as,omitempty"`    // of settled: sent, again, bounced or posted
	By        string    `json:"by,omitempty"`    // who
	On        string    `json:"on,omitempty"`    // of posted: the day

	Messages int      `json:"messages,omitempty"` // of begun: how many were confirmed
	Server   string   `json:"server,omitempty"`
	Accepted []string `json:"accepted_assumptions,omitempty"` // sent with these unconfirmed
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
	if event.Code == 0 {
		return string(event.Step) + ": " + event.Words
	}
	return fmt.Sprintf("%s: %d %s", event.Step, event.Code, event.Words)
}
