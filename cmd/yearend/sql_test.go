package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"yearend/fixtures"
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
	c.inSQL("services", filepath.Join(folder, "services-in-sql.csv"), []string{"practice_code", "scheme", "service"}, 750)
	c.inSQL("positions", filepath.Join(folder, "positions-in-sql.csv"), []string{"practice_code", "scheme"}, 370)
	c.report()
}

// inSQL compares the rows that have sums, of which there are at least so many: a position that is held has none.
// Every row in SQL has one in the table.
func (c *agreement) inSQL(table, file string, keys []string, least int) {
	c.t.Helper()
	want := map[string]map[string]string{}
	for _, row := range c.named(file) {
		want[keyIn(row, keys)] = row
	}
	compared, known := 0, map[string]bool{}
	for _, row := range c.named(filepath.Join(c.folder, table+".csv")) {
		key := keyIn(row, keys)
		known[key] = true
		switch {
		case row["earned"] == "":
			continue
		case want[key] == nil:
			c.differ("%s: SQLite has no row for %s", table, key)
			continue
		}
		compared++
		for name, cell := range want[key] {
			if row[name] != cell {
				c.differ("%s: %s: %s is %q, and %q in SQL", table, key, name, row[name], cell)
			}
		}
	}
	for key := range want {
		if !known[key] {
			c.differ("%s: SQLite has %s, and the program has not", table, key)
		}
	}
	if compared < least {
		c.differ("%s: only %d rows compared", table, compared)
	}
}

// named are the rows of a table by the names of its columns.
func (c *agreement) named(file string) []map[string]string {
	c.t.Helper()
	rows, err := fixtures.NamedRows(read(c.t, file))
	if err != nil {
		c.t.Fatal(err)
	}
	return rows
}

func keyIn(row map[string]string, columns []string) string {
	var cells []string
	for _, name := range columns {
		cells = append(cells, row[name])
	}
	return strings.Join(cells, " ")
}
