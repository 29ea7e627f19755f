package main

import (
	"path/filepath"
	"testing"
)

// A letter on which another name or address stands than the register has by now is not
// printed, whether it goes by post by the run or since, or is asked for by name; a new run
// with the right address is, and neither what asks for it nor `status` proposes the old one.
func TestACorrectedAddressKeepsTheLetterFromThePrinter(t *testing.T) {
	project := sampleOf(t, 1, "gp-p81902@example.org", "")
	on := func(want int, args ...string) string {
		t.Helper()
		return yearend(t, want, append(args, "--project", project)...)
	}
	mustContain(t, on(exitDone, "print", "run-001"), "2 letters on")
	edit(t, project, "inputs/practices.csv", "47 Saltway", "74 New Road")
	decides(t, project, "P81901,LTC,post,No mailbox is read,Sam Sample,2026-04-17")

	const kept = "P81902/LTC/2025-26/1: the register has Practice Manager, Ochrecombe Family Practice, 74 New Road,"
	said := on(exitPerson, "print", "run-001")
	mustContain(t, said, "Changed since run-001 was made: inputs/practices.csv", "not printed: "+kept, "by now, and the letter is addressed to Practice Manager, Ochrecombe Family Practice, 47 Saltway,",
		"make a new run with --reissue-wording and approve it", "1 letter on")
	mustContain(t, on(exitPerson, "print", "run-001", "--only", "P81902", "--scheme", "LTC"), "not printed: "+kept, "Nothing to print.")
	mustContain(t, on(exitPerson, "send", "run-001"), "another mailbox or address since", "  "+kept)
	mustContain(t, on(exitPerson, "status"), "2 letters of run-001 are kept back, beginning with P81902/CAP/2025-26/1", "1 letter of run-001 is to be posted")

	on(exitPerson, "produce", "--as-of", "2026-04-18") // in which the earlier letters stand, with the earlier address
	on(exitDone, "approve", "run-002", "--by", "A. Manager", "--letters", "0")
	mustContain(t, on(exitPerson, "print", "run-001"), "not printed: "+kept)
	on(exitPerson, "produce", "--as-of", "2026-04-18", "--reissue-wording")
	on(exitDone, "approve", "run-003", "--by", "A. Manager", "--letters", "2")
	mustContain(t, on(exitDone, "print", "run-003"), "2 letters on")
}

// Whoever approves a run is told of addresses that were corrected since it was made, and of none
// that were not.
func TestApprovalTellsOfCorrectedAddresses(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "trial")
	project := filepath.Join(dir, "yearend.yaml")
	made(t, exitDone, "init", dir)
	edit(t, project, "inputs/practices.csv", "gp-p81902@example.org", "", "gp-p81907@example.org", "")
	made(t, exitPerson, "produce", "--project", project, "--as-of", "2026-04-17")
	edit(t, project, "inputs/practices.csv", "47 Saltway", "74 New Road")
	mustContain(t, yearend(t, exitDone, "approve", "run-001", "--by", "A. Manager", "--letters", "22", "--project", project),
		"go to neither before a new run is approved: 2", "P81902/LTC/2025-26/1: the register has Practice Manager, Ochrecombe Family Practice, 74 New Road,")
}

// A practice that the register does not name any more gets nothing on paper either.
func TestAPracticeThatIsGoneFromTheRegisterGetsNoPaper(t *testing.T) {
	project := sampleOf(t, 1, "gp-p81902@example.org", "")
	edit(t, project, "inputs/practices.csv", "\nP81902,", "\nP89902,")
	mustContain(t, yearend(t, exitPerson, "print", "run-001", "--project", project), "not printed: P81902/LTC/2025-26/1: the register does not name P81902 any more")
}
