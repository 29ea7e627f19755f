package rows

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"hash/crc32"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yearend/calc/extract/rows/handmade"
)

// limit is one of a file: what lies just within it is read, and what is one more is
// refused with a sentence. The number stands here once more, so that nobody moves
// the limit without meaning to.
type limit struct {
	most int
	says string
	read func(t *testing.T, n int) (refused string)
}

// TestEachLimit has a row for every limit, by the name of its constant.
func TestEachLimit(t *testing.T) {
	t.Parallel()
	all := limits()
	for _, name := range constants(t) {
		if _, has := all[name]; !has && name != "MaxOldRows" { // a file that ends there is stopped where its rows are judged
			t.Errorf("%s has no row here", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		t.Run(name, func(t *testing.T) {
			l := all[name]
			if refused := l.read(t, l.most); refused != "" {
				t.Errorf("%s: %d is refused: %s", name, l.most, refused)
			}
			if refused := l.read(t, l.most+1); !strings.Contains(refused, l.says) || l.says == "" {
				t.Errorf("%s: %d is one too many, and is answered by %q; want %q", name, l.most+1, refused, l.says)
			}
		})
	}
}

const (
	tooLargeSays = "the workbook is larger than any real one, packed or unpacked"
	tooManySays  = "more formats, texts, columns or merged cells than any real one"
	excelSays    = "the sheet has more rows or columns than Excel allows"
	sheetsSays   = "the workbook has more than 255 sheets or 5,000 parts"
)

func limits() map[string]limit {
	const rest = `</sheetData>`
	return map[string]limit{
		"maxCSV":      {4 << 30, "the file is larger than 4 GB", csvOf},
		"maxLine":     {65_536, "a line is longer than 64 kB", func(t *testing.T, n int) string { return text(t, strings.Repeat("x", n)+"\n") }},
		"blankWithin": {999, "nothing is found", blankAbove},
		"maxWorkbook": {256 << 20, tooLargeSays, workbookOf},
		"maxUnzipped": {2 << 30, tooLargeSays, inSheets},
		"maxPart": {128 << 20, tooLargeSays, func(_ *testing.T, n int) string {
			return refusal(packed(inSheet(value).Parts(), "customXml/item1.xml", stretched("", n, ""), n/maxRatio))
		}},
		"maxIndex": {16 << 20, tooLargeSays, func(_ *testing.T, n int) string {
			w := inSheet(value)
			book := w.Parts()["xl/workbook.xml"]
			w.Replace = map[string]string{"xl/workbook.xml": book + comments(n-len(book))}
			return refusal(w.Bytes())
		}},
		"maxRatio": {20_000_199, tooLargeSays, func(_ *testing.T, n int) string {
			return refusal(packed(inSheet(value).Parts(), "customXml/item1.xml", stretched("", n, ""), 100_000))
		}},
		"large": {16 << 20, tooLargeSays, func(_ *testing.T, n int) string {
			return refusal(packed(inSheet(value).Parts(), "customXml/item1.xml", stretched("", n, ""), 0))
		}},
		"maxParts": {5000, sheetsSays, func(_ *testing.T, n int) string {
			w := inSheet(value)
			w.Replace = map[string]string{}
			for i := range n - len(w.Parts()) {
				w.Replace[fmt.Sprint("customXml/", i)] = ""
			}
			return refusal(w.Bytes())
		}},
		"maxSheets": {255, sheetsSays, func(_ *testing.T, n int) string {
			w := inSheet(value)
			for i := range n - 1 {
				w.Sheets = append(w.Sheets, handmade.Sheet{Name: fmt.Sprint(i), Inside: `<sheetData/>`})
			}
			return refusal(w.Bytes())
		}},
		"MaxRows":    {1_048_576, excelSays, func(_ *testing.T, n int) string { return sheet(fmt.Sprintf(`<sheetData><row r="%d"/>`, n) + rest) }},
		"maxColumns": {16_384, excelSays, func(_ *testing.T, n int) string { return refusal(inSheet(`<c r="` + letters(n) + `1"/>`).Bytes()) }},
		"MaxWidth": {1000, "there are values in more than 1,000 columns", func(_ *testing.T, n int) string {
			return refusal(inSheet(`<c r="` + letters(n) + `1"><v>1</v></c>`).Bytes())
		}},
		"maxHead": {4<<20 - 1, tooManySays, func(_ *testing.T, n int) string {
			return sheet(comments(n-len(handmade.Head+`<worksheet `+handmade.Main+`>`)) + `<sheetData/>`)
		}},
		"maxBeside": {300_000, tooManySays, func(_ *testing.T, n int) string { return sheet(`<sheetData/>` + strings.Repeat(`<x/>`, n)) }},
		"maxFormats": {500_000, tooManySays, func(_ *testing.T, n int) string {
			return styles(`<cellXfs>` + strings.Repeat(`<xf/>`, n) + `</cellXfs>`)
		}},
		"maxFormats, of one's own": {500_000, tooManySays, func(_ *testing.T, n int) string {
			var own strings.Builder
			for i := range n {
				fmt.Fprintf(&own, `<numFmt numFmtId="%d" formatCode="0"/>`, i)
			}
			return styles(`<numFmts>` + own.String() + `</numFmts>`)
		}},
		"maxCell": {262_144, "a cell of the sheet is longer than Excel allows", func(_ *testing.T, n int) string {
			return refusal(shared(`<r><t>` + strings.Repeat("x", 200_000) + `</t></r><r><t>` + strings.Repeat("x", n-200_000) + `</t></r>`).Bytes())
		}},
		"maxTag": {262_144, "a cell of the sheet is longer than Excel allows", func(_ *testing.T, n int) string {
			return refusal(shared(`<t>` + strings.Repeat("x", n-len(`</t>`)) + `</t>`).Bytes())
		}},
		"maxTexts": {2_000_000, tooManySays, func(_ *testing.T, n int) string {
			return refusal(shared(`</si>` + strings.Repeat(`<si/>`, n-2) + `<si>`).Bytes())
		}},
		"maxShared": {256 << 20, tooLargeSays, func(_ *testing.T, n int) string {
			w := shared("")
			texts := w.Parts()["xl/sharedStrings.xml"]
			return refusal(packed(w.Parts(), "xl/sharedStrings.xml", stretched(strings.TrimSuffix(texts, "</sst>"), n, "</sst>"), n/maxRatio))
		}},
		"maxRow": {1 << 20, "a row of the sheet is longer than 1 MB", func(_ *testing.T, n int) string { return refusal(inSheet(comments(n - len(`</row>`))).Bytes()) }},
		"maxDepth": {64, "elements within elements beyond all reason", func(_ *testing.T, n int) string {
			return sheet(`<sheetData/>` + strings.Repeat(`<x>`, n) + strings.Repeat(`</x>`, n))
		}},
		"maxDeclared": {1000, "something that no spreadsheet program writes", func(_ *testing.T, n int) string {
			const declared = `<?xml version="1.0"`
			part := strings.TrimPrefix(inSheet(value).Parts()["xl/worksheets/sheet1.xml"], handmade.Head)
			return refusal(with("xl/worksheets/sheet1.xml", declared+strings.Repeat(" ", n-len(declared)-2)+"?>"+part).Bytes())
		}},
	}
}

// Numbers that the machine cannot hold are refused, and not taken for what is left
// of them: the row would be the first, the column A.
func TestNoNumberRunsOver(t *testing.T) {
	t.Parallel()
	for name, refused := range map[string]string{
		"row":     sheet(`<sheetData><row r="18446744073709551617"><c><v>1</v></c></row></sheetData>`),
		"column":  refusal(inSheet(`<c r="MWLQKWW1"><v>1</v></c>`).Bytes()),
		"style":   refusal(inSheet(`<c s="4294967296"><v>1</v></c>`).Bytes()),
		"its row": refusal(inSheet(`<c r="A18446744073709551617"><v>1</v></c>`).Bytes()),
	} {
		if refused == "" {
			t.Errorf("%s: a number of more than 64 bits, or letters of more than 32, was read", name)
		}
	}
}

// constants are the names in limits.go.
func constants(t *testing.T) (names []string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "limits.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range file.Decls {
		for _, spec := range d.(*ast.GenDecl).Specs {
			for _, name := range spec.(*ast.ValueSpec).Names {
				names = append(names, name.Name)
			}
		}
	}
	return names
}

const value = `<c><v>1</v></c>`

// refusal is what is said of a workbook whose first sheet is read to its end.
func refusal(content []byte) string { return refusalOf(bytes.NewReader(content), int64(len(content))) }

func refusalOf(content io.ReaderAt, size int64) string {
	parts, err := openParts(content, size)
	if err != nil {
		return faultOf(err).Remedy
	}
	if _, fault := all(&Workbook{Sheets: parts.sheets, parts: parts}, parts.sheets[0]); fault != nil {
		return fault.Remedy
	}
	return ""
}

func sheet(inside string) string { return refusal(handmade.One(inside).Bytes()) }

func styles(inside string) string {
	return refusal(with("xl/styles.xml", `<styleSheet `+handmade.Main+`>`+inside+`</styleSheet>`).Bytes())
}

// text is what is said of a CSV.
func text(t *testing.T, content string) (refused string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "lines.csv")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return opens(t, path, func(c *CSV) {
		for ok := true; ok; {
			_, ok = c.Next()
		}
	})
}

func opens(t *testing.T, path string, read func(*CSV)) (refused string) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	c, fault := OpenCSV(file, func(string) bool { return false }, func(f Fault) { refused = f.Remedy })
	if fault != nil {
		return fault.Remedy
	}
	read(c)
	c.blocks.stop()
	file.Close()
	return refused
}

// csvOf is of a file of so many bytes, of which a line is there and the others are a
// hole. That a hole is no line is another matter.
func csvOf(t *testing.T, n int) string {
	path := filepath.Join(t.TempDir(), "long.csv")
	if err := os.WriteFile(path, []byte("a,b\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, int64(n)); err != nil {
		t.Fatal(err)
	}
	return opens(t, path, func(c *CSV) {
		if r, ok := c.Next(); !ok || len(r.Cells) != 2 {
			t.Errorf("the first line is %v", r.Cells)
		}
	})
}

// blankAbove is of a table below so many blank lines.
func blankAbove(t *testing.T, n int) string {
	path := filepath.Join(t.TempDir(), "blank.csv")
	if err := os.WriteFile(path, []byte(strings.Repeat("\n", n)+"a,b\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	found := 0
	refused := opens(t, path, func(c *CSV) { found = len(Ahead(c)) })
	if refused == "" && found == 0 {
		return "nothing is found"
	}
	return refused
}

// behind is a workbook at the end of a file that has nothing but zeros before it.
type behind struct {
	content []byte
	from    int64
}

func (b behind) ReadAt(p []byte, at int64) (int, error) {
	for i := range p {
		switch from := at + int64(i) - b.from; {
		case from >= int64(len(b.content)):
			return i, io.EOF
		case from >= 0:
			p[i] = b.content[from]
		default:
			p[i] = 0
		}
	}
	return len(p), nil
}

func workbookOf(_ *testing.T, n int) string {
	content := inSheet(value).Bytes()
	return refusalOf(behind{content, int64(n - len(content))}, int64(n))
}

// inSheets is of a workbook of so many bytes, in sheets that are just not large.
func inSheets(_ *testing.T, n int) string {
	w := inSheet(value)
	for i := range n/large - 1 {
		w.Sheets = append(w.Sheets, handmade.Sheet{Name: fmt.Sprint(i), Inside: `<sheetData/>`})
	}
	parts, pieces := w.Parts(), []piece{}
	p := stretched(strings.TrimSuffix(parts["xl/worksheets/sheet2.xml"], `</worksheet>`), large, `</worksheet>`)
	for i := range w.Sheets[1:] {
		p.name = fmt.Sprintf("xl/worksheets/sheet%d.xml", i+2)
		delete(parts, p.name)
		pieces = append(pieces, p)
		n -= large
	}
	for _, content := range parts {
		n -= len(content)
	}
	p = stretched("", n, "") // what is left
	p.name = "customXml/item1.xml"
	return refusal(archived(parts, append(pieces, p)))
}

// letters name a column, which is counted from 1.
func letters(column int) (name string) {
	for ; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name
}

// comments are so many bytes that mean nothing.
func comments(n int) string {
	const most = 100_000
	all := strings.Repeat(`<!--`+strings.Repeat(" ", most-7)+`-->`, n/most-1)
	return all + `<!--` + strings.Repeat(" ", n-len(all)-7) + `-->`
}

// piece is a part of a workbook, packed.
type piece struct {
	name   string
	packed []byte
	size   uint64
	sum    uint32
}

// stretched is a part of so many bytes, made longer by comments before its end.
// Packed it is short, and made of the same bytes over and over, so that no time is
// spent on it.
func stretched(begins string, size int, ends string) piece {
	var p piece
	add := func(content string, times int, last bool) {
		var out bytes.Buffer
		pack, _ := flate.NewWriter(&out, flate.BestSpeed) // it knows the level
		_, _ = io.WriteString(pack, content)              // a buffer takes everything
		_ = pack.Flush()
		for range times {
			p.packed = append(p.packed, out.Bytes()...)
			p.sum = crc32.Update(p.sum, crc32.IEEETable, []byte(content))
			p.size += uint64(len(content))
		}
		if last {
			out.Reset()
			pack.Reset(&out)
			_ = pack.Close()
			p.packed = append(p.packed, out.Bytes()...)
		}
	}
	const chunk = 128 << 10
	add(begins, 1, false)
	if left := size - len(begins) - len(ends); left > 0 {
		add(comments(chunk), left/chunk-1, false)
		add(comments(left-(left/chunk-1)*chunk), 1, false)
	}
	add(ends, 1, true)
	return p
}

// packed is a workbook of which one part is packed into at least so many bytes.
func packed(parts map[string]string, name string, p piece, least int) []byte {
	delete(parts, name)
	p.name = name
	p.packed = append(p.packed, make([]byte, max(0, least-len(p.packed)))...)
	return archived(parts, []piece{p})
}

// archived is a workbook of parts as they are, and of others packed before.
func archived(parts map[string]string, pieces []piece) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		to, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err == nil {
			_, err = io.WriteString(to, parts[name])
		}
		if err != nil {
			panic(err) // a buffer takes everything
		}
	}
	for _, p := range pieces {
		to, err := z.CreateRaw(&zip.FileHeader{Name: p.name, Method: zip.Deflate, CRC32: p.sum, UncompressedSize64: p.size, CompressedSize64: uint64(len(p.packed))})
		if err == nil {
			_, err = to.Write(p.packed)
		}
		if err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}
