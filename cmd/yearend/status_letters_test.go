package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"yearend/cmd/yearend/season"
	"yearend/letters/post/capture"
)

// told is what `status --json` says of a season.
type told struct {
	Letters []season.LettersOf `json:"letters"`
	Next    []string           `json:"next"`
}

// in is how many letters of both schemes stand in a state.
func (s told) in(state season.LetterState) int {
	n := 0
	for _, of := range s.Letters {
		n += of.In[state]
	}
	return n
}

// command is one that status proposes.
var command = regexp.MustCompile("`yearend ([^`]*)`")

// statusOf asks for the status; sees that each letter is in one state and counted
// once; and runs every command that it proposes, and takes back what it did.
func statusOf(t *testing.T, project, what string) told {
	t.Helper()
	return statusOn(t, "2026-04-22", project, what)
}

// statusOn is the same on another day.
func statusOn(t *testing.T, day, project, what string) told {
	t.Helper()
	var out, errs bytes.Buffer
	if code := runAt(t.Context(), hereOf(t), []string{"status", "--json", "--as-of", day, "--project", project}, &out, &errs); code != exitDone && code != exitPerson {
		t.Fatalf("%s: status: exit %d\n%s", what, code, &errs)
	}
	var s told
	if err := json.Unmarshal(out.Bytes(), &s); err != nil {
		t.Fatal(err)
	}
	for _, of := range s.Letters {
		sum := 0
		for _, state := range season.LetterStates() {
			sum += of.In[state]
		}
		if sum != of.Letters || len(of.In) > len(season.LetterStates()) {
			t.Errorf("%s: %s %s: the states come to %d, and there are %d letters", what, of.Kind, of.Scheme, sum, of.Letters)
		}
	}
	for _, next := range s.Next {
		for _, found := range command.FindAllStringSubmatch(next, -1) {
			rehearse(t, day, project, what, next, found[1])
		}
	}
	return s
}

// approveNumber is the number of letters that the proposal to approve names.
var approveNumber = regexp.MustCompile(`\(([0-9]+) letters?\)`)

// aside moves a folder away and puts a copy in its place, and gives the way back.
func aside(t *testing.T, dir string) (back func()) {
	t.Helper()
	kept := dir + ".kept"
	if _, err := os.Stat(dir); err != nil {
		return func() { os.RemoveAll(dir) }
	}
	if err := os.Rename(dir, kept); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir, os.DirFS(kept)); err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := errors.Join(os.RemoveAll(dir), os.Rename(kept, dir)); err != nil {
			t.Fatal(err)
		}
	}
}

// rehearse runs a command, and then puts project and profile back as they were.
func rehearse(t *testing.T, day, project, what, next, command string) {
	t.Helper()
	defer aside(t, filepath.Dir(project))()
	defer aside(t, hereOf(t).Profile)()
	var args []string
	for _, word := range strings.Fields(command) {
		args = append(args, map[string]string{"NAME": "Pat Sample", "DATE": day, "FILE": filepath.Join(filepath.Dir(project), "filled.xlsx")}[word])
		if last := len(args) - 1; args[last] == "" {
			args[last] = word
		}
	}
	switch args[0] {
	case "produce", "panel":
		args = append(args, "--as-of", day)
	case "decide":
		args = append(args, "--as-of", day, "--decisions", "1")
	case "approve":
		args = append(args, "--letters", approveNumber.FindStringSubmatch(next)[1])
	}
	var out bytes.Buffer
	if code := runAt(t.Context(), hereOf(t), append(args, "--project", project), &out, &out); code != exitDone && code != exitPerson {
		t.Errorf("%s: status proposes %q, and it exits %d:\n%s", what, command, code, &out)
	}
}

// What was projected, and nobody approved, is no letter of the season once a run of the
// whole year has been made: it neither waits for approval nor is held.
func TestAProjectionIsNotCountedOnceTheYearHasEnded(t *testing.T) {
	project := filepath.Join(t.TempDir(), "trial", "yearend.yaml")
	yearend(t, exitDone, "init", filepath.Dir(project))
	yearend(t, exitPerson, "produce", "--projection", "--through", "2026-01", "--as-of", "2026-02-10", "--project", project)
	yearend(t, exitPerson, "produce", "--as-of", "2026-04-17", "--project", project)
	s := statusOf(t, project, "a projection before")
	if s.in(season.ToApprove) != 22 || s.in(season.LetterHeld) != 1 {
		t.Errorf("%d to approve and %d held, should be 22 and 1", s.in(season.ToApprove), s.in(season.LetterHeld))
	}
}

// What status says to do for the panel works as well: while requests are open before it,
// and once a later run is approved than the one on which its pack rests.
func TestStatusNeverContradictsThePanel(t *testing.T) {
	project := askingProject(t)
	root := filepath.Dir(project)
	on := func(want int, args ...string) {
		t.Helper()
		yearend(t, want, append(args, "--project", project)...)
	}
	next := func(what string, words ...string) {
		t.Helper()
		mustContain(t, strings.Join(statusOn(t, "2026-05-14", project, what).Next, "\n"), words...)
	}
	on(exitDone, "panel", "--as-of", "2026-05-11")
	fillIn(t, filepath.Join(root, "output", "panel-001", "decisions.xlsx"), filepath.Join(root, "filled.xlsx"), ruled{"LTC-3", "part", []int{12}, quorate, ""})
	next("open before the panel", "open before the panel: 3 requests; fill in decisions.xlsx of panel-001, then `yearend decide FILE --by NAME`")
	on(exitDone, "decide", filepath.Join(root, "filled.xlsx"), "--by", "Alex Sample", "--as-of", "2026-05-14", "--decisions", "1")
	edit(t, project, "inputs/contracts.csv", "P81911,ltc-les-2025-26,domain-2,189,", "P81911,ltc-les-2025-26,domain-2,190,")
	on(exitPerson, "produce", "--late", "--as-of", "2026-05-12")
	on(exitDone, "approve", "run-002", "--by", "Alex Sample", "--letters", "1")
	next("a later run is approved", "panel-001 rests on run-001, and run-002 is approved since: make a new pack with `yearend panel`")
}

// A season with every mishap: at each step every letter is in the one state that it
// should be in, and every command that status proposes works.
func TestStatusNeverContradicts(t *testing.T) {
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none", Script: func(turn capture.Turn) *capture.Fault {
		switch {
		case turn.Point == capture.To && strings.HasPrefix(turn.To, "gp-p81907"):
			return capture.Say("550 5.1.1 no such mailbox")
		case turn.Point == capture.End && strings.HasPrefix(turn.To, "gp-p81911"):
			return capture.KeepAndDrop()
		}
		return nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	project := filepath.Join(t.TempDir(), "trial", "yearend.yaml")
	on := func(want int, args ...string) string {
		t.Helper()
		return yearend(t, want, append(args, "--project", project)...)
	}
	yearend(t, exitDone, "init", filepath.Dir(project))
	pointAt(t, project, server.Port)
	edit(t, project, "inputs/practices.csv", "gp-p81902@example.org", "")
	expect := func(what string, counts map[season.LetterState]int) {
		t.Helper()
		s := statusOf(t, project, what)
		for _, state := range season.LetterStates() {
			if s.in(state) != counts[state] {
				t.Errorf("%s: %d %s, want %d", what, s.in(state), state, counts[state])
			}
		}
	}
	expect("no run", nil)
	on(exitPerson, "produce", "--as-of", "2026-04-17")
	expect("made", map[season.LetterState]int{season.LetterHeld: 1, season.ToApprove: 22})
	on(exitDone, "approve", "run-001", "--by", "A", "--letters", "22")
	expect("approved", map[season.LetterState]int{season.LetterHeld: 1, season.ToSend: 22})
	on(exitPerson, "send", "run-001", "--live", "--accept-assumptions", "--limit", "50", "--messages", "20", "--only",
		"P81901,P81907,P81909,P81911,P81915,P81917,P81925,P81929,P81939,P81966,P81999")
	// two refused, two unknown (the round stops there, with some left), two without a mailbox
	first := statusOf(t, project, "sent in part")
	if first.in(season.LetterUnknown) != 2 || first.in(season.LetterSent) == 0 || first.in(season.LetterSent)+first.in(season.ToSend) != 20 {
		t.Errorf("sent in part: %+v", first.Letters)
	}
	both := []string{"--scheme", "LTC,CAP", "--by", "A"}
	on(exitDone, append([]string{"send", "run-001", "--resolve", "P81911=sent"}, both...)...)
	on(exitPerson, "send", "run-001", "--live", "--accept-assumptions", "--messages", strconv.Itoa(first.in(season.ToSend)-4))
	expect("sent", map[season.LetterState]int{season.LetterHeld: 1, season.LetterSent: 18, season.ToSend: 4})
	on(exitDone, append([]string{"send", "run-001", "--resolve", "P81902=posted", "--on", "2026-04-21"}, both...)...)
	on(exitDone, append([]string{"send", "run-001", "--resolve", "P81999=bounced"}, both...)...)
	expect("bounced and posted", map[season.LetterState]int{season.LetterHeld: 1, season.LetterSent: 16, season.ToSend: 2, season.LetterPosted: 2, season.LetterBounced: 2})
	edit(t, project, "inputs/practices.csv", "gp-p81999@example.org", "office-p81999@example.org")
	on(exitPerson, "produce", "--as-of", "2026-04-21")
	next := strings.Join(statusOf(t, project, "readdressed").Next, "\n")
	mustContain(t, next, "run-002 names another mailbox for 2 letters", "`yearend approve run-002 --by NAME` (0 letters)")
	mustNotContain(t, next, "came back, beginning with") // and are in the run to approve: that is said once
	edit(t, project, "inputs/contracts.csv", "P81901,capitated-les-2025-26,ecg,123,", "P81901,capitated-les-2025-26,ecg,130,",
		"P81907,capitated-les-2025-26,ecg,", "P81907,capitated-les-2025-26,ecg,1")
	on(exitPerson, "produce", "--as-of", "2026-04-21")
	on(exitDone, "approve", "run-002", "--by", "A", "--letters", "0")
	next = strings.Join(statusOf(t, project, "outdated").Next, "\n")
	mustContain(t, next, "run-002 was approved after run-003 was made")
	on(exitPerson, "produce", "--as-of", "2026-04-22")
	expect("to be revised", map[season.LetterState]int{season.LetterHeld: 1, season.ToApprove: 2, season.LetterSent: 16, season.ToSend: 4, season.LetterPosted: 2})
	on(exitDone, "approve", "run-004", "--by", "A", "--letters", "2")
	expect("revised", map[season.LetterState]int{season.LetterHeld: 1, season.LetterSent: 15, season.ToSend: 5, season.LetterPosted: 2, season.LetterReplaced: 2})
	mustContain(t, on(exitDone, "status", "--practice", "P81901"), "P81901/CAP/2025-26/1: replaced (run-001): it was sent on ",
		"; P81901/CAP/2025-26/2 of run-004 has taken its place", "P81901/CAP/2025-26/2: to send (run-004)")
	mustContain(t, on(exitDone, "status", "--practice", "P81907"), "P81907/CAP/2025-26/1: replaced (run-001): it never went; ")

	// Held now: the one letter has gone, and is counted as sent; the other has not, and is held.
	edit(t, project, "inputs/contracts.csv", "P81909,ltc-les-2025-26,domain-2,1500,", "P81909,ltc-les-2025-26,domain-2,,", "P81999,ltc-les-2025-26,domain-2,764,", "P81999,ltc-les-2025-26,domain-2,,")
	held := map[season.LetterState]int{season.LetterHeld: 2, season.LetterSent: 15, season.ToSend: 4, season.LetterPosted: 2, season.LetterReplaced: 2}
	for _, what := range []string{"held by a run to approve", "held by an approved run"} {
		if what == "held by a run to approve" {
			on(exitPerson, "produce", "--as-of", "2026-04-22")
		} else {
			on(exitDone, "approve", "run-005", "--by", "A", "--letters", "0")
		}
		expect(what, held)
		said := strings.Join(statusOf(t, project, what).Next, "\n")
		mustContain(t, said, "held: 3 positions, of which 2 have an earlier letter that stands meanwhile")
		if strings.Contains(said, "kept back") || strings.Count(said, "held") != 1 {
			t.Errorf("%s: said twice:\n%s", what, said)
		}
	}
	mustContain(t, on(exitDone, "status", "--practice", "P81909"), "P81909/LTC/2025-26/1: sent (run-001): no revised one comes, since run-005 holds the practice: ")

	said := on(exitDone, "status", "--practice", "p81999")
	mustContain(t, said, "P81999 Quillbeck Surgery", "made: £", "about to be sent to gp-p81999@example.org", "sent to gp-p81999@example.org: 250",
		"resolved as bounced from gp-p81999@example.org", "unchanged: the letter of run-001 stands", "P81999/LTC/2025-26/1: held (run-001): run-005 holds the practice: ", "P81999/CAP/2025-26/1: to send (run-001)")
	yearend(t, exitUsage, "status", "--practice", "P99999", "--project", project)
}
