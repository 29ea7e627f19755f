package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"

	"github.com/xuri/excelize/v2"
)

// The parts by which a workbook has formats. Some systems write none, and there
// is then nothing that a mark could be added to.
const (
	stylesPart    = "xl/styles.xml"
	typesPart     = "[Content_Types].xml"
	relationsPart = "xl/_rels/workbook.xml.rels"

	noStyles = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"></styleSheet>`
	stylesType     = `<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>`
	stylesRelation = `<Relationship Id="rIdYearendStyles" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>`
)

// withStyles gives a workbook that has no part of formats an empty one.
func withStyles(original []byte) ([]byte, error) {
	in, err := zip.NewReader(bytes.NewReader(original), int64(len(original)))
	if err != nil {
		return nil, err
	}
	for _, part := range in.File {
		if part.Name == stylesPart {
			return original, nil
		}
	}
	var out bytes.Buffer
	to := zip.NewWriter(&out)
	for _, part := range in.File {
		switch part.Name {
		case typesPart:
			err = putBefore(to, part, "</Types>", stylesType)
		case relationsPart:
			err = putBefore(to, part, "</Relationships>", stylesRelation)
		default:
			err = to.Copy(part)
		}
		if err != nil {
			return nil, err
		}
	}
	styles, err := to.Create(stylesPart)
	if err != nil {
		return nil, err
	}
	_, err = io.WriteString(styles, noStyles)
	if err = errors.Join(err, to.Close()); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// putBefore copies a part with some words put before its end.
func putBefore(to *zip.Writer, part *zip.File, end, words string) error {
	from, err := part.Open()
	if err != nil {
		return err
	}
	defer from.Close()
	content, err := io.ReadAll(io.LimitReader(from, mostBytes))
	if err != nil {
		return err
	}
	into, err := to.Create(part.Name)
	if err != nil {
		return err
	}
	_, err = into.Write(bytes.Replace(content, []byte(end), []byte(words+end), 1))
	return err
}

// completeStyles fills in what a style must have to be added to.
func completeStyles(f *excelize.File) error {
	missing := ""
	if f.Styles.Fonts == nil {
		missing += `<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>`
	}
	if f.Styles.Fills == nil {
		missing += `<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>`
	}
	if f.Styles.Borders == nil {
		missing += `<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>`
	}
	if f.Styles.CellStyleXfs == nil {
		missing += `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>`
	}
	if f.Styles.CellXfs == nil {
		missing += `<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>`
	}
	if fonts := f.Styles.Fonts; fonts != nil && len(fonts.Font) > 0 && fonts.Font[0].Name == nil {
		if err := xml.Unmarshal([]byte(`<font><name val="Calibri"/></font>`), fonts.Font[0]); err != nil {
			return err
		}
	}
	if missing == "" {
		return nil
	}
	return xml.Unmarshal([]byte(`<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`+missing+`</styleSheet>`), f.Styles)
}
