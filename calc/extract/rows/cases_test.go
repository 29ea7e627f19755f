package rows

import (
	"archive/zip"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"yearend/calc/extract/rows/handmade"
)

// inSheet is a workbook with this in the first row of its sheet.
func inSheet(cells string) handmade.Workbook {
	return handmade.One(`<sheetData><row r="1">` + cells + `</row></sheetData>`)
}

// shared is one whose first cell has this for its text.
func shared(inside string) handmade.Workbook {
	w := inSheet(`<c t="s"><v>0</v></c>`)
	w.Texts = []string{""}
	w.Replace = map[string]string{"xl/sharedStrings.xml": handmade.Head + `<sst ` + handmade.Main + `><si>` + inside + `</si></sst>`}
	return w
}

// with is one with another part, or another of its own.
func with(name, content string) handmade.Workbook {
	w := inSheet(`<c><v>1</v></c>`)
	w.Replace = map[string]string{name: content}
	return w
}

func sheetIn(declared, cell string) handmade.Workbook {
	return with("xl/worksheets/sheet1.xml", `<?xml version="1.0" encoding="`+declared+`"?><worksheet `+handmade.Main+`><sheetData><row><c t="inlineStr"><is><t>`+cell+`</t></is></c></row></sheetData></worksheet>`)
}

// unusual is what a real program writes, if seldom.
type unusual map[string]struct {
	book handmade.Workbook
	want string // the text of the first row's cells, or what the refusal says
}

// read reads each as it is meant, or refuses it with a reason.
func (u unusual) read(t *testing.T) {
	t.Helper()
	for name, c := range u {
		w, fault := opened(c.book.Bytes())
		var found []Row
		if fault == nil {
			found, fault = all(w, w.Sheets[0])
		}
		got := ""
		if fault != nil {
			got = fault.Remedy
		} else {
			for i, cell := range found[0].Cells {
				got += strings.Repeat("|", min(i, 1)) + cell.Text
			}
		}
		if refused := len(c.want) > 20 || strings.HasPrefix(c.want, `"`); refused != (fault != nil) || refused && !strings.Contains(got, c.want) || !refused && got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

const inUTF16 = "\xff\xfe<\x00a\x00/\x00>\x00"

// TestUnusualTexts reads texts, their characters, and the letters that a part is in.
func TestUnusualTexts(t *testing.T) {
	unusual{
		"phonetic":            {shared(`<t>課</t><rPh sb="0" eb="1"><t>カ</t></rPh><phoneticPr fontId="1"/>`), "課"},
		"phonetic with runs":  {shared(`<r><t>課</t></r><rPh sb="0" eb="1"><r><t>カ</t></r></rPh>`), "課"},
		"comment in a text":   {shared(`<t>P81<!--x-->900</t>`), errMarkup.Remedy},
		"remark in a text":    {shared(`<t>P81<?x y?>900</t>`), errMarkup.Remedy},
		"comment beside it":   {shared(`<t>A</t><!--x-->`), errMarkup.Remedy},
		"comment in place":    {inSheet(`<c t="inlineStr"><is><t>P81<!--x-->900</t></is></c>`), errMarkup.Remedy},
		"comment in a value":  {inSheet(`<c><v>1<!--x-->2</v></c>`), errMarkup.Remedy},
		"comment beside":      {inSheet(`<!--x--><c><!--x--><v>1</v><?y?></c>`), "1"},
		"two texts":           {shared(`<t>A</t><t>B</t>`), errShape.Remedy},
		"text and run":        {shared(`<t>A</t><r><t>B</t></r>`), errShape.Remedy},
		"two texts in a run":  {shared(`<r><t>A</t><t>B</t></r>`), errShape.Remedy},
		"text beside a text":  {shared(`A<t>B</t>`), errShape.Remedy},
		"an unknown element":  {shared(`<t>A</t><x/>`), errShape.Remedy},
		"two texts in place":  {inSheet(`<c t="inlineStr"><is><t>A</t><t>B</t></is></c>`), errShape.Remedy},
		"bare &":              {shared(`<t>A & B</t>`), errMarkup.Remedy},
		"unknown entity":      {shared(`<t>A&nbsp;B</t>`), errMarkup.Remedy},
		"no character":        {shared(`<t>A&#0;B</t>`), errMarkup.Remedy},
		"surrogates":          {inSheet(`<c t="inlineStr"><is><t>A&#xD83D;&#xDE00;B</t></is></c>`), errMarkup.Remedy},
		"beyond all letters":  {shared(`<t>&#x110000;</t>`), errMarkup.Remedy},
		"a letter by number":  {shared(`<t>&#x1F600;&#163;</t>`), "😀£"},
		"control character":   {shared("<t>A\x0bB</t>"), errMarkup.Remedy},
		"end of data":         {shared(`<t>A]]>B</t>`), errMarkup.Remedy},
		"no UTF-8":            {shared("<t>Caf\xe9</t>"), errMarkup.Remedy},
		"no UTF-8 beside":     {inSheet("<c q:x=\"\xe9\"><v>1</v></c>"), errShape.Remedy},
		"CDATA":               {shared(`<t><![CDATA[P81900]]></t>`), "P81900"},
		"CDATA with signs":    {shared(`<t>a<![CDATA[ < & ]]>&gt; b</t>`), "a < & > b"},
		"escape over runs":    {shared(`<r><t>A_x00</t></r><r><t>41_B</t></r>`), "AAB"},
		"escaped escape":      {shared(`<t>_x005F_x0041_</t>`), "_x0041_"},
		"escape once":         {shared(`<t>_x005F__x0041_</t>`), "_A"},
		"escape of a formula": {inSheet(`<c t="str"><v>P81900_x000D_</v></c>`), "P81900"},
		"escaped pair":        {shared(`<t>_xD83D__xDE00_</t>`), "😀"},
		"half of a pair":      {shared(`<t>_xD83D_x</t>`), errMarkup.Remedy},
		"its other half":      {inSheet(`<c t="str"><v>_xDE00_</v></c>`), errMarkup.Remedy},
		"no escape":           {shared(`<t>_xZZZZ_ _x00_ max_x</t>`), "_xZZZZ_ _x00_ max_x"},
		"Windows letters":     {sheetIn("windows-1252", "Caf\xe9 \x80"), "Café €"},
		"Latin letters":       {sheetIn("ISO-8859-1", "Caf\xe9"), "Café"},
		"no Windows letter":   {sheetIn("windows-1252", "Caf\x81"), errMarkup.Remedy},
		"unknown letters":     {sheetIn("koi8-r", "x"), `"koi8-r"`},
		"UTF-16":              {with("xl/worksheets/sheet1.xml", inUTF16), `"UTF-16"`},
		"marked UTF-8":        {with("xl/worksheets/sheet1.xml", "\xef\xbb\xbf"+inSheet(`<c><v>3</v></c>`).Parts()["xl/worksheets/sheet1.xml"]), "3"},
	}.read(t)
}

// TestUnusualCells reads cells, the attributes of theirs, and other parts.
func TestUnusualCells(t *testing.T) {
	unusual{
		"prefixed t":          {inSheet(`<c q:t="s"><v>0</v></c>`), errShape.Remedy},
		"prefixed s":          {inSheet(`<c q:s="1"><v>0</v></c>`), errShape.Remedy},
		"prefixed r":          {inSheet(`<c q:r="B1"><v>0</v></c>`), errShape.Remedy},
		"prefixed r of a row": {handmade.One(`<sheetData><row q:r="7"><c><v>0</v></c></row></sheetData>`), errShape.Remedy},
		"r twice":             {inSheet(`<c r="A1" r="B1"><v>0</v></c>`), errShape.Remedy},
		"t twice":             {inSheet(`<c t="n" t="s"><v>0</v></c>`), errShape.Remedy},
		"no such text":        {inSheet(`<c t="s"><v>0</v></c>`), errShape.Remedy},
		"no such style":       {inSheet(`<c s="3"><v>0</v></c>`), errShape.Remedy},
		"of another language": {inSheet(`<c><v>1</v></c><q:c><q:v>2</q:v></q:c>`), errShape.Remedy},
		"in place, valued":    {inSheet(`<c t="inlineStr"><v>1.0</v><is><t>x</t></is></c>`), errShape.Remedy},
		"number with spaces":  {inSheet(`<c><v> 12 </v></c>`), "12"},
		"error with entity":   {inSheet(`<c t="e"><v>#N&#47;A</v></c>`), "#N/A"},
		"custom part, UTF-16": {with("customXml/item1.xml", inUTF16), "1"},
		"of a Mac":            {with("__MACOSX/xl/._workbook.xml", "\x00\x05\x16\x07"), "1"},
		"formats, no XML":     {with("xl/styles.xml", `<styleSheet `+handmade.Main+`><cellXfs><xf></cellXfs></styleSheet>`), errShape.Remedy},
		"format without code": {with("xl/styles.xml", `<styleSheet `+handmade.Main+`><numFmts><numFmt numFmtId="164"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs></styleSheet>`), errShape.Remedy},
		"formats that differ": {with("xl/styles.xml", `<styleSheet `+handmade.Main+`><numFmts><numFmt numFmtId="164" formatCode="0"/><numFmt numFmtId="164" formatCode="d/m"/></numFmts></styleSheet>`), errShape.Remedy},
		"format of no number": {with("xl/styles.xml", `<styleSheet `+handmade.Main+`><cellXfs><xf numFmtId="x"/></cellXfs></styleSheet>`), errShape.Remedy},
	}.read(t)
}

// TestUnusualNames reads workbooks by what their sheets are called.
func TestUnusualNames(t *testing.T) {
	named := func(names ...string) handmade.Workbook {
		w := inSheet(`<c><v>1</v></c>`)
		first := w.Sheets[0]
		w.Sheets = nil
		for _, name := range names {
			w.Sheets = append(w.Sheets, handmade.Sheet{Name: name, Inside: first.Inside})
		}
		return w
	}
	unusual{
		"marks of all sorts":    {named("'April’s CHC &amp; CVD 2025/26: final?", "P81900's"), "1"}, // Excel allows some of them not, other programs do
		"longer than Excel's":   {named(strings.Repeat("activity ", 9)), "1"},
		"a space":               {named(" "), "1"},
		"none":                  {named(""), errMarkup.Remedy},
		"the same twice":        {named("April", "May", "April"), errMarkup.Remedy},
		"the same but for size": {named("April", "APRIL"), errMarkup.Remedy},
	}.read(t)
}

// TestQuotes has attributes in single quotes in which others stand: none of them
// swallows a row.
func TestQuotes(t *testing.T) {
	w, fault := opened(handmade.One(`<sheetPr codeName='a"b'/><sheetData><row r="1"><c r='A1'><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row></sheetData><pageSetup q:x='"'/>`).Bytes())
	if fault != nil {
		t.Fatal(fault)
	}
	found, fault := all(w, w.Sheets[0])
	if fault != nil || len(found) != 2 || found[1].Cells[0].Text != "2" {
		t.Errorf("%v %+v", fault, found)
	}
}

// TestStyles tells dates and percentages from other numbers, whatever else stands
// among the formats.
func TestStyles(t *testing.T) {
	styles, err := readStyles(strings.NewReader(`<?xml version="1.0"?><styleSheet ` + handmade.Main + ` xmlns:x="urn:x"><numFmts count="3">` +
		`<numFmt numFmtId="164" formatCode="&quot;day&quot; 0"/><numFmt formatCode="d\ mmm" numFmtId="165"/><numFmt numFmtId="14" formatCode="0"/></numFmts>` +
		`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs count="6"><xf/><xf numFmtId="164"/><xf numFmtId='165'><alignment/></xf><!-- x --><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="170"/></cellXfs>` +
		`<dxfs><dxf><numFmt numFmtId="165" formatCode="0%"/></dxf></dxfs><extLst><ext><x:cellXfs><xf numFmtId="14"/></x:cellXfs></ext></extLst></styleSheet>`))
	if want := []Kind{Number, Number, Date, Number, Percent, Number}; err != nil || !slices.Equal(styles, want) {
		t.Errorf("%v %v", styles, err)
	}
}

// TestStyleOfCellsWithoutOne reads a cell that names no style by the first one, as a
// spreadsheet shows it, and not by its row's or its column's.
func TestStyleOfCellsWithoutOne(t *testing.T) {
	const row = `<row r="1"><c r="A1"><v>45811</v></c><c r="B1" s="0"><v>45811</v></c><c r="C1" s="1"><v>45811</v></c></row>`
	styles := func(formats string) string {
		return handmade.Head + `<styleSheet ` + handmade.Main + `><cellXfs>` + formats + `</cellXfs></styleSheet>`
	}
	for name, c := range map[string]struct {
		styles, inside string
		want           []Kind
	}{
		"the first is a number":    {"", `<sheetData>` + row + `</sheetData>`, []Kind{Number, Number, Date}},
		"the first is a date":      {styles(`<xf numFmtId="14"/><xf numFmtId="0"/>`), `<sheetData>` + row + `</sheetData>`, []Kind{Date, Date, Number}},
		"the first is a percent":   {styles(`<xf numFmtId="10"/><xf numFmtId="14"/>`), `<sheetData>` + row + `</sheetData>`, []Kind{Percent, Percent, Date}},
		"its row has a date":       {"", `<sheetData>` + strings.Replace(row, `r="1">`, `r="1" s="1" customFormat="1">`, 1) + `</sheetData>`, []Kind{Number, Number, Date}},
		"its column has a percent": {"", `<cols><col min="1" max="3" style="2"/></cols><sheetData>` + row + `</sheetData>`, []Kind{Number, Number, Date}},
	} {
		w := handmade.One(c.inside)
		if c.styles != "" {
			w.Replace = map[string]string{"xl/styles.xml": c.styles}
		}
		book, fault := opened(w.Bytes())
		if fault != nil {
			t.Fatalf("%s: %v", name, fault)
		}
		found, fault := all(book, book.Sheets[0])
		if fault != nil || len(found) != 1 || len(found[0].Cells) != len(c.want) {
			t.Fatalf("%s: %v %+v", name, fault, found)
		}
		for i, cell := range found[0].Cells {
			if cell.Kind != c.want[i] || cell.Text != "45811" {
				t.Errorf("%s: cell %d is %+v, and not of kind %d", name, i+1, cell, c.want[i])
			}
		}
	}
	parts := handmade.One(`<sheetData>` + strings.Replace(row, ` s="1"`, "", 1) + `</sheetData>`).Parts()
	const rels = "xl/_rels/workbook.xml.rels"
	parts[rels] = regexp.MustCompile(`<Relationship Id="rId100"[^>]*>`).ReplaceAllString(parts[rels], "")
	delete(parts, "xl/styles.xml")
	book, fault := opened(handmade.Archive(parts, zip.Store))
	if fault != nil || len(book.parts.styles) > 0 {
		t.Fatalf("a workbook without styles: %v", fault)
	}
	if found, fault := all(book, book.Sheets[0]); fault != nil || found[0].Cells[2].Kind != Number {
		t.Errorf("a workbook without styles: %v %+v", fault, found)
	}
}

// TestTextsOfManyRows sends on more rows than one batch holds, with each text in
// its place.
func TestTextsOfManyRows(t *testing.T) {
	var sheet strings.Builder
	w := handmade.Workbook{}
	const rows = 5000
	for i := range rows {
		fmt.Fprintf(&sheet, `<row><c t="s"><v>%d</v></c><c t="inlineStr"><is><t>in %d</t></is></c><c><v>%d</v></c></row>`, rows-1-i, i, i)
		w.Texts = append(w.Texts, fmt.Sprint("text ", i))
	}
	w.Sheets = []handmade.Sheet{{Name: "Sheet1", Inside: `<sheetData>` + sheet.String() + `</sheetData>`}}
	book, fault := opened(w.Packed())
	if fault != nil {
		t.Fatal(fault)
	}
	found, fault := all(book, book.Sheets[0])
	if fault != nil || len(found) != rows {
		t.Fatalf("%d rows, %v", len(found), fault)
	}
	for i, r := range found {
		want := []Cell{{fmt.Sprint("text ", rows-1-i), Text}, {fmt.Sprint("in ", i), Text}, {fmt.Sprint(i), Number}}
		if r.Number != i+1 || !slices.Equal(r.Cells, want) {
			t.Fatalf("row %d: %+v", i, r)
		}
	}
}
