package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"yearend/cmd/yearend/season"
)

func TestMain(m *testing.M) {
	if _, said := os.LookupEnv("COLUMNS"); !said {
		os.Setenv("COLUMNS", "4000") // tests look for whole sentences; how lines are broken has tests of its own
	}
	season.CollectLess() // as main does
	testscript.Main(tidy{m}, map[string]func(){"yearend": scriptMain})
}

// scriptMain is the program in a script: a person of another account is at work
// where the script says so.
func scriptMain() {
	if exe := os.Getenv("YEAREND_EXE"); exe != "" {
		os.Exit(underWine(exe, os.Args[1:]))
	}
	if profile := os.Getenv("SCRIPT_PROFILE"); profile != "" { // where AppData is the system's to say
		os.Setenv("AppData", profile)
	}
	here := season.ThisComputer()
	here.Account = cmp.Or(os.Getenv("SCRIPT_ACCOUNT"), here.Account)
	here.Computer = cmp.Or(os.Getenv("SCRIPT_COMPUTER"), here.Computer)
	os.Exit(runAt(context.Background(), here, os.Args[1:], os.Stdout, os.Stderr))
}

// TestScripts runs the command line as a person would: each script in
// fixtures/scripts is a session, with what it must print.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "../../fixtures/scripts",
		UpdateScripts: *update,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "mailserver": mailserver, "arrived": arrived,
		},
		Setup: func(env *testscript.Env) error {
			env.Values[mailKey{}] = &mailbag{}
			env.Setenv("XDG_CONFIG_HOME", filepath.Join(env.WorkDir, ".profile"))
			env.Setenv("AppData", filepath.Join(env.WorkDir, ".profile"))
			env.Setenv("COLUMNS", "4000")
			wineIn(env)
			env.Setenv("GORACE", "atexit_sleep_ms=0") // else the race detector waits a second at the end of every command
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
