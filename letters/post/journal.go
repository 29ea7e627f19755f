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
