package report

import (
	"bytes"
	"encoding/csv"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yearend/fixtures/long"
	"yearend/letters/report/xlsx"
)

// A spreadsheet that knows nothing of the program comes to the same figures:
// every remembered value is spoilt first, LibreOffice works every formula out,
// and each result must be the figure that the workbook remembers. Every row of a sheet has
// the same formulas, so that practices of every size are enough; `make long` has more.
func TestFormulasGiveTheProgramsFigures(t *testing.T) {
	runs := map[string]Run{"sample": sampleRun(t), "second": secondRun(t), "icb": icbRun(t, min(long.Times(60), 196)), "half-pennies": halfPennyRun(t), "ledger": ledgerRun(t), "final": finalRun(t, min(long.Times(30), 60))}
	spoilt, formulas := map[string]xlsx.Book{}, map[string]int{}
	for name, r := range runs {
		spoilt[name] = atHand(r)
		formulas[name] = spoil(spoilt[name])
	}
	for name, got := range recalculateAll(t, spoilt) {
		t.Run(name, func(t *testing.T) {
			compared := compareFormulas(t, atHand(runs[name]), got)
			if compared != formulas[name] || compared == 0 {
				t.Errorf("%d of %d formulas compared", compared, formulas[name])
			}
			t.Logf("%d formulas agree", compared)
		})
	}
}

// A person may sort any table: every formula finds its row by its key.
func TestSortedSheetsStillAgree(t *testing.T) {
	book := atHand(icbRun(t, 12))
	for _, s := range book.Sheets {
		if s.Table != nil && s.Name != "Terms" {
			slices.Reverse(s.Rows[s.Table.HeaderRow:])
		}
	}
	spoil(book)
	got := recalculate(t, book)
	if verdict := got["Summary"][3][0]; verdict != "All figures agree" {
		t.Errorf("the verdict is %q", verdict)
	}
}

// atHand is the workbook with every row at hand, for a test to alter.
func atHand(r Run) xlsx.Book {
	book := control(r)
	for i := range book.Sheets {
		s := &book.Sheets[i]
		if s.More.Each != nil {
			s.More.Each(func(row []xlsx.Cell, height int) { s.Rows = append(s.Rows, slices.Clone(row)) })
		}
		s.More.Count, s.More.Each = 0, nil
	}
	return book
}

// spoil makes every remembered value a wrong one, and counts them.
func spoil(b xlsx.Book) int {
	n := 0
	for _, s := range b.Sheets {
		for _, row := range s.Rows {
			for i := range row {
				if row[i].Formula != "" {
					row[i].Kind, row[i].Value = xlsx.Number, "-77"
					n++
				}
			}
		}
	}
	return n
}

func compareFormulas(t *testing.T, want xlsx.Book, got map[string][][]string) int {
	t.Helper()
	compared := 0
	for _, s := range want.Sheets {
		for i, row := range s.Rows {
			for j, c := range row {
				if c.Formula == "" {
					continue
				}
				compared++
				if came := got[s.Name][i][j]; !sameFigure(c, came) {
					t.Errorf("%s %s%d: %s comes to %q, the program has %q", s.Name, columnName(j), i+1, c.Formula, came, c.Value)
				}
			}
		}
	}
	return compared
}

// sameFigure allows a number the fifteen digits that a spreadsheet writes: to
// the penny at every sum below ten billion pounds.
func sameFigure(c xlsx.Cell, came string) bool {
	if c.Kind == xlsx.Text {
		return c.Value == came
	}
	percent := strings.HasSuffix(came, "%")
	got, read := new(big.Rat).SetString(strings.TrimSuffix(came, "%"))
	want, _ := new(big.Rat).SetString(c.Value)
	if !read || want == nil {
		return false
	}
	if percent {
		got.Mul(got, big.NewRat(1, 100))
	}
	slack := new(big.Rat).Mul(want, big.NewRat(1, 100_000_000_000_000))
	slack.Abs(slack)
	if least := big.NewRat(1, 1_000_000_000_000_000); slack.Cmp(least) < 0 {
		slack = least
	}
	return got.Sub(got, want).Abs(got).Cmp(slack) <= 0
}

// Changing one count must show, on Summary too; so must a changed sum of money.
func TestChangedInputTurnsTheCheckRed(t *testing.T) {
	changes := map[string]struct {
		tab, column string
		row         int
		value       string
		red         []string
	}{
		"a count":          {"Monthly activity", "Apr", 4, "19", []string{"Monthly activity", "Methods", "Services", "Positions", "Payments", "Summary"}},
		"a month not best": {"Monthly activity", "Aug", 4, "11", []string{"Monthly activity", "Methods"}},
		"a target":         {"Monthly activity", "target", 7, "763", []string{"Methods", "Services", "Positions", "Recoupments", "Summary"}},
		"a contract value": {"Services", "contract_value", 7, "8318.43", []string{"Services", "Positions", "Recoupments", "Summary"}},
		"an advance":       {"Services", "advance_paid", 7, "6651.76", []string{"Services", "Positions", "Recoupments", "Summary"}},
		"a working day":    {"Terms", "Mar", 4, "23", []string{"Methods", "Services", "Positions", "Payments", "Summary"}},
	}
	books := map[string]xlsx.Book{}
	for name, change := range changes {
		books[name] = atHand(sampleRun(t))
		find(t, books[name], change.tab, change.column, change.row).Value = change.value
	}
	for name, got := range recalculateAll(t, books) {
		red := map[string]bool{}
		for _, row := range got["Summary"] {
			if len(row) > 4 && row[4] != "0" && row[4] != "" && isTab(books[name], row[0]) {
				red[row[0]] = true
			}
		}
		for _, tab := range changes[name].red {
			if !red[tab] {
				t.Errorf("%s does not show on sheet %s; red are %v", name, tab, red)
			}
		}
		if verdict := got["Summary"][3][0]; !strings.Contains(verdict, "figures differ") {
			t.Errorf("%s: the verdict is %q", name, verdict)
		}
	}
}

// A tally that does not add up shows in the one cell that says whether all agree.
func TestChangedTallyTurnsTheVerdictRed(t *testing.T) {
	book := atHand(sampleRun(t))
	rows := book.Sheets[0].Rows
	heads := slices.IndexFunc(rows, func(row []xlsx.Cell) bool { return len(row) > 1 && row[1].Value == "read" })
	rows[heads+1][2].Value += "0" // counted
	got := recalculate(t, book)["Summary"]
	if verdict := got[3][0]; verdict != "1 figure differs from the program's" {
		t.Errorf("the verdict is %q", verdict)
	}
}

func isTab(b xlsx.Book, name string) bool {
	for _, s := range b.Sheets {
		if s.Name == name {
			return true
		}
	}
	return false
}

func find(t *testing.T, b xlsx.Book, tab, head string, row int) *xlsx.Cell {
	t.Helper()
	for _, s := range b.Sheets {
		if s.Name != tab {
			continue
		}
		for j, c := range s.Rows[headerRow-1] {
			if c.Value == head {
				return &s.Rows[row-1][j]
			}
		}
	}
	t.Fatalf("no column %s on sheet %s", head, tab)
	return nil
}

// recalculate opens the workbook in LibreOffice, has every formula worked out,
// and reads each sheet as it then is.
func recalculate(t *testing.T, b xlsx.Book) map[string][][]string {
	t.Helper()
	return recalculateAll(t, map[string]xlsx.Book{"control": b})["control"]
}

// recalculateAll does so with several workbooks, and starts LibreOffice once.
func recalculateAll(t *testing.T, books map[string]xlsx.Book) map[string]map[string][][]string {
	t.Helper()
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Fatal("LibreOffice works out the formulas, and is not here: make tools installs it")
	}
	dir := t.TempDir()
	alwaysRecalculate(t, dir)
	run := exec.Command(office, "-env:UserInstallation=file://"+filepath.ToSlash(dir)+"/profile", "--headless",
		"--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1", "--outdir", dir)
	for name, b := range books {
		var file bytes.Buffer
		if err := b.Write(&file); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, name+".xlsx")
		if err := os.WriteFile(path, file.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		run.Args = append(run.Args, path)
	}
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	sheets := map[string]map[string][][]string{}
	for name, b := range books {
		sheets[name] = readSheets(t, filepath.Join(dir, name), b)
	}
	return sheets
}

// alwaysRecalculate is LibreOffice's setting "recalculation on file load: always".
func alwaysRecalculate(t *testing.T, dir string) {
	t.Helper()
	profile := filepath.Join(dir, "profile", "user")
	if err := os.MkdirAll(profile, 0o700); err != nil {
		t.Fatal(err)
	}
	const setting = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`
	if err := os.WriteFile(filepath.Join(profile, "registrymodifications.xcu"), []byte(setting), 0o600); err != nil {
		t.Fatal(err)
	}
}

// readSheets reads the files that LibreOffice has named after the workbook.
func readSheets(t *testing.T, workbook string, b xlsx.Book) map[string][][]string {
	t.Helper()
	sheets := map[string][][]string{}
	for _, s := range b.Sheets {
		file, err := os.Open(workbook + "-" + s.Name + ".csv")
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		if sheets[s.Name], err = csv.NewReader(file).ReadAll(); err != nil {
			t.Fatalf("%s: %v", s.Name, err)
		}
	}
	return sheets
}
