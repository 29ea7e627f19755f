package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestScripts runs the command line as a person would: each script in
// fixtures/scripts is a session, with what it must print.
func TestScripts(t *testing.T) {
	program := builtProgram(t)
	testscript.Run(t, testscript.Params{
		Dir:           "../../fixtures/scripts",
		UpdateScripts: *update,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "mailserver": mailserver, "arrived": arrived,
		},
		Setup: func(env *testscript.Env) error {
			env.Values[mailKey{}] = &mailbag{}
			env.Setenv("PATH", filepath.Dir(program)+string(filepath.ListSeparator)+env.Getenv("PATH"))
			return nil
		},
	})
}

// exits runs yearend and judges its exit code: exits 3 produce --as-of 2026-04-17.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	if neg || err != nil {
		ts.Fatalf("usage: exits CODE ARGUMENT...")
	}
	err = ts.Exec("yearend", args[1:]...)
	got := 0
	if exit, ok := err.(*exec.ExitError); ok {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d\n%s%s", got, want, ts.ReadFile("stdout"), ts.ReadFile("stderr"))
	}
}

// golden compares text with a file under fixtures/golden, or writes it with -update.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := "../../fixtures/golden/" + name
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (make golden writes it)", err)
	}
	if got != string(want) {
		t.Errorf("%s has changed; look at what `make golden` changes in it\n%s", name, firstDifference(string(want), got))
	}
}

func firstDifference(want, got string) string {
	line := 1
	for i := range min(len(want), len(got)) {
		if want[i] != got[i] {
			break
		}
		if want[i] == '\n' {
			line++
		}
	}
	return fmt.Sprintf("first difference in line %d", line)
}
