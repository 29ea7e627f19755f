package main

import (
	"path/filepath"
	"testing"

	"yearend/letters/post"
	"yearend/letters/post/capture"
)

// A colleague sends the rest from another computer, once they have said that this is
// the folder that is true; the first computer then is the other one.
func TestAColleagueSendsTheRest(t *testing.T) {
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none"})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	m := newMeddled(t, server, filepath.Dir(sample(t, server.Port)))
	alex := m.here
	m.here = m.other()
	code, said := m.live("--messages", "19")
	if code != exitFailed {
		t.Fatalf("exit %d", code)
	}
	mustContain(t, said, "letters of run-001 went from", "on pc-1 (tester)", "and this is", "on pc-2 (colleague)", "hint: put back what is missing")
	m.yearend(exitUsage, "send", "run-001", "--resolve", "run-001=maybe", "--by", "A. Colleague", "--because", "a test")
	m.yearend(exitDone, "send", "run-001", "--resolve", "run-001=here", "--by", "A. Colleague", "--because", "it is a share, and Alex is on leave")
	if code, said := m.live("--messages", "19"); code != exitDone || len(m.stored()) != 22 {
		t.Errorf("exit %d, %d arrived\n%s", code, len(m.stored()), said)
	}
	m.yearend(exitFailed, "send", "run-001", "--resolve", "run-001=here", "--by", "A. Colleague", "--because", "again")
	m.here = alex
	m.yearend(exitPerson, "verify", "run-001") // whole, and yet sent from elsewhere last
	if code, said := m.live("--messages", "0"); code != exitFailed {
		t.Errorf("exit %d\n%s", code, said)
	}
}

// Letters of which a newer run has other figures stay behind, though nobody has
// approved it, and are named; and go all the same where a person says so.
func TestANewerRunKeepsItsLettersBack(t *testing.T) {
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none"})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	project := sample(t, server.Port)
	edit(t, project, "inputs/contracts.csv",
		"P81901,ltc-les-2025-26,domain-2,150,30000.00,24000.00", "P81901,ltc-les-2025-26,domain-2,150,30000.00,23000.00")
	yearend(t, exitPerson, "produce", "--project", project, "--as-of", "2026-04-20")
	live := []string{"send", "run-001", "--live", "--accept-assumptions", "--limit", "100", "--project", project}
	said := yearend(t, exitDone, append(live, "--messages", "21")...)
	mustContain(t, said, "22 were planned, 1 of them superseded, and stays behind for run-002", "P81901/LTC/2025-26/1",
		"of 22 letters of run-001, 21 are sent, 1 kept back for a newer run")
	if n := len(server.Stored()); n != 21 {
		t.Fatalf("%d went", n)
	}
	mustContain(t, yearend(t, exitDone, "status", "--project", project, "--as-of", "2026-04-21"), "21 sent, 0 to go", "1 kept back for a newer run",
		"year-end, ltc-les-2025-26: 11 letters: 1 held, 1 to approve and 9 sent") // the one kept back is the one to approve: no letter is counted twice
	mustContain(t, yearend(t, exitUsage, append(live, "--messages", "1", "--although", "run-003")...), "no letter of run-001 stays behind for a run of that name")
	yearend(t, exitDone, append(live, "--messages", "1", "--although", "run-002")...)
	mustContain(t, string(read(t, filepath.Join(filepath.Dir(project), "output", "run-001", post.JournalFile))), `"although":"run-002"`)
	if n := len(server.Stored()); n != 22 {
		t.Errorf("%d went", n)
	}
}
