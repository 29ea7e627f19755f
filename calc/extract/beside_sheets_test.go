package extract

import (
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestPatientsBeside reads workbooks with other sheets beside the one that is read.
func TestPatientsBeside(t *testing.T) {
	data := sheetXML{Name: "Data", Inside: sheetOf(plainRows()...)}
	for name, c := range map[string]struct{ inside, want string }{
		"none":     {sheetOf("Ref", "17", "9434765918"), ""},
		"one":      {sheetOf("Notes", "rang 943 476 5919"), "W-patient"},
		"shared":   {`<sheetData><row r="1"><c t="s"><v>0</v></c></row></sheetData>`, "W-patient"},
		"column":   {sheetOf("Ref", "'9434765919", "<c><v>9000000009</v></c>"), "E-patient"},
		"named":    {sheetOf("Surname", "x"), ""}, // of whom, nothing says
		"patient":  {sheetOf("Raw rows", "Patient ID|Surname", "17|x"), "E-patient"},
		"a note":   {sheetOf("The practice counts patients by id, and names none of them here"), ""},
		"damaged":  {`<sheetData><row r="1"><c><v>1</v></row></sheetData>`, "W-patient"},
		"endless":  {`<sheetData>` + emptyRows(100_001) + `</sheetData>`, "W-patient"},
		"longest":  {`<sheetData>` + emptyRows(100_000) + `</sheetData>`, ""},
		"far up":   {sheetOf(append(slices.Repeat([]string{"Ref|Count"}, 9), "Patient ID|Surname")...), "E-patient"}, // in the tenth row a header may stand
		"far down": {sheetOf(append(slices.Repeat([]string{"Ref|Count"}, 10), "Patient ID|Surname")...), ""},
	} {
		w := workbook{Sheets: []sheetXML{data, {Name: "Other", Inside: c.inside}}, Texts: []string{"943 476 5919"}}
		root := folder(t, map[string]string{"activity.xlsx": string(w.Bytes()), "practices.csv": goodPractices, "contracts.csv": goodContracts})
		x := mustRead(t, Inputs{Root: root, AsOf: asOf, Domains: []string{"example.org"}, Practices: []File{{Path: "practices.csv"}},
			Contracts: []File{{Path: "contracts.csv"}}, Activity: []File{{Path: "activity.xlsx", Sheet: "Data"}}})
		if got := strings.Join(codes(x), " "); got != c.want {
			t.Errorf("%s: %q, want %q\n%s", name, got, c.want, messages(x.Problems))
		}
	}
}

// TestPatientsInSheetsRead checks that no sheet is searched that is read as well.
func TestPatientsInSheetsRead(t *testing.T) {
	w := workbook{Sheets: []sheetXML{
		{Name: "Data", Inside: sheetOf(append(plainRows(), "P81900|ecg|"+dayCell+"|"+dayCell+"|<c><v>12</v></c>|9434765919")...)},
		{Name: "Contracts", Inside: sheetOf(strings.Split(strings.ReplaceAll(strings.TrimSpace(goodContracts), ",", "|"), "\n")...)},
	}}
	root := folder(t, map[string]string{"all.xlsx": string(w.Bytes()), "practices.csv": goodPractices})
	x := mustRead(t, Inputs{Root: root, AsOf: asOf, Domains: []string{"example.org"}, Practices: []File{{Path: "practices.csv"}},
		Contracts: []File{{Path: "all.xlsx", Sheet: "Contracts"}}, Activity: []File{{Path: "all.xlsx", Sheet: "Data"}}})
	if got := messages(x.Problems); strings.Count(got, "W-patient") != 1 || strings.Contains(got, "is not read, and goes") {
		t.Errorf("got:\n%s", got)
	}
}

// TestHostileBeside puts sheets that were made to do harm beside the one that is
// read: they are searched no further than they may be read.
func TestHostileBeside(t *testing.T) {
	for name, inside := range map[string]string{
		"rows":    `<sheetData>` + emptyRows(2*maxBlank) + `</sheetData>`,
		"cells":   `<sheetData><row r="1">` + strings.Repeat("<c/>", 300_000) + `</row></sheetData>`,
		"nesting": `<sheetData><row r="1"><c t="inlineStr"><is>` + strings.Repeat("<r>", 300_000),
	} {
		w := workbook{Sheets: []sheetXML{{Name: "Data", Inside: sheetOf(plainRows()...)}}}
		for i := range 3 {
			w.Sheets = append(w.Sheets, sheetXML{Name: fmt.Sprint("Other ", i), Inside: inside})
		}
		root := folder(t, map[string]string{"bomb.xlsx": string(w.Packed()), "practices.csv": goodPractices, "contracts.csv": goodContracts})
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		x := mustRead(t, Inputs{Root: root, AsOf: asOf, Domains: []string{"example.org"}, Practices: []File{{Path: "practices.csv"}},
			Contracts: []File{{Path: "contracts.csv"}}, Activity: []File{{Path: "bomb.xlsx", Sheet: "Data"}}})
		took := time.Since(start)
		runtime.ReadMemStats(&after)
		if got := codes(x); !slices.Equal(got, []string{"W-patient"}) {
			t.Errorf("%s: %q", name, got)
		}
		if grown := (after.TotalAlloc - before.TotalAlloc) >> 20; took > hang || grown > 300 {
			t.Errorf("%s: searched for %v, having asked for %d MB in all", name, took, grown)
		}
		t.Logf("%s: %v", name, took.Round(time.Millisecond))
	}
}

// Numbers that follow one another are said by their first and last, and of many the first
// five.
func TestRunsOfNumbersInWords(t *testing.T) {
	for want, numbers := range map[string][]int{
		"row 3":                            {3},
		"rows 3 to 4":                      {3, 4},
		"rows 3, 5 to 7 and 9":             {3, 5, 6, 7, 9},
		"rows 1, 3, 5, 7 and 9":            {1, 3, 5, 7, 9},
		"rows 1, 3, 5, 7 and 9 and 1 more": {1, 3, 5, 7, 9, 11, 12},
		"rows 1, 3, 5, 7 and 9 and 2 more": {1, 3, 5, 7, 9, 11, 13},
	} {
		if got := some("row", runs(numbers), strconv.Itoa); got != want {
			t.Errorf("%v: %q, want %q", numbers, got, want)
		}
	}
}

// A twentieth of the rows may have been moved, and three of a short table.
func TestHowManyRowsAreFew(t *testing.T) {
	for rows, want := range map[int]int{1: 3, 79: 3, 80: 4, 99: 4, 100: 5, 1000: 50} {
		if got := few(rows); got != want {
			t.Errorf("of %d rows %d, want %d", rows, got, want)
		}
	}
}

// Merged cells are said by what they cover: the columns that are read, or those that only have
// a name, or none but one; and what is blank because it is merged is not said as well.
func TestMergedCells(t *testing.T) {
	const unmerge = ": unmerge them (in Excel: select all, Merge & Center off), so that each value stands below its own header, or ask for the report as CSV"
	records := func(head string, rows ...string) string { return sheetOf(append([]string{head}, rows...)...) }
	for name, c := range map[string]struct{ inside, merged, want string }{
		"two columns that are read": {records(recordsHead, "P81900|ecg|"+dayCell+"|"+dayCell+"|<c><v>1</v></c>|R1"), "C2:D2",
			"E-merged 2 Activity date C2:D2: the cells C2:D2 are merged sideways, so that it is not certain for which of Activity date and Coded date the value is" + unmerge},
		"one that is read and two with other names": {records("Practice code|Town|County|Service|Activity date|Coded date", "P81900|x|x|ecg|"+dayCell+"|"+dayCell), "A2:C2",
			"E-merged 2 Practice code A2:C2: the cells A2:C2 are merged sideways, so that one value lies over 3 columns that have names" + unmerge},
		"one that is read, and the next outside": {records("Practice code||Service|Activity date|Coded date", "P81900||ecg|"+dayCell+"|"+dayCell), "A2:B2",
			"E-merged 2 Practice code A2:B2: the cells A2:B2 are merged sideways, so that one value lies over columns A to B, of which only A has a name" + unmerge},
		"beyond the last header": {records("Practice code|Service|Activity date|Coded date", "P81900|ecg|"+dayCell+"|"+dayCell), "D2:F2",
			"E-merged 2 Coded date D2:F2: the cells D2:F2 are merged sideways, so that one value lies over columns D to F, of which only D has a name" + unmerge},
		"the same in another row": {records("Practice code||Service|Activity date|Coded date", "P81900||ecg|"+dayCell+"|"+dayCell, "P81900||ecg|"+dayCell+"|"+dayCell), "A2:B2 A3:B3",
			"E-merged 2 Practice code A2:B2: the cells A2:B2 are merged sideways, and the same in 1 other row, so that one value lies over columns A to B, of which only A has a name" + unmerge},
		"only what is not read": {records("Practice code|Town|County|Service|Activity date|Coded date", "P81900|x|x|ecg|"+dayCell+"|"+dayCell), "B2:C2", ""},
		"in the header alone":   {records("Practice code|Service|Activity date|Coded date", "P81900|ecg|"+dayCell+"|"+dayCell), "A1:B1", ""},
		"rows of a date": {records(recordsHead, "P81900|ecg|"+dayCell+"|"+dayCell+"|<c><v>1</v></c>|R1", "P81900|ecg|"+dayCell+"||<c><v>1</v></c>|R2"), "D2:D3",
			"E-merged 2 Coded date D2:D3: the cells D2:D3 are merged, so that it is not certain which rows the value is for: unmerge them and fill in each"},
		"rows of nothing": {records(recordsHead, "P81900|ecg|"+dayCell+"||<c><v>1</v></c>|R1", "P81900|ecg|"+dayCell+"||<c><v>1</v></c>|R2"), "D2:D3",
			"E-merged 2 Coded date D2:D3: the cells D2:D3 are merged, so that it is not certain which rows the value is for: unmerge them and fill in each; " +
				"E-blank 2 Coded date : the date is missing: enter it"},
		"rows of nothing, and one below": {records(recordsHead, "P81900|ecg|"+dayCell+"|"+dayCell+"|<c><v>1</v></c>|R1", "P81900|ecg|"+dayCell+"||<c><v>1</v></c>|R2", "P81900|ecg|"+dayCell+"||<c><v>1</v></c>|R3"), "D2:D3",
			"E-merged 2 Coded date D2:D3: the cells D2:D3 are merged, so that it is not certain which rows the value is for: unmerge them and fill in each; " +
				"E-blank 4 Coded date : the date is missing: enter it"},
		"from the header down": {records(recordsHead, "P81900|ecg|"+dayCell+"||<c><v>1</v></c>|R1"), "D1:D2",
			"E-merged 1 Coded date D1:D2: the cells D1:D2 are merged, so that it is not certain which rows the value is for: unmerge them and fill in each"},
	} {
		all := ""
		for _, ref := range strings.Fields(c.merged) {
			all += `<mergeCell ref="` + ref + `"/>`
		}
		x := readWith(t, map[string]string{"activity.xlsx": string(one(c.inside + "<mergeCells>" + all + "</mergeCells>").Bytes())})
		var said []string
		for _, p := range x.Problems {
			if p.Row > 0 && p.File == "activity.xlsx" && (p.Code == "E-merged" || p.Code == "E-blank") {
				said = append(said, fmt.Sprintf("%s %d %s %s: %s", p.Code, p.Row, p.Column, p.Found, p.Remedy))
			}
		}
		if got := strings.Join(said, "; "); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.want)
		}
	}
}

// A word that names no service keeps its own remedy, with how many rows have it, where what
// was said before it turns out to be blank only because cells are merged.
func TestAnUnknownServiceBelowMergedCells(t *testing.T) {
	row := func(service, day string) string {
		return "P81900|" + service + "|" + day + "|" + dayCell + "|<c><v>1</v></c>|R"
	}
	for merged, blank := range map[string]int{"C2:C3": 1, "C2:C4": 2, "C2:C6": 4} {
		rows := []string{recordsHead, row("ecg", dayCell) + "1"}
		for i := range blank {
			rows = append(rows, row("ecg", "")+fmt.Sprint(i+2))
		}
		rows = append(rows, row("teeth", dayCell)+"8", row("teeth", dayCell)+"9")
		x := readWith(t, map[string]string{"activity.xlsx": string(one(sheetOf(rows...) + `<mergeCells><mergeCell ref="` + merged + `"/></mergeCells>`).Bytes())})
		said := map[string]string{}
		for _, p := range x.Problems {
			if p.File == "activity.xlsx" {
				said[p.Code] += p.Remedy
			}
		}
		if !strings.HasPrefix(said["E-service"], "no scheme of the project has such a service (2 rows of the practice): write ") ||
			!strings.HasPrefix(said["E-merged"], "the cells "+merged+" are merged, so that") || said["E-blank"] != "" {
			t.Errorf("%s: %v", merged, said)
		}
	}
}

// Of hidden rows those are said that may hold data: not what stands above the names of the
// columns, nor these. A row of no height is hidden as well.
func TestHiddenRows(t *testing.T) {
	for hidden, want := range map[string]string{"1": "", "2": "", "3": "row 3", "1 3": "row 3", "3 4": "rows 3 to 4"} {
		for _, how := range []string{`hidden="1"`, `ht="0" customHeight="1"`} {
			inside := sheetOf(append([]string{"Records of the year"}, plainRows()...)...)
			for _, row := range strings.Fields(hidden) {
				inside = strings.Replace(inside, `<row r="`+row+`">`, `<row r="`+row+`" `+how+`>`, 1)
			}
			x, got := readWith(t, map[string]string{"activity.xlsx": string(one(inside).Bytes())}), ""
			for _, p := range x.Problems {
				if p.Code == "W-hidden" {
					got += p.Found
				}
			}
			if got != want {
				t.Errorf("rows %s are hidden by %s: said %q, want %q", hidden, how, got, want)
			}
		}
	}
}
