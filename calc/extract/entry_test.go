package extract

import (
	"fmt"
	"strings"
	"testing"

	"yearend/calc"
)

// readEntries reads the small ICB with entries of the project file that say more
// of its contracts and activity than where they are.
func readEntries(t *testing.T, contracts, activity string, ofContracts, ofActivity File) *calc.Extract {
	t.Helper()
	in := Inputs{
		Root: folder(t, map[string]string{"practices.csv": goodPractices, "contracts.csv": contracts, "activity.csv": activity}),
		AsOf: asOf, Domains: []string{"example.org"}, Practices: []File{{Path: "practices.csv"}},
	}
	ofContracts.Path, ofActivity.Path = "contracts.csv", "activity.csv"
	in.Contracts, in.Activity = []File{ofContracts}, []File{ofActivity}
	return mustRead(t, in)
}

// TestEntries checks that files which leave something to their entry in the
// project file give the very figures of those that say it themselves.
func TestEntries(t *testing.T) {
	const ltc = "Practice code,Scheme,Service,Target,Contract value,Advance paid\n" +
		"P81900,ltc-les-2025-26,domain-2,1600,9600.00,7680.00\nP81901,ltc-les-2025-26,domain-2,120,7200.50,5760.36\n"
	const records = "Practice code,Service,Activity date,Coded date,Count\n" +
		"P81900,domain-2,2025-07-01,2025-07-02,1200\nP81901,domain-2,2026-03-31,2026-04-01,7\n"
	want := readEntries(t, ltc, records, File{}, File{})
	for name, c := range map[string]struct {
		contracts, activity     string
		ofContracts, ofActivity File
	}{
		"scheme and service": {
			"Practice code,Target,Contract value,Advance paid\nP81900,1600,9600.00,7680.00\nP81901,120,7200.50,5760.36\n",
			"Practice code,Activity date,Coded date,Count\nP81900,2025-07-01,2025-07-02,1200\nP81901,2026-03-31,2026-04-01,7\n",
			File{Scheme: "LTC"}, File{Service: "Domain 2"},
		},
		"a scheme of one service": {
			strings.ReplaceAll(ltc, "ltc-les-2025-26,domain-2", "ltc-les-2025-26,"), strings.ReplaceAll(records, "domain-2", ""),
			File{Scheme: "ltc-les-2025-26"}, File{Scheme: "ltc-les-2025-26"},
		},
		"a service alone": {strings.ReplaceAll(ltc, "ltc-les-2025-26", ""), records, File{Service: "domain-2"}, File{}},
		"decimal commas": {
			"Practice code;Scheme;Service;Target;Contract value;Advance paid\nP81900;LTC;domain-2;1.600;£9.600,00;7680\nP81901;LTC;domain-2;120,0;7 200,5;5.760,360\n",
			strings.ReplaceAll(strings.ReplaceAll(records, ",", ";"), "1200", "1.200,00"),
			File{Decimal: ","}, File{Decimal: ","},
		},
		"a decimal point": {ltc, records, File{Decimal: "."}, File{Decimal: "."}},
		"its own names": {
			strings.Replace(ltc, "Practice code", "ODS", 1), strings.Replace(records, "Practice code", "Org", 1),
			File{Columns: map[string][]string{"Practice code": {"ODS"}}}, File{Columns: map[string][]string{"Practice code": {"Org"}}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := readEntries(t, c.contracts, c.activity, c.ofContracts, c.ofActivity)
			if messages(got.Problems) != messages(want.Problems) {
				t.Errorf("got problems:\n%s", messages(got.Problems))
			}
			for i, line := range want.Contracts {
				if i >= len(got.Contracts) || got.Contracts[i].Target != line.Target || got.Contracts[i].Value.Cmp(line.Value) != 0 || got.Contracts[i].Advance.Cmp(line.Advance) != 0 || got.Contracts[i].Scheme != line.Scheme {
					t.Errorf("got contracts %+v", got.Contracts)
				}
			}
			for key, a := range want.Activity {
				if got.Activity[key] != a {
					t.Errorf("%v: got %+v, want %+v", key, got.Activity[key], a)
				}
			}
		})
	}
}

// TestOwnNames checks that a name which one file gives a column is none in another.
func TestOwnNames(t *testing.T) {
	x := readEntries(t, strings.Replace(goodContracts, "Practice code", "Org", 1), goodActivity, File{}, File{Columns: map[string][]string{"Practice code": {"Org"}}})
	if len(codes(x)) == 0 || codes(x)[0] != "E-column" {
		t.Errorf("got:\n%s", messages(x.Problems))
	}
}

// TestRunningTotals checks that months which hold what was recorded since the
// year began give the months: in any order, wide or one below the other, and where
// one is blank, with its part in the next.
func TestRunningTotals(t *testing.T) {
	var want calc.ByMonth
	below, total := []string{}, int64(0)
	wide, values := "Practice code,Service", "P81900,domain-2"
	for i, name := range yearMonths {
		want[i] = int64(i * 3 % 7)
		total += want[i]
		below = append(below, "P81900,domain-2,"+name+","+fmt.Sprint(total)+",0")
		wide, values = wide+","+name, values+","+fmt.Sprint(total)
	}
	below[3], below[8] = below[8], below[3]
	head := "Practice code,Service,Month,Activity,Coded after cut-off\n"
	for name, file := range map[string]string{
		"one below the other": head + strings.Join(below, "\n") + "\n",
		"wide":                wide + "\n" + values + "\n",
	} {
		x := readEntries(t, goodContracts, file, File{}, File{Months: YearToDate})
		if a := activityOf(x, "P81900", "domain-2"); a.Recorded != want || a.Records.InPeriod != calc.Months {
			t.Errorf("%s: got %+v, want %v:\n%s", name, a, want, messages(x.Problems))
		}
	}
	blank := head + "P81900,domain-2,2025-04,4,1\nP81900,domain-2,2025-05,,\nP81900,domain-2,2025-06,10,3\n"
	x := readEntries(t, goodContracts, blank, File{}, File{Months: YearToDate})
	if a := activityOf(x, "P81900", "domain-2"); a.Recorded != (calc.ByMonth{4, 0, 6}) || a.Late != (calc.ByMonth{1, 0, 2}) {
		t.Errorf("with a blank: got %+v:\n%s", a, messages(x.Problems))
	}
}

// In a file with decimal commas a sum is read as it is written, whether a workbook has it as text or
// as a number, with one place behind the comma or two.
func TestDecimalCommas(t *testing.T) {
	for text, want := range map[string]string{
		"9.600,00": "9600.00", "9.600,5": "9600.50", "12,5": "12.50", "12,50": "12.50", "12": "12.00", "1 234,56": "1234.56", "£1.234,56": "1234.56",
		"<c><v>1234.56</v></c>": "1234.56", "12.50": "", "1,234.56": "", "12,345": "", "80%": "",
	} {
		in := Inputs{AsOf: asOf, Domains: []string{"example.org"}, Practices: []File{{Path: "practices.csv"}}, Contracts: []File{{Path: "contracts.xlsx", Decimal: ","}}, Activity: []File{{Path: "activity.csv"}}}
		contracts := one(sheetOf("Practice code|Scheme|Service|Target|Contract value|Advance paid", "P81900|LTC|domain-2|<c><v>160</v></c>|"+text+"|<c><v>0</v></c>"))
		in.Root = folder(t, map[string]string{"practices.csv": goodPractices, "contracts.xlsx": string(contracts.Bytes()), "activity.csv": goodActivity})
		x, got := mustRead(t, in), ""
		if !hasCodeOf(x, "E-money") {
			got = x.Contracts[0].Value.String()
		}
		if got != want {
			t.Errorf("%s: %q, want %q\n%s", text, got, want, messages(x.Problems))
		}
	}
}
