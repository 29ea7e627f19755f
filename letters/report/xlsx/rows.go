package xlsx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// rows writes a sheet's cells as the format has them. Texts stand in their cells;
// a formula comes before the value that it comes to.
type rows struct {
	to      io.Writer
	looks   *looks
	columns []column // that have come so far
	row     int
	number  []byte // of the row, as it is written
	text    []byte // what is not yet written
	err     error
}

// column is what the last cell of a column had, as it is written: mostly the next one
// has the same.
type column struct {
	name    string
	known   bool
	style   Style
	look    []byte
	formula string
	escaped []byte
}

// chunk is as much as is written at once.
const chunk = 1 << 15

func (s Sheet) writeRows(to io.Writer, l *looks) error {
	w := rows{to: to, looks: l, text: make([]byte, 0, 2*chunk)}
	err := s.each(w.add)
	w.flush()
	return errors.Join(err, w.err)
}

func (w *rows) flush() {
	if _, err := w.to.Write(w.text); err != nil && w.err == nil {
		w.err = err
	}
	w.text = w.text[:0]
}

func (w *rows) add(row []Cell, height int) {
	w.row++
	w.number = strconv.AppendInt(w.number[:0], int64(w.row), 10)
	w.text = append(w.text, `<row r="`...)
	w.text = append(w.text, w.number...)
	w.text = append(w.text, '"')
	if height > 0 {
		w.text = append(w.text, ` ht="`...)
		w.text = strconv.AppendInt(w.text, int64(height), 10)
		w.text = append(w.text, `" customHeight="1"`...)
	}
	w.text = append(w.text, '>')
	for i := range row {
		w.cell(&row[i], w.column(i))
	}
	w.text = append(w.text, `</row>`...)
	if len(w.text) > chunk {
		w.flush()
	}
}

func (w *rows) cell(c *Cell, of *column) {
	if !of.known || of.style != c.Style {
		w.dress(of, c.Style)
	}
	if c.Kind == Empty && c.Formula == "" && len(of.look) == 0 {
		return
	}
	w.text = append(w.text, `<c r="`...)
	w.text = append(w.text, of.name...)
	w.text = append(w.text, w.number...)
	w.text = append(w.text, of.look...)
	switch {
	case c.Kind == Text && c.Formula == "":
		w.text = append(w.text, `" t="inlineStr"><is><t xml:space="preserve">`...)
		w.text = appendEscaped(w.text, c.Value)
		w.text = append(w.text, `</t></is></c>`...)
		return
	case c.Kind == Text:
		w.text = append(w.text, `" t="str`...)
	}
	w.text = append(w.text, `">`...)
	if c.Formula != "" {
		if of.formula != c.Formula {
			of.formula, of.escaped = c.Formula, appendEscaped(of.escaped[:0], c.Formula)
		}
		w.text = append(w.text, `<f>`...)
		w.text = append(w.text, of.escaped...)
		w.text = append(w.text, `</f>`...)
	}
	if c.Value != "" {
		w.text = append(w.text, `<v>`...)
		w.text = appendEscaped(w.text, c.Value)
		w.text = append(w.text, `</v>`...)
	}
	w.text = append(w.text, `</c>`...)
}

// dress notes how the look of a cell is written.
func (w *rows) dress(of *column, s Style) {
	id, told := w.looks.ids[s]
	if !told && w.err == nil {
		w.err = fmt.Errorf("row %d: a cell of a style that was not told of", w.row)
	}
	of.known, of.style, of.look = true, s, of.look[:0]
	if id != 0 {
		of.look = strconv.AppendInt(append(of.look, `" s="`...), int64(id), 10)
	}
}

// column is the i-th of the sheet: A for 0.
func (w *rows) column(i int) *column {
	for len(w.columns) <= i {
		name, _ := excelize.ColumnNumberToName(len(w.columns) + 1) // fails only beyond 16,384 columns
		w.columns = append(w.columns, column{name: name})
	}
	return &w.columns[i]
}

// escapes is what stands for a character that XML gives a meaning.
var escapes = [utf8.RuneSelf]string{'"': "&#34;", '\'': "&#39;", '&': "&amp;", '<': "&lt;", '>': "&gt;"}

// appendEscaped writes text into XML; a character that XML cannot hold becomes
// U+FFFD.
func appendEscaped(to []byte, text string) []byte {
	from := 0 // of what is not yet written
	for at := 0; at < len(text); {
		c := text[at]
		size := 1
		if c >= utf8.RuneSelf || c < ' ' {
			var r rune
			r, size = utf8.DecodeRuneInString(text[at:])
			if r < ' ' || r == utf8.RuneError || r == '\ufffe' || r == '\uffff' { // rare, and not all alike
				var b bytes.Buffer
				_ = xml.EscapeText(&b, []byte(text[from:])) // a buffer takes everything
				return append(to, b.Bytes()...)
			}
		} else if escape := escapes[c]; escape != "" {
			to = append(append(to, text[from:at]...), escape...)
			from = at + 1
		}
		at += size
	}
	return append(to, text[from:]...)
}
