package rows

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// The second opinion: excelize reads the same workbooks. What it cannot parse it
// drops without a word, so that where the two differ the program's own reader must
// have refused the file.

// opened is a workbook in memory.
func opened(content []byte) (*Workbook, *Fault) {
	parts, err := openParts(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, faultOf(err)
	}
	return &Workbook{Sheets: parts.sheets, Epoch: parts.since, parts: parts}, nil
}

// all reads every row of a sheet.
func all(w *Workbook, s Sheet) (rows []Row, fault *Fault) {
	t, fault := w.Read(s, func(f Fault) { fault = &f })
	if fault != nil {
		return nil, fault
	}
	defer t.Close()
	for r, ok := t.Next(); ok; r, ok = t.Next() {
		r.Cells = slices.Clone(r.Cells)
		rows = append(rows, r)
	}
	return rows, fault
}

// differs says where the two readers differ; nothing where they agree, or where
// the program's own has refused the workbook, with why. That excelize has an error
// for it is told apart.
func differs(content []byte, kinds bool) (difference string, refused *Fault, loud error) {
	ours, refused := opened(content)
	if refused != nil {
		return "", refused, nil
	}
	sheets := make([][]Row, len(ours.Sheets))
	for i, s := range ours.Sheets {
		if sheets[i], refused = all(ours, s); refused != nil {
			return "", refused, nil
		}
	}
	theirs, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{RawCellValue: true})
	if err != nil {
		return "", nil, err
	}
	defer theirs.Close()
	for i, s := range ours.Sheets {
		if difference, err = sheetDiffers(theirs, s.Name, sheets[i], kinds); difference != "" || err != nil {
			return difference, nil, err
		}
	}
	return "", nil, nil
}

func sheetDiffers(book *excelize.File, sheet string, rows []Row, kinds bool) (difference string, err error) {
	second, err := book.Rows(sheet)
	if err != nil {
		return "", err
	}
	defer second.Close()
	for number := 1; second.Next(); number++ {
		values, err := second.Columns()
		if err != nil {
			return "", err
		}
		var row Row
		if len(rows) > 0 && rows[0].Number == number {
			row, rows = rows[0], rows[1:]
		}
		d := rowDiffers(row, values)
		if d == "" && kinds {
			d = kindsDiffer(book, sheet, row)
		}
		if d != "" {
			return fmt.Sprintf("%s, row %d: %s", sheet, number, d), nil
		}
	}
	for _, row := range rows {
		if !row.Blank() {
			return fmt.Sprintf("%s: excelize has not row %d, %+v", sheet, row.Number, row.Cells), nil
		}
	}
	return "", nil
}

func rowDiffers(row Row, values []string) string {
	for i := range max(len(row.Cells), len(values)) {
		var c Cell
		value := ""
		if i < len(row.Cells) {
			c = row.Cells[i]
		}
		if i < len(values) {
			value = values[i]
		}
		if !sameValue(c, value) {
			return fmt.Sprintf("column %d is %q of kind %d, and %q to excelize", i, c.Text, c.Kind, value)
		}
	}
	return ""
}

func sameValue(c Cell, value string) bool {
	trimmed := strings.Trim(value, " \t\r\n")
	switch c.Kind {
	case Number, Percent, Date:
		return c.Text == plainNumber(trimmed)
	case Boolean:
		return c.Text == booleans[trimmed]
	case Uncomputed, EmptyText:
		return trimmed == ""
	case Written, Text, Failed:
	}
	decoded, ok := unescape([]byte(value)) // which excelize does not of a formula's text
	return c.Text == Tidy(value) || ok && c.Text == Tidy(string(decoded)) || Tidy(withoutPairs(c.Text)) == Tidy(value)
}

// withoutPairs leaves out the letters that Excel writes as two escapes, of which
// excelize makes nothing.
func withoutPairs(text string) string {
	return strings.Map(func(r rune) rune {
		if r > 0xffff {
			return -1
		}
		return r
	}, text)
}

// kindsDiffer compares what is made of the styles of numbers.
func kindsDiffer(book *excelize.File, sheet string, row Row) string {
	for i, c := range row.Cells {
		if c.Kind != Number && c.Kind != Percent && c.Kind != Date {
			continue
		}
		name, _ := excelize.CoordinatesToCellName(i+1, row.Number)
		style, err := book.GetCellStyle(sheet, name)
		if err != nil {
			return err.Error()
		}
		if want := kindOfStyle(book, style); c.Kind != want {
			return fmt.Sprintf("%s is of kind %d, and %d by excelize's styles", name, c.Kind, want)
		}
	}
	return ""
}

func kindOfStyle(book *excelize.File, style int) Kind {
	sheet := book.Styles
	if sheet == nil || sheet.CellXfs == nil || style >= len(sheet.CellXfs.Xf) || sheet.CellXfs.Xf[style].NumFmtID == nil {
		return Number
	}
	id := *sheet.CellXfs.Xf[style].NumFmtID
	if sheet.NumFmts != nil {
		for _, f := range sheet.NumFmts.NumFmt {
			if f != nil && f.NumFmtID == id {
				return kindOfFormat(f.FormatCode)
			}
		}
	}
	return kindOfID(id)
}

// agree fails unless a workbook is read, by both alike.
func agree(t *testing.T, name string, content []byte) {
	t.Helper()
	if d, refused, loud := differs(content, true); d != "" || refused != nil || loud != nil {
		t.Errorf("%s: %s%v %v", name, d, refused, loud)
	}
}
