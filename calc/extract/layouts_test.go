package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yearend/calc"
)

var yearMonths = []string{"Apr-25", "May-25", "Jun-25", "Jul-25", "Aug-25", "Sep-25", "Oct-25", "Nov-25", "Dec-25", "Jan-26", "Feb-26", "Mar-26"}

// TestLayoutsAgree writes the same year in all three layouts, and what was delivered before
// and after it where that can be written. Only a column a month cannot say what was coded late.
func TestLayoutsAgree(t *testing.T) {
	var records, months, wide strings.Builder
	records.WriteString("Practice code,Service,Activity date,Coded date,Count\n")
	months.WriteString("Practice code,Service,Month,Activity,Coded after cut-off\n")
	wide.WriteString("Practice code,Service," + strings.Join(yearMonths, ",") + "\n")
	for _, line := range []string{"P81900,ecg", "P81900,domain-2", "P81901,domain-2"} {
		wide.WriteString(line)
		for i, month := range yearMonths {
			first, _ := writtenMonth(month)
			fmt.Fprintf(&records, "%s,%s,%s,%d\n", line, first, first, i+1)
			fmt.Fprintf(&months, "%s,%s,%d,0\n", line, month, i+1)
			fmt.Fprintf(&wide, ",%d", i+1)
		}
		wide.WriteString("\n")
	}
	for _, beside := range []string{"2025-03", "2026-04"} {
		fmt.Fprintf(&records, "P81900,ecg,%s-01,%s-01,7\n", beside, beside)
		fmt.Fprintf(&months, "P81900,ecg,%s,7,0\n", beside)
	}
	want := readWith(t, map[string]string{"activity.csv": records.String()})
	got := readWith(t, map[string]string{"activity.csv": months.String()})
	if diff := cmp.Diff(want.Activity, got.Activity); diff != "" || len(got.Problems) > 0 {
		t.Errorf("%s%s", diff, messages(got.Problems))
	}
	for key, activity := range want.Activity {
		activity.LateUnknown, activity.OutOfPeriod, activity.Records.OutOfPeriod = true, 0, 0
		want.Activity[key] = activity
	}
	got = readWith(t, map[string]string{"activity.csv": wide.String()})
	if diff := cmp.Diff(want.Activity, got.Activity); diff != "" || !slices.Equal(codes(got), []string{"W-coded-unknown"}) {
		t.Errorf("%s%s", diff, messages(got.Problems))
	}
	if n := activityOf(want, "P81900", "ecg"); n.Recorded.Sum() != 78 || n.Records.InPeriod != 12 {
		t.Errorf("got %+v", n)
	}
}

// TestLayoutsAgreeOnLateCoding writes a year of which some was coded late, in months of their
// own and in running totals, as records and in a workbook: each month has the same count
// and the same late part. A column a month has the same counts. A month in which nothing
// was recorded may be left blank.
func TestLayoutsAgreeOnLateCoding(t *testing.T) {
	want, late := calc.ByMonth{5, 0, 7, 3, 9, 4, 0, 8, 6, 2, 11, 13}, calc.ByMonth{1, 0, 0, 3, 2, 0, 0, 1, 0, 0, 4, 6}
	records, months, running := []string{"Practice code|Service|Activity date|Coded date|Count"}, []string{"Practice code|Service|Month|Activity|Coded after cut-off"}, []string{"Practice code|Service|Month|Activity|Coded after cut-off"}
	wide, wideRunning := "P81900|ecg", "P81900|ecg"
	var all, allLate int64
	for i, month := range yearMonths {
		all, allLate = all+want[i], allLate+late[i]
		day, _ := writtenMonth(month)
		records = append(records, fmt.Sprintf("P81900|ecg|%s|2026-04-10|%d", day, want[i]-late[i]), fmt.Sprintf("P81900|ecg|%s|2026-04-11|%d", day, late[i]))
		alone, total := fmt.Sprintf("%d|%d", want[i], late[i]), fmt.Sprintf("%d|%d", all, allLate)
		if want[i] == 0 {
			alone, total = "|", "|"
		}
		months = append(months, fmt.Sprintf("P81900|ecg|%s|%s", month, alone))
		running = append(running, fmt.Sprintf("P81900|ecg|%s|%s", month, total))
		count, _, _ := strings.Cut(alone, "|")
		counted, _, _ := strings.Cut(total, "|")
		wide, wideRunning = wide+"|"+count, wideRunning+"|"+counted
	}
	wideHead := "Practice code|Service|" + strings.Join(yearMonths, "|")
	for name, c := range map[string]struct {
		rows  []string
		entry File
		late  bool
	}{
		"records": {records, File{}, true}, "months": {months, File{}, true}, "running months": {running, File{Months: YearToDate}, true},
		"columns": {[]string{wideHead, wide}, File{}, false}, "running columns": {[]string{wideHead, wideRunning}, File{Months: YearToDate}, false},
	} {
		content := map[string]string{name + ".csv": strings.ReplaceAll(strings.Join(c.rows, "\n")+"\n", "|", ","), name + ".xlsx": string(one(sheetOf(c.rows...)).Bytes())}
		for file, text := range content {
			c.entry.Path = file
			in := Inputs{Root: folder(t, map[string]string{file: text, "practices.csv": goodPractices, "contracts.csv": goodContracts}), AsOf: asOf, Domains: []string{"example.org"},
				Practices: []File{{Path: "practices.csv"}}, Contracts: []File{{Path: "contracts.csv"}}, Activity: []File{c.entry}}
			got := activityOf(mustRead(t, in), "P81900", "ecg")
			if got.Recorded != want || got.LateUnknown == c.late || c.late && got.Late != late {
				t.Errorf("%s: recorded %v, late %v, not known %t; want %v, %v", file, got.Recorded, got.Late, got.LateUnknown, want, late)
			}
		}
	}
}

// TestRecordsByDay places records by their days: the year's ends, and coding
// on 10 and 11 April.
func TestRecordsByDay(t *testing.T) {
	rows := "Practice code,Service,Activity date,Coded date,Count\n" +
		"P81900,ecg,31/03/2025,31/03/2025,1\n" + // before
		"P81900,ecg,01/04/2025,2025-04-01,2\n" +
		"P81900,Bloods,31-Mar-2026,10 April 2026,\n" +
		"P81900,ecg,31 March 2026,11-Apr-2026,8\n" +
		"P81900,ecg,2026-04-01,2026-04-11,16\n" // after
	x := readWith(t, map[string]string{"activity.csv": rows})
	want := calc.Activity{OutOfPeriod: 17, Records: calc.Records{InPeriod: 2, OutOfPeriod: 2}}
	want.Recorded[0], want.Recorded[11], want.Late[11] = 2, 8, 8
	want.Records.InMonth[0], want.Records.InMonth[11] = 1, 1
	if diff := cmp.Diff(want, activityOf(x, "P81900", "ecg")); diff != "" {
		t.Error(diff)
	}
	if n := activityOf(x, "P81900", "phlebotomy"); n.Recorded[11] != 1 || n.Late[11] != 0 {
		t.Errorf("a blank count is one, coded on 10 April in time: %+v", n)
	}
}

// TestMonthsLate takes the late part of a month from its column.
func TestMonthsLate(t *testing.T) {
	rows := "Practice code,Service,Month,Activity,Coded after cut-off\nP81900,ecg,2026-03,\"1,200\",15\nP81900,ecg,2025-03,7,\nP81900,ecg,03/02/2026,4,\n"
	x := readWith(t, map[string]string{"activity.csv": rows})
	got := activityOf(x, "P81900", "ecg")
	if got.Recorded[11] != 1200 || got.Late[11] != 15 || got.Recorded[10] != 4 || got.OutOfPeriod != 7 {
		t.Errorf("%+v\n%s", got, messages(x.Problems))
	}
}

// TestMonthsLateBlank takes a blank beside activity for not known, and 0 for none.
func TestMonthsLateBlank(t *testing.T) {
	head := "Practice code,Service,Month,Activity,Coded after cut-off\n"
	for _, c := range []struct {
		name, rows string
		said       File
		unknown    bool
		late       calc.ByMonth
	}{
		{"0 is none", "P81900,ecg,2025-04,5,0\n", File{}, false, calc.ByMonth{}},
		{"a blank is not known", "P81900,ecg,2025-04,5,2\nP81900,ecg,2025-05,6,\nP81900,ecg,2025-06,6,\n", File{}, true, calc.ByMonth{2}},
		{"nothing can be late of none", "P81900,ecg,2025-04,5,2\nP81900,ecg,2025-05,0,\nP81900,ecg,2025-06,,\n", File{}, false, calc.ByMonth{2}},
		{"nor of another year", "P81900,ecg,2025-04,5,2\nP81900,ecg,2025-03,4,\n", File{}, false, calc.ByMonth{2}},
		{"a running total that grows", "P81900,ecg,2025-04,5,2\nP81900,ecg,2025-05,6,\nP81900,ecg,2025-06,8,3\n", File{Months: YearToDate}, true, calc.ByMonth{2, 0, 1}},
		{"a running total that stays", "P81900,ecg,2025-04,5,2\nP81900,ecg,2025-05,5,\n", File{Months: YearToDate}, false, calc.ByMonth{2}},
	} {
		x := readEntries(t, goodContracts, head+c.rows, File{}, c.said)
		notes := 0
		for _, code := range codes(x) {
			if code == "W-coded-unknown" {
				notes++
			}
		}
		if a := activityOf(x, "P81900", "ecg"); a.LateUnknown != c.unknown || a.Late != c.late || (notes == 1) != c.unknown || notes > 1 {
			t.Errorf("%s: %+v\n%s", c.name, a, messages(x.Problems))
		}
	}
}

// TestSeveralFiles joins activity of different layouts for different services.
func TestSeveralFiles(t *testing.T) {
	dir := folder(t, map[string]string{
		"practices.csv": goodPractices, "contracts.csv": goodContracts,
		"a.csv": "Practice code,Service,Activity date,Coded date\nP81900,ecg,2025-06-03,2025-06-03\n",
		"b.csv": "GP code;SERVICE;Month;Activity\np81900 ;LTC domain 2;2025-06;7\n\u00a0P81901;domain2;2025-06;8\n",
	})
	x := mustRead(t, Inputs{Root: dir, AsOf: asOf, Practices: []File{{Path: "practices.csv"}}, Contracts: []File{{Path: "contracts.csv"}},
		Activity: []File{{Path: "a.csv"}, {Path: "b.csv"}}, Columns: map[string][]string{"practice CODE": {"ODS", "GP code"}}})
	if activityOf(x, "P81900", "ecg").Recorded[2] != 1 || activityOf(x, "P81900", "domain-2").Recorded[2] != 7 || activityOf(x, "P81901", "domain-2").Recorded[2] != 8 {
		t.Errorf("%+v\n%s", x.Activity, messages(x.Problems))
	}
	if x.Stops() {
		t.Error(messages(x.Problems))
	}
}

// TestFaultyRowsAreTallied files each kind of faulty row where the tally finds it.
func TestFaultyRowsAreTallied(t *testing.T) {
	rows := goodActivity +
		"P81900,ecg,nonsense,2025-06-03,1,R4\n" + // held in its scheme
		"P81900,unheard of,2025-06-03,2025-06-03,1,R5\n" + // of no scheme
		"whose,ecg,2025-06-03,2025-06-03,1,R6\n" + // of nobody
		"P81900,psa,nonsense,2025-06-03,1,R7\n" + // excluded: nothing rests on it
		"P81900,wound-care,2025-06-03,2025-06-03,some,R8\n" + // of how many, nobody knows
		"P81900,wound-care,2025-06-03,nonsense,1,R9\n"
	x := readWith(t, map[string]string{"activity.csv": rows})
	for key, want := range map[calc.ActivityKey]calc.Records{
		{Practice: "P81900", Service: "ecg"}:        {InPeriod: 1, InMonth: [calc.Months]int{2: 1}, Faulty: 1},
		{Practice: "P81900", Service: ""}:           {Faulty: 1},
		{Practice: "", Service: "ecg"}:              {Faulty: 1},
		{Practice: "P81900", Service: "psa"}:        {Faulty: 1},
		{Practice: "P81900", Service: "wound-care"}: {Faulty: 2},
	} {
		if got := x.Activity[key].Records; got != want {
			t.Errorf("%v: got %+v, want %+v", key, got, want)
		}
	}
	if got := x.Sources[2]; got.Rows != 9 || got.Records != 9 {
		t.Errorf("%+v", got)
	}
}

// TestRowsOutsideTheYearAreTallied counts them as read, and as outside, in each layout that can
// have them: none is dropped on the way, where no sum would miss it.
func TestRowsOutsideTheYearAreTallied(t *testing.T) {
	for name, c := range map[string]struct {
		rows           string
		sound, outside int
	}{
		"records": {goodActivity + "P81900,ecg,2025-03-31,2025-04-01,1,R8\nP81900,ecg,2026-04-01,2026-04-01,2,R9\n", 1, 2},
		"months":  {"Practice code,Service,Month,Activity\nP81900,ecg,2025-03,5\nP81900,ecg,2025-04,5\nP81900,ecg,2026-04,5\n", 1, 2},
	} {
		x := readWith(t, map[string]string{"activity.csv": c.rows})
		got, source := activityOf(x, "P81900", "ecg").Records, x.Sources[2]
		if got.InPeriod != c.sound || got.OutOfPeriod != c.outside || source.Records != strings.Count(c.rows, "\n")-1 {
			t.Errorf("%s: %+v of %+v, want %d in the year and %d outside\n%s", name, got, source, c.sound, c.outside, messages(x.Problems))
		}
	}
}

// TestFaultyMonthsAreTallied does so with what a month or a column says: one that cannot
// be read, one that is there again, one by which a running total falls. Each is counted
// as read, and in one place.
func TestFaultyMonthsAreTallied(t *testing.T) {
	months := "Practice code,Service,Month,Activity\n"
	wide := "Practice code,Service,Apr-25,May-25,Jun-25,Jul-25,Aug-25,Sep-25,Oct-25,Nov-25,Dec-25,Jan-26,Feb-26,Mar-26\n"
	for name, c := range map[string]struct {
		rows          string
		said          File
		faulty, sound int
	}{
		"months":                {months + "P81900,ecg,2025-04,5\nP81900,ecg,2025-04,5\nP81900,ecg,never,5\nP81900,ecg,2025-05,some\nP81900,ecg,2025-06,6\n", File{}, 3, 2},
		"running months":        {months + "P81900,ecg,2025-04,5\nP81900,ecg,2025-05,3\nP81900,ecg,2025-06,7\nP81900,ecg,2025-06,7\n", File{Months: YearToDate}, 2, 2},
		"columns":               {wide + "P81900,ecg,1,2,x,4,5,6,7,8,9,10,11,12\n", File{}, 1, 11},
		"columns of a row more": {wide + "P81900,ecg,1,2,3,4,5,6,7,8,9,10,11,12\nP81900,ecg,1,2,3,4,5,6,7,8,9,10,11,12\n", File{}, 12, 12},
		"running columns":       {wide + "P81900,ecg,1,2,3,4,5,6,7,8,9,10,11,2\n", File{Months: YearToDate}, 1, 11},
	} {
		x := readEntries(t, goodContracts, c.rows, File{}, c.said)
		got, read := activityOf(x, "P81900", "ecg").Records, x.Sources[len(x.Sources)-1].Records
		if got.Faulty != c.faulty || got.InPeriod != c.sound || read != c.faulty+c.sound {
			t.Errorf("%s: %+v of %d read, want %d faulty and %d sound\n%s", name, got, read, c.faulty, c.sound, messages(x.Problems))
		}
	}
}
