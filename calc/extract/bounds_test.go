package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// A file that ends where Excel does was cut off there.
func TestAFullSheetStops(t *testing.T) {
	head := "Practice code,Service,Activity date,Coded date\n"
	record := "P81900,ecg,2025-06-03,2025-06-03\n"
	for rows, want := range map[int]bool{65_535: false, 65_536: true, 65_537: false, 1_048_576: true} {
		x := readWith(t, map[string]string{"activity.csv": head + strings.Repeat(record, rows-1)})
		if got := slices.Contains(codes(x), "E-full"); got != want || got != x.Stops() {
			t.Errorf("%d lines: stops %t\n%s", rows, got, messages(x.Problems))
		}
	}
}

// Of too many faults, those of the first rows are reported, in each run the same.
func TestTheFirstFaultsAreReported(t *testing.T) {
	var rows strings.Builder
	rows.WriteString("Practice code,Service,Activity date,Coded date\n")
	for i := range 20_000 + 5_000 {
		fmt.Fprintf(&rows, "P%05d,dementia,2025-06-03,2025-06-03\n", i%15_000)
		fmt.Fprintf(&rows, "P%05d,ecg,2025-06-03,never\n", i%15_000)
	}
	x := readWith(t, map[string]string{"activity.csv": rows.String()})
	seen, last := 0, 0
	for _, p := range x.Problems {
		if p.File == "activity.csv" && p.Severity == calc.Hold {
			seen, last = seen+1, max(last, p.Row)
			if p.Remedy == "" {
				t.Fatalf("row %d has no remedy", p.Row)
			}
		}
	}
	if seen != 20_000 || last != 20_000+1 {
		t.Errorf("%d faults, the last in row %d", seen, last)
	}
}

// Codes without end are refused before they fill the memory.
func TestCodesWithoutEnd(t *testing.T) {
	var rows strings.Builder
	rows.WriteString("Practice code,Service,Activity date,Coded date\n")
	for i := range 300_000 {
		fmt.Fprintf(&rows, "%c%05d,ecg,2025-06-03,2025-06-03\n", 'A'+i/100_000, i%100_000)
	}
	x := readWith(t, map[string]string{"activity.csv": rows.String()})
	if got := x.Problems[0]; got.Code != "E-size" || got.Row != 20_000+2 || len(x.Problems) > 10 {
		t.Errorf("%d problems, the first %+v", len(x.Problems), got)
	}
}

// Many strangers are told in one line, and stop nothing as long as the project's
// own practices are among them.
func TestManyStrangers(t *testing.T) {
	rows := goodActivity
	for i := range 5_000 {
		day := calc.DateOf(calc.Date(20250401).Time().AddDate(0, 0, i%365))
		rows += fmt.Sprintf("Q%05d,ecg,%s,2026-04-%02d,1,S%d\n", i, day, i%10+1, i)
	}
	x := readWith(t, map[string]string{"activity.csv": rows})
	if x.Stops() || len(x.Problems) != 1 || x.Problems[0].Code != "W-stranger" || x.Problems[0].Found != "5,000 practices (Q00000, Q00001 and on) with 5,000 records" {
		t.Errorf("%s", messages(x.Problems))
	}
}

// Record ids that come twice beyond all bounds stop the run: a practice whose
// repeats were not looked up must not be paid for them.
func TestRepeatsWithoutEnd(t *testing.T) {
	for ids, want := range map[int]bool{9_999: false, 10_001: true, 100_001: true} {
		var rows strings.Builder
		rows.WriteString("Practice code,Service,Activity date,Coded date,Record id\n")
		for i := range 2 * ids {
			fmt.Fprintf(&rows, "P81900,ecg,2025-06-03,2025-06-03,R%d\n", i%ids)
		}
		x := readWith(t, map[string]string{"activity.csv": rows.String()})
		if got := slices.Contains(codes(x), "E-faults"); got != want || got != x.Stops() || !got && !slices.Contains(codes(x), "E-repeat") {
			t.Errorf("%d ids twice: stops %t", ids, got)
		}
	}
}

// The rows of a long sheet are found by the name of their element, also where a
// program writes it with a prefix.
func TestALongSheetWithPrefixes(t *testing.T) {
	rows := []string{recordsHead}
	for i := range 25_000 {
		rows = append(rows, fmt.Sprintf("P81900|ecg|2025-06-03|2025-06-03|1|R%d", i))
	}
	w := one(sheetOf(rows...))
	const sheet = "xl/worksheets/sheet1.xml"
	xml := strings.NewReplacer("</", "</x:", "<", "<x:", "xmlns=", "xmlns:x=").Replace(strings.TrimPrefix(w.Parts()[sheet], xmlHead))
	if len(xml) < 4<<20 {
		t.Fatalf("%d bytes do not try the limit", len(xml))
	}
	w.Replace = map[string]string{sheet: xml}
	x := readWith(t, map[string]string{"activity.xlsx": string(w.Packed())})
	if x.Stops() || x.Sources[2].Records != 25_000 {
		t.Errorf("%+v\n%s", x.Sources, messages(x.Problems))
	}
}

// TestEachLimitOfAFile has a row for every limit of what is made of the rows: what lies just
// within it is read, or marked, and what is one more is refused with a sentence. Each number
// stands here once more, so that nobody moves a limit without meaning to.
func TestEachLimitOfAFile(t *testing.T) {
	head := "Practice code,Service,Activity date,Coded date,Record id\n"
	read := func(activity string) string {
		return messages(readWith(t, map[string]string{"activity.csv": activity}).Problems)
	}
	marked := func(name, content string) string {
		in := Inputs{Root: folder(t, map[string]string{name: content})}
		err := RefuseToMark(in, name, mostCells)
		if strings.HasSuffix(name, ".csv") {
			_, _, err = RowsToMend(in, name, nil, mostCells)
		}
		return fmt.Sprint(err)
	}
	for name, c := range map[string]struct {
		most int
		says string
		of   func(n int) string
	}{
		"maxBlank": {100_000, "there are more than 100,000 blank rows", func(n int) string {
			first := strings.Repeat("P81900,ecg,2025-06-03,2025-06-03,\n", rows.HeaderWithin) // above which others may be blank
			return read(head + first + strings.Repeat("\n", n) + "P81900,ecg,2025-06-03,2025-06-03,\n")
		}},
		"maxAccounts": {20_000, "the activity names more than 20,000 practices", func(n int) string {
			var all strings.Builder
			for i := range n {
				fmt.Fprintf(&all, "P%05d,ecg,2025-06-03,2025-06-03,R%d\n", i, i)
			}
			return read(head + all.String())
		}},
		"maxMarked": {24 << 20, "24 MB", func(n int) string {
			w := one(sheetOf(plainRows()...))
			unpacked := 0
			for _, part := range w.Parts() {
				unpacked += len(part)
			}
			w.Replace = map[string]string{"customXml/item1.xml": strings.Repeat(" ", n-unpacked)}
			return marked("activity.xlsx", string(w.Bytes()))
		}},
		"maxMarkable": {8 << 20, "8 MB", func(n int) string {
			line := strings.Repeat("x", 65_535)
			return marked("activity.csv", strings.Repeat(line+"\n", n/len(line))+line[:n%len(line)]+"\n")
		}},
	} {
		if got := c.of(c.most); strings.Contains(got, c.says) {
			t.Errorf("%s: %d is refused: %.300s", name, c.most, got)
		}
		if got := c.of(c.most + 1); !strings.Contains(got, c.says) {
			t.Errorf("%s: %d is one too many, and is answered by %.300s", name, c.most+1, got)
		}
	}
}

// Record ids that come twice beyond all bounds are not looked up a second time, which would
// hold them all in memory: none is named.
func TestRepeatsAreNotLookedUpWithoutEnd(t *testing.T) {
	for ids, want := range map[int]bool{100_000: true, 100_001: false} {
		var rows strings.Builder
		rows.WriteString("Practice code,Service,Activity date,Coded date,Record id\n")
		for i := range 2 * ids {
			fmt.Fprintf(&rows, "P81900,ecg,2025-06-03,2025-06-03,R%d\n", i%ids)
		}
		x := readWith(t, map[string]string{"activity.csv": rows.String()})
		if got := slices.Contains(codes(x), "E-repeat"); got != want || !slices.Contains(codes(x), "E-faults") {
			t.Errorf("%d ids twice: named %t", ids, got)
		}
	}
}
