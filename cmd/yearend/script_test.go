package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"yearend/cmd/yearend/season"
	"yearend/fixtures"
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
	if exe := os.Getenv("YEAREND_EXE"); exe != "" && runtime.GOOS != "windows" {
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
			"exits": exits, "mailserver": mailserver, "arrived": arrived, "form": form, "filled": filled,
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

// form writes the export of a mitigation form: a request a row of a table with the columns
// Sent, Practice code, Months (0 for April, `;` between), Counts and What happened.
func form(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: form FROM.csv TO.xlsx")
	}
	rows, err := fixtures.NamedRows([]byte(ts.ReadFile(args[0])))
	ts.Check(err)
	var asks []fixtures.Ask
	for _, row := range rows {
		months, counts := map[int]int{}, strings.Split(row["Counts"], ";")
		for i, month := range strings.Split(row["Months"], ";") {
			m, err := strconv.Atoi(month)
			ts.Check(err)
			months[m], err = strconv.Atoi(counts[i])
			ts.Check(err)
		}
		asks = append(asks, fixtures.Ask{At: row["Sent"], Code: row["Practice code"], Ground: "other circumstances", Counted: "records", Happened: row["What happened"],
			Months: months, Evidence: "https://files.example.org/1.pdf"})
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), fixtures.Form(asks, 0), 0o600))
}

// filled writes the sheet that a panel has filled in, with the digest of its pack.
func filled(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: filled PACK FROM.csv TO.csv")
	}
	digest := fmt.Sprintf("%x", sha256.Sum256([]byte(ts.ReadFile(args[0]+"/run.json"))))
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(strings.ReplaceAll(ts.ReadFile(args[1]), "DIGEST", digest)), 0o600))
}
