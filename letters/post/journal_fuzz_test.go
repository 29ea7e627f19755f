package post

import (
	"path/filepath"
	"strings"
	"testing"
)

// Whatever is in a journal, it is either refused as altered, or what it says is
// kept: a new event comes behind all that was read, and no byte of it is lost.
func FuzzJournal(f *testing.F) {
	whole := `{"n":1,"at":"2026-04-20T09:30:00Z","event":"sent","reference":"P80001/LTC/2025-26/1"}` + "\n"
	for _, seed := range []string{"", whole, whole[:30], whole + whole[:30] + tornMark, whole + "\x00\x00", "rubbish\n", tornMark, " #torn"} {
		f.Add(seed)
	}
	path := filepath.Join(f.TempDir(), JournalFile)
	f.Fuzz(func(t *testing.T, text string) {
		write(t, path, text)
		before, err := ReadJournal(path, "")
		j, openErr := OpenJournal(path, "")
		if (err == nil) != (openErr == nil) {
			t.Fatalf("read: %v, opened: %v", err, openErr)
		}
		if err != nil {
			return
		}
		if err := j.Add(Event{At: moment, Kind: Intent, Reference: "R"}); err != nil {
			t.Fatal(err)
		}
		j.Close()
		after, err := ReadJournal(path, "")
		if err != nil || len(after.Events()) != len(before.Events())+1 || after.Events()[len(after.Events())-1].Reference != "R" {
			t.Fatalf("%d events, then %d: %v", len(before.Events()), len(after.Events()), err)
		}
		if !strings.HasPrefix(read(t, path), text) {
			t.Fatal("what was there has changed")
		}
	})
}
