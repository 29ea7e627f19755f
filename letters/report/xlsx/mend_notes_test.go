package xlsx

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A workbook whose comments another program wrote is marked in colour, and its
// list says that they are as they were.
func TestForeignNotes(t *testing.T) {
	once, err := MarkedCopy(sender(t), []Mend{{Row: 3, Column: "Coded date", Code: "E-date", Words: "correct it"}})
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string][2]string{
		"as LibreOffice names shapes": {`id="_x0000_s`, `id="shape_`},
		"as openpyxl writes paths":    {`Target="../comments`, `Target="/xl/comments`},
	} {
		theirs := rewritten(t, once, func(_, text string) string { return strings.ReplaceAll(text, change[0], change[1]) })
		if bytes.Equal(theirs, once) {
			t.Fatalf("%s: nothing was changed", name)
		}
		again, err := MarkedCopy(theirs, []Mend{{Row: 2, Column: "Practice code", Code: "E-register", Words: "name it"}})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		f := opened(t, again)
		if rows, _ := f.GetRows(mendSheet); len(rows) != 3 || rows[1][5] != withoutNotes || rows[2][4] != "E-register" {
			t.Errorf("%s: the list is %q", name, rows)
		}
		if !coloured(t, f, "A2") || coloured(t, f, "B3") {
			t.Errorf("%s: A2 is coloured %t, B3 %t", name, coloured(t, f, "A2"), coloured(t, f, "B3"))
		}
	}
}

// A title above the header that has the words of a column does not move the
// marks, and what is said of a whole row stands in its first cell.
func TestMarksUnderATitle(t *testing.T) {
	f := excelize.NewFile()
	for cell, words := range map[string]string{
		"B1": "Target", "A2": "Contract value",
		"A4": "Practice code", "C4": "Target", "D4": "Contract value",
		"A5": "P81900", "C5": "x", "D5": "y",
	} {
		if err := f.SetCellStr("Sheet1", cell, words); err != nil {
			t.Fatal(err)
		}
	}
	original, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	marked, err := MarkedCopy(original.Bytes(), []Mend{
		{Row: 5, Column: "Target", Code: "E-target", Words: "enter it"}, {Row: 5, Column: "Contract value", Code: "E-value", Words: "enter it"},
		{Row: 6, Code: "E-register", Words: "name it"}, {Row: 7, Column: "column B", Code: "W-columns", Words: "look"},
	})
	if err != nil {
		t.Fatal(err)
	}
	got := opened(t, marked)
	for cell, want := range map[string]bool{"C5": true, "D5": true, "A5": false, "B5": false, "A6": true, "B7": true} {
		if is := coloured(t, got, cell); is != want {
			t.Errorf("%s is coloured: %t", cell, is)
		}
	}
}
