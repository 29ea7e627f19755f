package main

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"mime"
	netmail "net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yearend/letters/post/capture"
	"yearend/letters/register"
)

// edit changes words in a file of a project.
func edit(t *testing.T, project, file string, pairs ...string) {
	t.Helper()
	path := filepath.Join(filepath.Dir(project), file)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			t.Fatalf("%s has no %q", file, pairs[i])
		}
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func mustContain(t *testing.T, text string, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}

// A later approved run decides what an earlier one still sends: a letter that it
// replaces never goes, one that it holds waits for a person, a corrected mailbox
// is used, and what stands unchanged goes from the earlier run.
func TestALaterRunDecides(t *testing.T) {
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none"})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	project := sample(t, server.Port)
	live := func(want int, run, messages string, more ...string) string {
		t.Helper()
		return yearend(t, want, append([]string{"send", run, "--live", "--accept-assumptions", "--messages", messages, "--project", project}, more...)...)
	}
	live(exitDone, "run-001", "1", "--only", "P81902", "--scheme", "CAP")

	edit(t, project, "inputs/contracts.csv",
		"P81901,ltc-les-2025-26,domain-2,150,30000.00,24000.00", "P81901,ltc-les-2025-26,domain-2,150,30000.00,23000.00")
	edit(t, project, "inputs/practices.csv", "gp-p81909@example.org", "new-p81909@example.org", "gp-p81911@example.org", "")
	yearend(t, exitPerson, "produce", "--project", project, "--as-of", "2026-04-20")
	shown := yearend(t, exitDone, "approve", "run-002", "--by", "A. Manager", "--letters", "1", "--project", project)
	mustContain(t, shown, "Mailboxes changed since run-001: 2", "P81909: new-p81909@example.org, before gp-p81909@example.org", "P81911: none, before gp-p81911@example.org")

	out := yearend(t, exitPerson, "send", "run-001", "--project", project)
	mustContain(t, out, "18 letters to send, 1 sent before", "1 are replaced by later letters, and never go",
		"stays: P81911/CAP/2025-26/1: the register names no mailbox", "run-002 still owes 1 letter: yearend send run-002")
	live(exitPerson, "run-001", "18")
	live(exitDone, "run-002", "1")
	boxes := map[string][]string{}
	for _, m := range server.Stored() {
		boxes[m.To] = append(boxes[m.To], subjectOf(t, m.Data))
	}
	if len(boxes["new-p81909@example.org"]) != 2 || len(boxes["gp-p81909@example.org"]) != 0 || len(boxes["gp-p81911@example.org"]) != 0 {
		t.Errorf("the corrected mailboxes: %v", boxes)
	}
	ltc := boxes["gp-p81901@example.org"]
	if len(ltc) != 2 || !strings.Contains(ltc[1], "LTC LES") || strings.Contains(ltc[1], "replacing") { // the first never went
		t.Errorf("P81901 got %q", ltc)
	}
	mustContain(t, yearend(t, exitPerson, "status", "--project", project, "--as-of", "2026-04-21"),
		"run-001: of 22 letters 19 sent, 0 to go, 0 refused, 0 unknown, 0 stopped, 2 to be posted, 1 replaced",
		"run-002: of 1 letter 1 sent, 0 to go", "for a person: P81911/LTC/2025-26/1: no mailbox")

	yearend(t, exitDone, "send", "run-001", "--resolve", "P81911=sent", "--scheme", "LTC", "--by", "A. Manager", "--project", project)
	yearend(t, exitDone, "send", "run-001", "--resolve", "P81911=sent", "--scheme", "CAP", "--by", "A. Manager", "--project", project)
	yearend(t, exitDone, "status", "--project", project, "--as-of", "2026-04-21")

	yearend(t, exitPerson, "produce", "--project", project, "--as-of", "2026-04-21") // its workbook tells what was sent
	yearend(t, exitDone, "verify", "run-003", "--project", project)
	sent := readTable(t, filepath.Join(filepath.Dir(project), "output", "run-003", "inputs", "earlier-sent.csv"))
	states := map[string]int{}
	for _, row := range sent {
		states[row["run"]+" "+row["state"]]++
	}
	if len(sent) != 23 || states["run-001 sent"] != 21 || states["run-001 replaced"] != 1 || states["run-002 sent"] != 1 {
		t.Errorf("what was sent before: %v", states)
	}
	mustContain(t, workbookXML(t, filepath.Join(filepath.Dir(project), "output", "run-003", "control.xlsx")), `name="Sent"`)
}

// workbookXML is the list of a workbook's sheets.
func workbookXML(t *testing.T, file string) string {
	t.Helper()
	archive, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	data, err := fs.ReadFile(archive, "xl/workbook.xml")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func subjectOf(t *testing.T, message []byte) string {
	t.Helper()
	m, err := netmail.ReadMessage(bytes.NewReader(message))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil {
		t.Fatal(err)
	}
	return subject
}

// A second send at the same time is refused, and says who is at work.
func TestASecondSendIsRefused(t *testing.T) {
	project := sample(t, 1)
	lock, err := register.Take(filepath.Join(filepath.Dir(project), "output"), register.Holder{Who: "j.smith", Host: "PC-7", PID: 12, Doing: "send"})
	if err != nil {
		t.Fatal(err)
	}
	defer lock.Release()
	mustContain(t, yearend(t, exitFailed, "send", "run-001", "--live", "--accept-assumptions", "--messages", "3", "--project", project),
		"another yearend is at work", "j.smith on PC-7")
}
