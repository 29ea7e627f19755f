package report

import (
	"bytes"
	"encoding/csv"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yearend/calc"
)

var update = flag.Bool("update", false, "rewrite the goldens under testdata")

// written is every table as a file.
func written(t *testing.T, r Run) map[string][]byte {
	t.Helper()
	tables, err := Tables(r)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for name, table := range tables {
		var file bytes.Buffer
		if err := table.Write(&file); err != nil {
			t.Fatal(name, err)
		}
		files[name] = file.Bytes()
	}
	return files
}

// cellsOf are the rows of a table.
func cellsOf(table Table) [][]string {
	var rows [][]string
	table.rows(func(cells ...string) { rows = append(rows, slices.Clone(cells)) })
	return rows
}

// Each table is held against a golden that a colleague can read.
func TestTables(t *testing.T) {
	files := written(t, sampleRun(t))
	want := []string{"advances.csv", "methods.csv", "near.csv", "payments.csv", "positions.csv", "problems.csv", "services.csv", "working.csv"}
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(files))); diff != "" {
		t.Fatalf("the tables written (-want +got):\n%s", diff)
	}
	delete(files, "advances.csv") // that of a run with a ledger is a golden
	for name, got := range files {
		t.Run(name, func(t *testing.T) { golden(t, name, got) })
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("differs from %s (-want +got; -update rewrites it):\n%s", path, diff)
	}
}

// Every row has a cell for every column, held ones too.
func TestTablesAreWhole(t *testing.T) {
	for name, file := range written(t, sampleRun(t)) {
		if _, err := csv.NewReader(bytes.NewReader(file)).ReadAll(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if bytes.ContainsRune(file, '\r') || bytes.HasPrefix(file, []byte("\ufeff")) {
			t.Errorf("%s: has a carriage return or a byte order mark", name)
		}
	}
}

// Amount × sign of payments.csv adds up to the balances of all positions.
func TestPaymentsAddUpToTheBalances(t *testing.T) {
	r := sampleRun(t)
	var paid, balance calc.Money
	for _, row := range cellsOf(payments(r)) {
		if row[6] == "held" {
			continue
		}
		amount := money(t, row[7])
		if row[8] == "-1" {
			amount = calc.Money{}.Minus(amount)
		}
		paid = paid.Plus(amount)
	}
	for _, p := range r.Settled.Positions {
		balance = balance.Plus(p.Balance)
	}
	if paid.Cmp(balance) != 0 || paid.Sign() == 0 {
		t.Errorf("payments add up to %s, balances to %s", paid, balance)
	}
}

func TestRunWithMissingIssueIsRefused(t *testing.T) {
	r := sampleRun(t)
	r.Issues = r.Issues[1:]
	if _, err := Tables(r); err == nil || !strings.Contains(err.Error(), "5 positions with 4 issues") {
		t.Errorf("got %v", err)
	}
}
