package extract

import (
	"testing"

	"yearend/calc/extract/rows"
)

func TestCellsAsTheyAreSeen(t *testing.T) {
	for _, c := range []struct {
		cell rows.Cell
		want string
	}{
		{rows.Cell{Text: "45811", Kind: rows.Date}, "03/06/2025"}, {rows.Cell{Text: "45811.75", Kind: rows.Date}, "03/06/2025"}, {rows.Cell{Text: "9", Kind: rows.Date}, "9"},
		{rows.Cell{Text: "0.8", Kind: rows.Percent}, "80%"}, {rows.Cell{Text: "0.79949", Kind: rows.Percent}, "79.949%"}, {rows.Cell{Text: "1", Kind: rows.Percent}, "100%"}, {rows.Cell{Text: "-0.005", Kind: rows.Percent}, "-0.5%"}, {rows.Cell{Text: "12.5", Kind: rows.Percent}, "1250%"},
		{rows.Cell{Text: "45811", Kind: rows.Number}, "45811"}, {rows.Cell{Text: "45811", Kind: rows.Written}, "45811"},
	} {
		if got := seen(c.cell, rows.From1900); got != c.want {
			t.Errorf("%+v: got %q, want %q", c.cell, got, c.want)
		}
	}
	for at, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 51: "AZ", 701: "ZZ", 702: "AAA", 16383: "XFD"} {
		if got := columnLetters(at); got != want {
			t.Errorf("%d: got %s, want %s", at, got, want)
		}
	}
}
