package xlsx

import (
	"bytes"
	"runtime"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A workbook that comes back with one of two faults mended is marked anew: the
// old marks are gone, and what the sender wrote beside them has stayed.
func TestAMarkedWorkbookIsMarkedAgain(t *testing.T) {
	first := []Mend{
		{Row: 2, Column: "Practice code", Code: "E-register", Words: "name it"},
		{Row: 3, Column: "Coded date", Code: "E-date", Words: "correct it"},
	}
	once, err := MarkedCopy(sender(t), first)
	if err != nil {
		t.Fatal(err)
	}
	twice, err := MarkedCopy(answered(t, once), first[1:])
	if err != nil {
		t.Fatal(err)
	}
	f := opened(t, twice)
	if sheets := strings.Join(f.GetSheetList(), ", "); sheets != "To mend, Sheet1" {
		t.Errorf("the sheets are %s", sheets)
	}
	if rows, _ := f.GetRows(mendSheet); len(rows) != 2 || rows[1][4] != "E-date" {
		t.Errorf("the list is %q", rows)
	}
	var said []string
	notes, _ := f.GetComments("Sheet1")
	for _, note := range notes {
		said = append(said, note.Cell+" "+note.Author)
	}
	if got := strings.Join(said, ", "); got != "A3 Sender, B3 yearend" {
		t.Errorf("the comments are %s", got)
	}
	for cell, want := range map[string]bool{"A2": false, "B3": true} {
		if got := coloured(t, f, cell); got != want {
			t.Errorf("%s is coloured: %t", cell, got)
		}
	}
	if shown, _ := f.GetCellValue("Sheet1", "B3"); shown != "03/06/2024" {
		t.Errorf("B3 shows %q", shown)
	}
}

// answered is a marked workbook with a comment of its sender's.
func answered(t *testing.T, marked []byte) []byte {
	f := opened(t, marked)
	if err := f.AddComment("Sheet1", excelize.Comment{Cell: "A3", Author: "Sender", Text: "this one is right"}); err != nil {
		t.Fatal(err)
	}
	out, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func coloured(t *testing.T, f *excelize.File, cell string) bool {
	id, err := f.GetCellStyle("Sheet1", cell)
	if err != nil {
		t.Fatal(err)
	}
	style, err := f.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	return len(style.Fill.Color) > 0
}

// A comment of the sender's on a cell that is marked stays as it is.
func TestTheSendersCommentStays(t *testing.T) {
	f := opened(t, sender(t))
	if err := f.AddComment("Sheet1", excelize.Comment{Cell: "B3", Author: "Sender", Text: "as on paper"}); err != nil {
		t.Fatal(err)
	}
	out, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	marked, err := MarkedCopy(out.Bytes(), coded)
	if err != nil {
		t.Fatal(err)
	}
	g := opened(t, marked)
	if notes, _ := g.GetComments("Sheet1"); len(notes) != 1 || notes[0].Author != "Sender" || !coloured(t, g, "B3") {
		t.Errorf("%+v", notes)
	}
}

// A sheet of data that happens to be called as the list is not taken away.
func TestASheetCalledAsTheListIsKept(t *testing.T) {
	f := opened(t, sender(t))
	if err := f.SetSheetName("Sheet1", mendSheet); err != nil {
		t.Fatal(err)
	}
	out, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := MarkedCopy(out.Bytes(), coded); err == nil || !strings.Contains(err.Error(), "give that another name") {
		t.Errorf("%v", err)
	}
}

// The names of sheets, as their print titles, stay with their sheets.
func TestNamesStayOnTheirSheets(t *testing.T) {
	marked, err := MarkedRows("Data", [][]string{{"Practice code"}, {"P81900"}}, coded)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range opened(t, marked).GetDefinedName() {
		if !strings.Contains(name.RefersTo, name.Scope) {
			t.Errorf("%s of %s refers to %s", name.Name, name.Scope, name.RefersTo)
		}
	}
}

// A text that no cell can hold as it is makes no workbook with half of it.
func TestNothingIsCutOff(t *testing.T) {
	for name, text := range map[string]string{"long": strings.Repeat("x", 32768), "no letter": "P81900\x01"} {
		if _, err := MarkedRows("Data", [][]string{{"Practice code"}, {text}}, nil); err == nil || !strings.Contains(err.Error(), "row 2") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What looks like a formula in a text file is text in the workbook made of it.
func TestMarkedRowsHoldNoFormula(t *testing.T) {
	made, err := MarkedRows("Data", [][]string{{"Practice code"}, {"=1+1"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(made))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	value, err := f.GetCellValue("Data", "A2")
	formula, failed := f.GetCellFormula("Data", "A2")
	if err != nil || failed != nil || value != "=1+1" || formula != "" {
		t.Errorf("the text is %q, the formula %q (%v, %v)", value, formula, err, failed)
	}
}

// Workbooks that would take gigabytes or minutes are refused before excelize
// has them.
func TestHeavyWorkbooksAreNotMarked(t *testing.T) {
	inSheet := func(before, what string, n int) []byte {
		return withSheet(t, before+strings.Repeat(what, n))
	}
	for name, heavy := range map[string][]byte{
		"spaces":  inSheet("", " ", 100<<20),
		"cells":   inSheet("", "<c/>", 2_000_000),
		"rows":    inSheet("", "<row/>", 2_000_000),
		"merges":  inSheet("", `<mergeCell ref="A1:B1"/>`, 100_000),
		"formats": restyled(t, sender(t), strings.Repeat(`<xf numFmtId="0"/>`, 500_000)),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := MarkedCopy(heavy, coded)
		runtime.ReadMemStats(&after)
		if err == nil || !strings.Contains(err.Error(), "more than can be marked") {
			t.Errorf("%s: %v", name, err)
		}
		if grown := (after.TotalAlloc - before.TotalAlloc) >> 20; grown > 20 {
			t.Errorf("%s: refused having asked for %d MB", name, grown)
		}
	}
}

// Of very many faults the first are marked.
func TestMarksAreBounded(t *testing.T) {
	var mends []Mend
	for i := range 2 * MostMarks {
		mends = append(mends, Mend{Row: i + 2, Column: "Count", Code: "E-count", Words: "correct it"})
	}
	rows := [][]string{{"Practice code", "Count"}}
	for range 2*MostMarks + 1 {
		rows = append(rows, []string{"P81900", "x"})
	}
	marked, err := MarkedRows("Data", rows, mends)
	if err != nil {
		t.Fatal(err)
	}
	f := opened(t, marked)
	if list, _ := f.GetRows(mendSheet); len(list) != MostMarks+1 {
		t.Errorf("the list has %d rows", len(list))
	}
	if notes, _ := f.GetComments("Data"); len(notes) != mostComments {
		t.Errorf("there are %d comments", len(notes))
	}
}
