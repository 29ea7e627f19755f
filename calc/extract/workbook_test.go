package extract

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// workbook is the smallest workbook there can be, written by hand so that a
// test can say exactly what stands in its XML. Nothing is compressed: the
// bytes are the same whatever the version of Go.
type workbook struct {
	sheets  []sheetXML
	texts   []string          // shared ones
	props   string            // attributes of workbookPr
	replace map[string]string // whole parts, by name
}

// sheetXML is the inside of <worksheet>.
type sheetXML struct{ name, state, inside string }

const (
	xmlHead  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainNS   = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	relNS    = `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// Styles of the workbook: 1 a date, 2 a percentage.
const stylesXML = xmlHead + `<styleSheet ` + mainNS + `><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>` +
	`<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>` +
	`<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="9" applyNumberFormat="1"/></cellXfs></styleSheet>`

func (w workbook) parts() map[string]string {
	parts := map[string]string{
		"_rels/.rels":   xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + relTypes + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/styles.xml": stylesXML,
	}
	types, sheets, rels := "", "", fmt.Sprintf(`<Relationship Id="rId100" Type="%s/styles" Target="styles.xml"/>`, relTypes)
	for i, s := range w.sheets {
		n := i + 1
		parts[fmt.Sprintf("xl/worksheets/sheet%d.xml", n)] = xmlHead + `<worksheet ` + mainNS + `>` + s.inside + `</worksheet>`
		types += fmt.Sprintf(`<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`, n)
		sheets += fmt.Sprintf(`<sheet name="%s"%s sheetId="%d" r:id="rId%d"/>`, s.name, s.state, n, n)
		rels += fmt.Sprintf(`<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, n, relTypes, n)
	}
	if len(w.texts) > 0 {
		all := ""
		for _, text := range w.texts {
			all += `<si><t>` + text + `</t></si>`
		}
		parts["xl/sharedStrings.xml"] = xmlHead + fmt.Sprintf(`<sst %s count="%d" uniqueCount="%d">%s</sst>`, mainNS, len(w.texts), len(w.texts), all)
		rels += fmt.Sprintf(`<Relationship Id="rId101" Type="%s/sharedStrings" Target="sharedStrings.xml"/>`, relTypes)
	}
	parts["[Content_Types].xml"] = xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` + types + `</Types>`
	parts["xl/workbook.xml"] = xmlHead + `<workbook ` + mainNS + ` ` + relNS + `><workbookPr` + w.props + `/><sheets>` + sheets + `</sheets></workbook>`
	parts["xl/_rels/workbook.xml.rels"] = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + rels + `</Relationships>`
	for name, content := range w.replace {
		parts[name] = content
	}
	return parts
}

// bytes is the workbook as a file.
func (w workbook) bytes(t testing.TB) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	parts := w.parts()
	for _, name := range sortedKeys(parts) {
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(parts[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// sheetOf writes rows of text as sheet data; a cell that begins with < stands
// as its own XML, where R is put for the reference.
func sheetOf(rows ...string) string {
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

// one is a workbook of one sheet.
func one(inside string) workbook {
	return workbook{sheets: []sheetXML{{name: "Sheet1", inside: inside}}}
}
