package extract

import (
	"strings"
	"testing"
)

// TestBesideTheTable has numbers to the right of the last header, of a row that
// was moved and of other kinds.
func TestBesideTheTable(t *testing.T) {
	for name, c := range map[string]struct {
		beside string
		rows   int // that have it
		want   string
	}{
		"a number":         {`<c><v>7680</v></c>`, 1, "E-beyond"},
		"a number as text": {`£7,680.00`, 1, "E-beyond"},
		"words":            {`see e-mail`, 1, "W-beyond"},
		"a date":           {dayCell, 1, "W-beyond"},
		"subtotals":        {`<c><v>7680</v></c>`, 5, "W-beyond"},
	} {
		rows := []string{recordsHead}
		for i := range 10 {
			row := `P81900|ecg|` + dayCell + `|` + dayCell + `|<c><v>1</v></c>|R` + string(rune('A'+i))
			if i < c.rows {
				row += "|" + c.beside
			}
			rows = append(rows, row)
		}
		x := readWith(t, map[string]string{"activity.xlsx": string(one(sheetOf(rows...)).Bytes())})
		found := ""
		for _, p := range x.Problems {
			if strings.HasSuffix(p.Code, "-beyond") {
				found += p.Code
			}
		}
		if found != c.want {
			t.Errorf("%s: %q, want %q", name, found, c.want)
		}
	}
}
