package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// starterProject is a project as init writes it, with one approved run.
func starterProject(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "trial")
	made(t, exitDone, "init", dir)
	project := filepath.Join(dir, "yearend.yaml")
	made(t, exitPerson, "produce", "--as-of", "2026-04-17", "--project", project)
	yearend(t, exitDone, "approve", "run-001", "--by", "Alex Sample", "--letters", "22", "--project", project)
	return project
}

// yearend runs a command in this process, and says what it said.
func yearend(t *testing.T, want int, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	if code := runAt(t.Context(), hereOf(t), args, &out, &out); code != want {
		t.Fatalf("%v: exit %d, want %d\n%s", args, code, want, &out)
	}
	return out.String()
}

// yearendRefuses has each command that makes, approves, sends or prints letters refuse a
// folder of runs, in words.
func yearendRefuses(t *testing.T, project, words string) {
	t.Helper()
	for _, command := range [][]string{
		{"produce", "--as-of", "2026-04-24"}, {"produce", "--outcome", "--as-of", "2026-05-22"}, {"approve", "run-001", "--by", "Sam Mockford", "--letters", "22"},
		{"revoke", "run-001", "--by", "Sam Mockford", "--because", "a test"}, {"send", "run-001"}, {"send", "run-001", "--live", "--accept-assumptions", "--messages", "3"},
		{"send", "run-001", "--resolve", "P81999=posted", "--on", "2026-04-20", "--by", "Sam Mockford"}, {"print", "run-001", "--all"},
	} {
		if said := yearend(t, exitFailed, append(command, "--project", project)...); !strings.Contains(said, words) {
			t.Errorf("%v says\n%s", command, said)
		}
	}
}

// inFolder is what is in the folder of runs, without the lock's own file.
func inFolder(t *testing.T, project string) string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(filepath.Dir(project), "output"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if e.Name() != ".lock" && e.Name() != "approved.jsonl" {
			names = append(names, e.Name())
		}
	}
	return strings.Join(names, " ")
}

// Where no folder of runs can be made, it is said, whatever the reason: here it
// lies below a file.
func TestNoPlaceForRuns(t *testing.T) {
	project := starterProject(t)
	text := strings.Replace(string(read(t, project)), "output: output", "output: inputs/practices.csv/output", 1)
	if err := os.WriteFile(project, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	if said := yearend(t, exitFailed, "produce", "--as-of", "2026-04-18", "--project", project); !strings.Contains(said, "make the folder of runs") {
		t.Error(said)
	}
}

// A command that fails gives the lock back, and is not taken for a killed one.
func TestTheLockIsGivenBackAfterAFailure(t *testing.T) {
	project := starterProject(t)
	approval := filepath.Join(filepath.Dir(project), "output", "run-001", "approval.json")
	text := read(t, approval)
	if err := os.WriteFile(approval, text[:40], 0o666); err != nil {
		t.Fatal(err)
	}
	if said := yearend(t, exitFailed, "produce", "--as-of", "2026-04-18", "--project", project); !strings.Contains(said, "approval.json is damaged") {
		t.Error(said)
	}
	if left := inFolder(t, project); left != "run-001" {
		t.Errorf("left: %s", left)
	}
	if err := os.WriteFile(approval, text, 0o666); err != nil {
		t.Fatal(err)
	}
	if said := yearend(t, exitPerson, "produce", "--as-of", "2026-04-18", "--project", project); strings.Contains(said, "did not finish") {
		t.Error(said)
	}
}
