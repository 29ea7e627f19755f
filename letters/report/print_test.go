package report

import (
	"testing"

	"yearend/letters/report/xlsx"
)

// The sheet that Finance signs is read on A4: no words of it reach beyond their room, which
// would widen the printed page and make every word on it small.
func TestTheSummaryPrintsOnA4(t *testing.T) {
	summary := summarySheet(layOut(icbRun(t, 30)))
	wide := 0
	for _, c := range summary.Columns {
		wide += c.Width
	}
	if wide > a4Characters || summary.Print.Wide || summary.Print.Columns < len(summary.Columns) {
		t.Errorf("%d characters wide, and printed as %+v", wide, summary.Print)
	}
	for n, row := range summary.Rows {
		for i, c := range row {
			room := 0
			for next := i; next < len(summary.Columns) && (next == i || next >= len(row) || row[next].Value == ""); next++ {
				room += summary.Columns[next].Width
			}
			took := wrappedLines(c.Value, room)
			if high := max(summary.Heights[n+1], heightOf(1)); took > 1 && (c.Style.Format != xlsx.Wrapped && c.Style.Role != xlsx.Heading || high < heightOf(took)) {
				t.Errorf("row %d, column %d: %q takes %d lines of %d characters, in a row %d points high", n+1, i+1, c.Value, took, room, high)
			}
		}
	}
}

// A sheet that is wider than can be read on A4 is printed on A3, however few its columns are.
func TestWideSheetsArePrintedOnLargePaper(t *testing.T) {
	for width, want := range map[int]bool{a4Characters / 2: false, a4Characters: true} {
		s := sheet{table: "One", columns: []column{{head: "one", width: a4Characters / 2}, {head: "two", width: width}, {head: "folded", width: 500, folded: true}}}
		s.rows = func(func([]xlsx.Cell)) {}
		if got := s.build().Print.Wide; got != want {
			t.Errorf("%d characters: on the larger paper %v", a4Characters/2+width, got)
		}
	}
}
