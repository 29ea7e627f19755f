package main

import (
	"maps"
	"path/filepath"
	"strings"
	"testing"

	"yearend/letters/post"
	"yearend/letters/post/capture"
)

// copying is a run of the sample, approved, whose letters have a copy to the team's
// archive and those of two practices one to a further address.
func copying(t *testing.T, port int) (project string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "trial")
	project = filepath.Join(dir, "yearend.yaml")
	made(t, exitDone, "init", dir)
	pointAt(t, project, port)
	edit(t, project, "yearend.yaml", "  allow: [example.org]", "  allow: [example.org]\n  archive: archive@example.org\n  copy_others: true")
	edit(t, project, "inputs/practices.csv", "gp-p81999@example.org", "gp-p81999@example.org; partner-p81999@example.org",
		"gp-p81901@example.org", "gp-p81901@example.org; partner-p81901@example.org")
	made(t, exitPerson, "produce", "--project", project, "--as-of", "2026-04-17")
	yearend(t, exitDone, "approve", "run-001", "--by", "A. Manager", "--letters", "22", "--project", project)
	return project
}

// went is how many messages of some letters went to whom.
func went(server *capture.Server, references ...string) map[string]int {
	all := map[string]int{}
	for _, m := range server.Stored() {
		for _, reference := range references {
			if strings.Contains(string(m.Data), post.ReferenceHeader+": "+reference) {
				all[reference+" "+m.To]++
			}
		}
	}
	return all
}

const capOfOne, ltcOfOne, capOfOther, ltcOfOther = "P81999/CAP/2025-26/1", "P81999/LTC/2025-26/1", "P81901/CAP/2025-26/1", "P81901/LTC/2025-26/1"

// No copy goes of a letter that a hold or another mailbox, which came after its run, keeps
// back: neither to the archive nor to the practice's further address. Nor does one go to
// an address that the register does not name any more.
func TestCopiesAreKeptBackWithTheirLetters(t *testing.T) {
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none"})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	project := copying(t, server.Port)
	decides(t, project, "P81999,LTC,hold,Finance disputes the target,Sam Sample,2026-04-17")
	edit(t, project, "inputs/practices.csv", "gp-p81901@example.org; ", "office-p81901@example.org; ", "; partner-p81999@example.org", "; office-p81999@example.org")
	yearend(t, exitPerson, "send", "run-001", "--live", "--accept-assumptions", "--limit", "99", "--messages", "38", "--project", project)
	want := map[string]int{capOfOne + " gp-p81999@example.org": 1, capOfOne + " archive@example.org": 1}
	if got := went(server, capOfOne, ltcOfOne, capOfOther, ltcOfOther); !maps.Equal(got, want) {
		t.Errorf("%v went, want %v", got, want)
	}
	if n := len(server.Stored()); n != 38 {
		t.Errorf("%d messages went", n)
	}
}

// The same of copies of letters that have gone: a hold that is written down, or an address
// that is taken out, while copies are going keeps those back that have not gone.
func TestAHoldIsHeardWhileCopiesAreGoing(t *testing.T) {
	project := ""
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none", Script: func(turn capture.Turn) *capture.Fault {
		if turn.Point == capture.From && turn.Message == 22 { // the last letter is in hand
			decides(t, project, "P81999,LTC,hold,Finance disputes the target,Sam Sample,2026-04-17")
			edit(t, project, "inputs/practices.csv", "; partner-p81901@example.org", "")
		}
		return nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	project = copying(t, server.Port)
	yearend(t, exitDone, "send", "run-001", "--live", "--accept-assumptions", "--limit", "99", "--messages", "48", "--project", project)
	want := map[string]int{
		capOfOne + " gp-p81999@example.org": 1, capOfOne + " partner-p81999@example.org": 1, capOfOne + " archive@example.org": 1,
		ltcOfOne + " gp-p81999@example.org":   1,
		capOfOther + " gp-p81901@example.org": 1, capOfOther + " archive@example.org": 1,
		ltcOfOther + " gp-p81901@example.org": 1, ltcOfOther + " archive@example.org": 1,
	}
	if got := went(server, capOfOne, ltcOfOne, capOfOther, ltcOfOther); !maps.Equal(got, want) {
		t.Errorf("%v went, want %v", got, want)
	}
	if n := len(server.Stored()); n != 44 {
		t.Errorf("%d messages went", n)
	}
	mustContain(t, yearend(t, exitDone, "send", "run-001", "--project", project),
		"no copy of P81999/LTC/2025-26/1 to archive@example.org: it is on hold: Finance disputes the target", "no copy of P81901/LTC/2025-26/1 to partner-p81901@example.org: the register does not name")
}

// Of letters that have gone, no copy goes to a practice that is closed in the register by now;
// the team's own is of what has gone, and goes.
func TestAPracticeThatClosedSinceGetsNoCopy(t *testing.T) {
	project := ""
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none", Script: func(turn capture.Turn) *capture.Fault {
		if turn.Point == capture.From && turn.Message == 22 { // the last letter is in hand
			edit(t, project, "inputs/practices.csv", "partner-p81999@example.org,active", "partner-p81999@example.org,closed")
		}
		return nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	project = copying(t, server.Port)
	yearend(t, exitDone, "send", "run-001", "--live", "--accept-assumptions", "--limit", "99", "--messages", "48", "--project", project)
	want := map[string]int{
		capOfOne + " gp-p81999@example.org": 1, capOfOne + " archive@example.org": 1,
		ltcOfOne + " gp-p81999@example.org": 1, ltcOfOne + " archive@example.org": 1,
	}
	if got := went(server, capOfOne, ltcOfOne); !maps.Equal(got, want) {
		t.Errorf("%v went, want %v", got, want)
	}
	if n := len(server.Stored()); n != 46 {
		t.Errorf("%d messages went", n)
	}
}

// A further address that the register names for another practice as well by now gets no copy:
// whose it is nobody knows.
func TestNoCopyGoesToAnAddressThatIsAnothersSince(t *testing.T) {
	project := copying(t, 1)
	mustNotContain(t, yearend(t, exitDone, "send", "run-001", "--project", project), "no copy of")
	edit(t, project, "inputs/practices.csv", "gp-p81907@example.org", "gp-p81907@example.org; partner-p81999@example.org")
	said := yearend(t, exitDone, "send", "run-001", "--project", project)
	for _, reference := range []string{capOfOne, ltcOfOne} {
		mustContain(t, said, "no copy of "+reference+" to partner-p81999@example.org: the register does not name partner-p81999@example.org for a copy by now, or names it for another practice as well")
	}
}
