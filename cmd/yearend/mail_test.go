package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"yearend/letters/post/capture"
)

// mailKey is where a script keeps its mail server.
type mailKey struct{}

var mailPlaces = regexp.MustCompile(`(?m)^  (host|port|security|auth|per_minute):.*$`)

// pointAt makes a project send to a capture server on this machine, quickly.
func pointAt(t interface{ Fatalf(string, ...any) }, project string, port int) {
	text, err := os.ReadFile(project)
	if err != nil {
		t.Fatalf("%v", err)
	}
	values := map[string]string{"host": "127.0.0.1", "port": strconv.Itoa(port), "security": "plain", "auth": "none", "per_minute": "60000"}
	edited := mailPlaces.ReplaceAllStringFunc(string(text), func(line string) string {
		key := strings.TrimSpace(line[:strings.Index(line, ":")])
		return "  " + key + ": " + values[key]
	})
	if err := os.WriteFile(project, []byte(edited), 0o600); err != nil {
		t.Fatalf("%v", err)
	}
}

// mailserver starts a mail server, and points a project at it: mailserver
// PROJECT [POINT ADDRESS ANSWER]... An answer of "keep" keeps the message and
// drops the connection, one of "drop" only drops it.
func mailserver(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args)%3 != 1 {
		ts.Fatalf("usage: mailserver PROJECT [POINT ADDRESS ANSWER]...")
	}
	script := func(turn capture.Turn) *capture.Fault {
		for i := 1; i < len(args); i += 3 {
			if string(turn.Point) == args[i] && strings.HasPrefix(turn.To, args[i+1]) {
				switch args[i+2] {
				case "keep":
					return capture.KeepAndDrop()
				case "drop":
					return capture.Drop()
				}
				return capture.Say(args[i+2])
			}
		}
		return nil
	}
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none", Script: script})
	ts.Check(err)
	ts.Defer(server.Close)
	ts.Value(mailKey{}).(*mailbag).server = server
	pointAt(ts, ts.MkAbs(args[0]), server.Port)
}

// mailbag is a script's mail server, once it has one.
type mailbag struct{ server *capture.Server }

// arrived judges how many messages the mail server has, to a mailbox or to all.
func arrived(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: arrived COUNT [ADDRESS]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	for _, m := range ts.Value(mailKey{}).(*mailbag).server.Stored() {
		if len(args) == 1 || m.To == args[1] {
			got++
		}
	}
	if got != want {
		ts.Fatalf("%d messages arrived, want %d", got, want)
	}
}

// trial is a starter project, in a folder of its own, whose mail goes to a server here.
func trial(t *testing.T, port int) (project string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "trial")
	project = filepath.Join(dir, "yearend.yaml")
	made(t, exitDone, "init", dir)
	pointAt(t, project, port)
	return project
}

// sample makes a run of the starter's sample, approved and pointed at a server.
func sample(t *testing.T, port int) (project string) { return sampleOf(t, port) }

// sampleOf is the same of a register in which some words are others.
func sampleOf(t *testing.T, port int, register ...string) (project string) {
	t.Helper()
	project = trial(t, port)
	if len(register) > 0 {
		edit(t, project, "inputs/practices.csv", register...)
	}
	made(t, exitPerson, "produce", "--project", project, "--as-of", "2026-04-17")
	yearend(t, exitDone, "approve", "run-001", "--by", "A. Manager", "--letters", "22", "--project", project)
	return project
}
