package main

import (
	"bytes"
	"encoding/csv"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yearend/fixtures"
	"yearend/letters/pdf/readback"
)

// secondAct lives through `make run` and `make rerun` with the committed
// project files, and says where the folder of runs is.
func secondAct(t *testing.T) (project, output string) {
	t.Helper()
	first := writeICB(t)
	root := filepath.Dir(first)
	text := read(t, filepath.Join("..", "..", "fixtures", "icb", "rerun.yaml"))
	project = filepath.Join(root, "rerun.yaml")
	for path, data := range map[string][]byte{
		project: bytes.Replace(text, []byte("../../output"), []byte("output"), 1),
		filepath.Join(root, "inputs", "late-coding.csv"): fixtures.LateCoding(),
	} {
		if err := writeFile(path, data); err != nil {
			t.Fatal(err)
		}
	}
	yearend(t, exitPerson, "produce", "--project", first, "--as-of", "2026-04-17")
	yearend(t, exitDone, "approve", "run-001", "--project", first, "--by", "Alex Sample", "--letters", "380")
	yearend(t, exitPerson, "produce", "--project", project, "--as-of", "2026-04-29")
	return project, filepath.Join(root, "output")
}

// The late coding of the second act changes the letters of exactly the
// practices that it names, 4 of them to another outcome, and no other.
func TestTheSecondAct(t *testing.T) {
	project, output := secondAct(t)
	late := map[string]bool{}
	rows, err := csv.NewReader(bytes.NewReader(fixtures.LateCoding())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		late[row[0]] = true
	}
	was := map[string]string{}
	for _, row := range readTable(t, filepath.Join(output, "run-001", "positions.csv")) {
		was[row["practice_code"]+row["scheme"]] = row["outcome"]
	}
	var changed, turned []string
	for _, row := range readTable(t, filepath.Join(output, "run-002", "positions.csv")) {
		switch code := row["practice_code"]; row["state"] {
		case "changed":
			changed = append(changed, code)
			checkReplacing(t, filepath.Join(output, "run-002"), row)
			if row["outcome"] != was[code+row["scheme"]] {
				turned = append(turned, code)
			}
		case "new":
			t.Errorf("%s %s is new in the second act", code, row["scheme"])
		}
	}
	if len(changed) != 23 || !slices.Equal(changed, sortedKeys(late)) {
		t.Errorf("%d letters changed: %v, and late coding is of %v", len(changed), changed, sortedKeys(late))
	}
	if want := []string{"P81999", "P82910", "P82947", "P82948"}; !slices.Equal(turned, want) {
		t.Errorf("another outcome for %v, and not for %v", turned, want)
	}
	if made, err := filepath.Glob(filepath.Join(output, "run-002", "letters", "*", "*.pdf")); err != nil || len(made) != 23 {
		t.Errorf("%d letters: %v", len(made), err)
	}
	golden(t, "changes.txt", yearend(t, exitDone, "changes", "--project", project))
	yearend(t, exitDone, "verify", "run-002", "--project", project)
}

// checkReplacing sees that all three forms of a revised letter say that it is
// one, what it replaces, and what was and is; and that its pages are few: those
// of a first letter, or one more for the table of changes of several services.
func checkReplacing(t *testing.T, folder string, row map[string]string) {
	t.Helper()
	name := strings.TrimSuffix(row["letter"], ".pdf")
	parts := []string{"Revised: ", "This letter replaces the one of 17 April 2026, reference " + row["replaces"],
		"What changed, and why", "coded after 10 April 2026"}
	if row["replaces"] != row["practice_code"]+"/"+map[string]string{"ltc-les-2025-26": "LTC", "capitated-les-2025-26": "CAP"}[row["scheme"]]+"/2025-26/1" {
		t.Errorf("%s replaces %s", name, row["replaces"])
	}
	for form, words := range map[string]string{
		".txt":  string(read(t, filepath.Join(folder, name+".txt"))),
		".html": readPage(t, filepath.Join(folder, name+".html")),
		".pdf":  tool(t, "pdftotext", "-raw", filepath.Join(folder, name+".pdf"), "-"),
	} {
		for _, part := range parts {
			if !strings.Contains(spaced(words), part) {
				t.Errorf("%s%s does not say %q", name, form, part)
			}
		}
	}
	letter, err := new(readback.Reader).Read(read(t, filepath.Join(folder, name+".pdf")))
	most := map[string]int{"ltc-les-2025-26": 3, "capitated-les-2025-26": 4}[row["scheme"]]
	if err != nil || letter.Pages < 2 || letter.Pages > most {
		t.Errorf("%s has %d pages (%v)", name, letter.Pages, err)
	}
}
