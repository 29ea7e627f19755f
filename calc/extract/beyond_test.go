package extract

import (
	"fmt"
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

// Of a few rows with a number beside the table each holds its practice; where there are more, it
// is a column of its own, and the first row with anything beside the table is shown.
func TestRowsThatGoOn(t *testing.T) {
	for name, c := range map[string]struct {
		beside []string // of the ten rows, from row 2 on
		want   string
	}{
		"three numbers":                 {[]string{"#", "", "#", "#"}, "E-beyond P81900 2; E-beyond P81900 4; E-beyond P81900 5"},
		"four":                          {[]string{"", "#", "#", "#", "#"}, "W-beyond 3 7"},
		"two notes":                     {[]string{"", "late", "later"}, "W-beyond 3 late"},
		"a note above a number":         {[]string{"late", "#"}, "E-beyond P81900 3; W-beyond 2 late"},
		"a number above a note":         {[]string{"#", "late", "#", "later"}, "E-beyond P81900 2; E-beyond P81900 4; W-beyond 3 late"},
		"a note above many numbers":     {[]string{"late", "#", "#", "#", "#"}, "W-beyond 2 late"},
		"a note below many numbers":     {[]string{"", "#", "#", "#", "#", "late"}, "W-beyond 3 7"},
		"a number behind an empty cell": {[]string{"", "|#"}, "W-beyond 3 7"},
		"nothing":                       {nil, ""},
	} {
		rows := []string{recordsHead}
		for i := range 10 {
			row := fmt.Sprint(`P81900|ecg|`+dayCell+`|`+dayCell+`|<c><v>1</v></c>|R`, i)
			if i < len(c.beside) && c.beside[i] != "" {
				row += "|" + strings.Replace(c.beside[i], "#", "<c><v>7</v></c>", 1)
			}
			rows = append(rows, row)
		}
		var said []string
		for _, p := range readWith(t, map[string]string{"activity.xlsx": string(one(sheetOf(rows...)).Bytes())}).Problems {
			switch p.Code {
			case "E-beyond":
				said = append(said, fmt.Sprint(p.Code, " ", p.Practice, " ", p.Row))
			case "W-beyond":
				said = append(said, fmt.Sprint(p.Code, " ", p.Row, " ", p.Found))
			}
		}
		if got := strings.Join(said, "; "); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// A column with values and no name stops a file that lacks one by which more or less is counted,
// wherever its others stand, and is for a person to look at in one that lacks none.
func TestColumnsWithoutAName(t *testing.T) {
	for name, c := range map[string]struct {
		rows []string
		want string
	}{
		"a count may be meant":       {[]string{"Practice code|Service|Activity date|Coded date||Record id", "P81900|ecg|" + dayCell + "|" + dayCell + "|<c><v>3</v></c>|R1", "P81900|ecg|" + dayCell + "|" + dayCell + "|<c><v>3</v></c>|R2"}, "E-column column E 2 2 values"},
		"the count comes first":      {[]string{"Count|Practice code|Service|Activity date|Coded date||Record id", "<c><v>1</v></c>|P81900|ecg|" + dayCell + "|" + dayCell + "|<c><v>3</v></c>|R1"}, "W-columns column F 2 1 value"},
		"a row that ends before it":  {[]string{"Count|Practice code|Service|Activity date|Coded date||Record id", "<c><v>1</v></c>|P81900|ecg|" + dayCell + "|" + dayCell, "<c><v>1</v></c>|P81900|ecg|" + dayCell + "|" + dayCell + "|x"}, "W-columns column F 3 1 value"},
		"nothing below it":           {[]string{"Practice code|Service|Activity date|Coded date||Record id", "P81900|ecg|" + dayCell + "|" + dayCell + "||R1"}, ""},
		"months, and late is unsaid": {[]string{"Practice code|Service|Month||Activity", "P81900|ecg|2025-04|<c><v>3</v></c>|<c><v>9</v></c>"}, "E-column column D 2 1 value"},
	} {
		var said []string
		for _, p := range readWith(t, map[string]string{"activity.xlsx": string(one(sheetOf(c.rows...)).Bytes())}).Problems {
			if strings.HasPrefix(p.Column, "column ") || p.Code == "E-damaged" {
				said = append(said, fmt.Sprint(p.Code, " ", p.Column, " ", p.Row, " ", p.Found))
			}
		}
		if got := strings.Join(said, "; "); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
