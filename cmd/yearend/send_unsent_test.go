package main

import (
	"path/filepath"
	"strings"
	"testing"

	"yearend/letters/post/capture"
)

// The letter that a practice really has decides what the next one replaces: of one
// that was approved and never went no letter calls itself revised; and what is sent
// between making a run and approving it is not overlooked.
func TestALetterThatNeverWentIsNotRevised(t *testing.T) {
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none"})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	project := sample(t, server.Port)
	const one, two = "P81901,ltc-les-2025-26,domain-2,150,30000.00,", `P81902,ltc-les-2025-26,domain-2,150,"£20,000.03",`
	lower := func() {
		edit(t, project, "inputs/contracts.csv", one+"24000.00", one+"23900.00", two+`"£16,000.08"`, two+`"£15,900.08"`)
	}
	restore := func() {
		edit(t, project, "inputs/contracts.csv", one+"23900.00", one+"24000.00", two+`"£15,900.08"`, two+`"£16,000.08"`)
	}
	yearend(t, exitDone, "send", "run-001", "--live", "--accept-assumptions", "--only", "P81901", "--messages", "2", "--project", project)

	lower() // P81901 has its letter, P81902 has not
	yearend(t, exitPerson, "produce", "--project", project, "--as-of", "2026-04-20")
	letter := func(run, code string) string {
		return string(read(t, filepath.Join(filepath.Dir(project), "output", run, "letters", "ltc-les-2025-26", code+".txt")))
	}
	mustContain(t, letter("run-002", "P81901"), "P81901/LTC/2025-26/2", "This letter replaces the one of 17 April 2026, reference")
	mustContain(t, letter("run-002", "P81902"), "P81902/LTC/2025-26/2")
	mustNotContain(t, letter("run-002", "P81902"), "replaces")
	yearend(t, exitDone, "verify", "run-002", "--project", project)

	yearend(t, exitDone, "send", "run-001", "--live", "--accept-assumptions", "--only", "P81902", "--scheme", "LTC", "--although", "run-002", "--messages", "1", "--project", project)
	mustContain(t, yearend(t, exitFailed, "approve", "run-002", "--by", "A. Manager", "--letters", "2", "--project", project),
		"what was sent has changed since run-002 was made: whether its letter to P81902 replaces an earlier one")
	yearend(t, exitPerson, "produce", "--project", project, "--as-of", "2026-04-21")
	mustContain(t, letter("run-003", "P81902"), "This letter replaces the one of 17 April 2026, reference")
	yearend(t, exitDone, "approve", "run-003", "--by", "A. Manager", "--letters", "2", "--project", project)
	yearend(t, exitDone, "send", "run-003", "--live", "--accept-assumptions", "--only", "P81901", "--messages", "1", "--project", project)

	restore() // as P81902 has it: what came between never went
	yearend(t, exitPerson, "produce", "--project", project, "--as-of", "2026-04-22")
	mustContain(t, letter("run-004", "P81901"), "P81901/LTC/2025-26/3", "This letter replaces the one of 21 April 2026, reference")
	positions := string(read(t, filepath.Join(filepath.Dir(project), "output", "run-004", "positions.csv")))
	mustContain(t, positions, ",1,unchanged,")
	yearend(t, exitDone, "verify", "run-004", "--project", project)
	yearend(t, exitDone, "approve", "run-004", "--by", "A. Manager", "--letters", "1", "--project", project)
	mustContain(t, yearend(t, exitDone, "status", "--project", project, "--as-of", "2026-04-22"), "1 sent, 0 to go, 0 refused, 0 unknown, 0 stopped, 0 to be posted, 1 replaced")
}

func mustNotContain(t *testing.T, text, word string) {
	t.Helper()
	if strings.Contains(text, word) {
		t.Errorf("%q is in\n%s", word, text)
	}
}
