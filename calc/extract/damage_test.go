package extract

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yearend/calc"
)

// places is at how many places each kind of file is damaged.
const places = 500

const sampleSize = 60

// sampleRows is an activity file of 60 records, as text with | between cells.
func sampleRows() []string {
	rows := []string{recordsHead}
	for i := range sampleSize {
		day := calc.Period{From: 20250401}.MonthStart(i % 12)
		rows = append(rows, fmt.Sprintf("P8190%d|%s|%s|%s|%d|R%d", i%2, []string{"ecg", "domain-2"}[i%3/2], day, day, 1+i%7, i))
	}
	return rows
}

func sampleCSV() string { return strings.ReplaceAll(strings.Join(sampleRows(), "\n"), "|", ",") + "\n" }

// refusedOrWhole fails when a damaged file was read with fewer rows than it had.
func refusedOrWhole(t *testing.T, path, content string, what string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	x := mustRead(t, Inputs{AsOf: asOf, Activity: []File{{Path: path}}})
	if !x.Stops() && x.Sources[0].Records != sampleSize {
		t.Errorf("%s: %d of %d records were read without a stop", what, x.Sources[0].Records, sampleSize)
	}
}

// TestCutCSV cuts at seeded places. Between two lines a cut cannot be seen in
// the file; there it is for the sender's figures to tell.
func TestCutCSV(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "activity.csv")
	good, draw := sampleCSV(), rand.New(rand.NewPCG(1, 1))
	records := sampleSize
	for range places {
		at := draw.IntN(len(good))
		if at > 0 && good[at-1] == '\n' {
			if err := os.WriteFile(file, []byte(good[:at]), 0o600); err != nil {
				t.Fatal(err)
			}
			if x := mustRead(t, Inputs{AsOf: asOf, Activity: []File{{Path: file}}, Expect: Expect{Records: &records}}); !x.Stops() {
				t.Errorf("cut at %d: the sender's figure did not stop it", at)
			}
			continue
		}
		refusedOrWhole(t, file, good[:at], fmt.Sprint("cut at ", at))
	}
}

func TestDamagedCSV(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "activity.csv")
	good, draw := sampleCSV(), rand.New(rand.NewPCG(1, 2))
	for range places {
		at, b := draw.IntN(len(good)), byte(draw.IntN(256))
		if draw.IntN(2) == 0 {
			b = "\n\r,\";\x00\t"[draw.IntN(7)]
		}
		refusedOrWhole(t, file, good[:at]+string([]byte{b})+good[at+1:], fmt.Sprintf("byte %d is %q", at, b))
	}
}

// TestDamagedWorkbook damages the file as it lies on a disk: checksums tell.
func TestDamagedWorkbook(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "activity.xlsx")
	w, draw := one(sheetOf(sampleRows()...)), rand.New(rand.NewPCG(1, 3))
	good := string(w.Bytes())
	for range places {
		at := draw.IntN(len(good))
		refusedOrWhole(t, file, good[:at], fmt.Sprint("cut at ", at))
		b := byte(draw.IntN(256))
		refusedOrWhole(t, file, good[:at]+string([]byte{b})+good[at+1:], fmt.Sprintf("byte %d is %q", at, b))
	}
}

// TestDamagedSheet damages the sheet inside a sound zip file, where no
// checksum tells, and the reader in use would drop rows without a word.
func TestDamagedSheet(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "activity.xlsx")
	w, draw := one(sheetOf(sampleRows()...)), rand.New(rand.NewPCG(1, 4))
	const path = "xl/worksheets/sheet1.xml"
	good := w.Parts()[path]
	for range places {
		at := draw.IntN(len(good))
		w.Replace = map[string]string{path: good[:at]}
		refusedOrWhole(t, file, string(w.Bytes()), fmt.Sprint("cut at ", at))
		b := byte(draw.IntN(256))
		if draw.IntN(2) == 0 {
			b = "<>/\"'&= r"[draw.IntN(9)]
		}
		w.Replace[path] = good[:at] + string([]byte{b}) + good[at+1:]
		refusedOrWhole(t, file, string(w.Bytes()), fmt.Sprintf("byte %d is %q, after %q", at, b, good[max(0, at-40):at]))
	}
}

// TestDamagedTexts damages the shared texts in the same way.
func TestDamagedTexts(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "activity.xlsx")
	w, draw := one(sharedRows(sampleRows())), rand.New(rand.NewPCG(1, 5))
	w.Texts = strings.Split(strings.Join(sampleRows(), "|"), "|")
	const path = "xl/sharedStrings.xml"
	good := w.Parts()[path]
	for range places {
		at := draw.IntN(len(good))
		w.Replace = map[string]string{path: good[:at]}
		refusedOrWhole(t, file, string(w.Bytes()), fmt.Sprint("cut at ", at))
		w.Replace[path] = good[:at] + "<" + good[at+1:]
		refusedOrWhole(t, file, string(w.Bytes()), fmt.Sprint("broken at ", at))
	}
}

// sharedRows writes each cell as the next shared text.
func sharedRows(rows []string) string {
	n, shared := 0, []string{}
	for _, row := range rows {
		cells := strings.Split(row, "|")
		for i := range cells {
			cells[i] = fmt.Sprintf(`<c t="s"><v>%d</v></c>`, n)
			n++
		}
		shared = append(shared, strings.Join(cells, "|"))
	}
	return sheetOf(shared...)
}
