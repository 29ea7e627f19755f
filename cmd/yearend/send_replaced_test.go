package main

import (
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"yearend/letters/post"
	"yearend/letters/post/capture"
)

// A letter that may have gone before a later run replaced it is named until a
// person has found out, and whatever the answer, never goes again.
func TestAnUnknownLetterThatIsReplacedIsNamed(t *testing.T) {
	var ends atomic.Int32
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none", Script: func(turn capture.Turn) *capture.Fault {
		if turn.Point == capture.End && ends.Add(1) == 1 {
			return capture.KeepAndDrop()
		}
		return nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	project := sampleOf(t, server.Port, "gp-p81901@example.org", "orris@example.org", "gp-p81902@example.org", "ochre@example.org")
	live := []string{"send", "run-001", "--live", "--accept-assumptions", "--project", project}
	yearend(t, exitPerson, append(live, "--messages", "1", "--only", "P81901", "--scheme", "LTC")...)

	edit(t, project, "inputs/contracts.csv",
		"P81901,ltc-les-2025-26,domain-2,150,30000.00,24000.00", "P81901,ltc-les-2025-26,domain-2,150,30000.00,23000.00")
	edit(t, project, "inputs/practices.csv", "orris@example.org", "ochre@swap.example.org", "ochre@example.org", "orris@example.org",
		"ochre@swap.example.org", "ochre@example.org") // the register had them the wrong way round
	yearend(t, exitPerson, "produce", "--project", project, "--as-of", "2026-04-20")
	yearend(t, exitDone, "approve", "run-002", "--by", "A. Manager", "--letters", "1", "--project", project)
	status := func(want int) string {
		return yearend(t, want, "status", "--project", project, "--as-of", "2026-04-21")
	}
	mustContain(t, status(exitPerson), "0 refused, 1 unknown, 0 stopped", "for a person: P81901/LTC/2025-26/1: unknown, orris@example.org")

	out := yearend(t, exitDone, "send", "run-001", "--resolve", "P81901=again", "--scheme", "LTC", "--by", "A. Manager", "--project", project)
	mustContain(t, out, "P81901/LTC/2025-26/1: the practice does not have it, and it is not sent again, since P81901/LTC/2025-26/2 of run-002 has taken its place")
	mustContain(t, status(exitDone), "0 sent, 21 to go, 0 refused, 0 unknown, 0 stopped, 0 to be posted, 1 replaced")
	sent, err := os.ReadFile(filepath.Join(filepath.Dir(project), "output", "run-001", post.SentFile))
	if err != nil {
		t.Fatal(err)
	}
	mustContain(t, string(sent), "P81901/LTC/2025-26/1,orris@example.org,replaced,")

	yearend(t, exitDone, append(live, "--messages", "21", "--limit", "30")...)
	old, swapped := 0, 0
	for _, m := range server.Stored() {
		subject := subjectOf(t, m.Data)
		if strings.Contains(subject, "LTC") && strings.Contains(subject, "P81901") {
			old++
		}
		if strings.Contains(subject, "P81902") && m.To == "orris@example.org" {
			swapped++
		}
	}
	if old != 1 || swapped != 2 {
		t.Errorf("the letter that was replaced arrived %d times, and %d of P81902's 2 letters at its own mailbox", old, swapped)
	}
}

// One word is said of a letter, and not two.
func TestOneWordForALetter(t *testing.T) {
	project := sample(t, 1)
	mustContain(t, yearend(t, exitUsage, "send", "run-001", "--resolve", "P81999=sent", "--resolve", "p81999=again", "--scheme", "LTC", "--by", "A. Manager", "--project", project),
		"names P81999/LTC/2025-26/1 twice")
	mustContain(t, yearend(t, exitUsage, "send", "run-001", "--resolve", "P81999=sent", "--by", " ", "--project", project), "--by NAME")
}

// The journal of another run, though no line of it was altered, is not this one's.
func TestTheJournalOfAnotherRunIsRefused(t *testing.T) {
	project := sample(t, 1)
	edit(t, project, "inputs/contracts.csv",
		"P81901,ltc-les-2025-26,domain-2,150,30000.00,24000.00", "P81901,ltc-les-2025-26,domain-2,150,30000.00,23000.00")
	yearend(t, exitPerson, "produce", "--project", project, "--as-of", "2026-04-20")
	yearend(t, exitDone, "approve", "run-002", "--by", "A. Manager", "--letters", "1", "--project", project)
	run, err := runsOf(project).Find("run-002")
	if err != nil {
		t.Fatal(err)
	}
	journal, err := post.OpenJournal(run.Path(post.JournalFile), run.Digest)
	if err != nil {
		t.Fatal(err)
	}
	defer journal.Close()
	if err := journal.Add(post.Event{At: time.Now(), Kind: post.Sent, Reference: "P81901/LTC/2025-26/1"}); err != nil {
		t.Fatal(err)
	}
	mustContain(t, yearend(t, exitFailed, "send", "run-002", "--live", "--accept-assumptions", "--messages", "1", "--project", project),
		"the journal.jsonl of run-002 tells of letters that run-002 has not: it is another run's")
}

// Of two runs that were made before either was approved, each has the same letters: what has
// gone from the one is not owed by the other, whatever else keeps that one back.
func TestALetterThatWentFromAnotherRunStays(t *testing.T) {
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none"})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	project := filepath.Join(t.TempDir(), "trial", "yearend.yaml")
	on := func(want int, args ...string) string {
		t.Helper()
		return yearend(t, want, append(args, "--project", project)...)
	}
	made(t, exitDone, "init", filepath.Dir(project))
	pointAt(t, project, server.Port)
	on(exitPerson, "produce", "--as-of", "2026-04-17")
	on(exitPerson, "produce", "--as-of", "2026-04-18")
	on(exitDone, "approve", "run-001", "--by", "A. Manager", "--letters", "22")
	on(exitDone, "send", "run-001", "--live", "--accept-assumptions", "--only", "P81999", "--messages", "2")
	const gone = ": run-001 says that it is sent from there"
	mustContain(t, on(exitPerson, "send", "run-002"), "20 letters to send", "stays: P81999/CAP/2025-26/1"+gone, "stays: P81999/LTC/2025-26/1"+gone)
	on(exitDone, "send", "run-001", "--resolve", "P81901=posted", "--scheme", "LTC", "--on", "2026-04-18", "--by", "A. Manager") // one on paper is one as well
	mustContain(t, on(exitPerson, "send", "run-002"), "19 letters to send", "stays: P81901/LTC/2025-26/1: run-001 says that it is posted from there")
	mustContain(t, on(exitFailed, "approve", "run-002", "--by", "A. Manager", "--letters", "22"), "run-001 was approved after run-002 was made, which does not know its letters")
}
