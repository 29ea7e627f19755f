package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yearend/cmd/yearend/season"
	"yearend/letters/post/capture"
	"yearend/letters/register"
)

// trialRun is run-001 of a starter project, which a server waits for.
func trialRun(t *testing.T) (server *capture.Server, project string) {
	t.Helper()
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close() })
	project = filepath.Join(t.TempDir(), "trial", "yearend.yaml")
	yearend(t, exitDone, "init", filepath.Dir(project))
	pointAt(t, project, server.Port)
	yearend(t, exitPerson, "produce", "--project", project, "--as-of", "2026-04-17")
	return server, project
}

// A run that another version of the program made cannot be derived again by this one:
// its files are held against their digests, it is said, and they go; one that was
// altered does not.
func TestARunOfAnotherVersion(t *testing.T) {
	server, project := trialRun(t)
	edit(t, project, "output/run-001/run.json", `"`+season.Program()+`"`, `"yearend 0.0.9"`)
	yearend(t, exitDone, "approve", "run-001", "--by", "A. Manager", "--letters", "22", "--project", project)
	live := []string{"send", "run-001", "--live", "--accept-assumptions", "--messages", "3", "--project", project}

	letter := filepath.Join(filepath.Dir(project), "output", "run-001", "emails", "ltc-les-2025-26", "P81999.txt")
	whole := string(read(t, letter))
	edit(t, project, "output/run-001/emails/ltc-les-2025-26/P81999.txt", "P81999", "P81999 ")
	mustContain(t, yearend(t, exitFailed, live...), "run-001 is not what was approved, and nothing of it is sent", "P81999.txt")
	edit(t, project, "output/run-001/emails/ltc-les-2025-26/P81999.txt", "P81999 ", "P81999")
	if string(read(t, letter)) != whole {
		t.Fatal("the letter is not as it was")
	}

	said := yearend(t, exitDone, live...)
	mustContain(t, said, "made by yearend 0.0.9, and this is "+season.Program()+": its files are as they were approved by their digests; they cannot be derived again here",
		"3 sent, 0 refused")
	if strings.Contains(said, "derived again to the same bytes") || len(server.Stored()) != 3 {
		t.Errorf("%d messages\n%s", len(server.Stored()), said)
	}
	mustNotContain(t, yearend(t, exitDone, append(live[:5:5], "19", "--project", project)...), "made by") // it was said before the first round
}

// A run whose files and digests were altered together before it was approved is not sent:
// its own inputs come to something else. Nor is one of which the record alone was altered,
// so that it asks for less before it goes; nor one with a file that it would not have.
func TestARunThatComesOutOtherwiseIsNotSent(t *testing.T) {
	const words, record = "output/run-001/emails/ltc-les-2025-26/P81999.txt", "output/run-001/run.json"
	for named, alter := range map[string]func(project string){
		"P81999.txt": func(project string) {
			letter := filepath.Join(filepath.Dir(project), filepath.FromSlash(words))
			before := register.Digest(read(t, letter))
			edit(t, project, words, "Practice Manager", "practice manager")
			edit(t, project, record, before, register.Digest(read(t, letter)))
		},
		"added.txt": func(project string) {
			added := filepath.Join(filepath.Dir(project), "output", "run-001", "added.txt")
			if err := os.WriteFile(added, []byte("x"), 0o600); err != nil {
				t.Fatal(err)
			}
			edit(t, project, record, `"outputs": {`, `"outputs": {"added.txt": "`+register.Digest([]byte("x"))+`",`)
		},
		"run.json": func(project string) {
			file := filepath.Join(filepath.Dir(project), filepath.FromSlash(record))
			nothing := strings.ReplaceAll(string(read(t, file)), `"moves_money": true`, `"moves_money": false`)
			if err := os.WriteFile(file, []byte(nothing), 0o600); err != nil {
				t.Fatal(err)
			}
		},
	} {
		server, project := trialRun(t)
		alter(project)
		yearend(t, exitDone, "approve", "run-001", "--by", "A. Manager", "--letters", "22", "--project", project)
		live := []string{"send", "run-001", "--live", "--messages", "3", "--project", project}
		if named != "run.json" {
			live = append(live, "--accept-assumptions")
		}
		mustContain(t, yearend(t, exitFailed, live...),
			"run-001 does not come out as it was approved when it is derived again from its own inputs", named, "nothing of it is sent")
		if n := len(server.Stored()); n != 0 {
			t.Errorf("%s: %d messages went", named, n)
		}
	}
}
