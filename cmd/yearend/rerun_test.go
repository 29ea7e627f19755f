package main

import (
	"bytes"
	"encoding/csv"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yearend/fixtures"
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
// practices that it names, 4 of them to another outcome, and no other; each of
// them says so, and checks itself like any other letter.
func TestTheSecondAct(t *testing.T) {
	t.Parallel()
	project, output := secondAct(t)
	late := map[string]bool{}
	rows, err := csv.NewReader(bytes.NewReader(fixtures.LateCoding())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		late[row[0]] = true
	}
	before := map[string]map[string]string{}
	for _, row := range readTable(t, filepath.Join(output, "run-001", "positions.csv")) {
		before[row["practice_code"]+row["scheme"]] = row
	}
	second := filepath.Join(output, "run-002")
	var changed, turned []string
	for _, row := range readTable(t, filepath.Join(second, "positions.csv")) {
		switch code := row["practice_code"]; row["state"] {
		case "changed":
			was := before[code+row["scheme"]]
			changed = append(changed, code)
			checkRevised(t, second, was, row)
			if row["outcome"] != was["outcome"] {
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
	if made, err := filepath.Glob(filepath.Join(second, "letters", "*", "*.pdf")); err != nil || len(made) != 23 {
		t.Errorf("%d letters: %v", len(made), err)
	}
	golden(t, "changes.txt", yearend(t, exitDone, "changes", "--project", project))
	yearend(t, exitDone, "verify", "run-002", "--project", project)
	for _, name := range []string{"ltc-les-2025-26/P81999", "capitated-les-2025-26/P82901"} {
		text := read(t, filepath.Join(second, "letters", name+".txt"))
		golden(t, "letters/revised-"+strings.ReplaceAll(name, "/", "-")+".txt", string(text))
	}
}
