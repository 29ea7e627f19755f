package extract

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yearend/calc"
)

// stretchSize is about how much of a sheet's XML is read at once.
const stretchSize = 16 << 10

// What is said of such sheets.
const (
	errMarkup  = "E-damaged: the workbook holds something that no spreadsheet program writes: save it again in Excel, or ask for it again"
	errShape   = "E-damaged: the sheet is damaged, and its rows cannot be read with certainty: open it in Excel, look at it, and save it again"
	errTooLong = "E-size: a cell of the sheet is longer than Excel allows: the workbook is damaged; ask for it again"
	errLong    = "E-size: a row of the sheet is longer than 1 MB, which no input's is: save only the columns that are needed, or ask for it again"
)

// manyRows is an activity file of so many records, as text with | between
// cells, now and then in a row that is a stretch by itself.
func manyRows(n int) []string {
	rows := []string{recordsHead + "|Remark"}
	for i := range n {
		day := calc.Period{From: 20250401}.MonthStart(i % 12)
		remark := strings.Repeat("x", i%97)
		if i%701 == 0 {
			remark = strings.Repeat("y", 2*stretchSize)
		}
		rows = append(rows, fmt.Sprintf("P8190%d|%s|%s|%s|%d|R%d|%s", i%2, []string{"ecg", "domain-2"}[i%3/2], day, day, 1+i%7, i, remark))
	}
	return rows
}

// TestStretches reads a sheet of many stretches as it reads the same rows from
// a CSV, whether the texts stand in the cells or are shared.
func TestStretches(t *testing.T) {
	t.Parallel()
	rows := manyRows(3000)
	want := readWith(t, map[string]string{"activity.csv": strings.ReplaceAll(strings.Join(rows, "\n"), "|", ",") + "\n"})
	shared := one(sharedRows(rows))
	shared.Texts = strings.Split(strings.Join(rows, "|"), "|")
	for name, w := range map[string]workbook{"in place": one(sheetOf(rows...)), "shared": shared} {
		got := readWith(t, map[string]string{"activity.xlsx": string(w.Bytes())})
		if got.Stops() || got.Sources[2].Records != 3000 {
			t.Errorf("%s: %d records\n%s", name, got.Sources[2].Records, messages(got.Problems))
		}
		if diff := cmp.Diff(want.Activity, got.Activity); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

// TestBrokenText has a letter that no XML knows, in the middle of a text, and at
// the very end of what is read at once.
func TestBrokenText(t *testing.T) {
	t.Parallel()
	half := `<c t="inlineStr"><is><r><t>R</t></r><r><t>2&nbsp;</t></r></is></c>`
	for _, rows := range [][]string{
		{recordsHead, "P81900|ecg|2025-06-03|2025-06-03|1|" + half},
		{recordsHead, "P81900|ecg|2025-06-03|2025-06-03|1|" + half + "|" + strings.Repeat("x", stretchSize), "P81900|ecg|2025-06-03|2025-06-03|1|R3"},
	} {
		refusedBook(t, one(sheetOf(rows...)), errMarkup)
	}
}

// TestOddSheets have a form that no spreadsheet program writes, and in which a
// row or a value could get lost.
func TestOddSheets(t *testing.T) {
	t.Parallel()
	good := sheetOf(plainRows()...)
	for name, odd := range map[string]struct {
		inside string
		want   string
	}{
		"rows twice":         {good + `<sheetData/>`, errShape},
		"rows elsewhere":     {good + `<extLst><ext><sheetData><row r="9"><c><v>1</v></c></row></sheetData></ext></extLst>`, errShape},
		"rows before":        {`<extLst><ext><row r="9"><c><v>1</v></c></row></ext></extLst>` + good, errShape},
		"texts in one":       {strings.Replace(good, "</is>", "</is><is><t>R9</t></is>", 1), errShape},
		"formulas in one":    {strings.Replace(good, `<v>12</v>`, `<f>A1</f><f>A2</f><v>12</v>`, 1), errShape},
		"rows in disorder":   {strings.Replace(good, `</sheetData>`, `<row r="1"><c r="A1"><v>9</v></c></row></sheetData>`, 1), errShape},
		"a row twice":        {strings.Replace(good, `</sheetData>`, `<row r="4"><c r="A4"><v>9</v></c></row></sheetData>`, 1), errShape},
		"a cell twice":       {strings.Replace(good, `</row></sheetData>`, `<c r="F4"><v>9</v></c></row></sheetData>`, 1), errShape},
		"cells in disorder":  {strings.Replace(good, `</row></sheetData>`, `<c r="A2"><v>9</v></c></row></sheetData>`, 1), errShape},
		"a row of another's": {strings.Replace(good, `<row`, `<row x:hidden="1"`, 1), errShape},
		"another's number":   {strings.Replace(good, `<row`, `<row x:r="1"`, 1), errShape},
		"another's height":   {strings.Replace(good, `<row`, `<row x:ht="0"`, 1), errShape},
		"another's place":    {strings.Replace(good, `><v>12</v>`, ` x:r="A2"><v>12</v>`, 1), errShape},
		"another's sort":     {strings.Replace(good, `><v>12</v>`, ` x:t="s"><v>12</v>`, 1), errShape},
		"another's style":    {strings.Replace(good, `><v>12</v>`, ` x:s="1"><v>12</v>`, 1), errShape},
		"a cell of another":  {strings.Replace(good, `r="E2"`, `r="E9"`, 1), errShape},
		"no boolean":         {strings.Replace(good, `><v>12</v>`, ` t="b"><v>12</v>`, 1), errShape},
		"cut in a cell":      {good[:strings.LastIndex(good, "</is>")], errShape}, // the worksheet is closed, and not cut
		"long cell":          {strings.Replace(good, "R1", strings.Repeat("x", 256<<10), 1), errTooLong},
		"long row":           {strings.Replace(good, "<t>R1</t>", strings.Repeat("<r><t/></r>", 1<<17), 1), errLong},
	} {
		t.Run(name, func(t *testing.T) { refusedBook(t, one(odd.inside), odd.want) })
	}
}

// refusedBook fails unless the activity is refused with one sentence, and
// nothing is said of what follows from that.
func refusedBook(t *testing.T, w workbook, want string) {
	t.Helper()
	code, remedy, _ := strings.Cut(want, ": ")
	x := readWith(t, map[string]string{"activity.xlsx": string(w.Bytes())})
	if len(x.Problems) != 1 || x.Problems[0].Code != code || x.Problems[0].Remedy != remedy {
		t.Errorf("want %q, got\n%s", want, messages(x.Problems))
	}
}

// TestLongFirstLine says so late in what letters it is written that it is not seen.
func TestLongFirstLine(t *testing.T) {
	t.Parallel()
	const path = "xl/worksheets/sheet1.xml"
	w := one(sheetOf(plainRows()...))
	w.Replace = map[string]string{path: strings.Replace(w.Parts()[path], "?xml ", "?xml "+strings.Repeat(" ", 1000), 1)}
	refusedBook(t, w, errMarkup)
}

// TestNames reads a workbook whose parts and sheets are called otherwise than
// Excel calls them.
func TestNames(t *testing.T) {
	t.Parallel()
	const rels = "xl/_rels/workbook.xml.rels"
	rows := sampleRows()
	plain := one(sharedRows(rows))
	plain.Texts = strings.Split(strings.Join(rows, "|"), "|")
	called := func(old, new, file string) workbook { // the part old of the folder xl lies in file, and the workbook calls it new
		w, parts := plain, plain.Parts()
		w.Replace = map[string]string{rels: strings.Replace(parts[rels], old, new, 1), file: parts["xl/"+old], "xl/" + old: ""}
		if file == "xl/"+old {
			w.Replace[file] = parts[file]
		}
		return w
	}
	long := plain
	long.Sheets = []sheetXML{{Name: "Recorded activity of 2025/26: all practices", Inside: plain.Sheets[0].Inside}}
	for name, w := range map[string]workbook{
		"texts elsewhere":   called("sharedStrings.xml", "texts/all.xml", "xl/texts/all.xml"),
		"sheet elsewhere":   called("worksheets/sheet1.xml", "tabs/activity.bin", "xl/tabs/activity.bin"),
		"formats":           called("styles.xml", "/xl/formats.xml", "xl/formats.xml"),
		"backslashes":       called("worksheets/sheet1.xml", "worksheets/sheet7.xml", `xl\worksheets\sheet7.xml`),
		"another case":      called("worksheets/sheet1.xml", "Worksheets/Sheet1.xml", "xl/worksheets/sheet1.xml"),
		"texts, other case": called("sharedStrings.xml", "SharedStrings.xml", "xl/sharedStrings.xml"),
		"long sheet name":   long,
	} {
		x := readWith(t, map[string]string{"activity.xlsx": string(w.Bytes())})
		if x.Stops() || x.Sources[2].Records != sampleSize {
			t.Errorf("%s: %+v\n%s", name, x.Sources[2], messages(x.Problems))
		}
	}
}

// TestEncodedSheet reads a sheet that says in which letters it is written.
func TestEncodedSheet(t *testing.T) {
	t.Parallel()
	const path = "xl/worksheets/sheet1.xml"
	w := one(sheetOf("Practice code|Practice name|Address 1|Postcode|Email", "P81900|Meddygfa T\xf4n|1 Kiln Lane|ZZ99 1AA|gp-p81900@example.org", "P81901|Caf\xe9 Surgery|2 Ropewalk|ZZ99 2AA|gp-p81901@example.org"))
	w.Replace = map[string]string{path: strings.Replace(w.Parts()[path], "UTF-8", "windows-1252", 1)}
	x := readWith(t, map[string]string{"practices.xlsx": string(w.Bytes())})
	var names []string
	for _, p := range x.Practices {
		names = append(names, p.Name)
	}
	if diff := cmp.Diff([]string{"Meddygfa Tôn", "Café Surgery"}, names); diff != "" {
		t.Errorf("%s%s", diff, messages(x.Problems))
	}
}
