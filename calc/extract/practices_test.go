package extract

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yearend/calc"
)

// odsRow is a row of the public file, in the vintage of its status and setting.
func odsRow(code, icb, subICB, status, setting string) string {
	cells := make([]string, odsColumns)
	copy(cells, []string{code, "QUILLBECK SURGERY", "Y99", icb, "1 KILN LANE", "", "EXAMPLETON", "", "", "ZZ99 1AA", "19740401", "", status, "B", subICB})
	cells[odsSetting] = setting
	return `"` + strings.Join(cells, `","`) + "\"\n"
}

func TestEpraccur(t *testing.T) {
	dir := folder(t, map[string]string{
		"epraccur.csv": odsRow("P81900", "QZZ", "99Z", "ACTIVE", "RO76") + odsRow("P81901", "Q99", "qzz", "A", "4") +
			odsRow("P81902", "QZZ", "99Z", "C", "4") + odsRow("P81903", "QZZ", "99Z", "INACTIVE", "RO76") +
			odsRow("P81904", "QZZ", "99Z", "ACTIVE", "RO87") + odsRow("P81905", "QYY", "99Y", "ACTIVE", "RO76") + odsRow("A9D023", "QYY", "99Y", "A", "4"),
		"mailboxes.csv": "Email;Practice code\n\" gp-p81900@example.org; second@example.org\";p81900\n",
	})
	x := mustRead(t, Inputs{Root: dir, AsOf: asOf, Practices: []File{{Path: "epraccur.csv", Layout: "epraccur", ICB: "qzz"}}, Mailboxes: []File{{Path: "mailboxes.csv"}}})
	want := []calc.Practice{}
	for _, code := range []calc.PracticeCode{"P81900", "P81901", "P81902", "P81903"} {
		want = append(want, calc.Practice{Code: code, Name: "QUILLBECK SURGERY", Address: []string{"1 KILN LANE", "EXAMPLETON"}, Postcode: "ZZ99 1AA",
			Closed: code > "P81901", Addressee: "Practice Manager"})
	}
	want[0].Emails = []string{"gp-p81900@example.org", "second@example.org"}
	want[0].Named = want[0].Emails
	if diff := cmp.Diff(want, x.Practices); diff != "" || len(x.Problems) > 0 {
		t.Errorf("%s%s", diff, messages(x.Problems))
	}
	if s := x.Sources[0]; s.Rows != 7 || s.Records != 4 {
		t.Errorf("%+v", s)
	}
}

// Of the public file too it counts on which day a practice closed; each part of its address that a letter shows is looked at, and who is passed over is said.
func TestWhatIsReadOfThePublicFile(t *testing.T) {
	row := func(code string, change map[int]string) string {
		cells := make([]string, odsColumns)
		copy(cells, []string{code, "QUILLBECK SURGERY", "Y99", "QZZ", "1 KILN LANE", "MILL YARD", "EXAMPLETON", "WOLDS", "NORTH", "ZZ99 1AA", "19740401", "", "ACTIVE", "B", "99Z"})
		cells[odsSetting] = "RO76"
		for i, text := range change {
			cells[i] = text
		}
		return `"` + strings.Join(cells, `","`) + "\"\n"
	}
	for _, c := range []struct {
		change map[int]string
		want   string
	}{
		{nil, ""}, {map[int]string{2: "✓"}, ""}, {map[int]string{10: "✓"}, ""},
		{map[int]string{1: "✓ SURGERY"}, "E-name column 2"}, {map[int]string{4: "✓"}, "E-name column 5"}, {map[int]string{5: "✓"}, "E-name column 6"}, {map[int]string{8: "✓"}, "E-name column 9"}, {map[int]string{9: "✓"}, "E-name column 10"},
		{map[int]string{odsStatus: "C", odsClosedOn: "20260330"}, "E-closed "}, {map[int]string{odsStatus: "C", odsClosedOn: "20260331"}, "W-closed "}, {map[int]string{odsStatus: "C", odsClosedOn: "20260401"}, "W-closed "}, {map[int]string{odsStatus: "C"}, "E-closed "},
		{map[int]string{odsStatus: "D"}, "E-status "}, {map[int]string{odsStatus: ""}, "E-status "},
		{map[int]string{odsICB: "QYY"}, "E-register in another ICB, \"QYY\": ask whose the contract is, or correct the code"}, {map[int]string{odsSetting: "RO87"}, "E-register with prescribing setting \"RO87\", which is not a GP practice (4 or RO76): correct the code, or take the contract out"}, {map[int]string{odsICB: "QYY", odsSubICB: "QZZ"}, ""}, {map[int]string{odsICB: "✓", odsSubICB: "QZZ"}, ""},
	} {
		dir := folder(t, map[string]string{
			"epraccur.csv": row("P81900", c.change) + row("P81901", nil), "contracts.csv": goodContracts, "activity.csv": goodActivity, "mailboxes.csv": "Email,Practice code\ngp-p81900@example.org,P81900\ngp-p81901@example.org,P81901\n",
		})
		x := mustRead(t, Inputs{Root: dir, AsOf: asOf, Domains: []string{"example.org"}, Practices: []File{{Path: "epraccur.csv", Layout: "epraccur", ICB: "QZZ"}}, Contracts: []File{{Path: "contracts.csv"}}, Activity: []File{{Path: "activity.csv"}},
			Mailboxes: []File{{Path: "mailboxes.csv"}}, Undrawable: func(words string) (int, rune) { return strings.IndexRune(words, '✓'), '✓' }})
		got := ""
		if len(x.Problems) > 0 {
			p := x.Problems[0]
			got = p.Code + " " + p.Column
			if _, why, said := strings.Cut(p.Remedy, "epraccur.csv has it "); said {
				got += why
			}
		}
		if got != c.want {
			t.Errorf("%v: %s, should be %s\n%s", c.change, got, c.want, messages(x.Problems))
		}
	}
}

// A workbook leaves out the blank cells at the end of a row: such a row is no GP practice, and is passed over.
func TestShortRowsOfThePublicFile(t *testing.T) {
	full := "P81900|QUILLBECK SURGERY|Y99|QZZ|1 KILN LANE|||||ZZ99 1AA|19740401||ACTIVE|B|99Z|||||||||||RO76|"
	dir := folder(t, map[string]string{"epraccur.xlsx": string(one(formSheet(full, "P81901|BRINDLECOMBE|Y99|QZZ|2 ROPEWALK|||||ZZ99 2AA|19740401||ACTIVE|B")).Bytes())})
	x := mustRead(t, Inputs{Root: dir, AsOf: asOf, Practices: []File{{Path: "epraccur.xlsx", Layout: "epraccur", ICB: "QZZ"}}})
	if len(x.Practices) != 1 || x.Practices[0].Code != "P81900" || len(x.Problems) > 0 {
		t.Errorf("%+v\n%s", x.Practices, messages(x.Problems))
	}
}

// TestContracts takes rows in a team's own words, and keeps a contract whose
// numbers are faulty, so that it is seen to be held.
func TestContracts(t *testing.T) {
	rows := "practice_code,SCHEME,Service,Target,Contract Value,Advance paid\n" +
		"P81901,LTC,Domain 2,\"1,200\",\"£12,000.00\",\n" +
		"p81900 ,Capitated LESs,Wound care,90,4500,3600.5\n" +
		"P81900,cap,ECGs,,tbc,x\n"
	x := readWith(t, map[string]string{"contracts.csv": rows})
	want := []calc.Contract{
		{Practice: "P81900", Scheme: "capitated-les-2025-26", Service: "ecg"},
		{Practice: "P81900", Scheme: "capitated-les-2025-26", Service: "wound-care", Target: 90, Value: calc.Pence(450000), Advance: calc.Pence(360050)},
		{Practice: "P81901", Scheme: "ltc-les-2025-26", Service: "domain-2", Target: 1200, Value: calc.Pence(1200000), Advance: calc.Pence(960000), Derived: true},
	}
	same := cmp.Comparer(func(a, b calc.Money) bool { return a.Cmp(b) == 0 })
	if diff := cmp.Diff(want, x.Contracts, same); diff != "" {
		t.Errorf("%s%s", diff, messages(x.Problems))
	}
}

// TestAddressee takes whom a letter is addressed to from its column, and looks at its words as at all that a letter shows.
func TestAddressee(t *testing.T) {
	const list = "Practice code,Practice name,Address 1,Postcode,Email,Addressee\nP81900,Quillbeck Surgery,1 Kiln Lane,ZZ99 1AA,gp-p81900@example.org,Partners%s\nP81901,Brindlecombe Medical Centre,2 Ropewalk,ZZ99 2AA,gp-p81901@example.org,\n"
	x := readWith(t, map[string]string{"practices.csv": strings.Replace(list, "%s", "", 1)})
	if x.Practices[0].Addressee != "Partners" || x.Practices[1].Addressee != "Practice Manager" || len(x.Problems) > 0 {
		t.Errorf("addressed to %q and %q:\n%s", x.Practices[0].Addressee, x.Practices[1].Addressee, messages(x.Problems))
	}
	x = readWith(t, map[string]string{"practices.csv": strings.Replace(list, "Partners%s", "Part?ers", 1)})
	if !hasCodeOf(x, "W-letter-lost") {
		t.Errorf("a letter that was lost is not said of an addressee:\n%s", messages(x.Problems))
	}
}

// Why a practice of the public file was not taken is known of as many as the activity may name, and of no more.
func TestHowManyArePassedOver(t *testing.T) {
	for before, want := range map[int]string{maxAccounts - 1: "in another ICB", maxAccounts: "does not stand in the register"} {
		var file strings.Builder
		for i := range before {
			file.WriteString(odsRow(fmt.Sprintf("Q%05d", i), "QYY", "99Y", "A", "4"))
		}
		file.WriteString(odsRow("P81900", "QYY", "99Y", "A", "4") + odsRow("P81901", "QZZ", "99Z", "A", "4"))
		dir := folder(t, map[string]string{"epraccur.csv": file.String(), "contracts.csv": goodContracts, "activity.csv": goodActivity})
		x := mustRead(t, Inputs{Root: dir, AsOf: asOf, Practices: []File{{Path: "epraccur.csv", Layout: "epraccur", ICB: "QZZ"}}, Contracts: []File{{Path: "contracts.csv"}}, Activity: []File{{Path: "activity.csv"}}})
		if got := remedyOf(x, "E-register"); !strings.Contains(got, want) {
			t.Errorf("after %d others: %q, want %q", before, got, want)
		}
	}
}
