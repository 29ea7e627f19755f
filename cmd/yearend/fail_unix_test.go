//go:build unix

package main

import (
	"errors"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
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
