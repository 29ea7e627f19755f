package main

import (
	"cmp"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
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

// Whichever line of name and address was corrected, the letter is not printed before a new
// run has it.
func TestEachCorrectedLineKeepsTheLetterFromThePrinter(t *testing.T) {
	project := sampleOf(t, 1, "gp-p81902@example.org", "")
	for was, now := range map[string]string{
		"P81902,Ochrecombe Family Practice,": "P81902,Ochrecombe Surgery,", ",47 Saltway,": ",47 Saltwey,", ",Mockford,": ",Mockfort,",
		",Exampleshire,,,ZZ99 3AD": ",Sampleshire,,,ZZ99 3AD", "ZZ99 3AD": "ZZ99 3AB", "ZZ99 3AD,,active,": "ZZ99 3AD,,active,Dr A Sample",
	} {
		edit(t, project, "inputs/practices.csv", was, now)
		said := yearend(t, exitPerson, "print", "run-001", "--project", project)
		mustContain(t, said, "not printed: P81902/LTC/2025-26/1: the register has ", "not printed: P81902/CAP/2025-26/1: the register has ", "Nothing to print.")
		edit(t, project, "inputs/practices.csv", now, was)
	}
	mustContain(t, yearend(t, exitDone, "print", "run-001", "--project", project), "2 letters on")
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

// Every letter on paper bears the name and address that the register has for its practice,
// line by line down to the postcode, and posting.csv says the same of it.
func TestALetterOnPaperBearsTheAddressOfTheRegister(t *testing.T) {
	project := sample(t, 1)
	root := filepath.Dir(project)
	yearend(t, exitDone, "print", "run-001", "--all", "--project", project)
	register := map[string][]string{}
	for _, row := range readRows(t, filepath.Join(root, "inputs", "practices.csv")) {
		addressee := cmp.Or(row[10], "Practice Manager")
		register[row[0]] = slices.DeleteFunc(append([]string{addressee, row[1]}, row[2:8]...), func(line string) bool { return line == "" })
	}
	printed := filepath.Join(root, "output", "run-001", "print")
	pages := strings.Split(tool(t, "pdftotext", "-raw", filepath.Join(printed, "letters.pdf"), "-"), "\f")
	posted := readRows(t, filepath.Join(printed, "posting.csv"))
	if len(posted) != lettersOfSample {
		t.Errorf("%d letters are printed", len(posted))
	}
	for _, row := range posted {
		want := register[row[1]]
		if got := slices.DeleteFunc(slices.Clone(row[10:]), func(line string) bool { return line == "" }); !slices.Equal(got, want) {
			t.Errorf("posting.csv sends %s to %q, and the register has %q", row[4], got, want)
		}
		if first, _ := strconv.Atoi(row[6]); !strings.Contains("\n"+pages[first-1], "\n"+strings.Join(want, "\n")+"\n") {
			t.Errorf("%s is not addressed to %q:\n%s", row[4], want, pages[first-1])
		}
	}
}
