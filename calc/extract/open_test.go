package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWorkbookCells reads each sort of cell for what it holds, not for what it
// shows.
func TestWorkbookCells(t *testing.T) {
	w := one(sheetOf(recordsHead,
		`<c t="s"><v>0</v></c>|<c t="str"><f>LOWER("ECG")</f><v>ecg</v></c>|`+dayCell+`|<c><v>45811.75</v></c>|<c><f>6*2</f><v>11.999999999999998</v></c>|R1`,
		`P81900|Domain&#160;2|<c t="d"><v>2025-07-01T00:00:00</v></c>|2 July 2025|9|R2`,
		``,
		`P81901|domain-2|31/03/2026|<c><v>46113</v></c>||<c><v>3</v></c>`))
	w.Texts = []string{"P81900"}
	x := readWith(t, map[string]string{"activity.xlsx": string(w.Bytes())})
	got := []int64{activityOf(x, "P81900", "ecg").Recorded[2], activityOf(x, "P81900", "domain-2").Recorded[3], activityOf(x, "P81901", "domain-2").Recorded[11]}
	if !slices.Equal(got, []int64{12, 9, 1}) || !slices.Equal(codes(x), []string{"W-number-text"}) {
		t.Errorf("%v\n%s", got, messages(x.Problems))
	}
	if s := x.Sources[2]; s.Rows != 3 || s.Sheet != "Sheet1" {
		t.Errorf("%+v", s)
	}
}

func TestWorkbookFrom1904(t *testing.T) {
	w := one(sheetOf(recordsHead, `P81900|ecg|<c s="1"><v>44349</v></c>|<c s="1"><v>44349</v></c>|<c><v>12</v></c>|R1`))
	w.Props = ` date1904="1"`
	x := readWith(t, map[string]string{"activity.xlsx": string(w.Bytes())})
	if got := activityOf(x, "P81900", "ecg").Recorded[2]; got != 12 {
		t.Errorf("got %d\n%s", got, messages(x.Problems))
	}
}

// TestSheetByItsColumns finds the one sheet that is meant, and the one that is
// named.
func TestSheetByItsColumns(t *testing.T) {
	notes := sheetOf("Notes|for the team", "nothing|here")
	w := workbook{Sheets: []sheetXML{{Name: "Notes", Inside: notes}, {Name: "Records", Inside: sheetOf(plainRows()...)}, {Name: "Old", State: ` state="hidden"`, Inside: notes}}}
	for _, name := range []string{"", "records"} {
		dir := folder(t, map[string]string{"book.xlsx": string(w.Bytes())})
		x := mustRead(t, Inputs{Root: dir, AsOf: asOf, Activity: []File{{Path: "book.xlsx", Sheet: name}}})
		if x.Stops() || x.Sources[0].Sheet != "Records" || x.Sources[0].Records != 3 {
			t.Errorf("%q: %+v\n%s", name, x.Sources, messages(x.Problems))
		}
	}
}

// TestWideWorkbook has real dates for headers, as Excel makes of Apr-25.
func TestWideWorkbook(t *testing.T) {
	head, cells := "Practice code|Service", ""
	for i := range 12 {
		head += fmt.Sprintf(`|<c s="1"><v>%d</v></c>`, []int{45748, 45778, 45809, 45839, 45870, 45901, 45931, 45962, 45992, 46023, 46054, 46082}[i])
		cells += fmt.Sprintf(`|<c><v>%d</v></c>`, i+1)
	}
	w := one(sheetOf(head, "P81900|ecg"+cells, "P81900|domain-2"+cells, "P81901|domain-2"+strings.Replace(cells, "<c><v>1</v></c>", "", 1)))
	x := readWith(t, map[string]string{"activity.xlsx": string(w.Bytes())})
	if got := activityOf(x, "P81900", "ecg").Recorded; got.Sum() != 78 || got[11] != 12 {
		t.Errorf("%v\n%s", got, messages(x.Problems))
	}
	if diff := cmp.Diff([]string{"W-blank-month", "W-coded-unknown"}, codes(x)); diff != "" {
		t.Errorf("%s%s", diff, messages(x.Problems))
	}
}
