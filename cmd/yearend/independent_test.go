package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yearend/fixtures/recount"
)

// Every figure of the sample ICB is found a second time by recount, which knows the formats and nothing of
// the program, and the two agree to the last digit.
func TestEveryFigureIsFoundASecondTime(t *testing.T) {
	set := sampleICB()
	want, err := recount.Of(set.Practices, set.Contracts, set.Activity)
	if err != nil {
		t.Fatal(err)
	}
	c := &agreement{t: t, folder: produceICB(t)}
	c.table("positions.csv", "practice_code,practice_name,scheme,outcome,contract_value,earned,advance_paid,balance,"+
		"late_coded,earned_on_time,balance_on_time,issue,state,replaces,letter,sha256", []int{0, 2}, want.Positions)
	c.table("services.csv", "practice_code,scheme,service,target,recorded,late_coded,out_of_period,method,achievement,"+
		"exact,capped,contract_value,earned,advance_paid,balance", []int{0, 1, 2}, want.Services)
	c.table("methods.csv", "practice_code,scheme,service,method,achievement,exact,applied", []int{0, 1, 2, 3}, want.Methods)
	c.tallies(want.Tally)
	c.report()
}

// How little would reach a share, fall below it or change an outcome, and in which months, is found a second
// time by trying every month and every count.
func TestEveryBoundaryIsFoundASecondTime(t *testing.T) {
	set := sampleICB()
	want, err := recount.Near(set.Practices, set.Contracts, set.Activity)
	if err != nil {
		t.Fatal(err)
	}
	if len(want) < 100 {
		t.Fatalf("only %d boundaries", len(want))
	}
	c := &agreement{t: t, folder: produceICB(t)}
	c.near(want)
	c.report()
}

// near compares the shares and outcomes of near.csv, whose other kinds have no count.
func (c *agreement) near(want [][]string) {
	c.t.Helper()
	got := c.read("near.csv")
	columns := strings.Split("practice_code,practice_name,scheme,service,kind,direction,count,months", ",")
	if !slices.Equal(got[0][:len(columns)], columns) {
		c.differ("near.csv: header %q, want %q", got[0], columns)
		return
	}
	got = slices.DeleteFunc(got[1:], func(row []string) bool { return row[4] != "share" && row[4] != "outcome" })
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) {
			c.differ("near.csv: %d rows of shares and outcomes, want %d", len(got), len(want))
			return
		}
		c.row("near.csv: "+strings.Join(want[i], " "), columns, got[i], want[i])
	}
}

// agreement collects what differs, and shows the first of it.
type agreement struct {
	t           *testing.T
	folder      string
	differences int
}

func (c *agreement) differ(format string, args ...any) {
	c.t.Helper()
	if c.differences++; c.differences <= 20 {
		c.t.Errorf(format, args...)
	}
}

func (c *agreement) report() {
	if c.differences > 20 {
		c.t.Errorf("the first 20 of %d differences", c.differences)
	}
}

// table compares a table with the rows that it should have: the header (further columns may follow), which rows
// there are and in what order, and each cell. Columns past those of a wanted row are not compared.
func (c *agreement) table(name, header string, keys []int, want [][]string) {
	c.t.Helper()
	got := c.read(name)
	columns := strings.Split(header, ",")
	if len(got[0]) < len(columns) || !slices.Equal(got[0][:len(columns)], columns) {
		c.differ("%s: header %q, want %q", name, got[0], columns)
		return
	}
	rows := map[string][]string{}
	var order, wantOrder []string
	for _, row := range got[1:] {
		order = append(order, keyOfRow(row, keys))
		rows[keyOfRow(row, keys)] = row
	}
	for _, row := range want {
		key := keyOfRow(row, keys)
		wantOrder = append(wantOrder, key)
		if rows[key] == nil {
			c.differ("%s: no row for %s", name, key)
			continue
		}
		c.row(name+": "+key, columns, rows[key], row)
	}
	c.order(name, order, wantOrder)
}

func keyOfRow(row []string, columns []int) string {
	var cells []string
	for _, at := range columns {
		cells = append(cells, row[at])
	}
	return strings.Join(cells, " ")
}

// read reads a table of the run folder, header and all.
func (c *agreement) read(name string) [][]string {
	c.t.Helper()
	file, err := os.ReadFile(filepath.Join(c.folder, name))
	if err != nil {
		c.t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(file, []byte("\ufeff")))).ReadAll()
	if err != nil {
		c.t.Fatal(err)
	}
	return rows
}

// row compares the cells of one row.
func (c *agreement) row(place string, columns, got, want []string) {
	c.t.Helper()
	for i, cell := range want {
		same := got[i] == cell
		if columns[i] == "practice_name" {
			same = sameOrInertName(got[i], cell)
		}
		if !same {
			c.differ("%s: %s is %q, want %q", place, columns[i], got[i], cell)
		}
	}
}

// sameOrInertName allows a name to be composed, to have its no-break space taken for a space, and to be made inert
// where a spreadsheet would run it; then it must be inert.
func sameOrInertName(got, want string) bool {
	fold := strings.NewReplacer("e\u0301", "é", "\u00a0", " ")
	if strings.ContainsAny(want[:1], "=+-@") {
		return got != "" && !strings.ContainsAny(got[:1], "=+-@") && strings.HasSuffix(fold.Replace(got), fold.Replace(want))
	}
	return fold.Replace(got) == fold.Replace(want)
}

// order names what is in one list of keys and not in the other, and the first place where they part.
func (c *agreement) order(name string, got, want []string) {
	c.t.Helper()
	wanted := map[string]bool{}
	for _, key := range want {
		wanted[key] = true
	}
	for _, key := range got {
		if !wanted[key] {
			c.differ("%s: there should be no row for %s", name, key)
		}
		wanted[key] = false // a second one is one too many
	}
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			c.differ("%s: row %d is %s, want %s", name, i+2, got[i], want[i])
			return
		}
	}
}

// tallies compares what became of the records, scheme by scheme, with run.json.
func (c *agreement) tallies(want recount.Tally) {
	c.t.Helper()
	text, err := os.ReadFile(filepath.Join(c.folder, "run.json"))
	if err != nil {
		c.t.Fatal(err)
	}
	var account struct{ Tallies map[string]map[string]int }
	if err := json.Unmarshal(text, &account); err != nil {
		c.t.Fatal(err)
	}
	for scheme := range account.Tallies {
		if want[scheme] == nil {
			want[scheme] = map[string]int{} // such as unattributed: there is nothing of the kind
		}
	}
	for scheme, tally := range want {
		for _, reason := range []string{"read", "counted", "out_of_period", "excluded_service", "no_contract", "held"} {
			if got := account.Tallies[scheme][reason]; got != tally[reason] {
				c.differ("run.json: tallies.%s.%s is %d, want %d", scheme, reason, got, tally[reason])
			}
		}
	}
}
