package extract

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// The forms below are of 943 476 5919, whose tenth digit is right.

// TestPatientForms checks that each form of an NHS number that is judged is
// also kept from the screen, and nothing of it is left there.
func TestPatientForms(t *testing.T) {
	for form, left := range map[string]string{
		"9434765919":                   "#",
		"943 476 5919":                 "#",
		"943-476-5919":                 "#",
		"943.476.5919":                 "#",
		"943/476/5919":                 "#",
		"943_476_5919":                 "#",
		"943\u00a0476\u00a05919":       "#",
		"943\u202f476\u2009\u20095919": "#",
		"943\u200b476\u200b5919":       "#",
		"943  476  5919":               "#",
		"943 - 476 - 5919":             "#",
		"943\u2013476\u20135919":       "#",
		"94347 65919":                  "#",
		"9434 765 919":                 "#",
		"9434-765919":                  "#",
		"9,434,765,919":                "#",
		"9 434 765 919":                "#",
		"'9434765919":                  "'#",
		`="9434765919"`:                `="#"`,
		"9434765919.0":                 "#.0",
		"9,434,765,919.00":             "#.00",
		"9434765919/1":                 "#/1",
		"9434765919-001":               "#-001",
		"9434765919M":                  "#M",
		"P9434765919":                  "P#",
		"NHS_9434765919_1":             "NHS_#_1",
		"9434765919@x":                 "#@x",
		"009434765919":                 "#",
		"0000009434765919":             "#",
		"9.434765919E+09":              "#",
		"9.434765919e9":                "#",
		"9.43476508E+09":               "#", // its tenth digit is a nought, which is left away
		"1.9434765918.9434765919":      "1.9434765918.#",
		"\uff19\uff14\uff13\uff14\uff17\uff16\uff15\uff19\uff11\uff19": "#",
		"\uff19\uff14\uff13\uff14\uff17\uff16\uff15\uff10\uff18\uff10": "#",
		"9 | 434 | 765 | 919":             "#", // thousands commas that were taken for the delimiter
		"9434765918.9434765919":           "9434765918.#",
		"seen by 943 476 5919 twice":      "seen by # twice",
		"12 contacts 943 476 5919 on 3/6": "12 contacts # on 3/6",
		"9434765918;9434765919":           "9434765918;#",
		"9434765919 and 9434765919":       "# and #",
		"9434765919 03/06/2025":           "# 03/06/2025",
		"3112990005":                      "#", // born on 31 December, in Scotland
	} {
		tens, valid := judged(form)
		if tens != 1 || valid != 1 {
			t.Errorf("%q: %d of ten digits, %d valid", form, tens, valid)
		}
		if got := strings.ReplaceAll(mask(form), "(ten digits, not shown)", "#"); got != left {
			t.Errorf("%q: shown as %q, want %q", form, got, left)
		}
	}
}

// TestNotPatients checks that what an extract may well hold is shown as it is,
// and that what cannot be an NHS number does not count as one.
func TestNotPatients(t *testing.T) {
	for form, tens := range map[string]int{
		"9434765918":                   1, // its tenth digit is wrong
		"943 476 5918":                 1,
		"0000000000":                   1,
		"1111111111":                   1,
		"9999999999":                   1,
		"0123456789":                   1, // passes, and is no day of birth
		"1614960046":                   1, // passes: a telephone that lost its nought
		"943476591":                    0,
		"94347659190":                  0,
		"09434765919":                  0,
		"0161 496 0123":                0,
		"020 7946 0123":                0,
		"07700 900123":                 0,
		"2025-06-03 10:20:30":          0,
		"03/06/2025 10:20":             0,
		"45811.41667":                  0,
		"0.9434765919":                 0,
		"12345678.90":                  0,
		"£1,234,567.89":                0,
		"P94347-65919":                 0, // a practice and a number
		"P94347 65919":                 0,
		"ZZ99 1AA":                     0,
		"1234567890123456":             0,
		"1E+300":                       0,
		"1" + strings.Repeat("0", 300): 0,
		"9.434765E+09":                 0,
		"1.2345678901E+09":             0, // 1234567890.1
		"0010000000000":                0, // eleven digits, filled up with noughts
		"94347 65919M":                 0,
		"943 -- 476 -- 5919":           0,
		"9 4 3 4 7 65919":              0,
		"9 434 76 59 19":               0,
		strings.Repeat("9", 400):       0,
	} {
		got, valid := judged(form)
		if got != tens || valid != 0 {
			t.Errorf("%q: %d of ten digits, %d valid", form, got, valid)
		}
		if shown := mask(form); shown != form {
			t.Errorf("%q: shown as %q", form, shown)
		}
	}
}

func judged(text string) (tens, valid int) {
	w := newPatientWatch(&input{problems: &problems{}, header: &header{row: 1, cells: []rows.Cell{{Text: "Ref"}}}})
	w.row(rows.Row{Number: 2, Cells: []rows.Cell{{Text: text}}})
	return w.columns[0].tens, w.columns[0].valid
}

// TestMaskLeavesNone makes texts of what numbers are written with, and checks
// that what is left of them would not be judged an NHS number.
func TestMaskLeavesNone(t *testing.T) {
	pieces := []string{"943", "476", "5919", "9434765919", "94347", "65919", "00", "0", "1", "9", ".", " ", "-", ",", "E+09", "x", "\u00a0", "\uff19", "434765919"}
	random := rand.New(rand.NewPCG(1, 2))
	masked := 0
	for range 100_000 {
		text := ""
		for range 1 + random.IntN(8) {
			text += pieces[random.IntN(len(pieces))]
		}
		shown := mask(text)
		if _, valid := judged(shown); valid > 0 {
			t.Fatalf("%q is shown as %q", text, shown)
		}
		if _, valid := judged(text); valid > 0 != (shown != text) {
			t.Fatalf("%q is judged %t and shown as %q", text, valid > 0, shown)
		}
		if shown != text {
			masked++
		}
	}
	if masked < 1000 {
		t.Errorf("only %d texts held a number", masked)
	}
}

// TestPresentableCutsNone checks that a value is masked before it is cut.
func TestPresentableCutsNone(t *testing.T) {
	for before := range 2 * shown {
		if got := presentable(strings.Repeat("x", before) + " 9434765919"); strings.Contains(got, "943") {
			t.Errorf("after %d letters: %q", before, got)
		}
	}
}

// Nor does a record's id that stands twice: of one number alone a column is not called one of
// patients, so that the repeat is what is said.
func TestARepeatedIDShowsNoNumber(t *testing.T) {
	x := readWith(t, map[string]string{"activity.csv": strings.NewReplacer("R1", "9434765919", "R2", "9434765919").Replace(goodActivity)})
	repeats := func(p calc.Problem) bool { return p.Code == "E-repeat" && strings.Contains(p.Found, "not shown") }
	if said := fmt.Sprintf("%+v", x.Problems); !slices.ContainsFunc(x.Problems, repeats) || strings.Contains(said, "5919") {
		t.Error(said)
	}
}

// No part of what is said of a problem shows a number: neither what was found, nor
// the column's name, nor the remedy, which may repeat a value.
func TestNoPartOfAProblemShowsANumber(t *testing.T) {
	const number = "seen by 943 476 5919"
	got := masked(calc.Problem{Found: number, Column: number, Remedy: number})
	want := calc.Problem{Found: "seen by (ten digits, not shown)", Column: "seen by (ten digits, not shown)", Remedy: "seen by (ten digits, not shown)"}
	if got != want {
		t.Errorf("got %+v", got)
	}
}

// What follows +44 or 0044 is a telephone's, whatever its digits come to; the same digits
// without it, and a number behind it, may be a patient's.
func TestATelephoneIsNoNumber(t *testing.T) {
	for text, want := range map[string]string{
		"Ring +44 300 123 4563.":            "Ring +44 300 123 4563.",
		"+44 (0)300 123 4563":               "+44 (0)300 123 4563",
		"0044 300 123-4563":                 "0044 300 123-4563",
		"+44 7700 900124":                   "+44 7700 900124",
		"+44 3001234563":                    "+44 3001234563",
		"+44 300 123 4563 9 434 765 919":    "+44 300 123 4563 (ten digits, not shown)",
		"Ring 300 123 4563.":                "Ring (ten digits, not shown).",
		"44 300 123 4563":                   "44 (ten digits, not shown)",
		"+45 300 123 4563":                  "+45 (ten digits, not shown)",
		"+44 300 123 4563, 943 476 5919":    "+44 300 123 4563, (ten digits, not shown)",
		"+44 300 123 4563 943 476 5919":     "+44 300 123 4563 (ten digits, not shown)",
		"+44 is no number; 943 476 5919":    "+44 is no number; (ten digits, not shown)",
		"4500/123456, which may be written": "4500/123456, which may be written",
	} {
		if got := mask(text); got != want {
			t.Errorf("%q is shown as %q, want %q", text, got, want)
		}
	}
}

// What the team writes by hand goes into letters, papers and logs as it stands: an NHS number
// in it stops before anything of it is kept, and is shown nowhere.
func TestNoNumberInWhatIsWrittenByHand(t *testing.T) {
	const number = "943 476 5919"
	const given, put, agreed = "Practice code,Scheme,Instruction,Text,By,On\n", "Request,Field,Was,Now,By,On,Why\n", "Practice code,Scheme,First month,Payments,Agreed by,Agreed on\n"
	instructed := func(in *Inputs, f File) { in.Instructions = []File{f} }
	for name, c := range map[string]struct {
		file, content string
		as            func(*Inputs, File) // nil for what comes after the letters
		column        string              // in which it is said to stand
	}{
		"a note":                  {"in.csv", given + "P81900,CAP,note,We spoke of " + number + ".,Sam Sample,2026-04-10\n", instructed, "Text"},
		"a hold":                  {"in.csv", given + "P81900,CAP,hold,It disputes " + number + ",Sam Sample,2026-04-10\n", instructed, "Text"},
		"who gave it":             {"in.csv", given + "P81900,CAP,post,It has no mailbox,Sam " + number + ",2026-04-10\n", instructed, "By"},
		"why it was put right":    {"in.csv", put + "LTC-2,March 2026,3,4,Sam Sample,2026-04-10,see " + number + "\n", nil, "Why"},
		"what it is now":          {"in.csv", put + "LTC-2,What happened,x,see " + number + ",Sam Sample,2026-04-10,it rang\n", nil, "Now"},
		"who agreed":              {"in.csv", agreed + "P81900,LTC,2026-06,3,Sam " + number + ",2026-04-10\n", nil, "Agreed by"},
		"a column without a name": {"in.csv", strings.TrimSpace(given) + ",\nP81900,CAP,post,It has no mailbox,Sam Sample,2026-04-10," + number + "\n", instructed, "column G"},
	} {
		root := folder(t, map[string]string{"practices.csv": goodPractices, "contracts.csv": goodContracts, "activity.csv": goodActivity, c.file: c.content})
		var problems []calc.Problem
		said := ""
		if c.as != nil {
			in := Inputs{Root: root, AsOf: asOf, Domains: []string{"example.org"}, Practices: []File{{Path: "practices.csv"}}, Contracts: []File{{Path: "contracts.csv"}}, Activity: []File{{Path: "activity.csv"}}}
			c.as(&in, File{Path: c.file})
			x := mustRead(t, in)
			problems, said = x.Problems, fmt.Sprintf("%+v %+v", x.Sources, x.Instructions)
		} else {
			in := Asking{Root: root, AsOf: 20260511}
			if strings.HasPrefix(c.content, agreed) {
				in.Plans = []File{{Path: c.file}}
			} else {
				in.Corrections = []File{{Path: c.file}}
			}
			x, err := ReadAsked(in, shippedSchemes())
			if err != nil {
				t.Fatal(err)
			}
			problems, said = x.Problems, fmt.Sprintf("%+v %+v %+v", x.Sources, x.Corrections, x.Plans)
		}
		stops := func(p calc.Problem) bool {
			return p.Code == "E-patient" && p.Severity == calc.Stop && p.Remedy != "" && p.Column == c.column
		}
		if said += fmt.Sprintf("%+v", problems); !slices.ContainsFunc(problems, stops) || strings.Contains(said, "5919") {
			t.Errorf("%s: %s", name, said)
		}
	}
}

// A number with letters in it that are not seen is not spelled out with them.
func TestANumberIsNotSpelledOut(t *testing.T) {
	x := readWith(t, map[string]string{"activity.csv": strings.Replace(goodActivity, "R1", "R1 943\u2060476\u20605919", 1)})
	if got := messages(x.Problems); !strings.Contains(got, "ten digits, not shown") || strings.Contains(got, "5919") {
		t.Errorf("got\n%s", got)
	}
}

func TestPatientHeaders(t *testing.T) {
	for header, want := range map[string]bool{
		"NHS number": true, "NHS No": true, "NHS_NUMBER": true, "NHS No.": true, "Patient ID": true, "Patient's name": true, "Pt NHS number": true,
		"Patient DOB": true, "Patient Surname": true, "Patients forename": true, "NHS Number (verified)": true, "Person NHS number": true, "NHS Nr": true, "CHI no": true,
		"DOB (patient)": true, "Year of birth": true, "Date of Birth (dd/mm/yyyy)": true, "Patient name (surname)": true, "Name of patient": true, "EMIS Patient ID": true, "Service user ID": true,
		"NHS Norfolk practices": false, "Birth control": false, "Services: 6 week birth check": false, "Patient ID removed": false, "DOB not included": false,
		"User id of editor": false, "Name of patient lead": false, "Patients with ID": false, "Patients per practice name": false, "No. of patients": false, "First name": false, "GP surname": false, "Surname": false, "Date of birth": true, "Patient postcode": true, "EMIS Number": true,
		"Patients": false, "Patient count": false, "Number of patients": false, "Patients number": false, "Postcode": false, "Practice name": false,
		"Person ID": true, "Person count": false, "Persons": false,
		"NHS North West": false, "Name": false, "Ref": false, "Record id": false, "Registered patients": false, "": false,
	} {
		if got := ofPatients(header); got != want {
			t.Errorf("%q: got %t", header, got)
		}
	}
	for header, want := range map[string]bool{
		"Surname": true, "First name": true, "Forename(s)": true, "Surname/Forename": true, "Surname (patient)": true, "LAST_NAME": true,
		"GP surname": false, "Practice name": false, "Name": false, "": false,
	} {
		if got := ofPersons(header); got != want {
			t.Errorf("%q: got %t of persons", header, got)
		}
	}
	for _, column := range Columns() {
		if ofPatients(column) || ofPersons(column) {
			t.Errorf("the column %q would be refused", column)
		}
	}
}

// TestPatientsAbove checks that rows above the header are judged, and that a
// number that stands in the place of a column's name is shown nowhere.
func TestPatientsAbove(t *testing.T) {
	for name, content := range map[string]string{
		"above":  "Patient 943 476 5919\n" + goodActivity,
		"header": strings.NewReplacer("Record id", "Record id,9434765919", "R1", "R1,", "R2", "R2,", "R3", "R3,").Replace(goodActivity),
	} {
		x := readWith(t, map[string]string{"activity.csv": content})
		if got := messages(x.Problems); !strings.Contains(got, "W-patient") || strings.Contains(got, "5919") {
			t.Errorf("%s:\n%s", name, got)
		}
	}
}

// From how many NHS numbers among those of ten digits on a column holds data of patients (E), or is
// for a person to look at (W): two and no other, three and half of all, or more than chance gives.
func TestHowManyNumbersMakeAColumn(t *testing.T) {
	for _, c := range []struct {
		header      string
		tens, valid int
		want        string
	}{
		{"Ref", 1, 0, ""}, {"Ref", 1, 1, "W-patient"}, {"Ref", 2, 2, "E-patient"}, {"Ref", 2, 1, "W-patient"}, {"Ref", 3, 1, ""},
		{"Ref", 3, 2, "W-patient"}, {"Ref", 4, 2, "W-patient"}, {"Ref", 5, 2, ""}, {"Ref", 5, 3, "E-patient"}, {"Ref", 6, 3, "E-patient"}, {"Ref", 7, 3, ""}, {"Ref", 7, 4, "E-patient"},
		{"Ref", 54, 13, "W-patient"}, {"Ref", 55, 13, ""}, {"Ref", 50, 11, ""}, {"Ref", 43, 11, "W-patient"}, {"Ref", 44, 11, ""}, {"Ref", 40, 19, "W-patient"}, // a fifth, and three more
		{"Ref", 64, 30, "E-patient"}, {"Ref", 65, 30, "W-patient"}, {"Ref", 98, 39, "E-patient"}, {"Ref", 99, 39, "W-patient"}, {"Ref", 99, 40, "E-patient"}, {"Ref", 152, 51, "E-patient"}, // ten standard deviations above an eleventh
		{"Ref", 1000, 91, ""}, {"Ref", 1000, 184, ""}, {"Ref", 1000, 185, "W-patient"}, {"Ref", 1000, 186, "W-patient"}, {"Ref", 1000, 187, "E-patient"}, {"Ref", 60, 14, "W-patient"},
		{"NHS", 5, 0, ""}, {"NHS", 5, 1, "E-patient"}, {"Ref (NHS no)", 20, 1, "E-patient"},
		{"Patient ID", 0, 0, "E-patient"}, {"Surname", 0, 0, "E-patient"},
	} {
		s := &input{problems: &problems{}, header: &header{row: 1, cells: []rows.Cell{{Text: c.header}}, match: match{layout: layout{name: "records"}}}}
		w := newPatientWatch(s)
		for i := range c.tens {
			text := invalidNumber(i)
			if i < c.valid {
				text = validNumber(i)
			}
			w.row(rows.Row{Number: 2 + i, Cells: []rows.Cell{{Text: text}}})
		}
		w.end()
		got := ""
		for _, p := range s.list {
			got += p.Code
		}
		if got != c.want {
			t.Errorf("%s: %d of %d are NHS numbers: %q, want %q", c.header, c.valid, c.tens, got, c.want)
		}
	}
}

// validNumber is the i-th of many different numbers whose tenth digit is right, and invalidNumber
// of those whose tenth is not.
func validNumber(i int) string {
	nine := 400_000_000 + 7*i
	for ; ; nine++ {
		for last := range 10 {
			if isNHSNumber(10*nine + last) {
				return fmt.Sprint(10*nine + last)
			}
		}
	}
}

func invalidNumber(i int) string {
	n, last := validNumber(i), 0
	fmt.Sscan(n[9:], &last)
	return n[:9] + fmt.Sprint((last+1)%10)
}

// As long as a column has fewer than 64 different numbers each counts once, so that one that is
// written again and again is no more than one; from then on every cell counts.
func TestDifferentNumbersAreCounted(t *testing.T) {
	for different, want := range map[int]string{63: "63 1", 64: "73 10", 65: "74 10"} {
		w := newPatientWatch(&input{problems: &problems{}, header: &header{row: 1, cells: []rows.Cell{{Text: "Ref"}}}})
		for range 9 {
			w.row(rows.Row{Number: 2, Cells: []rows.Cell{{Text: validNumber(0)}}})
		}
		w.row(rows.Row{Number: 3, Cells: []rows.Cell{{Text: validNumber(0)}}})
		for i := range different - 1 {
			w.row(rows.Row{Number: 4 + i, Cells: []rows.Cell{{Text: invalidNumber(i)}}})
		}
		tens, valid := w.columns[0].counted()
		if got := fmt.Sprint(tens, " ", valid); got != want {
			t.Errorf("%d different ones: %s, want %s", different, got, want)
		}
	}
}

// A person's name heads a column of patients in activity; in a list of practices it may be the manager's.
func TestNamesOfPersonsByTheKindOfFile(t *testing.T) {
	x := readWith(t, map[string]string{"practices.csv": strings.NewReplacer("Status\n", "Status,Surname\n", "active\n", "active,Sample\n").Replace(goodPractices)})
	if got := strings.Join(codes(x), " "); got != "W-columns" {
		t.Errorf("of practices: %s", got)
	}
	x = readWith(t, map[string]string{"activity.csv": strings.NewReplacer("Record id\n", "Record id,Surname\n", "R1\n", "R1,x\n", "R2\n", "R2,x\n", "R3\n", "R3,x\n").Replace(goodActivity)})
	if got := strings.Join(codes(x), " "); got != "E-patient W-columns" {
		t.Errorf("of activity: %s", got)
	}
}

// The tenth digit of an NHS number follows from the nine before it, each with the weight of its place;
// one that begins like a day of birth in Scotland has a day and a month.
func TestNumbersByTheirBeginning(t *testing.T) {
	for nine, want := range map[string]bool{
		"000101": false, "000001": false, "010001": false, "010101": true, "010901": true, "011201": true, "011300": false, "011301": false, "019901": false,
		"100101": true, "280101": true, "290101": true, "291201": true, "291301": false, "290001": false,
		"300000": true, "300001": true, "301301": true, "309901": true, "310001": true, "319901": true, "400001": true, "999901": true,
	} {
		for rest := range 1000 {
			digits, sum := fmt.Sprintf("%s%03d", nine, rest), 0
			for i := range 9 {
				sum += int(digits[i]-'0') * (10 - i)
			}
			ten := 0
			fmt.Sscan(strings.TrimLeft(digits, "0"), &ten)
			check := (11 - sum%11) % 11
			for last := range 10 {
				if got := isNHSNumber(10*ten + last); got != (want && last == check) && digits+fmt.Sprint(last) != "9999999999" {
					t.Fatalf("%s%d: %v", digits, last, got)
				}
			}
		}
	}
}

// All rows of a file are searched, whoever reads them; names of columns are looked for in the first ten that are not blank.
func TestRowsAreSearchedForPatients(t *testing.T) {
	rows10 := strings.Repeat("Ref,Count\n", 9)
	for content, want := range map[string]bool{
		"": false, "\n\n": false, "Ref,Count\n": false,
		rows10 + "Patient ID,Count\n": true, "\n\n" + rows10 + "\nPatient ID,Count\n": true, rows10 + "Ref,Count\nPatient ID,Count\n": false,
		"Patient ID,Count\n": true, "Ref,Count\n9434765919,1\n": true, rows10 + rows10 + "9434765919,1\n": true, rows10 + rows10 + "9434765918,1\n": false, "9434765919,1\n": true,
	} {
		var search patientSearch
		for i, text := range strings.Split(strings.TrimSuffix(content, "\n"), "\n") {
			var cells []rows.Cell
			for _, cell := range strings.Split(text, ",") {
				cells = append(cells, rows.Cell{Text: cell})
			}
			search.row(rows.Row{Number: i + 1, Cells: cells})
		}
		if got := search.found(); got != want {
			t.Errorf("%q: found %v", content, got)
		}
	}
}
