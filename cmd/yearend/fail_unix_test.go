//go:build unix

package main

import (
	"encoding/json"
	"errors"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"yearend/letters/post/capture"
)

// A write that fails part way, as on a full disk, leaves every finished run as
// it was and nothing half made. The system's limit on the size of a file stands
// in for the full disk, since that needs no rights; Windows has no such limit,
// and what is tested here is the same code there.
func TestAWriteThatFailsMidway(t *testing.T) {
	project, program := starterProject(t), builtProgram(t)
	limited := func(blocks string, args ...string) string {
		t.Helper()
		shell := append([]string{"-c", `ulimit -f "$0" && exec "$@"`, blocks, program}, append(args, "--project", project)...)
		out, err := exec.Command("sh", shell...).CombinedOutput()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != exitFailed {
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
		return string(out)
	}
	// The letters fit, the control workbook does not.
	if said := limited("120", "produce", "--as-of", "2026-04-18"); !strings.Contains(said, "file too large") {
		t.Error(said)
	}
	if left := inFolder(t, project); left != "run-001" {
		t.Errorf("left: %s", left)
	}
	// The lock fits, the approval does not.
	yearend(t, exitPerson, "produce", "--as-of", "2026-04-18", "--project", project)
	if said := limited("4", "approve", "run-002", "--by", "Alex Sample", "--letters", "0"); !strings.Contains(said, "approve run-002") {
		t.Error(said)
	}
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(project), "output", "run-002", "approval*")); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
	yearend(t, exitDone, "verify", "run-001", "--project", project)
	yearend(t, exitDone, "approve", "run-002", "--by", "Alex Sample", "--letters", "0", "--project", project)
}

// A disk that fills up while letters are sent ends the round before a message that
// could not be noted; that sent.csv says it letter by letter is said only where it
// does. When there is room again the rest goes, and nothing twice.
func TestADiskThatFillsUpWhileLettersAreSent(t *testing.T) {
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none"})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	project, program := sample(t, server.Port), builtProgram(t)
	live := []string{"send", "run-001", "--live", "--accept-assumptions", "--limit", "50", "--project", project}
	shell := append([]string{"-c", `ulimit -f "$0" && exec "$@"`, "8", program}, append(live, "--messages", "22")...)
	c := exec.Command("sh", shell...)
	c.Env = profileAt(hereOf(t).Profile)
	out, err := c.CombinedOutput()
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		t.Fatalf("%v\n%s", err, out)
	}
	said, gone := string(out), len(server.Stored())
	if gone == 0 || gone == 22 {
		t.Fatalf("%d letters went, so that nothing failed in the middle\n%s", gone, said)
	}
	mustContain(t, said, "file too large", "make room on the disk; `yearend send run-001` writes it again")
	mustNotContain(t, said, "says it letter by letter")

	var plan planReport
	_, said = child(t, "send", "run-001", "--json", "--project", project)
	if err := json.Unmarshal([]byte(said), &plan); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	if code, said := child(t, append(live, "--messages", strconv.Itoa(len(plan.Goes)))...); code != exitDone && code != exitPerson {
		t.Fatalf("exit %d\n%s", code, said)
	}
	arrived := map[string]int{}
	for _, m := range server.Stored() {
		arrived[subjectOf(t, m.Data)+m.To]++
	}
	if len(arrived) != len(server.Stored()) || len(arrived)+len(plan.Stays) < 22 {
		t.Errorf("%d messages of %d letters, %d stay", len(server.Stored()), len(arrived), len(plan.Stays))
	}
}
