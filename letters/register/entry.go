package register

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"slices"
	"sync"

	"yearend/calc"
	"yearend/letters"
)

// EntriesFile holds an Entry for each practice and scheme of a run, a line
// each: what a later run compares its figures with.
const EntriesFile = "positions.jsonl"

// Entry is what a run says of one practice and scheme.
type Entry struct {
	Practice  calc.PracticeCode `json:"practice"`
	Name      string            `json:"name"`
	Scheme    string            `json:"scheme"`
	State     letters.State     `json:"state"`
	Statement *calc.Statement   `json:"statement,omitempty"` // nil where it is held or withdrawn
	Reason    string            `json:"reason,omitempty"`    // why it is held
	// Asked is the signed sum that Finance is asked for once the run is approved: of
	// what is held as it was asked for before, and nothing of what is withdrawn.
	Asked *calc.Money `json:"asked,omitempty"`
	// Stands is the letter that stands once the run is approved: its own, or an
	// earlier one; nil where there is none.
	Stands *Issued `json:"stands,omitempty"`
	// Outcome is, in a year-end run, the newest outcome letter that was approved before it.
	Outcome *letters.OutcomeLetter `json:"outcome,omitempty"`
}

// Issued is a letter, with all that a later run needs to know of it.
type Issued struct {
	Number    int            `json:"issue"`
	Reference string         `json:"reference"`
	Date      calc.Date      `json:"date"`
	Run       string         `json:"run,omitempty"` // empty for the run that the entry stands in
	Letter    string         `json:"letter"`        // within that run
	SHA256    string         `json:"sha256"`
	Check     string         `json:"check"` // the code that the letter carries
	Words     string         `json:"words"` // digest of how it reads, whatever its number
	Address   []string       `json:"address"`
	Notes     []string       `json:"notes,omitempty"` // that the team added by hand
	Statement calc.Statement `json:"statement"`
}

// PositionKey names a position: the practice, and the scheme.
type PositionKey struct {
	Practice calc.PracticeCode
	Scheme   string
}

// Compare orders positions by practice, then by scheme.
func (k PositionKey) Compare(o PositionKey) int {
	return cmp.Or(cmp.Compare(k.Practice, o.Practice), cmp.Compare(k.Scheme, o.Scheme))
}

// Key is whose entry it is.
func (e Entry) Key() PositionKey { return PositionKey{e.Practice, e.Scheme} }

// Held reports whether the run keeps the practice's letter back.
func (e Entry) Held() bool { return e.State == letters.Held }

// Withdrawn reports whether a letter was issued, and there is no contract now.
func (e Entry) Withdrawn() bool { return e.State == letters.Withdrawn }

// AskedFor is the signed sum that Finance is asked for once the run is approved. A
// run that does not say it asked for the balance of the letter that stands.
func (e Entry) AskedFor() calc.Money {
	switch {
	case e.Asked != nil:
		return *e.Asked
	case e.Withdrawn() || e.Stands == nil:
		return calc.Money{}
	}
	return e.Stands.Statement.Balance
}

// WriteEntries writes the entries, a line each, in the order they come in.
func WriteEntries(to io.Writer, entries iter.Seq[Entry]) error {
	buffered := bufio.NewWriterSize(to, 1<<16)
	encoder := json.NewEncoder(buffered)
	encoder.SetEscapeHTML(false)
	for e := range entries {
		if err := encoder.Encode(e); err != nil {
			return err
		}
	}
	return buffered.Flush()
}

// ReadEntries reads what WriteEntries wrote.
func ReadEntries(data []byte) ([]Entry, error) {
	var entries []Entry
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var e Entry
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			return nil, fmt.Errorf("read %s, line %d: %w", EntriesFile, len(entries)+1, err)
		}
		entries = append(entries, e)
	}
	return entries, lines.Err()
}

// Entries are what the run says of each practice and scheme.
func (r Run) Entries() ([]Entry, error) {
	if r.Kind.OnPages {
		return nil, nil
	}
	data, err := r.Read(EntriesFile) // held against its digest each time
	if err != nil {
		return nil, err
	}
	known := r.Name + " " + r.Record.Outputs[EntriesFile]
	if entries := r.folder.Known.entries(known); entries != nil {
		return entries, nil
	}
	entries, err := ReadEntries(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.Name, err)
	}
	for i := range entries {
		if s := entries[i].Stands; s != nil && s.Run == "" {
			s.Run = r.Name
		}
	}
	r.folder.Known.keep(known, entries)
	return entries, nil
}

// Known are the entries of runs that a program which stays open has read already, by the
// run and the digest of the file: the same bytes are not taken apart a second time. None
// is one that keeps nothing.
type Known struct {
	mu      sync.Mutex
	read    map[string][]Entry
	holding int
}

// mostKnown is how many entries are kept: those of some runs of some thousand practices.
const mostKnown = 50_000

func (k *Known) entries(of string) []Entry {
	if k == nil {
		return nil
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	return slices.Clone(k.read[of])
}

func (k *Known) keep(of string, entries []Entry) {
	if k == nil {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.holding += len(entries); k.holding > mostKnown || k.read == nil {
		k.read, k.holding = map[string][]Entry{}, len(entries)
	}
	k.read[of] = slices.Clone(entries)
}
