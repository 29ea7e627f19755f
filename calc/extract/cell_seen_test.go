package extract

import "testing"

func TestCellsAsTheyAreSeen(t *testing.T) {
	for _, c := range []struct {
		cell cell
		want string
	}{
		{cell{"45811", dated}, "03/06/2025"}, {cell{"45811.75", dated}, "03/06/2025"}, {cell{"9", dated}, "9"},
		{cell{"0.8", percent}, "80%"}, {cell{"0.79949", percent}, "79.949%"}, {cell{"1", percent}, "100%"}, {cell{"-0.005", percent}, "-0.5%"}, {cell{"12.5", percent}, "1250%"},
		{cell{"45811", number}, "45811"}, {cell{"45811", written}, "45811"},
	} {
		if got := c.cell.seen(from1900); got != c.want {
			t.Errorf("%+v: got %q, want %q", c.cell, got, c.want)
		}
	}
	for at, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 51: "AZ", 701: "ZZ", 702: "AAA", 16383: "XFD"} {
		if got := columnLetters(at); got != want {
			t.Errorf("%d: got %s, want %s", at, got, want)
		}
	}
}
