package season

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"pgregory.net/rapid"

	"yearend/calc"
	"yearend/calc/extract"
	"yearend/letters"
	"yearend/letters/report"
)

// anyICB is an ICB drawn at random: a few practices under the shipped schemes, each row as a file has it.
type anyICB struct {
	practices, contracts, records []string
}

// The heads of its files.
const (
	practicesHead = "Practice code,Practice name,Address 1,Postcode,Email\n"
	contractsHead = "Practice code,Scheme,Service,Target,Contract value,Advance paid\n"
	recordsHead   = "Practice code,Service,Activity date,Coded date,Count\n"
)

// anyLines are the contract lines that a practice of it may hold.
var anyLines = []string{"capitated-les-2025-26,ecg", "capitated-les-2025-26,phlebotomy", "capitated-les-2025-26,wound-care", "ltc-les-2025-26,domain-2"}

// drawICB draws one. Its records are of all services, also excluded ones and those without a contract, some outside
// the year and some coded late; with faults some rows cannot be read, or say what cannot be.
func drawICB(t *rapid.T, faults bool) anyICB {
	var icb anyICB
	codes := []string{"P81901", "P81902", "P81903", "P81904"}[:rapid.IntRange(1, 4).Draw(t, "practices")]
	for _, code := range codes {
		icb.addPractice(t, code, faults)
	}
	if len(icb.contracts) == 0 {
		icb.contracts = append(icb.contracts, drawContract(t, codes[0]+",ltc-les-2025-26,domain-2", false))
	}
	for range rapid.IntRange(1, 40).Draw(t, "records") {
		icb.records = append(icb.records, drawRecord(t, codes, faults))
	}
	return icb
}

// addPractice adds a practice with the contracts that it has signed, perhaps none.
func (icb *anyICB) addPractice(t *rapid.T, code string, faults bool) {
	i := len(icb.practices)
	icb.practices = append(icb.practices, fmt.Sprintf("%s,Surgery %d,%d High Street,ZZ99 1ZZ,p%d@example.org\n", code, i, i, i))
	for _, line := range anyLines {
		if rapid.Bool().Draw(t, "signed up") {
			icb.contracts = append(icb.contracts, drawContract(t, code+","+line, faults))
		}
	}
}

func drawContract(t *rapid.T, line string, faults bool) string {
	target := rapid.Int64Range(1, 3000).Draw(t, "target")
	if faults && rapid.IntRange(0, 9).Draw(t, "no target") == 0 {
		target = 0
	}
	value := rapid.Int64Range(1, 9_000_000).Draw(t, "value")
	advance := rapid.Int64Range(0, value).Draw(t, "advance")
	return fmt.Sprintf("%s,%d,%s,%s\n", line, target, calc.Pence(value), calc.Pence(advance))
}

func drawRecord(t *rapid.T, codes []string, faults bool) string {
	code := rapid.SampledFrom(codes).Draw(t, "code")
	service := rapid.SampledFrom([]string{"ecg", "ecg", "Phleb", "Wound care", "domain 2", "domain-2", "PSA", "Injections"}).Draw(t, "service")
	on := time.Date(2025, time.March, 25+rapid.IntRange(0, 375).Draw(t, "day"), 0, 0, 0, 0, time.UTC)
	coded, count := on.AddDate(0, 0, rapid.IntRange(0, 30).Draw(t, "coded after")).Format(time.DateOnly), fmt.Sprint(rapid.IntRange(0, 300).Draw(t, "count"))
	day := on.Format(time.DateOnly)
	if faults {
		switch rapid.IntRange(0, 19).Draw(t, "fault") {
		case 0:
			day = "nonsense"
		case 1:
			count = "-4"
		case 2:
			code = "nobody"
		case 3:
			service = "unheard of"
		case 4:
			coded = ""
		case 5:
			day, coded = coded, "2025-04-01" // coded before it was done
		}
	}
	return fmt.Sprintf("%s,%s,%s,%s,%s\n", code, service, day, coded, count)
}

// inputs writes the ICB's files: the activity dealt out to so many.
func (icb anyICB) inputs(t *rapid.T, files int) extract.Inputs {
	dir, err := os.MkdirTemp("", "yearend-any-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	inputs := extract.Inputs{Root: dir, Domains: []string{"example.org"}, AsOf: 20260530,
		Practices: []extract.File{{Path: "practices.csv"}}, Contracts: []extract.File{{Path: "contracts.csv"}}}
	put := func(name, head string, rows []string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(head+strings.Join(rows, "")), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put("practices.csv", practicesHead, icb.practices)
	put("contracts.csv", contractsHead, icb.contracts)
	for i := range files {
		name := fmt.Sprintf("activity-%d.csv", i)
		var dealt []string
		for row := i; row < len(icb.records); row += files {
			dealt = append(dealt, icb.records[row])
		}
		put(name, recordsHead, dealt)
		inputs.Activity = append(inputs.Activity, extract.File{Path: name})
	}
	return inputs
}

// settleAny reads and settles an ICB; an ICB that is refused whole is not settled.
func settleAny(t *rapid.T, icb anyICB, files int) (calc.Settlement, bool) {
	return settleThrough(t, icb, files, 0)
}

// settleThrough is the same before the year has ended, with so many months complete.
func settleThrough(t *rapid.T, icb anyICB, files, through int) (calc.Settlement, bool) {
	schemes, err := readShipped()
	if err != nil {
		t.Fatal(err)
	}
	x, err := extract.Read(icb.inputs(t, files), schemes)
	if err != nil {
		t.Fatal(err)
	}
	if x.Stops() {
		return calc.Settlement{}, false
	}
	settled, err := calc.Terms{Schemes: schemes, Through: through}.Settle(x)
	if err != nil {
		t.Fatalf("%v, of\n%s", err, strings.Join(icb.records, ""))
	}
	return settled, true
}

// tablesOf are the tables of a run of it, each letter a first one.
func tablesOf(t *rapid.T, s calc.Settlement) map[string][]map[string]string {
	r := report.Run{Kind: letters.YearEnd(), Schemes: s.Schemes, Contracts: s.Extract.Contracts, Settled: s}
	for _, p := range s.Positions {
		issue := letters.Issue{State: letters.New, Number: 1}
		if p.Outcome == calc.Held {
			issue = letters.Issue{State: letters.Held}
		}
		r.Issues = append(r.Issues, issue)
	}
	tables, err := report.Tables(r)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]map[string]string{}
	for name, table := range tables {
		all[name] = rowsOf(t, table.Write)
	}
	return all
}

// rowsOf are the rows of a table, each by its columns.
func rowsOf(t *rapid.T, write func(io.Writer) error) (all []map[string]string) {
	var text bytes.Buffer
	if err := write(&text); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&text).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, cells := range rows[1:] {
		row := map[string]string{}
		for i, cell := range cells {
			row[rows[0][i]] = cell
		}
		all = append(all, row)
	}
	return all
}
