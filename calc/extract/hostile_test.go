package extract

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"yearend/calc"
)

// TestHostile reads files that were made to do harm. Each is refused with a
// sentence, within a second and in little memory.
func TestHostile(t *testing.T) {
	const rows = 300_000
	for name, content := range map[string]string{
		"zip bomb.xlsx":        string(one(`<sheetData><row r="1">` + strings.Repeat(" ", 50<<20) + `</row></sheetData>`).Packed()),
		"lying size.xlsx":      lying(t),
		"cells.xlsx":           string(one(`<sheetData><row r="1">` + strings.Repeat("<c/>", rows) + `</row></sheetData>`).Packed()),
		"XML bomb.xlsx":        withPart(t, "xl/worksheets/sheet1.xml", bomb("worksheet")),
		"XML bomb texts.xlsx":  withPart(t, "xl/sharedStrings.xml", bomb("sst")),
		"XML bomb book.xlsx":   withPart(t, "xl/workbook.xml", bomb("workbook")),
		"row number.xlsx":      string(one(`<sheetData><row r="99999999"/></sheetData>`).Bytes()),
		"last row.xlsx":        string(one(`<sheetData><row r="1048577"/></sheetData>`).Bytes()),
		"empty rows.xlsx":      string(one(`<sheetData>` + emptyRows(rows) + `</sheetData>`).Packed()),
		"columns.xlsx":         string(one(`<sheetData><row r="1">` + strings.Repeat(`<c><v>1</v></c>`, 16_385) + `</row></sheetData>`).Packed()),
		"far column.xlsx":      string(one(`<sheetData><row r="1"><c r="XFE1"><v>1</v></c></row></sheetData>`).Bytes()),
		"far cell.xlsx":        string(one(`<sheetData><row r="1"><c r="ZZZZZZZZ1"><v>1</v></c></row></sheetData>`).Bytes()),
		"nesting.xlsx":         withPart(t, "xl/worksheets/sheet1.xml", strings.Repeat("<a>", rows)),
		"nesting styles.xlsx":  withPart(t, "xl/styles.xml", strings.Repeat("<a>", rows)),
		"nesting in cell.xlsx": string(one(`<sheetData><row r="1"><c t="inlineStr"><is>` + strings.Repeat("<r>", rows)).Packed()),
		"runs in cell.xlsx":    string(one(`<sheetData><row r="1"><c t="inlineStr"><is>` + strings.Repeat("<r><t>x</t></r>", rows) + `</is></c></row></sheetData>`).Packed()),
		"list in row.xlsx":     string(one(`<sheetData><row r="1"><extLst>` + strings.Repeat("<ext/>", rows) + `</extLst></row></sheetData>`).Packed()),
		"truncated.xlsx":       string(one(sheetOf(plainRows()...)).Bytes()[:1500]),
		"PDF.xlsx":             "%PDF-1.7",
		"no sheets.xlsx":       string(workbook{}.Bytes()),
		"twins.xlsx":           twins(t),
		"long cell.xlsx":       string(one(`<sheetData><row r="1"><c t="inlineStr"><is><t>` + strings.Repeat("x", 1<<20) + `</t></is></c></row></sheetData>`).Packed()),
		"blank lines.csv":      "Practice code,Service,Activity date,Coded date\n" + strings.Repeat("\n", rows),
		"long line.csv":        strings.Repeat("x", 10<<20),
		"many commas.csv":      strings.Repeat(",", 60<<10) + "\n",
		"quotes.csv":           strings.Repeat("\"\n", rows),
		"wide rows.xlsx":       string(one(`<sheetData>` + strings.Repeat(`<row>`+strings.Repeat(`<c><v>1</v></c>`, 16_384)+`</row>`, 109) + `</sheetData>`).Bytes()),
		"column list.xlsx":     string(one(`<cols>` + strings.Repeat(`<col min="1" max="1"/>`, rows+1) + `</cols><sheetData/>`).Bytes()),
		"formats.xlsx":         unpacked(t, "xl/styles.xml", `<styleSheet `+mainNS+`><cellXfs>`+strings.Repeat(`<xf numFmtId="0"/>`, 2*rows)+`</cellXfs></styleSheet>`),
		"texts.xlsx":           unpacked(t, "xl/sharedStrings.xml", `<sst `+mainNS+`>`+strings.Repeat(`<si><t/></si>`, 2_100_000)+`</sst>`),
		"sheets.xlsx":          string(sheets(300).Packed()),
		"parts.xlsx":           string(sheets(5000).Packed()),
		"zeros.csv":            strings.Repeat("\x00", 10<<20),
		"returns.csv":          strings.Repeat("\r", 10<<20),
		"noise.csv":            noise(5 << 20),
	} {
		t.Run(name, func(t *testing.T) { refused(t, folder(t, map[string]string{name: content}), name) })
	}
	t.Run("folder", func(t *testing.T) { refused(t, t.TempDir(), ".") })
}

// hang is far above what any refusal takes, on any machine. That each takes less
// than a second on an idle one is for the benchmarks to say.
const hang = time.Minute

func refused(t *testing.T, root, name string) {
	t.Helper()
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	x, err := Read(Inputs{Root: root, AsOf: asOf, Activity: []File{{Path: name}}}, bothSchemes())
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	if err != nil || !x.Stops() || x.Problems[0].Severity != calc.Stop || x.Problems[0].Remedy == "" {
		t.Errorf("not refused: %v %+v", err, x)
		return
	}
	if grown := (after.TotalAlloc - before.TotalAlloc) >> 20; took > hang || grown > 300 {
		t.Errorf("refused after %v, having asked for %d MB in all", took, grown)
	}
	t.Logf("%v %s: %s", took.Round(time.Millisecond), x.Problems[0].Code, x.Problems[0].Remedy)
}

func withPart(t *testing.T, name, content string) string {
	w := one(sheetOf(plainRows()...))
	w.Replace = map[string]string{name: content}
	return string(w.Packed())
}

// unpacked is a workbook that needs no packing to be a burden.
func unpacked(t *testing.T, name, content string) string {
	w := one(sheetOf(plainRows()...))
	w.Replace = map[string]string{name: content}
	return string(w.Bytes())
}

// sheets is a workbook of so many.
func sheets(n int) workbook {
	var w workbook
	for i := range n {
		w.Sheets = append(w.Sheets, sheetXML{Name: fmt.Sprint("S", i), Inside: sheetOf(plainRows()...)})
	}
	return w
}

// bomb is a document whose few lines would unfold to gigabytes.
func bomb(root string) string {
	s := `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">`
	for i := range 30 {
		s += fmt.Sprintf(`<!ENTITY a%d "&a%d;&a%d;">`, i+1, i, i)
	}
	return s + `]><` + root + ` ` + mainNS + `>&a30;</` + root + `>`
}

// lying is a workbook that says of a large part that it is small.
func lying(t *testing.T) string {
	content := one(`<sheetData><row r="1">` + strings.Repeat(" ", 50<<20) + `</row></sheetData>`).Packed()
	large := []byte{0, 0, 0, 0}
	for i := range 4 {
		large[i] = byte(len(one(`<sheetData><row r="1">` + strings.Repeat(" ", 50<<20) + `</row></sheetData>`).Parts()["xl/worksheets/sheet1.xml"]) >> (8 * i))
	}
	return string(bytes.ReplaceAll(content, large, []byte{0, 1, 0, 0}))
}

// twins is a workbook with two parts of one name.
func twins(t *testing.T) string {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for range 2 {
		if _, err := z.Create("xl/workbook.xml"); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func emptyRows(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<row r="%d"><c r="A%d" s="1"/></row>`, i+1, i+1)
	}
	return b.String()
}

func noise(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i * i >> 3)
	}
	return string(b)
}

// TestNoTraces checks that large sheets leave nothing in the temporary folder.
func TestNoTraces(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	t.Setenv("TMP", os.Getenv("TMPDIR"))
	rows := []string{recordsHead}
	for i := range 30_000 {
		rows = append(rows, fmt.Sprintf("P81900|ecg|2025-06-03|2025-06-03|1|R%d", i))
	}
	content := string(one(sheetOf(rows...)).Packed())
	x := readWith(t, map[string]string{"activity.xlsx": content})
	if x.Stops() || x.Sources[2].Records != 30_000 {
		t.Errorf("%+v\n%s", x.Sources, messages(x.Problems))
	}
	if left, err := os.ReadDir(os.TempDir()); len(left) > 0 || err != nil {
		t.Errorf("left behind: %v (%v)", left, err)
	}
}
