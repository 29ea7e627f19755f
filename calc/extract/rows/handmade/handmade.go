// Package handmade writes workbooks by hand, so that a test can say exactly what
// stands in their XML. Only tests use it.
package handmade

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// Workbook is the smallest workbook there can be.
type Workbook struct {
	Sheets  []Sheet
	Texts   []string          // shared ones
	Props   string            // attributes of workbookPr
	Replace map[string]string // whole parts, by name
}

// Sheet is a sheet: its name, its attributes, and the inside of <worksheet>.
type Sheet struct{ Name, State, Inside string }

// What every part begins with, and the namespace of most.
const (
	Head     = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	Main     = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	relNS    = `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// Styles of the workbook: 1 a date, 2 a percentage.
const stylesXML = Head + `<styleSheet ` + Main + `><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>` +
	`<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>` +
	`<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="9" applyNumberFormat="1"/></cellXfs></styleSheet>`

// Parts are the parts by their names.
func (w Workbook) Parts() map[string]string {
	parts := map[string]string{
		"_rels/.rels":   Head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + relTypes + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/styles.xml": stylesXML,
	}
	types, sheets, rels := "", "", fmt.Sprintf(`<Relationship Id="rId100" Type="%s/styles" Target="styles.xml"/>`, relTypes)
	for i, s := range w.Sheets {
		n := i + 1
		parts[fmt.Sprintf("xl/worksheets/sheet%d.xml", n)] = Head + `<worksheet ` + Main + `>` + s.Inside + `</worksheet>`
		types += fmt.Sprintf(`<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`, n)
		id := n
		if n >= 100 {
			id += 100 // 100 and 101 are the formats' and the texts'
		}
		sheets += fmt.Sprintf(`<sheet name="%s"%s sheetId="%d" r:id="rId%d"/>`, s.Name, s.State, n, id)
		rels += fmt.Sprintf(`<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, id, relTypes, n)
	}
	if len(w.Texts) > 0 {
		all := `<si><t>` + strings.Join(w.Texts, `</t></si><si><t>`) + `</t></si>`
		parts["xl/sharedStrings.xml"] = Head + fmt.Sprintf(`<sst %s count="%d" uniqueCount="%d">%s</sst>`, Main, len(w.Texts), len(w.Texts), all)
		rels += fmt.Sprintf(`<Relationship Id="rId101" Type="%s/sharedStrings" Target="sharedStrings.xml"/>`, relTypes)
	}
	parts["[Content_Types].xml"] = Head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` + types + `</Types>`
	parts["xl/workbook.xml"] = Head + `<workbook ` + Main + ` ` + relNS + `><workbookPr` + w.Props + `/><sheets>` + sheets + `</sheets></workbook>`
	parts["xl/_rels/workbook.xml.rels"] = Head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + rels + `</Relationships>`
	for name, content := range w.Replace {
		parts[name] = content
	}
	return parts
}

// Bytes is the workbook as a file. Nothing is compressed: the bytes are the same
// whatever the version of Go.
func (w Workbook) Bytes() []byte { return Archive(w.Parts(), zip.Store) }

// Packed is the workbook with its parts compressed.
func (w Workbook) Packed() []byte { return Archive(w.Parts(), zip.Deflate) }

// Archive is parts as a file.
func Archive(parts map[string]string, method uint16) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	z.RegisterCompressor(zip.Deflate, func(to io.Writer) (io.WriteCloser, error) { return flate.NewWriter(to, flate.BestSpeed) })
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method})
		if err == nil {
			_, err = f.Write([]byte(parts[name]))
		}
		if err != nil {
			panic(err) // a buffer takes everything
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// Rows writes rows of text as sheet data; a cell that begins with < stands
// as its own XML, where R is put for the reference.
func Rows(rows ...string) string {
	var all strings.Builder
	for i, row := range rows {
		fmt.Fprintf(&all, `<row r="%d">`, i+1)
		for j, value := range strings.Split(row, "|") {
			ref := fmt.Sprintf("%c%d", 'A'+j, i+1)
			switch {
			case value == "":
			case strings.HasPrefix(value, "<"):
				all.WriteString(strings.Replace(value, "<c", `<c r="`+ref+`"`, 1))
			default:
				fmt.Fprintf(&all, `<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, ref, value)
			}
		}
		all.WriteString(`</row>`)
	}
	return `<sheetData>` + all.String() + `</sheetData>`
}

// One is a workbook of one sheet.
func One(inside string) Workbook {
	return Workbook{Sheets: []Sheet{{Name: "Sheet1", Inside: inside}}}
}
