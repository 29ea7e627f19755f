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

// A letter that never went is replaced by none, also where all are made anew for their words.
func TestALetterThatNeverWentIsNotReplacedForItsWords(t *testing.T) {
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none"})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	project := sample(t, server.Port)
	yearend(t, exitDone, "send", "run-001", "--live", "--accept-assumptions", "--only", "P81901", "--messages", "2", "--project", project)
	decides(t, project, "P81901,,note,The payment run is late.,Sam Sample,2026-04-19\nP81902,,note,The payment run is late.,Sam Sample,2026-04-19")
	yearend(t, exitPerson, "produce", "--reissue-wording", "--project", project, "--as-of", "2026-04-20")
	letter := func(code string) string {
		return string(read(t, filepath.Join(filepath.Dir(project), "output", "run-002", "letters", "ltc-les-2025-26", code+".txt")))
	}
	mustContain(t, letter("P81901"), "P81901/LTC/2025-26/2", "This letter replaces the one of 17 April 2026, reference")
	mustContain(t, letter("P81902"), "P81902/LTC/2025-26/2", "The payment run is late.")
	mustNotContain(t, letter("P81902"), "replaces")
	yearend(t, exitDone, "verify", "run-002", "--project", project)
}

// namesBoth is how a letter is addressed to the practice that answers for another.
const namesBoth = "Ochrecombe Family Practice\nfor Orrisbeck Health Centre"

// A letter that never went, of a practice for which another answers since, is made anew
// and names both.
func TestALetterThatNeverWentIsAddressedToWhoeverAnswersNow(t *testing.T) {
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none"})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	project := sample(t, server.Port)
	live := func(run, code string) {
		yearend(t, exitDone, "send", run, "--live", "--accept-assumptions", "--scheme", "LTC", "--only", code, "--messages", "1", "--project", project)
	}
	live("run-001", "P81902")
	decides(t, project, "P81901,,successor,P81902,Sam Sample,2026-04-19")
	yearend(t, exitPerson, "produce", "--project", project, "--as-of", "2026-04-20")
	letter := string(read(t, filepath.Join(filepath.Dir(project), "output", "run-002", "letters", "ltc-les-2025-26", "P81901.txt")))
	mustContain(t, letter, namesBoth, "P81901/LTC/2025-26/2")
	mustNotContain(t, letter, "replaces")
	yearend(t, exitDone, "verify", "run-002", "--project", project)
	yearend(t, exitDone, "approve", "run-002", "--by", "A. Manager", "--letters", "2", "--project", project)
	mustContain(t, yearend(t, exitDone, "send", "run-001", "--only", "P81901", "--project", project), "2 are replaced by later letters, and never go")
	live("run-002", "P81901")
	for _, m := range server.Stored() {
		mustContain(t, m.To, "gp-p81902@example.org")
	}
}

// Of a run of which nothing was sent the letters may have gone on paper: they stand. One
// that is addressed to another practice than the one that answers now goes nowhere.
func TestALetterGoesToNobodyToWhomItIsNotAddressed(t *testing.T) {
	project := sample(t, 1)
	decides(t, project, "P81901,,successor,P81902,Sam Sample,2026-04-19")
	yearend(t, exitPerson, "produce", "--project", project, "--as-of", "2026-04-20")
	yearend(t, exitDone, "approve", "run-002", "--by", "A. Manager", "--letters", "0", "--project", project)
	for _, command := range [][]string{{"send", "run-001"}, {"print", "run-001", "--only", "P81901"}, {"status"}} {
		mustContain(t, yearend(t, exitPerson, append(command, "--project", project)...),
			"P81901/LTC/2025-26/1", "it is addressed to P81901, and by run-002, approved later, P81902 gets what is for the practice")
	}
	yearend(t, exitPerson, "produce", "--reissue-wording", "--project", project, "--as-of", "2026-04-20")
	letter := string(read(t, filepath.Join(filepath.Dir(project), "output", "run-003", "letters", "ltc-les-2025-26", "P81901.txt")))
	mustContain(t, letter, namesBoth, "This letter replaces the one of 17 April 2026")
}
