package post

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"yearend/letters/register"
)

// SendingsFile is the record of sendings: it lies beside the project file, so that
// it outlives the folder of runs, and knows every sending of every run.
const SendingsFile = "sendings.jsonl"

// Origin is where somebody sends from.
type Origin struct {
	Computer string `json:"computer"`
	Account  string `json:"account"`
	Folder   string `json:"folder"`         // of the project file, with its whole path
	Runs     string `json:"runs,omitempty"` // the folder of runs, with its whole path
}

func (o Origin) String() string { return fmt.Sprintf("%s on %s (%s)", o.Folder, o.Computer, o.Account) }

// same reports whether two are one for a person who sends: whose account it is
// makes no second copy of the letters.
func (o Origin) same(other Origin) bool {
	return o.Computer == other.Computer && o.Folder == other.Folder
}

// Keep is where a journal is kept account of outside its run.
type Keep struct {
	Origin
	Issuer  string // the code of whoever writes: the same letters of another's are others
	Profile string // the folder in the user's own profile
}

// record is the path of the record of sendings.
func (k Keep) record() string { return filepath.Join(k.Folder, SendingsFile) }

// profile is the path of what the profile knows of a run.
func (k Keep) profile(digest string) string { return filepath.Join(k.Profile, digest+".jsonl") }

// Sending is a line of the record of sendings, or of the profile: an event of a
// run's journal, with where the journal stood after it.
type Sending struct {
	Number int       `json:"n"`
	At     time.Time `json:"at"`
	Run    string    `json:"run"`
	Digest string    `json:"digest"` // of the run
	Issuer string    `json:"issuer,omitempty"`
	Origin
	Event     EventKind `json:"event"`
	Reference string    `json:"reference,omitempty"`
	To        string    `json:"to,omitempty"`
	Test      bool      `json:"test,omitempty"`
	Copy      bool      `json:"copy,omitempty"` // of a letter, which it says nothing of
	As        string    `json:"as,omitempty"`
	By        string    `json:"by,omitempty"`
	Because   string    `json:"because,omitempty"`
	Entry     int       `json:"entry"`            // how many lines the journal had
	Head      string    `json:"head"`             // and their digest
	Lines     int       `json:"lines,omitempty"`  // in the profile: how many the record of sendings had
	Record    string    `json:"record,omitempty"` // and their digest
	// Elsewhere is what a person's word was about besides: runs that went from another
	// folder, and how many lines the profile had of each.
	Elsewhere map[string]int `json:"elsewhere,omitempty"`
	After     string         `json:"after,omitempty"` // the digest of all lines before this one
}

// through reports whether a line of the profile must be on the disk before anything
// else happens. What answers a message may come later: without it the letter is unknown.
func (s Sending) through() bool {
	return s.Event == Intent || s.Event == Begun || s.Event == Resolved
}

// takeSending gives each line to whoever wants it.
func takeSending(keep func(Sending)) takeLine {
	return func(n int, text []byte) (string, error) {
		var s Sending
		if err := decodeLine(text, &s); err != nil {
			return "", err
		}
		if s.Number != n || s.Digest == "" {
			return "", fmt.Errorf("is its entry %d, where entry %d should stand", s.Number, n)
		}
		keep(s)
		return s.After, nil
	}
}

// Books are the record of sendings and what the profile knows of one run, open to
// be added to, and kept to this program.
type Books struct {
	keep            Keep
	run             register.Run
	record, profile *chain
	entry           int            // how many lines of the journal the record knew when it was opened
	elsewhere       map[string]int // what the person's word that is being noted is about besides
}

// Open opens the books for a run.
func (k Keep) Open(run register.Run) (*Books, error) {
	b := &Books{keep: k, run: run}
	nothing := takeSending(func(Sending) {})
	own := takeSending(func(s Sending) {
		if s.Digest == run.Digest {
			b.entry = s.Entry
		}
	})
	var err error
	if b.record, err = openChain(k.record(), "", register.FileMode(k.Folder), own); err != nil {
		return nil, fmt.Errorf("open the record of sendings: %w", err)
	}
	if err = os.MkdirAll(k.Profile, 0o700); err == nil {
		b.profile, err = openChain(k.profile(run.Digest), run.Digest, 0o600, nothing)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open what your profile knows of earlier sendings: %w", err), b.record.close())
	}
	return b, nil
}

// Close closes the books.
func (b *Books) Close() error {
	if b == nil {
		return nil
	}
	return errors.Join(b.record.close(), b.profile.close())
}

// catchUp notes the last event of a journal that a crash kept from the record.
func (b *Books) catchUp(j *Journal) error {
	n := len(j.events)
	if b == nil || n == 0 || b.entry != n-1 {
		return nil
	}
	return b.note(j.events[n-1], j.chain)
}

// note writes an event of the journal into record and profile.
func (b *Books) note(event Event, journal *chain) error {
	if b == nil {
		return nil
	}
	s := Sending{At: event.At, Run: b.run.Name, Digest: b.run.Digest, Issuer: b.keep.Issuer, Origin: b.keep.Origin, Event: event.Kind, Reference: event.Reference,
		To: event.To, Test: event.Test, Copy: event.Copy, As: event.As, By: event.By, Entry: journal.lines(), Head: journal.head()}
	if event.Kind == Resolved && event.Reference == "" {
		s.Because, s.Elsewhere = event.Words, b.elsewhere
	}
	return b.add(s)
}

// add writes a line into the record, and a copy of it with the record's head into
// the profile: always in this order and through to the disk, so that no crash leaves
// a record that is behind what the profile knows.
func (b *Books) add(s Sending) error {
	if err := addSending(b.record, s, true); err != nil {
		return fmt.Errorf("write the record of sendings: %w", err)
	}
	if s.Digest != b.run.Digest {
		return nil
	}
	s.Lines, s.Record = b.record.lines(), b.record.head()
	if err := addSending(b.profile, s, s.through()); err != nil {
		return fmt.Errorf("write into your profile what is sent: %w", err)
	}
	return nil
}

func addSending(c *chain, s Sending, through bool) error {
	s.Number, s.After = c.lines()+1, c.head()
	line, err := encodeLine(s)
	if err != nil {
		return err
	}
	return c.add(line, through)
}

// alone sees that both are as they were left.
func (b *Books) alone() error {
	if b == nil {
		return nil
	}
	if err := b.record.alone(); err != nil {
		return err
	}
	return b.profile.alone()
}
