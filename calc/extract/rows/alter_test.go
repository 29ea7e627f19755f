package rows

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yearend/calc/extract/rows/handmade"
	"yearend/fixtures/long"
)

// alterations is how many altered workbooks are read; more in `make long`.
const alterations = 5000

// snippets are put where they do harm, or none.
var snippets = []string{
	"&", "&amp;", "&nbsp;", "&#0;", "&#65;", "&#xD83D;", "&#x110000;", "<", ">", "]]>", `"`, "'", "\x00", "\x0b", "\xff", "\xc3\xa9", "\ufffe", "\r\n",
	"<!--x-->", "<!-- -- -->", "<?x y?>", `<?xml version="1.0"?>`, "<![CDATA[9]]>", "<!DOCTYPE a>", "_x0041_", "_xD801_", "_xD801__xDC05_", "_x005F_x0041_",
	` t="s"`, ` t="str"`, ` q:t="s"`, ` r="C9"`, ` s="1"`, ` s="99"`, ` q:x="1"`, ` x='"'`, ` x="'"`, ` x=1`, ` xml:space="preserve"`,
	"<c/>", "<c><v>9</v></c>", "</c>", "<row/>", `<row r="40"/>`, "</row>", "<v>9</v>", "<v/>", "<t>9</t>", "</t>", "<t/>", "<r><t>9</t></r>", "<rPh><t>9</t></rPh>", "<is><t>9</t></is>",
	"<f>1</f>", "<si><t>9</t></si>", "</si>", "<q:c><q:v>9</q:v></q:c>", "<sheetData/>", "</sheetData>", "<extLst><ext/></extLst>", "<x/>", "</x>", "/", " ", "9", "-", "e5", "A",
}

// TestAltered alters good workbooks at seeded places. Each that is still read is
// read the same by both readers.
func TestAltered(t *testing.T) {
	t.Parallel()
	good := goodParts(t)
	draw := rand.New(rand.NewPCG(12, 5))
	unaltered := make([]string, len(good))
	for i, parts := range good {
		unaltered[i] = everything(t, handmade.Archive(parts, zip.Store))
	}
	read, loudly := 0, 0
	tries := long.Times(alterations)
	for i := range tries {
		which := draw.IntN(len(good))
		parts := good[which]
		name, before, after := altered(draw, parts)
		content := withPart(parts, name, after)
		d, refused, loud := differs(content, false)
		switch {
		case d != "":
			t.Errorf("alteration %d, %s: %s\n%s", i, name, d, around(before, after))
		case errors.Is(loud, excelize.ErrSheetNameInvalid), errors.Is(loud, excelize.ErrSheetNameLength), errors.Is(loud, excelize.ErrSheetNameSingleQuote):
			// it holds to what Excel allows for a name, and has no opinion on the rows
		case loud != nil:
			if loudly++; everything(t, content) != unaltered[which] { // what excelize stumbles over has to mean nothing
				t.Errorf("alteration %d, %s: excelize alone refuses it: %v\n%s", i, name, loud, around(before, after))
			}
		case refused == nil:
			read++
		}
	}
	t.Logf("%d of %d were read; excelize alone refused %d", read, tries, loudly)
	if read < tries/20 {
		t.Errorf("only %d altered workbooks were read, which tries little", read)
	}
}

// everything is all that is read of a workbook.
func everything(t *testing.T, content []byte) string {
	w, fault := opened(content)
	if fault != nil {
		t.Fatal(fault)
	}
	var found strings.Builder
	for _, s := range w.Sheets {
		rows, fault := all(w, s)
		if fault != nil {
			t.Fatal(fault)
		}
		fmt.Fprintln(&found, s.Name, rows)
	}
	return found.String()
}

// altered draws a part and alters it in one place.
func altered(draw *rand.Rand, parts map[string]string) (name, before, after string) {
	weighed := []string{"xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"}
	for before == "" {
		name = weighed[draw.IntN(len(weighed))]
		before = parts[name]
	}
	at := draw.IntN(len(before))
	if draw.IntN(2) == 0 { // where something begins
		if next := strings.IndexAny(before[at:], "<>"); next >= 0 {
			at += next
		}
		if draw.IntN(2) == 0 {
			at = min(at+1, len(before)-1)
		}
	}
	to := min(len(before), at+1+draw.IntN(12))
	switch draw.IntN(6) {
	case 0:
		after = before[:at] + before[to:]
	case 1:
		after = before[:at] + before[at:to] + before[at:]
	case 2:
		after = before[:at] + string([]byte{byte(draw.IntN(256))}) + before[min(at+1, len(before)):]
	default:
		after = before[:at] + snippets[draw.IntN(len(snippets))] + before[at:]
	}
	return name, before, after
}

// around shows where two texts begin to differ.
func around(before, after string) string {
	at := 0
	for at < min(len(before), len(after)) && before[at] == after[at] {
		at++
	}
	from := max(0, at-60)
	return fmt.Sprintf("from %q\nto   %q", before[from:min(len(before), at+60)], after[from:min(len(after), at+60)])
}

func withPart(parts map[string]string, name, content string) []byte {
	changed := maps.Clone(parts)
	changed[name] = content
	return handmade.Archive(changed, zip.Store)
}

// goodParts are the parts of the workbooks that are altered.
func goodParts(t *testing.T) []map[string]string {
	good := []map[string]string{everySort().Parts(), prefixed().Parts()}
	for _, content := range [][]byte{byExcelize(t, 3), made(t, "openpyxl")[4].content, made(t, "libreoffice")[4].content} {
		good = append(good, unzipped(t, content))
	}
	return good
}

func unzipped(t *testing.T, content []byte) map[string]string {
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(part)
	}
	return parts
}

// everySort is a workbook with a cell of every sort, in the ways in which programs
// write them.
func everySort() handmade.Workbook {
	w := handmade.One(`<sheetPr codeName='a"b'/><dimension ref="A1"/><cols><col min="2" max="3" hidden="1"/></cols><sheetData>` +
		`<row r="1" spans="1:6"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="F1" t="inlineStr"><is><t xml:space="preserve"> in place </t></is></c></row>` +
		`<row r="2"><c r="A2"><v>12</v></c><c r="B2" s="1"><v>45811</v></c><c r="C2" s="2"><v>0.8</v></c><c r="D2"><v>52.349999999999994</v></c><c r="E2"><v> 7 </v></c><c r="F2" s="1"/></row>` +
		`<row><c><v>1.2E3</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="str"><f>LOWER("ECG")</f><v>ecg &amp; more</v></c><c><f>1+1</f><v>2</v></c><c><f>Sheet2!A1</f></c></row>` +
		"<!-- a remark -->\n" + `<row r="7" hidden="1" x14:dyDescent="0.2"><c r="B7" t="inlineStr"><is><r><rPr><b/></rPr><t>in </t></r><r><t>runs</t></r></is></c><c t="str"><f t="shared" si="0"/><v></v></c></row>` +
		`</sheetData><mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells><pageSetup x14:x='"'/>`)
	w.Replace = map[string]string{"xl/sharedStrings.xml": handmade.Head + `<sst ` + handmade.Main + ` count="3" uniqueCount="3"><si><t>Practice code</t></si>` +
		`<si><r><rPr><sz val="11"/></rPr><t xml:space="preserve">Service </t></r><r><t>&#163; _x00e9_</t></r><rPh sb="0" eb="1"><t>x</t></rPh><phoneticPr fontId="1"/></si><si/></sst>`}
	w.Texts = []string{""}
	return w
}

// prefixed is one in which every element has a prefix.
func prefixed() handmade.Workbook {
	w := everySort()
	sheet := w.Parts()["xl/worksheets/sheet1.xml"]
	sheet = strings.TrimPrefix(sheet, handmade.Head)
	w.Replace["xl/worksheets/sheet1.xml"] = strings.NewReplacer("<!--", "<!--", "</", "</x:", "<", "<x:", "xmlns=", "xmlns:x=").Replace(sheet)
	return w
}
