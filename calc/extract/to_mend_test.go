package extract

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"yearend/calc"
)

const mostCells = 250_000

// Every line of a file stands in its workbook, whatever is wrong with it, and
// those of which it is not certain what stands in which cell have the mark.
func TestRowsToMendLeaveNothingOut(t *testing.T) {
	rows, told := mended(t, strings.Join([]string{
		"Practice code;Service;Month;Activity",
		`P81900;"ecg`,
		`";2025-04;9`,
		`P81900;the "other";2025-04;9`,
		`P81900;ecg;2025-05;`,
		``,
		`P81900;ecg;2025-06`,
		`P81900;"ecg";2025-07;1`,
	}, "\n")+"\n",
		calc.Problem{Code: "E-line-break", Row: 2, Remedy: "join"}, calc.Problem{Code: "E-quote", Row: 4, Remedy: "double"},
		calc.Problem{Code: "E-blank", Row: 5, Remedy: "fill it in"}, calc.Problem{Code: "E-ragged", Row: 7, Remedy: "look"})
	want := [][]string{
		{"Practice code", "Service", "Month", "Activity"},
		{`TO MEND: P81900;"ecg`},
		{`TO MEND: ";2025-04;9`},
		{`TO MEND: P81900;the "other";2025-04;9`},
		{"P81900", "ecg", "2025-05", ""},
		{""},
		{"TO MEND: P81900", "ecg", "2025-06"},
		{"P81900", "ecg", "2025-07", "1"},
	}
	if !slices.EqualFunc(rows, want, slices.Equal[[]string]) {
		t.Errorf("%q", rows)
	}
	var remedies []string
	for _, p := range told {
		remedies = append(remedies, fmt.Sprint(p.Code, " ", p.Row, " ", p.Remedy))
	}
	remedied := strings.Join([]string{
		"E-line-break 2 join; when the row is right, take TO MEND: out of it",
		"E-quote 4 double; when the row is right, take TO MEND: out of it",
		"E-blank 5 fill it in",
		"E-ragged 7 look; when the row is right, take TO MEND: out of it",
		"E-line-break 3 this is the rest of the line above: put it there, and delete this row; when the row is right, take TO MEND: out of it",
	}, "\n")
	if got := strings.Join(remedies, "\n"); got != remedied {
		t.Errorf("%s", got)
	}
}

// Where the columns were not found no judge has looked at the rows: one that is
// not as long as the others is marked all the same, and so is one that is cut off.
func TestRowsThatWereNotReadAreMarked(t *testing.T) {
	rows, told := mended(t, "Practice code,Month,Activity\nP81900,2025-04,1,000\nP81900,2025-05,9\nP81900,\"x\"y,9\nP81900,2025-06,1",
		calc.Problem{Code: "E-column", Row: 1, Remedy: "add it"})
	var marked []string
	for _, row := range rows {
		marked = append(marked, row[0])
	}
	if got := strings.Join(marked, "|"); got != `Practice code|TO MEND: P81900|P81900|TO MEND: P81900,"x"y,9|TO MEND: P81900` {
		t.Errorf("%s", got)
	}
	var said []string
	for _, p := range told {
		said = append(said, fmt.Sprint(p.Code, " ", p.Row))
	}
	if got := strings.Join(said, ", "); got != "E-column 1, E-ragged 2, E-quote 4, E-cut 5" {
		t.Errorf("%s", got)
	}
}

// A row that comes back with its mark stops the run, wherever it stands.
func TestAMarkedRowIsRefused(t *testing.T) {
	for name, content := range map[string]string{
		"in the data":     "Practice code,Service,Month,Activity\nP81900,ecg,2025-04,9\nTO MEND: P81900,ecg,2025-05,9\n",
		"above them":      "TO MEND: for information\nPractice code,Service,Month,Activity\nP81900,ecg,2025-04,9\n",
		"alone":           "Practice code,Service,Month,Activity\nP81900,ecg,2025-04,9\nTO MEND:,,,\n",
		"not in the code": "Reference,Practice code,Service,Month,Activity\nx,P81900,ecg,2025-04,9\nTO MEND: y,P81900,ecg,2025-05,9\n",
	} {
		if x := readWith(t, map[string]string{"activity.csv": content}); !slices.Contains(codes(x), "E-unmended") {
			t.Errorf("%s: %s", name, messages(x.Problems))
		}
	}
}

func mended(t *testing.T, content string, problems ...calc.Problem) ([][]string, []calc.Problem) {
	t.Helper()
	rows, told, err := RowsToMend(Inputs{Root: folder(t, map[string]string{"a.csv": content})}, "a.csv", problems, mostCells)
	if err != nil {
		t.Fatal(err)
	}
	return rows, told
}

// What is too large to be marked, cannot be read to its end, or may hold
// patients' data is refused with a sentence, and in little memory.
func TestRefuseToMark(t *testing.T) {
	const head = "Practice code,Service,Activity date,Coded date,Note\n"
	far := `<sheetData>` + strings.Repeat(`<row><c/><c/></row>`, 20) + strings.Repeat(`<row><c s="1"/></row>`, 2)
	for name, c := range map[string]struct{ content, want string }{
		"many rows.csv":      {head + strings.Repeat("P81900,ecg,x,x,\n", 300_000), "250,000 cells"},
		"long texts.csv":     {head + strings.Repeat("P81900,ecg,x,x,"+strings.Repeat("x", 1000)+"\n", 10_000), "8 MB"},
		"long line.csv":      {head + "P81900,ecg,x,x,\n" + strings.Repeat("x", 10<<20), "cannot be read"},
		"encoding.csv":       {head + "P81900,ecg,x,x,\x81\n", "cannot be read"},
		"one number.csv":     {head + "P81900,ecg,x,x,943 476 5919\n", "patients' data"},
		"torn number.csv":    {head + "P81900,ecg,x,\"x,943 476 5919\n", "patients' data"},
		"header.csv":         {"Practice code,Patient surname\nP81900,x\n", "patients' data"},
		"no header.csv":      {"title\nP81900,943 476 5919\nP81900,943 476 5919\n", "patients' data"},
		"blank cells.xlsx":   {string(one(`<sheetData>` + wideRows(300) + `</sheetData>`).Packed()), "250,000 cells"},
		"last row.xlsx":      {string(one(far + `<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>`).Bytes()), "250,000 cells"},
		"bomb.xlsx":          {string(one(`<sheetData><row r="1">` + strings.Repeat(" ", 50<<20) + `</row></sheetData>`).Packed()), "cannot be read"},
		"large.xlsx":         {string(one(`<sheetData/>` + strings.Repeat(" ", maxMarked)).Bytes()), "24 MB"},
		"other sheet.xlsx":   {string(patientsBeside().Bytes()), "patients' data"},
		"truncated.xlsx":     {string(one(sheetOf(plainRows()...)).Bytes()[:1500]), "cannot be read"},
		"there is none.xlsx": {"", "cannot be read"},
	} {
		t.Run(name, func(t *testing.T) {
			in := Inputs{Root: folder(t, map[string]string{name: c.content})}
			c.content = ""
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			err := RefuseToMark(in, name, mostCells)
			if strings.HasSuffix(name, ".csv") {
				_, _, err = RowsToMend(in, name, nil, mostCells)
			}
			runtime.ReadMemStats(&after)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v", err)
			}
			if grown := (after.TotalAlloc - before.TotalAlloc) >> 20; grown > 100 {
				t.Errorf("refused having asked for %d MB", grown)
			}
		})
	}
}

// wideRows are rows with one cell each, as far to the right as one can be.
func wideRows(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<row r="%d"><c r="XFD%d" s="1"/></row>`, i+1, i+1)
	}
	return b.String()
}

func patientsBeside() workbook {
	return workbook{Sheets: []sheetXML{
		{Name: "Data", Inside: sheetOf(plainRows()...)},
		{Name: "Notes", Inside: sheetOf("Practice code|Who", "P81900|943 476 5919")},
	}}
}
