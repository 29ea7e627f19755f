package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yearend/letters/post/capture"
)

// decides writes down what a team decides by hand, as somebody would in Excel.
func decides(t *testing.T, project string, rows ...string) {
	t.Helper()
	text := strings.Replace(string(read(t, project)), "  instructions: []", "  instructions: [inputs/instructions.csv]", 1)
	for file, words := range map[string]string{project: text,
		filepath.Join(filepath.Dir(project), "inputs", "instructions.csv"): "Practice code,Scheme,Instruction,Text,By,On\n" + strings.Join(rows, "\n") + "\n"} {
		if was, err := os.ReadFile(file); err == nil && string(was) == words {
			continue // as whoever adds a row leaves the project file
		}
		if err := os.WriteFile(file, []byte(words), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// What is put on hold after a run was made and approved does not go, by mail, as a test or
// by post; what is to go by post goes no more by mail, and is printed; another practice that
// answers keeps the letter back. Whoever approves or sends is told what has changed.
func TestAHoldThatCameAfterTheRunKeepsTheLetterBack(t *testing.T) {
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none"})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	project := sample(t, server.Port)
	mustNotContain(t, yearend(t, exitDone, "send", "run-001", "--project", project), "Changed since")
	decides(t, project, "P81999,LTC,hold,Finance disputes the target,Sam Sample,2026-04-17", "P81901,LTC,post,No mailbox is read,Sam Sample,2026-04-17",
		"P81902,LTC,successor,P81907,Sam Sample,2026-04-17", "P81907,LTC,note,We spoke on the telephone.,Sam Sample,2026-04-17")

	said := yearend(t, exitPerson, "send", "run-001", "--project", project)
	mustContain(t, said, "Changed since run-001 was made: yearend.yaml", "make a new run with `yearend produce`", "Decided by hand since, and not sent by e-mail, though run-001 has a letter: 3",
		"P81999/LTC/2025-26/1: it is on hold: Finance disputes the target (Sam Sample on 2026-04-17; inputs/instructions.csv row 2)",
		"P81901/LTC/2025-26/1: it is to go by post, and not by e-mail: No mailbox is read", "P81902/LTC/2025-26/1: P81907 answers for the practice by now",
		"P81907/LTC/2025-26/1: a paragraph was given for it since, which it lacks: We spoke on the telephone.")
	live := func(want int, more ...string) string {
		return yearend(t, want, append([]string{"send", "run-001", "--live", "--accept-assumptions", "--project", project}, more...)...)
	}
	live(exitPerson, "--to", "me@example.org", "--scheme", "LTC", "--limit", "30", "--messages", "7")
	for _, m := range server.Stored() {
		for _, never := range []string{"P81999", "P81901", "P81902"} {
			if strings.Contains(string(m.Data), "meant for "+never) {
				t.Errorf("a letter of %s went as a test", never)
			}
		}
	}
	live(exitPerson, "--limit", "99", "--messages", "19")
	if n := len(server.Stored()); n != 19+7 {
		t.Errorf("%d messages went", n)
	}
	mustContain(t, yearend(t, exitDone, "print", "run-001", "--project", project), "1 letter on")
	mustContain(t, yearend(t, exitPerson, "print", "run-001", "--only", "P81999", "--scheme", "LTC", "--project", project), "not printed: P81999/LTC/2025-26/1: it is on hold")
	mustContain(t, yearend(t, exitPerson, "status", "--project", project), "it is on hold: Finance disputes the target")

	decides(t, project, "P81999,LTC,post,It goes on paper,Sam Sample,2026-04-17") // the hold is taken out
	live(exitPerson, "--messages", "2")
	if n := len(server.Stored()); n != 28 {
		t.Errorf("%d messages went", n)
	}
}

// A row that cannot be read might be a hold: nothing goes before it is mended.
func TestNothingGoesByInstructionsThatCannotBeRead(t *testing.T) {
	project := sample(t, 1)
	for name, row := range map[string]string{
		"no such instruction":        "P81999,LTC,holdd,Finance disputes the target,Sam Sample,2026-04-17",
		"correct the code, or take":  "P81989,LTC,hold,Finance disputes the target,Sam Sample,2026-04-17",
		"the row does not say who g": "P81999,LTC,hold,Finance disputes the target,,2026-04-17",
	} {
		decides(t, project, row)
		mustContain(t, yearend(t, exitPerson, "send", "run-001", "--project", project), "Nothing can go: not all that was decided by hand can be followed", name)
		for _, command := range [][]string{{"send", "run-001", "--live", "--accept-assumptions", "--messages", "3"}, {"print", "run-001", "--all"}} {
			mustContain(t, yearend(t, exitFailed, append(command, "--project", project)...), "so that nobody knows which letters are on hold: inputs/instructions.csv row 2: ", name, "mend it, or take the row out")
		}
	}
}

// A hold that is written down while letters are going keeps those back that have not gone:
// also where only a row comes into a file that the project has named for long.
func TestAHoldIsHeardWhileLettersAreGoing(t *testing.T) {
	project := ""
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none", Script: func(turn capture.Turn) *capture.Fault {
		if turn.Point == capture.From && turn.Message == 2 {
			decides(t, project, "P81999,,hold,Finance disputes the target,Sam Sample,2026-04-17")
		}
		return nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	project = sample(t, server.Port)
	decides(t, project, "P81907,LTC,note,We spoke on the telephone.,Sam Sample,2026-04-17")
	mustContain(t, yearend(t, exitPerson, "send", "run-001", "--live", "--accept-assumptions", "--limit", "99", "--messages", "22", "--project", project), "it is on hold: Finance disputes the target")
	for _, m := range server.Stored() {
		if strings.Contains(string(m.Data), "P81999/") {
			t.Errorf("a letter of P81999 went to %s", m.To)
		}
	}
	if n := len(server.Stored()); n != 20 {
		t.Errorf("%d messages went", n)
	}
}

// A projection is kept back as a year-end letter is, by a hold, another mailbox, a practice
// that closes, or a contract that is taken out.
func TestWhatIsDecidedSinceKeepsProjectionsBack(t *testing.T) {
	project := trial(t, 1)
	on := func(want int, args ...string) string {
		t.Helper()
		return yearend(t, want, append(args, "--project", project)...)
	}
	made(t, exitPerson, "produce", "--projection", "--through", "2026-01", "--as-of", "2026-02-10", "--project", project)
	on(exitDone, "approve", "projection-001", "--by", "A. Manager", "--letters", "13")
	mustContain(t, on(exitDone, "send", "projection-001"), "13 letters to send")
	decides(t, project, "P81999,LTC,hold,Finance disputes the target,Sam Sample,2026-02-10")
	edit(t, project, "inputs/practices.csv", "gp-p81909@example.org", "office-p81909@example.org", "gp-p81907@example.org,active", "gp-p81907@example.org,closed")
	edit(t, project, "inputs/contracts.csv", "P81911,ltc-les-2025-26,domain-2,", "P81911,capitated-les-2025-26,ecg,")
	mustContain(t, on(exitPerson, "send", "projection-001"), "P81999/LTC/2025-26/PROJ/1: it is on hold: Finance disputes the target",
		"P81909/LTC/2025-26/PROJ/1: the register names office-p81909@example.org by now", "P81907/CAP/2025-26/PROJ/1: by the register as it is now a new run would hold it",
		"P81911/LTC/2025-26/PROJ/1: the contracts do not have the practice in this scheme by now", "8 letters to send")
}

// Whoever approves a run is told what has changed since it was made, and is not refused.
func TestApprovalTellsWhatHasChangedSince(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "trial")
	project := filepath.Join(dir, "yearend.yaml")
	yearend(t, exitDone, "init", dir)
	yearend(t, exitPerson, "produce", "--project", project, "--as-of", "2026-04-17")
	edit(t, project, "inputs/practices.csv", "Quillbeck House", "Quillbeck Lodge")
	decides(t, project, "P81999,LTC,hold,Finance disputes the target,Sam Sample,2026-04-17")
	said := yearend(t, exitDone, "approve", "run-001", "--by", "A. Manager", "--letters", "22", "--project", project)
	mustContain(t, said, "Changed since run-001 was made: inputs/practices.csv and yearend.yaml", "P81999/LTC/2025-26/1: it is on hold: Finance disputes the target")
	if shown := string(read(t, filepath.Join(dir, "output", "run-001", "approval.json"))); !strings.Contains(shown, "it is on hold") {
		t.Error("the approval does not keep what was shown")
	}
}
