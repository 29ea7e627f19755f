package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"yearend/calc"
)

// complete is how many months of the year the tests of a running year take for complete: to the end of September.
const complete = 6

// readThrough reads the small ICB while the year runs.
func readThrough(t *testing.T, activity string) *calc.Extract {
	t.Helper()
	return mustRead(t, Inputs{
		Root: folder(t, map[string]string{"practices.csv": goodPractices, "contracts.csv": goodContracts, "activity.csv": activity}),
		AsOf: 20251020, Through: complete, Domains: []string{"example.org"},
		Practices: []File{{Path: "practices.csv"}}, Contracts: []File{{Path: "contracts.csv"}}, Activity: []File{{Path: "activity.csv"}},
	})
}

// A month of zeros is said where the complete months hold enough to see it by; what lies after them adds nothing.
func TestMonthOfZerosBeforeTheYearEnds(t *testing.T) {
	for each, want := range map[int]bool{10: true, 9: false} {
		row := fmt.Sprintf("P81900,ecg%s,0,50%s\n", strings.Repeat(fmt.Sprint(",", each), complete-1), strings.Repeat(",", calc.Months-complete-1))
		if x := readThrough(t, wideHead+row); strings.Contains(messages(x.Problems), "ECGs in September 2025") != want {
			t.Errorf("%d a month, and none in the last: said %v\n%s", each, !want, messages(x.Problems))
		}
	}
}

// The last complete month is reached where an extract has a record or a figure of it, be it 0; and a person looks
// where the newest record lies more than seven days before its end, or only one scheme has none.
func TestLastCompleteMonth(t *testing.T) {
	record := func(service, day string) string { return "P81900," + service + "," + day + "," + day + "\n" }
	figure := func(service, month, n string) string { return "P81900," + service + "," + month + "," + n + "\n" }
	for name, c := range map[string]struct{ activity, want string }{
		"to the last day":                {recordHead + record("ecg", "2025-09-30") + record("domain-2", "2025-09-30"), ""},
		"to the seventh before":          {recordHead + record("ecg", "2025-09-23") + record("domain-2", "2025-09-30"), ""},
		"to the eighth before":           {recordHead + record("ecg", "2025-09-22") + record("domain-2", "2025-09-30"), "W-through nothing after 2025-09-22"},
		"one scheme to the month before": {recordHead + record("ecg", "2025-08-29") + record("domain-2", "2025-09-30"), "W-through nothing after August 2025"},
		"one scheme has nothing":         {recordHead + record("ecg", "2025-09-30"), ""},
		"all to the month before":        {recordHead + record("ecg", "2025-08-29") + record("domain-2", "2025-07-30"), "E-through nothing after August 2025"},
		"nothing of the year":            {recordHead + record("ecg", "2025-03-29"), ""},
		"figures to the last":            {monthHead + figure("ecg", "2025-08", "5") + figure("ecg", "2025-09", "5"), ""},
		"the last of which is 0":         {monthHead + figure("ecg", "2025-08", "5") + figure("ecg", "2025-09", "0"), ""},
		"figures to the month before":    {monthHead + figure("ecg", "2025-07", "5") + figure("ecg", "2025-08", "5"), "E-through nothing after August 2025"},
	} {
		var got []string
		for _, p := range readThrough(t, c.activity).Problems {
			if strings.HasSuffix(p.Code, "-through") {
				got = append(got, p.Code+" "+p.Found)
			}
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: said %q, want %q", name, got, c.want)
		}
	}
}

// Working days without a record are said of a running year too, but not those after the newest one, of which
// it is said how far the extract reaches.
func TestMissingDaysOfARunningYear(t *testing.T) {
	year := func(from, to calc.Date) string {
		var b strings.Builder
		b.WriteString(recordHead)
		for day := calc.Date(20250401).Time(); !day.After(calc.Date(20250930).Time()); day = day.AddDate(0, 0, 1) {
			on := calc.DateOf(day)
			if weekday := day.Weekday(); weekday != time.Saturday && weekday != time.Sunday && (on < from || on > to) {
				b.WriteString(strings.Repeat(fmt.Sprintf("P81900,ecg,%s,%s\n", on, calc.DateOf(day.AddDate(0, 0, 1))), 6))
			}
		}
		return b.String()
	}
	for _, c := range []struct {
		from, to calc.Date
		want     string
	}{
		{20250609, 20250613, "W-days-missing ECGs from 2025-06-09 to 2025-06-13"}, {20250915, 20250930, "W-through nothing after 2025-09-12"},
	} {
		var got []string
		for _, p := range readThrough(t, year(c.from, c.to)).Problems {
			if p.Code == "W-days-missing" || p.Code == "W-through" {
				got = append(got, p.Code+" "+p.Found)
			}
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("nothing from %s to %s: said %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

// A practice may have joined or closed in the year where two months or more at the beginning or the
// end of the complete ones have nothing, and one of them has something.
func TestIdleMonths(t *testing.T) {
	for _, c := range []struct {
		recorded calc.ByMonth
		want     []int
	}{
		{calc.ByMonth{1, 1, 1, 1, 1, 1}, nil}, {calc.ByMonth{}, nil}, {calc.ByMonth{0, 0, 0, 0, 0, 0, 5, 5}, nil},
		{calc.ByMonth{0, 1, 1, 1, 1, 1}, nil}, {calc.ByMonth{0, 0, 1, 1, 1, 1}, []int{0, 1}}, {calc.ByMonth{0, 0, 0, 0, 0, 1}, []int{0, 1, 2, 3, 4}},
		{calc.ByMonth{1, 1, 1, 1, 1, 0}, nil}, {calc.ByMonth{1, 1, 1, 1, 0, 0}, []int{4, 5}}, {calc.ByMonth{1, 1, 1, 1, 0, 0, 5, 5}, []int{4, 5}}, {calc.ByMonth{1}, []int{1, 2, 3, 4, 5}},
		{calc.ByMonth{0, 0, 1, 1, 0, 0}, []int{0, 1, 4, 5}}, {calc.ByMonth{0, 1, 1, 1, 0, 0}, []int{4, 5}}, {calc.ByMonth{1, 0, 0, 0, 0, 1}, nil},
	} {
		if got := idleMonths(c.recorded, complete); !slices.Equal(got, c.want) {
			t.Errorf("%v: idle are %v, should be %v", c.recorded, got, c.want)
		}
	}
}

// Two columns of one month are that month twice; dates with the month first take three to show.
func TestColumnsOfOneMonth(t *testing.T) {
	for columns, want := range map[string]string{"04/01/2026,05/01/2026": "there twice", "04/01/2026,05/01/2026,06/01/2026": "dates with the month first"} {
		x := readOn(t, asOf, "Practice code,Service,"+columns+"\nP81900,ecg"+strings.Repeat(",1", 1+strings.Count(columns, ","))+"\n")
		if !strings.Contains(messages(x.Problems), want) {
			t.Errorf("%s: not said that they are %s:\n%s", columns, want, messages(x.Problems))
		}
	}
}

const wideHead = "Practice code,Service,Apr-25,May-25,Jun-25,Jul-25,Aug-25,Sep-25,Oct-25,Nov-25,Dec-25,Jan-26,Feb-26,Mar-26\n"

// A blank month is said where it is looked at; one after the last complete month is not.
func TestBlankMonths(t *testing.T) {
	for row, want := range map[string]string{
		"1,1,1,1,1,1,,,,,,": "", "1,1,1,1,,1,1,,,,,": "August 2025", "1,1,1,1,1,,,,,,,": "September 2025", ",1,1,1,,1,,,,,,": "April 2025 and August 2025",
	} {
		x, got := readThrough(t, wideHead+"P81900,ecg,"+row+"\n"), ""
		for _, p := range x.Problems {
			if p.Code == "W-blank-month" {
				got = p.Found
			}
		}
		if got != want {
			t.Errorf("%s: blank are %q, should be %q", row, got, want)
		}
	}
}

// A cell of a month that cannot be read is counted as one that was read, and holds nobody where its service is
// excluded; a sheet may leave out the last ones of a row.
func TestCellsOfMonths(t *testing.T) {
	const ten = "1,2,3,4,5,6,7,8,9,10,"
	for row, want := range map[string]bool{"P81900,ecg," + ten + "x,12": true, "P81900,psa," + ten + "x,12": false, "P81900,ecg," + ten + "11,12": false} {
		x := readOn(t, asOf, wideHead+row+"\n")
		if got := hasCodeOf(x, "E-count"); got != want {
			t.Errorf("%s: refused %v:\n%s", row, got, messages(x.Problems))
		}
	}
	short := one(sheetOf(strings.ReplaceAll(strings.TrimSpace(wideHead), ",", "|"), "P81900|ecg|1|2|3|4|5|6|7|8|9|10|11"))
	x := readWith(t, map[string]string{"activity.xlsx": string(short.Packed())})
	if a := activityOf(x, "P81900", "ecg"); a.Recorded[10] != 11 || a.Recorded[11] != 0 || remedyOf(x, "W-blank-month") == "" {
		t.Errorf("recorded %v:\n%s", a.Recorded, messages(x.Problems))
	}
}
