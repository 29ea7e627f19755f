package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"yearend/calc"
)

// TestCSVForms reads the same register in every encoding with every
// delimiter and line end.
func TestCSVForms(t *testing.T) {
	const welsh = "Practice code,Practice name,Address 1,Postcode,Email,Status\n" +
		"P81900,Quillbeck Surgery – Môr,1 Kiln Lane,ZZ99 1AA,gp-p81900@example.org,active\n" +
		"P81901,Brindlecombe Medical Centre,2 Ropewalk,ZZ99 2AA,gp-p81901@example.org,active\n"
	want := readWith(t, map[string]string{"practices.csv": welsh}).Practices
	encodings := map[string]encoding.Encoding{
		"UTF-8":               encoding.Nop,
		"UTF-8 with mark":     unicode.UTF8BOM,
		"UTF-16 little":       unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
		"UTF-16 big":          unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
		"UTF-16 little, bare": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
		"UTF-16 big, bare":    unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
		"Windows-1252":        charmap.Windows1252,
	}
	for name, e := range encodings {
		for _, comma := range []string{",", ";", "\t"} {
			for _, end := range []string{"\n", "\r\n"} {
				text := strings.NewReplacer(",", comma, "\n", end).Replace(welsh)
				encoded, err := e.NewEncoder().String(text)
				if err != nil {
					t.Fatal(err)
				}
				x := readWith(t, map[string]string{"practices.csv": encoded})
				if diff := cmp.Diff(want, x.Practices); diff != "" || len(x.Problems) > 0 {
					t.Errorf("%s, %q, %q: %s%s", name, comma, end, diff, messages(x.Problems))
				}
			}
		}
	}
}

// TestLettersBothWays reads names in which Windows-1252 happens to be UTF-8 too,
// and others that only UTF-8 can be.
func TestLettersBothWays(t *testing.T) {
	const head = "Practice code,Practice name,Address 1,Postcode\n"
	for name, e := range map[string]encoding.Encoding{
		"CAFÉ’S SURGERY":          charmap.Windows1252,
		"BEAUPRÉ–WEST, ST JOSÉ":   charmap.Windows1252,
		"Ü’S":                     charmap.Windows1252,
		"Dr Țepeș":                encoding.Nop,
		"Ty\u0302, in two parts":  encoding.Nop,
		"Nun\u0303ez, Ge\u0300":   encoding.Nop,
		"ΑΒΓ Ιατρείο":             encoding.Nop,
		"Клиника Восток":          encoding.Nop,
		"Meddygfa Ŵyn":            encoding.Nop,
		"Dr Dvořák’s ‘Café’ Œdip": encoding.Nop,
	} {
		encoded, err := e.NewEncoder().String(head + "P81900,\"" + name + "\",1 Kiln Lane,ZZ99 1AA\nP81901,Brindlecombe,2 Ropewalk,ZZ99 2AA\n")
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := readWith(t, map[string]string{"practices.csv": encoded}).Practice("P81900"); got.Name != name {
			t.Errorf("%q is read as %q", name, got.Name)
		}
	}
}

func TestCSVQuotes(t *testing.T) {
	x := readWith(t, map[string]string{"practices.csv": goodPractices[:strings.Index(goodPractices, "P81901")] +
		`"P81901","Brindle, ""Combe"" and Co","2, Ropewalk","ZZ99 2AA","a@example.org;b@example.org",""` + "\n"})
	want := calc.Practice{Code: "P81901", Name: `Brindle, "Combe" and Co`, Address: []string{"2, Ropewalk"}, Postcode: "ZZ99 2AA",
		Emails: []string{"a@example.org", "b@example.org"}, Named: []string{"a@example.org", "b@example.org"}, Addressee: "Practice Manager"}
	if got, _ := x.Practice("P81901"); cmp.Diff(want, got) != "" || len(x.Problems) > 0 {
		t.Errorf("%s%s", cmp.Diff(want, got), messages(x.Problems))
	}
}

// TestCSVNeverJoins checks that a quotation mark gone astray costs no other row.
func TestCSVNeverJoins(t *testing.T) {
	for name, bad := range map[string]string{
		"inside": `P81900,Quill"beck Surgery,1 Kiln Lane,ZZ99 1AA,a@example.org,active`,
		"open":   `P81900,"Quillbeck Surgery,1 Kiln Lane,ZZ99 1AA,a@example.org,active`,
		"after":  `P81900,"Quillbeck" Surgery,1 Kiln Lane,ZZ99 1AA,a@example.org,active`,
		"broken": "P81900,\"Quillbeck\nSurgery\",1 Kiln Lane,ZZ99 1AA,a@example.org,active",
	} {
		rows := strings.SplitAfter(goodPractices, "\n")
		x := readWith(t, map[string]string{"practices.csv": rows[0] + bad + "\n" + rows[2]})
		if !x.Stops() {
			t.Errorf("%s: read without a stop", name)
		}
		if _, ok := x.Practice("P81901"); !ok {
			t.Errorf("%s: the row after it was lost", name)
		}
	}
}

// TestCSVHint reads the line that tells Excel the delimiter.
func TestCSVHint(t *testing.T) {
	x := readWith(t, map[string]string{"activity.csv": "sep=;\n" + strings.ReplaceAll(goodActivity, ",", ";")})
	if got := activityOf(x, "P81900", "ecg").Recorded[2]; got != 12 || len(x.Problems) > 0 {
		t.Errorf("got %d\n%s", got, messages(x.Problems))
	}
}

// TestCSVLongFile reads more than one block, and finds a fault by its line.
func TestCSVLongFile(t *testing.T) {
	var b strings.Builder
	b.WriteString("Practice code,Service,Activity date,Coded date\n")
	const rows = 100_000
	for i := range rows {
		if i == 70_000 {
			b.WriteString("P81900,ecg,2025-06-31,2025-07-01\n")
			continue
		}
		b.WriteString("P81900,ecg,2025-06-03,2025-06-03\n")
	}
	x := readWith(t, map[string]string{"activity.csv": b.String()})
	got := activityOf(x, "P81900", "ecg")
	if got.Recorded[2] != rows-1 || got.Records.Faulty != 1 {
		t.Errorf("recorded %d, faulty %d", got.Recorded[2], got.Records.Faulty)
	}
	at := slices.IndexFunc(x.Problems, func(p calc.Problem) bool { return p.Code == "E-date" })
	if at < 0 || x.Problems[at].Row != 70_002 {
		t.Errorf("the bad date is not reported at its line:\n%s", messages(x.Problems))
	}
}

func TestCSVTooManyFaults(t *testing.T) {
	bad := strings.Repeat("P81900,ecg,never,never\n", maxFaults)
	x := readWith(t, map[string]string{"activity.csv": "Practice code,Service,Activity date,Coded date\n" + bad})
	if n := len(x.Problems); n > maxFaults+10 || !slices.Contains(codes(x), "E-faults") {
		t.Errorf("%d problems, %v", n, codes(x))
	}
}

// A row that names the columns once more is refused by what it is, also where it leaves out blank
// cells at the end; one that names only the first of them is short, and one that is short is not damaged.
func TestTheHeaderOnceMore(t *testing.T) {
	for name, c := range map[string]struct{ file, want string }{
		"the same":               {recordHead + "P81900,ecg,2025-06-03,2025-06-03\n" + recordHead, "E-header-again 3"},
		"in other letters":       {recordHead + "P81900,ecg,2025-06-03,2025-06-03\n" + strings.ToUpper(recordHead), "E-header-again 3"},
		"without its blank ends": {"Practice code,Service,Activity date,Coded date,,\nP81900,ecg,2025-06-03,2025-06-03,,\n" + recordHead, "E-header-again 3"},
		"with other words there": {"Practice code,Service,Activity date,Coded date,,\nP81900,ecg,2025-06-03,2025-06-03,,\nPractice code,Service,Activity date,Coded date,x,\n", "E-practice 3"},
		"the first of them":      {recordHead + "P81900,ecg,2025-06-03,2025-06-03\nPractice code,Service\n", "E-ragged 3"},
		"one is another":         {recordHead + "P81900,ecg,2025-06-03,2025-06-03\nPractice code,Service,Activity date,Coded on\n", "E-practice 3"},
	} {
		got := ""
		for _, p := range readWith(t, map[string]string{"activity.csv": c.file}).Problems {
			if p.Severity == calc.Stop {
				got = fmt.Sprint(p.Code, " ", p.Row)
				break
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// A fault names its column as the file does, be it the first, and a cell that is not there is blank.
func TestColumnsAreNamedAsTheFileDoes(t *testing.T) {
	in := Inputs{Columns: map[string][]string{colPractice: {"ODS"}}, AsOf: asOf, Activity: []File{{Path: "activity.xlsx"}}}
	in.Root = folder(t, map[string]string{"activity.xlsx": string(one(sheetOf("ODS|Service|Activity date|Coded date", "P8190|ecg|"+dayCell+"|"+dayCell, "P81900|ecg|"+dayCell)).Bytes())})
	var said []string
	for _, p := range mustRead(t, in).Problems {
		if p.Code == "E-practice" || p.Code == "E-blank" || p.Code == "E-damaged" {
			said = append(said, fmt.Sprintf("%s %d %s %q", p.Code, p.Row, p.Column, p.Found))
		}
	}
	if got, want := strings.Join(said, "; "), `E-practice 2 ODS "P8190"; E-blank 3 Coded date ""`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// firstStop is the first fault that stops a file of activity: its code, row and what it begins with.
func firstStop(x *calc.Extract) string {
	for _, p := range x.Problems {
		if p.Severity == calc.Stop {
			remedy, _, _ := strings.Cut(p.Remedy, ",")
			remedy, _, _ = strings.Cut(remedy, ":")
			return fmt.Sprint(p.Code, " ", p.Row, " ", remedy)
		}
	}
	return ""
}

// A row of totals says so where it begins, or in its first words; what has the shape of a practice
// code in its place is a practice's row, with a slip in the code.
func TestRowsOfTotals(t *testing.T) {
	const total, slip = "E-total 3 this is a row of totals and not of a practice", "E-practice 3 this is not a practice code"
	for row, want := range map[string]string{
		",Total,ecg,,": total, ",Grand total,,,": total, ",,Sub-total,,": total, "North sub total,,,,": total, "x,Sum,,,": slip, "Sum,,,,": total, "Overall:,,,,": total,
		"Total North,P8190O,ecg,2025-06-03,2025-06-03": slip, "Total North,P0190O,ecg,2025-06-03,2025-06-03": slip, "Total North,P9190O,ecg,2025-06-03,2025-06-03": slip, // a letter O
		"Total North,Total,ecg,2025-06-03,2025-06-03": total, "Total North,P81900,ecg,2025-06-03,2025-06-03": "", "Totals,P8190,ecg,,": total, "Totals,P8190000,ecg,,": total,
		"North,P819,ecg,2025-06-03,2025-06-03": slip, "1,P819,total,2025-06-03,2025-06-03": slip,
	} {
		file := "Area,Practice code,Service,Activity date,Coded date\nNorth,P81900,ecg,2025-06-03,2025-06-03\n" + row + "\n"
		if got := firstStop(readWith(t, map[string]string{"activity.csv": file})); got != want {
			t.Errorf("%s: %q, want %q", row, got, want)
		}
	}
}

// A line of a few words at the end is told from a row whose code has a slip; a workbook's as a CSV's.
func TestNotesAndTotalsInWorkbooks(t *testing.T) {
	for row, want := range map[string]string{
		"Extract made on 3 May": "E-practice 5 this line is a note and not a row of data", "Total|||<c><v>3</v></c>": "E-total 5 this is a row of totals and not of a practice",
		"Extract": "E-practice 5 this is not a practice code", "<c><v>5</v></c>": "E-practice 5 this is not a practice code", "Extract made|on": "E-practice 5 this is not a practice code",
	} {
		if got := firstStop(readWith(t, map[string]string{"activity.xlsx": string(one(sheetOf(append(plainRows(), row)...)).Bytes())})); got != want {
			t.Errorf("%s: %q, want %q", row, got, want)
		}
	}
}

// Of a row with too few cells it is said that Excel may have left them out, and of one with too many not.
func TestRaggedRows(t *testing.T) {
	const look = "look for a comma inside a value or at the end, a missing cell, or a line that was cut or joined"
	for row, want := range map[string]string{
		"P81900,ecg,2025-06-03":              "the row has 3 cells where the header has 4: " + look + "; where only empty cells at the end are missing, Excel left them out: send it as a workbook",
		"P81900,ecg,2025-06-03,2025-06-03,":  "the row has 5 cells where the header has 4: " + look,
		"P81900,ecg,2025-06-03,2025-06-03,5": "the row has 5 cells where the header has 4: " + look,
		`"P81900,ecg,2025-06-03,2025-06-03"`: "the row has 1 cell where the header has 4: the row stands in quotation marks as a whole, so that it is one cell: ask for the file with quotation marks around single values only, or take the outer ones off",
		"P81900":                             "the row has 1 cell where the header has 4: " + look + "; where only empty cells at the end are missing, Excel left them out: send it as a workbook",
		"P81900,ecg,2025-06-03,2025-06-03":   "",
	} {
		x := readWith(t, map[string]string{"activity.csv": recordHead + "P81900,ecg,2025-06-03,2025-06-03\n" + row + "\n"})
		if got := remedyOf(x, "E-ragged"); got != want {
			t.Errorf("%s: %q, want %q", row, got, want)
		}
	}
	// where the first row is the odd one it is the one that is said, once there is another
	x := readWith(t, map[string]string{"activity.csv": recordHead + "P81900,ecg,2025-06-03,2025-06-03,\nP81900,ecg,2025-06-03,2025-06-03\nP81900,ecg,2025-06-03,2025-06-03\n"})
	if got := firstStop(x); got != "E-ragged 2 the row has 5 cells where the header has 4" {
		t.Errorf("the first row has a cell more: %s", got)
	}
	x = readWith(t, map[string]string{"activity.csv": recordHead + strings.Repeat("P81900,ecg,2025-06-03,2025-06-03,\n", 2)})
	if got := firstStop(x); got != "" {
		t.Errorf("all rows have an empty cell more: %s", got)
	}
}
