package post

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"yearend/letters/post/capture"
	"yearend/letters/register"
)

// While letters are being sent, nobody else can open the journal to add to it; to
// read it everybody can.
func TestASecondSenderIsKeptOut(t *testing.T) {
	path := filepath.Join(t.TempDir(), JournalFile)
	j := journalOf(t, path)
	if _, err := OpenJournal(path, "run"); err == nil || !strings.Contains(err.Error(), "is kept by another yearend, which is sending") {
		t.Errorf("a second one: %v", err)
	}
	if err := j.Add(Event{At: moment, Kind: Begun}); err != nil {
		t.Fatal(err)
	}
	if again, err := ReadJournal(path, "run"); err != nil || len(again.Events()) != 1 {
		t.Errorf("a reader: %v", err)
	}
	if err := j.Add(Event{At: moment, Kind: Intent, Reference: "R"}); err != nil {
		t.Errorf("after somebody has looked: %v", err)
	}
	j.Close()
	second := journalOf(t, path)
	if len(second.Events()) != 2 {
		t.Errorf("%d events", len(second.Events()))
	}
}

// What another program does to the journal in the middle of a round ends it before
// the next message.
func TestAnIntruderEndsTheRound(t *testing.T) {
	for what, meddle := range map[string]func(path string) error{
		"was written to by another": func(path string) error {
			file, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
			if err == nil {
				_, err = file.WriteString("{}\n")
				file.Close()
			}
			return err
		},
		"was altered": func(path string) error {
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			return os.WriteFile(path, []byte(strings.ReplaceAll(string(text), `"event":"sent"`, `"event":"lost"`)), 0o600)
		},
		"was taken away": os.Remove,
		"was replaced by another file": func(path string) error {
			text, err := os.ReadFile(path)
			if err == nil {
				err = os.WriteFile(path+".new", text, 0o600)
			}
			return errors.Join(err, os.Rename(path+".new", path))
		},
	} {
		t.Run(what, func(t *testing.T) {
			if runtime.GOOS == "windows" && what != "was written to by another" && what != "was altered" {
				return // the system lets nobody take an open file away
			}
			mailing, _ := mailingOf(6, 100)
			var path string
			d, s := deliveryOf(t, mailing, usual(nil))
			path = d.Journal.chain.path
			d.Tell = func(p Progress) {
				if p.Count[Sent] == 2 {
					if err := meddle(path); err != nil {
						t.Error(err)
					}
				}
			}
			_, err := d.Deliver(t.Context(), mailing.Envelopes)
			var intruded Intruded
			if !errors.As(err, &intruded) || intruded.How != what {
				t.Errorf("got %v", err)
			}
			if n := len(s.Stored()); n != 2 {
				t.Errorf("%d messages went", n)
			}
		})
	}
}

// A lock that is gone, as after a share was away, ends the round too.
func TestALostLockEndsTheRound(t *testing.T) {
	path := filepath.Join(t.TempDir(), JournalFile)
	write(t, path, "")
	file, err := os.OpenFile(path, os.O_RDWR|os.O_APPEND, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	j := &Journal{chain: &chain{path: path, heads: []string{"run"}, file: file}} // never locked
	if err := j.Add(Event{At: moment, Kind: Begun}); err != nil {
		t.Fatal(err)
	}
	if err := j.Add(Event{At: moment, Kind: Intent, Reference: "R"}); err == nil || !strings.Contains(err.Error(), "lost its lock") {
		t.Errorf("got %v", err)
	}
}

// Where a share gives everybody the lock, and two write in the same moment, none of
// them sends without having seen the other, or both stop.
func TestOfTwoWithoutLocksOneSeesTheOther(t *testing.T) {
	path := filepath.Join(t.TempDir(), JournalFile)
	a := journalOf(t, path)
	file, err := os.OpenFile(path, os.O_RDWR|os.O_APPEND, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	b := &Journal{chain: &chain{path: path, heads: []string{"run"}, file: file}}
	line, err := encodeLine(Event{Number: 1, At: moment, Kind: Intent, Reference: "R", After: "run"})
	if err != nil {
		t.Fatal(err)
	}
	if err := b.chain.add(line, true); err != nil { // b has looked before, and writes now
		t.Fatal(err)
	}
	errA := a.Add(Event{At: moment, Kind: Intent, Reference: "R"})
	if errA == nil {
		t.Error("a has not seen b")
	}
	if err := a.chain.add(line, true); err != nil { // had a written in the same moment
		t.Fatal(err)
	}
	if b.chain.alone() == nil {
		t.Error("b has not seen a")
	}
}

// The same where the two look and write at once: an intent is good for one of them at most.
func TestOfTwoAtOnceOneAtMostSends(t *testing.T) {
	for range 300 {
		path := filepath.Join(t.TempDir(), JournalFile)
		a := journalOf(t, path)
		file, err := os.OpenFile(path, os.O_RDWR|os.O_APPEND, 0)
		if err != nil {
			t.Fatal(err)
		}
		b := &Journal{chain: &chain{path: path, heads: []string{"run"}, file: file}}
		var both sync.WaitGroup
		var good atomic.Int32
		begin := make(chan struct{})
		for _, j := range []*Journal{a, b} {
			both.Go(func() {
				<-begin
				if j.Add(Event{At: moment, Kind: Intent, Reference: "R"}) == nil {
					good.Add(1)
				}
			})
		}
		close(begin)
		both.Wait()
		file.Close()
		a.Close()
		if good.Load() > 1 {
			t.Fatal("both would have sent the letter")
		}
	}
}

// keepOf is where a test's journal is kept account of.
func keepOf(t testing.TB) Keep {
	root := t.TempDir()
	return Keep{Origin: Origin{Computer: "pc-1", Account: "alex", Folder: root}, Profile: filepath.Join(root, "profile")}
}

// The books are on the disk before the first word to the server.
func TestTheBooksKnowBeforeTheServer(t *testing.T) {
	mailing, _ := mailingOf(3, 100)
	keep := keepOf(t)
	run := register.Run{Name: "run-001", Digest: strings.Repeat("ab", 32)}
	behind := 0
	d, s := deliveryOf(t, mailing, usual(func(turn capture.Turn) *capture.Fault {
		if turn.Point == capture.From {
			known, err := keep.Read([]register.Run{run})
			if err != nil || intentsOf(known.of(run.Digest)) != turn.Stored+1 || intentsOf(known.profile[run.Digest]) != turn.Stored+1 {
				behind++
			}
		}
		return nil
	}))
	books, err := keep.Open(run)
	if err != nil {
		t.Fatal(err)
	}
	defer books.Close()
	if err := d.Journal.KeptBy(books); err != nil {
		t.Fatal(err)
	}
	d.deliver(t, mailing.Envelopes)
	if behind > 0 || len(s.Stored()) != 3 {
		t.Errorf("behind %d times of %d", behind, len(s.Stored()))
	}
	// The record taken away in the middle of a round ends it too.
	if runtime.GOOS == "windows" {
		return
	}
	if err := os.Remove(keep.record()); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Deliver(t.Context(), mailing.Envelopes); err == nil || !strings.Contains(err.Error(), SendingsFile+" was taken away") || len(s.Stored()) != 3 {
		t.Errorf("%v, and %d messages", err, len(s.Stored()))
	}
}

func intentsOf(lines []Sending) int {
	n := 0
	for _, s := range lines {
		if s.Event == Intent {
			n++
		}
	}
	return n
}

// What a crash kept from the books is noted there when the journal is opened the next time: a
// person's word that a letter has gone must outlive the journal.
func TestTheBooksCatchUp(t *testing.T) {
	mailing, _ := mailingOf(1, 100)
	keep := keepOf(t)
	run := register.Run{Name: "run-001", Digest: strings.Repeat("ab", 32)}
	path := filepath.Join(t.TempDir(), JournalFile)
	j := journalOf(t, path)
	if err := j.Posted(mailing.Envelopes[0], Standing{State: IsOwed}, "2026-04-20", "A. Person", moment); err != nil {
		t.Fatal(err)
	}
	books, err := keep.Open(run)
	if err != nil {
		t.Fatal(err)
	}
	defer books.Close()
	if err := j.KeptBy(books); err != nil {
		t.Fatal(err)
	}
	known, err := keep.Read([]register.Run{run})
	if err != nil {
		t.Fatal(err)
	}
	for what, lines := range map[string][]Sending{"record": known.of(run.Digest), "profile": known.profile[run.Digest]} {
		if len(lines) != 1 || lines[0].As != AsPosted || lines[0].Reference != mailing.Envelopes[0].Reference {
			t.Errorf("the %s knows %+v", what, lines)
		}
	}
}
