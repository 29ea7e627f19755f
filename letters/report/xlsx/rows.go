package xlsx

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// rows writes the sheet's cells as the format has them. Texts stand in their
// cells; a formula comes before the value that it comes to.
func (s Sheet) rows(l *looks) []byte {
	var b bytes.Buffer
	b.Grow(64 * len(s.Rows) * (1 + len(s.Columns)))
	names := columnNames(s.Rows)
	for i, row := range s.Rows {
		line := strconv.Itoa(i + 1)
		b.WriteString(`<row r="` + line + `"` + height(s.Heights[i+1]) + `>`)
		for j := range row {
			row[j].write(&b, names[j], line, l.ids[row[j].Style])
		}
		b.WriteString(`</row>`)
	}
	return b.Bytes()
}

func height(points int) string {
	if points == 0 {
		return ""
	}
	return ` ht="` + strconv.Itoa(points) + `" customHeight="1"`
}

func columnNames(rows [][]Cell) []string {
	var names []string
	for _, row := range rows {
		for len(names) < len(row) {
			name, _ := excelize.ColumnNumberToName(len(names) + 1) // fails only beyond 16,384 columns
			names = append(names, name)
		}
	}
	return names
}

func (c *Cell) write(b *bytes.Buffer, column, line string, style int) {
	if c.Kind == Empty && c.Formula == "" && style == 0 {
		return
	}
	b.WriteString(`<c r="`)
	b.WriteString(column)
	b.WriteString(line)
	if style != 0 {
		b.WriteString(`" s="`)
		b.WriteString(strconv.Itoa(style))
	}
	switch {
	case c.Kind == Text && c.Formula == "":
		b.WriteString(`" t="inlineStr"><is><t xml:space="preserve">`)
		escape(b, c.Value)
		b.WriteString(`</t></is></c>`)
		return
	case c.Kind == Text:
		b.WriteString(`" t="str`)
	}
	b.WriteString(`">`)
	element(b, "f", c.Formula)
	element(b, "v", c.Value)
	b.WriteString(`</c>`)
}

func element(b *bytes.Buffer, name, text string) {
	if text == "" {
		return
	}
	b.WriteString("<" + name + ">")
	escape(b, text)
	b.WriteString("</" + name + ">")
}

// escape writes text into XML; a character that XML cannot hold becomes U+FFFD.
func escape(b *bytes.Buffer, text string) {
	if strings.IndexFunc(text, special) < 0 {
		b.WriteString(text)
		return
	}
	_ = xml.EscapeText(b, []byte(text)) // a buffer takes everything
}

func special(r rune) bool {
	return r < ' ' || r > '\u007e' || strings.ContainsRune(`<>&"'`, r)
}
