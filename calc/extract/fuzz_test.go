package extract

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// fuzzed reads one activity file, whatever is in it, and checks what holds of
// every reading: it balances, and a run that may go on has lost nothing.
func fuzzed(t *testing.T, name string, content []byte) *calc.Extract {
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return readable(t, Inputs{AsOf: asOf, Activity: []File{{Path: path}}})
}

// readable reads inputs, and sees that a person can read what is said of them.
func readable(t *testing.T, in Inputs) *calc.Extract {
	x := mustRead(t, in)
	for _, p := range x.Problems {
		if p.Remedy == "" || p.Severity == "" || !utf8.ValidString(p.Found) {
			t.Errorf("a problem nobody can read: %+v", p)
		}
	}
	return x
}

// otherTable is what a file is read as that has a column which only another table than
// the activity has.
func otherTable(path string, content []byte) (in Inputs, is bool) {
	files := []File{{Path: path}}
	for _, kind := range []struct {
		column string
		in     Inputs
	}{
		{"Amount", Inputs{Ledger: files}},
		{"Target", Inputs{Contracts: files}},
		{"Postcode", Inputs{Practices: files}},
		{"Supplier number", Inputs{Suppliers: files, SupplierColumns: []string{"Supplier number"}}},
		{"Email", Inputs{Mailboxes: files}},
	} {
		if head, _, _ := strings.Cut(string(content), "\n"); strings.Contains(head, kind.column) {
			kind.in.AsOf, kind.in.Domains = asOf, []string{"example.org"}
			return kind.in, true
		}
	}
	return in, false
}

// FuzzCSV reads any bytes as activity, or as the table whose column their first line
// has. Of plain text, each line that is not blank must be the header, above it, or a row.
func FuzzCSV(f *testing.F) {
	for _, table := range []string{goodActivity, goodPractices, goodContracts, "\xff\xfeP\x00",
		"Practice code,Scheme,Reference,Paid on,Amount\nP81900,LTC,P1/P2,2025-04-15,1280.00\nP81901,LTC,P3,15/05/2025,£640\n",
		"Practice code,Scheme,Supplier number\nP81900,,700100\nP81900,CAP,4410\n", "Practice code,Email\nP81900,a@example.org; b@example.org\n"} {
		f.Add([]byte(table))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		path := filepath.Join(t.TempDir(), "table.csv")
		if in, is := otherTable(path, content); is {
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
			if x := readable(t, in); !x.Stops() && len(x.Sources) > 0 && x.Sources[0].Rows > strings.Count(string(content), "\n")+strings.Count(string(content), "\r")+1 {
				t.Errorf("%d rows are read, and there are not so many", x.Sources[0].Rows)
			}
			return
		}
		x := fuzzed(t, "activity.csv", content)
		if x.Stops() || strings.ContainsFunc(string(content), func(r rune) bool { return r > unicode.MaxASCII }) || x.Sources[0].SHA256 == "" {
			return
		}
		lines := 0
		for _, line := range strings.Split(string(content), "\n") {
			if strings.TrimFunc(line, func(r rune) bool { return rows.Invisible(r) || strings.ContainsRune("\",;", r) }) != "" && !strings.HasPrefix(line, "sep=") {
				lines++
			}
		}
		above := 0
		for _, p := range x.Problems {
			if p.Code == "W-above-header" {
				above = rows.HeaderWithin
			}
		}
		if rows := x.Sources[0].Rows; rows+1 > lines || rows+1+above < lines {
			t.Errorf("%d lines, %d rows read", lines, rows)
		}
	})
}

// FuzzSheet reads any XML as the inside of a sheet.
func FuzzSheet(f *testing.F) {
	f.Add(sheetOf(plainRows()...))
	f.Add(sheetOf(plainRows()...) + `<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>`)
	f.Fuzz(func(t *testing.T, inside string) {
		x := fuzzed(t, "activity.xlsx", one(inside).Bytes())
		if rows := strings.Count(inside, "<row"); !x.Stops() && x.Sources[0].Rows >= rows {
			t.Errorf("%d rows read of %d", x.Sources[0].Rows, rows)
		}
	})
}

// FuzzWorkbook reads any bytes as a workbook.
func FuzzWorkbook(f *testing.F) {
	f.Add(one(sheetOf(plainRows()...)).Bytes())
	f.Fuzz(func(t *testing.T, content []byte) { fuzzed(t, "activity.xlsx", content) })
}

// FuzzDay reads any text as a date: what is read is a real day, and written
// out it is read as the same.
func FuzzDay(f *testing.F) {
	for _, s := range []string{"2026-03-31", "31/03/2026", "31-Mar-2026", "31 March 2026", "46112", "1/4/2025 09:30"} {
		f.Add(s, uint8(rows.Written))
		f.Add(s, uint8(rows.Date))
	}
	f.Fuzz(func(t *testing.T, text string, k uint8) {
		s := newInput(&problems{}, rows.From1900, File{})
		s.header = &header{match: match{at: []int{0}}}
		d, fault := s.day(rows.Row{Cells: []rows.Cell{{Text: rows.Tidy(text), Kind: rows.Kind(k % 8)}}}, 0)
		if fault != nil {
			return
		}
		if _, err := calc.ParseDate(d.String()); err != nil || d.Year() < firstYear || d.Year() > lastYear {
			t.Errorf("%q is read as %v", text, d)
		}
		again, fault := s.day(rows.Row{Cells: []rows.Cell{{Text: d.String()}}}, 0)
		if fault != nil || again != d {
			t.Errorf("%v is read as %v", d, again)
		}
	})
}

// FuzzNumber reads any text as a count and a sum.
func FuzzNumber(f *testing.F) {
	for _, s := range []string{"764", "1,234", "52.349999999999994", "1.2E3", "-3", "£8,317.43", "80%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if n, fault := countIn(rows.Cell{Text: text}, maxCount); fault == nil && (n < 0 || n > maxCount) {
			t.Errorf("%q is read as %d", text, n)
		}
		if m, fault := moneyIn(rows.Cell{Text: text}); fault == nil && m.Sign() < 0 {
			t.Errorf("%q is read as %s", text, m)
		}
	})
}

// FuzzInstructions reads any instructions: each row is one, or is refused.
func FuzzInstructions(f *testing.F) {
	f.Add("P81999,LTC,hold,Finance checks the advance,Sam Sample,16/04/2026")
	f.Add("P81999,,note,Please call us.,Sam,2026-04-16\nP81999,CAP,successor,P81998,Sam,2026-04-16")
	f.Add(",CAP,accept,E-median,,\n\"P81999\nLTC\",post")
	f.Fuzz(func(t *testing.T, text string) {
		path := filepath.Join(t.TempDir(), "instructions.csv")
		if err := os.WriteFile(path, []byte("Practice code,Scheme,Instruction,Text,By,On\n"+text+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		x := mustRead(t, Inputs{AsOf: asOf, Instructions: []File{{Path: path}}})
		if x.Stops() {
			return
		}
		if read := x.Sources[0].Records; len(x.Instructions) < read {
			t.Fatalf("%d of %d rows are lost in silence", read-len(x.Instructions), read)
		}
		for _, given := range x.Instructions {
			if given.By == "" || given.On == 0 || given.Kind == "" {
				t.Fatalf("nobody asked for %+v", given)
			}
		}
	})
}

// FuzzDecisions reads any sheet that a panel filled in: a month of a request is read
// as it stands, or the sheet is refused.
func FuzzDecisions(f *testing.F) {
	f.Add("CAP-1-ecg,April 2025,5,4,accepted,Records were seen.,yes,yes,yes,yes,2026-05-13,Alex Sample,Alex Sample; Jo Placeholder,,abc")
	f.Add("LTC-2,2025-06,,12,part,,no,,,,13/05/2026,,,,\nLTC-2,2025-06,1,1,part,943 476 5919")
	f.Add("\"CAP-1\",x,-1,1e9,,,,,,,,,,,")
	schemes, dir := shippedSchemes(), f.TempDir()
	path := filepath.Join(dir, "decisions.csv")
	f.Fuzz(func(t *testing.T, text string) {
		if err := os.WriteFile(path, []byte(strings.Join(DecisionColumns(), ",")+"\n"+text+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		filled, problems, err := ReadDecisions(path, schemes)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range problems {
			if strings.HasPrefix(p.Code, "E-") {
				return
			}
		}
		for _, of := range filled {
			for _, m := range of.Months {
				if of.Request == "" || m.Claimed < 0 || m.Accepted < 0 || m.Month >= calc.Months {
					t.Fatalf("%+v", of)
				}
			}
		}
	})
}
