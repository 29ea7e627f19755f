package register

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// Holder is who works in a folder of runs, so that a second person can ask.
type Holder struct {
	Who   string    `json:"who"`  // the account
	Host  string    `json:"host"` // the computer
	PID   int       `json:"pid"`
	Doing string    `json:"doing"` // "produce"
	Since time.Time `json:"since"`
}

func (h Holder) String() string {
	return fmt.Sprintf("%s on %s, since %s (%s, process %d)", h.Who, h.Host, h.Since.Format("15:04:05 on 2 January 2006"), h.Doing, h.PID)
}

// Lock keeps a folder of runs to one command at a time. The system lets go of
// it when a program ends, however it ends; so a lock that can be had, with a
// name still in it, was left by one that was killed.
type Lock struct {
	lock   *flock.Flock
	holder string // the file that says who
	// Left is who held the lock when it was killed; nil for nobody.
	Left *Holder
}

// The holder stands in a file of its own: Windows lets nobody read a locked one.
const (
	lockFile   = ".lock"
	holderFile = ".lock-held-by.json"
)

// Busy says that somebody else holds the lock.
type Busy struct {
	Root   string
	Holder Holder // zero where it could not be read
}

func (b Busy) Error() string {
	if b.Holder == (Holder{}) {
		return fmt.Sprintf("another yearend is at work in %s", b.Root)
	}
	return fmt.Sprintf("another yearend is at work in %s: %s", b.Root, b.Holder)
}

// Elsewhere says that a command of another computer has held the lock, and never
// gave it back. Whether it still runs cannot be seen from here.
type Elsewhere struct {
	Holder Holder
	File   string // that says so
}

func (e Elsewhere) Error() string {
	return fmt.Sprintf("a command of another computer is at work here, or was cut off: %s; this computer cannot see whether it still runs", e.Holder)
}

// Take takes the lock of a folder of runs, which it makes if need be, or
// refuses with a Busy.
func Take(root string, h Holder) (*Lock, error) {
	if err := os.MkdirAll(root, 0o700); err != nil {
		return nil, fmt.Errorf("make the folder of runs: %w", err)
	}
	// A colleague must be able to lock the folder as well: the file is everybody's who may write there.
	l := &Lock{lock: flock.New(filepath.Join(root, lockFile), flock.SetPermissions(FileMode(root))), holder: filepath.Join(root, holderFile)}
	held, err := l.try()
	if err != nil {
		return nil, fmt.Errorf("lock the folder of runs: %w", err)
	}
	if !held {
		return nil, Busy{Root: root, Holder: l.other()}
	}
	if l.Left = readHolder(l.holder); l.Left != nil && l.Left.Host != h.Host {
		return nil, errors.Join(Elsewhere{*l.Left, l.holder}, l.lock.Unlock())
	}
	text, err := json.Marshal(h)
	if err == nil {
		err = Replace(l.holder, append(text, '\n'))
	}
	if err != nil {
		l.lock.Unlock()
		return nil, fmt.Errorf("lock the folder of runs: %w", err)
	}
	return l, nil
}

// try asks a few times: whoever only looks who is at work holds the lock for a
// moment too.
func (l *Lock) try() (held bool, err error) {
	for range tries {
		if held, err = l.lock.TryLock(); held || err != nil {
			return held, err
		}
		time.Sleep(between)
	}
	return false, nil
}

// other is who holds the lock, who may only just have taken it and not yet
// written so; zero where it cannot be read.
func (l *Lock) other() Holder {
	for range tries {
		if h := readHolder(l.holder); h != nil {
			return *h
		}
		time.Sleep(between)
	}
	return Holder{}
}

const (
	tries   = 5
	between = 20 * time.Millisecond
)

// Release gives the folder back. That the name of its holder stays is no fault of a
// command: what was done under the lock is done.
func (l *Lock) Release() error {
	l.forget()
	if err := l.lock.Unlock(); err != nil {
		return fmt.Errorf("unlock the folder of runs: %w", err)
	}
	return nil
}

// forget takes the holder's name away. Windows refuses that for as long as somebody
// reads it; where that lasts, the file is emptied, which names nobody either.
func (l *Lock) forget() {
	if remove(l.holder) != nil {
		_ = os.Truncate(l.holder, 0)
	}
}

func readHolder(file string) *Holder {
	text, err := ReadPlain(file, MostText)
	if err != nil {
		return nil
	}
	var h Holder
	if json.Unmarshal(text, &h) != nil {
		return nil
	}
	return &h
}

// AtWork says who holds the lock of a folder of runs, without taking it.
func AtWork(root string) (Holder, bool) {
	lock := flock.New(filepath.Join(root, lockFile), flock.SetFlag(os.O_RDONLY))
	free, err := lock.TryLock()
	if err != nil { // no folder, or no lock was ever taken
		return Holder{}, false
	}
	if free {
		lock.Unlock()
		return Holder{}, false
	}
	if h := readHolder(filepath.Join(root, holderFile)); h != nil {
		return *h, true
	}
	return Holder{Who: "somebody"}, true
}
