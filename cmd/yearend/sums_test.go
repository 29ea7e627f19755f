package main

import (
	"encoding/csv"
	"fmt"
	"html"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"yearend/calc"
	"yearend/calc/rulebook"
	"yearend/fixtures/recount"
)

// Every sum that is written is worked out again from its own words, in the annex
// of every letter, on the page beside it and in working.csv: it comes to what stands
// beside it, follows from the steps before it, and ends at what the tables say is
// earned and paid.
func TestEveryWrittenSumComesToWhatIsPaid(t *testing.T) {
	run := produceICB(t)
	tables := map[string][][]string{"positions.csv": nil, "services.csv": nil, "methods.csv": nil, "working.csv": nil}
	for name := range tables {
		tables[name] = readRows(t, filepath.Join(run, name))
	}
	written := stepsOf(tables["working.csv"])
	letters := 0
	for _, row := range tables["positions.csv"] {
		key := row[0] + " " + row[2]
		if row[3] == "held" {
			if steps := written[key]; len(steps) != 1 || steps[0].Label != "Held: no figures" || steps[0].Value != "" {
				t.Errorf("%s is held, and works out %v", key, steps)
			}
			continue
		}
		letters++
		annex := annexOf(t, filepath.Join(run, "letters", row[2], row[0]+".html"))
		page := pageOf(t, filepath.Join(run, "working", row[2], row[0]+".html"))
		if len(annex) != len(written[key]) || len(page) != len(annex) {
			t.Errorf("%s: %d steps in the letter, %d on its page, %d in working.csv", key, len(annex), len(page), len(written[key]))
		}
		for where, steps := range map[string][]recount.Step{"the letter": annex, "the page": page, "working.csv": written[key]} {
			w, err := recount.Rework(steps)
			if err != nil {
				t.Errorf("%s, %s: %v", key, where, err)
				continue
			}
			asTold(t, key+", "+where, w, row, rowsOfPosition(tables["services.csv"], row), rowsOfPosition(tables["methods.csv"], row))
		}
	}
	if letters < 300 {
		t.Errorf("only %d letters were looked at", letters)
	}
}

// asTold compares what the sums come to with the rows of the other tables.
func asTold(t *testing.T, where string, w *recount.Working, position []string, services, methods [][]string) {
	t.Helper()
	got := []string{twoPlaces(w.Value), twoPlaces(w.Earned), twoPlaces(w.Advance), twoPlaces(w.Balance), position[10]}
	if w.OnTime != nil {
		got[4] = twoPlaces(w.OnTime)
	} else if position[8] != "0" {
		got[4] = "no step"
	}
	want := append(position[4:8:8], position[10])
	for i, l := range w.Lines {
		got = append(got, l.Target.RatString(), orNone(l.Late), orNone(l.Outside), fraction(l.Applied.Share), twoPlaces(l.Value), twoPlaces(l.Earned), twoPlaces(l.Advance))
		s := services[i]
		want = append(want, s[3], s[5], s[6], s[9], s[11], s[12], s[13])
		for _, m := range l.Methods {
			got, want = append(got, fraction(m.Share)), append(want, methods[0][5])
			methods = methods[1:]
		}
	}
	if len(methods) != 0 || len(services) != len(w.Lines) || fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%s: the sums come to %v, the tables have %v", where, got, want)
	}
}

func twoPlaces(n *big.Rat) string { return n.FloatString(2) }
func fraction(n *big.Rat) string  { return n.Num().String() + "/" + n.Denom().String() }

func orNone(n *big.Rat) string {
	if n == nil {
		return "0"
	}
	return n.RatString()
}

// rowsOfPosition are a table's rows on the practice and scheme of a position.
func rowsOfPosition(table [][]string, position []string) [][]string {
	var rows [][]string
	for _, row := range table {
		if row[0] == position[0] && row[1] == position[2] {
			rows = append(rows, row)
		}
	}
	return rows
}

// stepsOf is working.csv by practice and scheme. The service stands before the label.
func stepsOf(rows [][]string) map[string][]recount.Step {
	steps := map[string][]recount.Step{}
	for _, row := range rows {
		s := recount.Step{Label: row[3], Sum: row[4], Value: row[5]}
		for _, service := range []string{"ECGs", "Phlebotomy", "Wound Care", "Domain 2"} {
			if label, of := strings.CutPrefix(row[3], service+": "); of {
				s.Service, s.Label = service, label
			}
		}
		steps[row[0]+" "+row[1]] = append(steps[row[0]+" "+row[1]], s)
	}
	return steps
}

var annexRow = regexp.MustCompile(`<tr><th scope="row">(.*?)</th><td>(.*?)</td><td class="n">(.*?)</td><td>.*?</td></tr>`)

// annexOf is the working in a letter's web twin. A row of a name alone says whose the
// steps below it are.
func annexOf(t *testing.T, path string) []recount.Step {
	t.Helper()
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, table, found := strings.Cut(string(page), "<caption>The working, step by step</caption>")
	table, _, ends := strings.Cut(table, "</table>")
	rows := annexRow.FindAllStringSubmatch(table, -1)
	if !found || !ends || len(rows) != strings.Count(table, "<tr>")-1 {
		t.Fatalf("%s: %d rows of its annex can be read, of %d", path, len(rows), strings.Count(table, "<tr>")-1)
	}
	var steps []recount.Step
	service := ""
	for _, row := range rows {
		if row[2] == "<strong></strong>" && row[3] == "<strong></strong>" {
			if service = html.UnescapeString(row[1]); service == "All services" {
				service = ""
			}
			continue
		}
		steps = append(steps, recount.Step{Service: service, Label: html.UnescapeString(row[1]), Sum: html.UnescapeString(row[2]), Value: html.UnescapeString(row[3])})
	}
	return steps
}

var pageRow = regexp.MustCompile(`<h3>(.*?)</h3>|<li>(.*?) <b>(.*?)</b>\n<p>= (.*?)</p>`)

// pageOf is the working on the page beside a letter on the review page.
func pageOf(t *testing.T, path string) []recount.Step {
	t.Helper()
	_, list, found := strings.Cut(string(read(t, path)), "<h2>The working, step by step</h2>")
	var steps []recount.Step
	service := ""
	for _, row := range pageRow.FindAllStringSubmatch(list, -1) {
		if row[1] != "" {
			if service = html.UnescapeString(row[1]); service == "The whole scheme" {
				service = ""
			}
			continue
		}
		steps = append(steps, recount.Step{Service: service, Label: html.UnescapeString(row[2]), Sum: html.UnescapeString(row[4]), Value: html.UnescapeString(row[3])})
	}
	if !found || len(steps) != strings.Count(list, "<li>") {
		t.Fatalf("%s: %d steps of its working can be read, of %d", path, len(steps), strings.Count(list, "<li>"))
	}
	return steps
}

// readRows is a table of the run without its header.
func readRows(t *testing.T, path string) [][]string {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

var explained = regexp.MustCompile(`(?m)^  +\d+ (.+?) +(\S+)\n +=((?s:.+?))\n +by `)

// A method that no scheme file has yet, the six months in the middle, added to the
// table of choices and nowhere else, is explained by sums that come to what is applied.
func TestExplainTellsAnotherMethodRight(t *testing.T) {
	known := calc.KnownAverages()
	known.Months = append(known.Months, calc.MonthsChoice{Word: "middle", Taking: func(int) calc.Taking {
		return calc.Taking{By: calc.ByShare, Together: 1, From: 4, To: 9}
	}})
	text, _ := rulebook.Shipped("capitated-les-2025-26")
	s, err := rulebook.ReadWith(known, "other.yaml", []byte(strings.Replace(string(text), "name: 'Last {months} months', months: last 6", "name: Those in the middle, months: middle", 1)))
	if err != nil {
		t.Fatal(err)
	}
	c := calc.Contract{Service: "ecg", Target: 500, Value: calc.Pence(123_457), Advance: calc.Pence(100_000)}
	line, err := calc.Measure(s, c, calc.Activity{Recorded: calc.ByMonth{0, 90, 4, 30, 31, 33, 50, 35, 36, 37, 1, 95}})
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	sayWorking(&said, calc.Reconcile(s, calc.Practice{Code: "P81999"}, []calc.Achievement{line}))
	var steps []recount.Step
	for _, m := range explained.FindAllStringSubmatch(said.String(), -1) {
		step := recount.Step{Label: m[1], Sum: strings.Join(strings.Fields(m[3]), " "), Value: m[2]}
		if inLine := len(steps) > 0 && step.Label != "Contract value" && (len(steps) < 2 || steps[len(steps)-1].Service != ""); inLine {
			step.Service = "ECGs"
		}
		steps = append(steps, step)
	}
	w, err := recount.Rework(steps)
	if err != nil {
		t.Fatalf("%v\n%s", err, &said)
	}
	// Highest to lowest for each working day: May, Mar, Oct, then Jan, Nov, Dec, Aug, Sep, Jul, then Jun, Feb, Apr.
	middle := fraction(w.Lines[0].Methods[3].Share)
	if want := fraction(big.NewRat((36+35+37+31+33+30)*253, 500*(21+20+21+20+22+23))); middle != want || len(w.Lines) != 1 {
		t.Errorf("the middle six come to %s, want %s\n%s", middle, want, &said)
	}
}
