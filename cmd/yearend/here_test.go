package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yearend/cmd/yearend/season"
	"yearend/letters/register"
)

// testProfiles is where the tests of this process have their profiles: never the
// one of whoever runs them.
func testProfiles() string {
	return filepath.Join(os.TempDir(), fmt.Sprintf("yearend-profiles-%d", os.Getpid()))
}

// profileAt is the environment of a program of its own, with a profile there.
func profileAt(dir string) []string {
	return append(os.Environ(), "XDG_CONFIG_HOME="+dir, "AppData="+dir, "HOME="+dir)
}

// onlyRun is the one run of a project.
func onlyRun(t testing.TB, project string) register.Run {
	t.Helper()
	runs, err := runsOf(project).Runs()
	if err != nil || len(runs) != 1 {
		t.Fatalf("%d runs, %v", len(runs), err)
	}
	return runs[0]
}

// hereOf is a person at a computer of a test's own.
func hereOf(t testing.TB) season.Here {
	name := strings.NewReplacer("/", "_", " ", "_").Replace(t.Name())
	return season.Here{Account: "tester", Computer: "pc-1", Profile: filepath.Join(testProfiles(), name)}
}
