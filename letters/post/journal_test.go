package post

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"yearend/letters/post/capture"
)

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// Cut off at any byte, the journal still opens, loses at most its last line,
// and can be added to; what was there before stays as it was.
func TestATornLineIsKnown(t *testing.T) {
	mailing, _ := mailingOf(2, 10)
	whole := filepath.Join(t.TempDir(), JournalFile)
	j := journalOf(t, whole)
	for _, kind := range []EventKind{Intent, Sent} {
		event := eventOf(moment, kind, mailing.Envelopes[0])
		event.Words = "250 <queued> & £ – kept"
		if err := j.Add(event); err != nil {
			t.Fatal(err)
		}
	}
	text := read(t, whole)
	for cut := range len(text) + 1 {
		path := filepath.Join(t.TempDir(), JournalFile)
		write(t, path, text[:cut])
		lines := strings.Count(text[:cut], "\n")
		j, err := OpenJournal(path, "run")
		if err != nil {
			t.Fatalf("cut at %d: %v", cut, err)
		}
		if len(j.Events()) != lines {
			t.Fatalf("cut at %d: %d events of %d lines", cut, len(j.Events()), lines)
		}
		if err := j.Add(eventOf(moment, Unknown, mailing.Envelopes[0])); err != nil {
			t.Fatal(err)
		}
		j.Close()
		if after := read(t, path); !strings.HasPrefix(after, text[:cut]) {
			t.Fatalf("cut at %d: what was there has changed", cut)
		}
		again, err := ReadJournal(path, "run")
		if err != nil || len(again.Events()) != lines+1 {
			t.Fatalf("cut at %d: read again: %v", cut, err)
		}
	}
}

// A line that was taken out, put in again, moved or rewritten is missed, also where every
// line left can be read: without it a letter would be sent twice.
func TestALineThatIsGoneIsMissed(t *testing.T) {
	mailing, _ := mailingOf(1, 10)
	path := filepath.Join(t.TempDir(), JournalFile)
	j := journalOf(t, path)
	for _, kind := range []EventKind{Begun, Intent, Sent, Ended} {
		if err := j.Add(eventOf(moment, kind, mailing.Envelopes[0])); err != nil {
			t.Fatal(err)
		}
	}
	lines := strings.SplitAfter(strings.TrimSuffix(read(t, path), "\n"), "\n")
	for what, kept := range map[string][]int{
		"the first is gone": {1, 2, 3}, "both of a letter are gone": {0, 3}, "twice": {0, 1, 1, 2, 3}, "moved": {0, 2, 1, 3},
	} {
		var text strings.Builder
		for _, i := range kept {
			text.WriteString(strings.TrimSuffix(lines[i], "\n") + "\n")
		}
		write(t, path, text.String())
		if _, err := ReadJournal(path, "run"); err == nil || !strings.Contains(err.Error(), "it has been altered") {
			t.Errorf("%s: %v", what, err)
		}
	}
	rewritten := lines[0] + strings.Replace(lines[1], `"intent"`, `"stopped"`, 1) + lines[2] + lines[3]
	_, behind, _ := strings.Cut(rewritten, "\n")
	for what, altered := range map[string]string{
		"rewritten":                rewritten,
		"rewritten, with no chain": lines[0] + regexp.MustCompile(`,"after":"[^"]*"`).ReplaceAllString(behind, ""),
	} {
		write(t, path, altered+"\n")
		if _, err := ReadJournal(path, "run"); err == nil || !strings.Contains(err.Error(), "it has been altered") {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// When the disk takes no more in the middle of it, the round ends, says what the
// server had answered, and the letter is named as unknown.
func TestAnAnswerThatCannotBeNotedIsUnknown(t *testing.T) {
	mailing, _ := mailingOf(3, 100)
	var d *Delivery
	var s *capture.Server
	full := func(turn capture.Turn) *capture.Fault {
		if turn.Point == capture.End {
			d.Journal.chain.file.Close()
		}
		return nil
	}
	d, s = deliveryOf(t, mailing, usual(full))
	report, err := d.Deliver(t.Context(), mailing.Envelopes)
	if err == nil || !strings.Contains(err.Error(), "P80001/LTC/2025-26/1 was sent (250 ") || !strings.Contains(err.Error(), "which could not be noted: write the journal") {
		t.Errorf("got %v", err)
	}
	if report.Count[Unknown] != 1 || report.Left != 2 || len(s.Stored()) != 1 {
		t.Errorf("%+v, and %d messages went", report, len(s.Stored()))
	}
	if now := d.standings()[mailing.Envelopes[0].Reference]; now.State != IsUnknown {
		t.Errorf("it is %s", now.State)
	}
}

// A journal that was altered is not trusted: nobody could say what was sent.
func TestAnAlteredJournalIsRefused(t *testing.T) {
	good := `{"n":1,"at":"2026-04-20T09:30:00Z","event":"begun"}` + "\n"
	for what, text := range map[string]string{
		"a line of rubbish":  good + "rubbish\n" + good,
		"rubbish at the end": good + "rubbish\n",
		"a cut line":         good + good[:20] + "\n" + good,
		"no event":           good + "{}\n" + good,
		"another key":        good + `{"event":"sent","mailbox":"a"}` + "\n" + good,
		"rubbish, not torn":  "rubbish #torn\nrubbish#torn\n",
	} {
		path := filepath.Join(t.TempDir(), JournalFile)
		write(t, path, text)
		if _, err := OpenJournal(path, "run"); err == nil || !strings.Contains(err.Error(), "cannot be read") {
			t.Errorf("%s: opened: %v", what, err)
		}
		if _, err := ReadJournal(path, "run"); err == nil {
			t.Errorf("%s: read", what)
		}
		if read(t, path) != text {
			t.Errorf("%s: changed", what)
		}
	}
}

func TestNoJournalIsAnEmptyOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), JournalFile)
	events, err := ReadJournal(path, "run")
	if err != nil || len(events.Events()) != 0 {
		t.Errorf("%v, %v", events, err)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Error("reading made one")
	}
}

// When the journal cannot be kept, nothing more is sent.
func TestNoJournalNoSending(t *testing.T) {
	mailing, _ := mailingOf(3, 100)
	d, s := deliveryOf(t, mailing, usual(nil))
	d.Journal.Close()
	if _, err := d.Deliver(t.Context(), mailing.Envelopes); err == nil || !strings.Contains(err.Error(), "write the journal") {
		t.Errorf("got %v", err)
	}
	if n := len(s.Stored()); n != 0 {
		t.Errorf("%d messages went", n)
	}
}
