package main

import (
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Every sum of the sample ICB's positions and services is found once more by another tool: SQLite, which works
// them out from the input files by fixtures/recount/sums.sql, in whole numbers, and agrees to the last digit.
func TestEverySumIsFoundInSQL(t *testing.T) {
	set, folder := sampleICB(), t.TempDir()
	for name, text := range map[string][]byte{"contracts.csv": set.Contracts, "activity.csv": set.Activity} {
		if err := os.WriteFile(filepath.Join(folder, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	sums, err := os.Open(filepath.Join("..", "..", "fixtures", "recount", "sums.sql"))
	if err != nil {
		t.Fatal(err)
	}
	defer sums.Close()
	sqlite := exec.Command("sqlite3", "-batch", "-bail", ":memory:")
	sqlite.Dir, sqlite.Stdin = folder, sums
	if said, err := sqlite.CombinedOutput(); err != nil || len(said) > 0 {
		t.Fatalf("sqlite3: %v\n%s", err, said)
	}
	c := &agreement{t: t, folder: produceICB(t)}
	c.inSQL("services", filepath.Join(folder, "services-in-sql.csv"), []int{0, 1, 2}, 750)
	c.inSQL("positions", filepath.Join(folder, "positions-in-sql.csv"), []int{0, 1}, 370)
	c.report()
}

// inSQL compares the rows that have sums, of which there are at least so many: a position that is held has none.
func (c *agreement) inSQL(table, file string, keys []int, least int) {
	c.t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		c.t.Fatal(err)
	}
	found, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
	if err != nil {
		c.t.Fatal(err)
	}
	want := map[string][]string{}
	for _, row := range found[1:] {
		want[keyOfRow(row, keys)] = row
	}
	got, compared := c.read(table+".csv"), 0
	scheme := columnOf(c.t, got[0], "scheme")
	for _, row := range got[1:] {
		key := row[0] + " " + row[scheme]
		if len(keys) == 3 {
			key += " " + row[columnOf(c.t, got[0], "service")]
		}
		if row[columnOf(c.t, got[0], "earned")] == "" {
			continue
		}
		if want[key] == nil {
			c.differ("%s: SQLite has no row for %s", table, key)
			continue
		}
		compared++
		for i, name := range found[0] {
			if cell := row[columnOf(c.t, got[0], name)]; cell != want[key][i] {
				c.differ("%s: %s: %s is %q, and %q in SQL", table, key, name, cell, want[key][i])
			}
		}
	}
	if compared < least {
		c.differ("%s: only %d rows compared", table, compared)
	}
}

func columnOf(t *testing.T, header []string, name string) int {
	t.Helper()
	for i, column := range header {
		if column == name {
			return i
		}
	}
	t.Fatalf("no column %q among %q", name, header)
	return -1
}
