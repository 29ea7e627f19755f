package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yearend/fixtures"
)

// A letter that replaces another says so in all its forms, with what was, what
// is now and why; and it checks itself like any other.
func TestRevisedLetters(t *testing.T) {
	first, second := produceTwice(t)
	before := map[string]map[string]string{}
	for _, row := range readTable(t, filepath.Join(first, "positions.csv")) {
		before[row["letter"]] = row
	}
	changed := 0
	for _, row := range readTable(t, filepath.Join(second, "positions.csv")) {
		if row["state"] != "changed" {
			continue
		}
		changed++
		checkRevised(t, second, before[row["letter"]], row)
		path := filepath.Join(second, strings.TrimSuffix(row["letter"], ".pdf"))
		sameForms(t, path)
		checkPage(t, path+".pdf", "[34]")
	}
	if changed != 23 {
		t.Errorf("%d letters are revised, want 23", changed)
	}
	for _, name := range []string{"ltc-les-2025-26/P81999", "capitated-les-2025-26/P82901"} {
		text, err := os.ReadFile(filepath.Join(second, "letters", name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		golden(t, "letters/revised-"+strings.ReplaceAll(name, "/", "-")+".txt", string(text))
	}
}

// checkRevised reads a revised letter's text: it replaces the first one, and
// what is said to have been is what the first one said.
func checkRevised(t *testing.T, folder string, was, now map[string]string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, strings.TrimSuffix(now["letter"], "pdf")+"txt"))
	if err != nil {
		t.Fatal(err)
	}
	words := spaced(string(text))
	short := map[string]string{"ltc-les-2025-26": "LTC", "capitated-les-2025-26": "CAP"}[now["scheme"]]
	first := now["practice_code"] + "/" + short + "/2025-26/1"
	wanted := []string{"Revised: ", "This letter replaces the one of 17 April 2026, reference " + first,
		" | Was: ", " | Now: ", " coded after 10 April 2026", pence(now["balance"])}
	if was["balance"] != now["balance"] {
		wanted = append(wanted, "Was: "+pence(was["balance"])+" to ", "Now: "+pence(now["balance"])+" to ")
	}
	for _, want := range wanted {
		if !strings.Contains(words, want) {
			t.Errorf("%s: %q is not in it", now["letter"], want)
		}
	}
	if now["replaces"] != first {
		t.Errorf("%s replaces %q in the table, want %q", now["letter"], now["replaces"], first)
	}
}

// produceTwice produces and approves the sample ICB's letters, and produces them
// again with what was coded since.
func produceTwice(t *testing.T) (first, second string) {
	t.Helper()
	project := writeICB(t)
	root := filepath.Dir(project)
	do := func(exit int, args ...string) {
		t.Helper()
		var stdout, stderr bytes.Buffer
		if got := run(context.Background(), append(args, "--project", project), &stdout, &stderr); got != exit {
			t.Fatalf("%v: exit %d, want %d\n%s\n%s", args, got, exit, &stdout, &stderr)
		}
	}
	do(exitPerson, "produce", "--as-of", "2026-04-17")
	do(exitDone, "approve", "run-001", "--by", "Alex Sample", "--letters", "380")
	if err := writeFile(filepath.Join(root, "inputs", "late-coding.csv"), fixtures.LateCoding()); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(project)
	if err != nil {
		t.Fatal(err)
	}
	text = bytes.Replace(text, []byte("[inputs/activity.csv]"), []byte("[inputs/activity.csv, inputs/late-coding.csv]"), 1)
	if err := writeFile(project, text); err != nil {
		t.Fatal(err)
	}
	do(exitPerson, "produce", "--as-of", "2026-04-29")
	return filepath.Join(root, "output", "run-001"), filepath.Join(root, "output", "run-002")
}
