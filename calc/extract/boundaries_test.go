package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"yearend/calc"
)

const (
	recordHead = "Practice code,Service,Activity date,Coded date\n"
	monthHead  = "Practice code,Service,Month,Activity\n"
)

// readOn reads the small ICB with letters of another day, and other activity.
func readOn(t *testing.T, day calc.Date, activity ...string) *calc.Extract {
	t.Helper()
	files := map[string]string{"practices.csv": goodPractices, "contracts.csv": goodContracts}
	in := Inputs{AsOf: day, Domains: []string{"example.org"}, Practices: []File{{Path: "practices.csv"}}, Contracts: []File{{Path: "contracts.csv"}}}
	for i, content := range activity {
		name := fmt.Sprintf("activity-%d.csv", i+1)
		files[name], in.Activity = content, append(in.Activity, File{Path: name})
	}
	in.Root = folder(t, files)
	return mustRead(t, in)
}

func hasCodeOf(x *calc.Extract, code string) bool { return slices.Contains(codes(x), code) }

// TestOnTheDayOfTheLetters checks that what was done on the day on which the
// letters are written can have been done, and what the next day says cannot.
func TestOnTheDayOfTheLetters(t *testing.T) {
	for _, c := range []struct {
		asOf     calc.Date
		activity string
		future   bool
	}{
		{20260331, recordHead + "P81900,ecg,2026-03-31,2026-03-31\n", false},
		{20260330, recordHead + "P81900,ecg,2026-03-31,2026-03-31\n", true},
		{20260330, recordHead + "P81900,ecg,2026-03-30,2026-03-31\n", true},
		{20260301, monthHead + "P81900,ecg,2026-03,5\n", false},
		{20260301, monthHead + "P81900,ecg,01/03/2026,5\n", false},
		{20260228, monthHead + "P81900,ecg,2026-03,5\n", true},
	} {
		x := readOn(t, c.asOf, c.activity)
		if future := hasCodeOf(x, "E-date-future"); future != c.future || !future && activityOf(x, "P81900", "ecg").Recorded[11] == 0 {
			t.Errorf("as of %s: future %v:\n%s\n%s", c.asOf, future, c.activity, messages(x.Problems))
		}
	}
}

// dated are so many records of a year, and so many of the year before.
func dated(in, out int) string {
	return recordHead + strings.Repeat("P81900,ecg,2025-06-03,2025-06-03\n", in) + strings.Repeat("P81900,ecg,2024-06-03,2024-06-03\n", out)
}

// TestHalfOutsideTheYear checks from which share on a file is said to be another
// year's, and stops the run.
func TestHalfOutsideTheYear(t *testing.T) {
	for name, c := range map[string]struct {
		files []string
		want  string
	}{
		"exactly half":                       {[]string{dated(5, 5)}, ""},
		"one more than half":                 {[]string{dated(5, 6)}, "E-year"},
		"a file, and exactly half of all":    {[]string{dated(4, 6), dated(6, 4)}, "W-year"},
		"a file, and more than half of all":  {[]string{dated(4, 6), dated(5, 5)}, "E-year"},
		"the whole of a file, a tenth":       {[]string{dated(0, 2), dated(18, 0)}, "E-year"},
		"the whole of a file, less than one": {[]string{dated(0, 2), dated(19, 0)}, "W-year"},
	} {
		x := readOn(t, asOf, c.files...)
		got := ""
		for _, code := range codes(x) {
			if strings.HasSuffix(code, "-year") {
				got = code
			}
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q:\n%s", name, got, c.want, messages(x.Problems))
		}
	}
}

// TestHalfStrangers checks from which share on activity is said to be of other
// practices than those of the year end.
func TestHalfStrangers(t *testing.T) {
	of := func(code string, n int) string { return strings.Repeat(code+",ecg,2025-06-03,2025-06-03\n", n) }
	for name, c := range map[string]struct {
		activity string
		want     bool
	}{
		"exactly half of the records":                {of("P89901", 5) + of("P81999", 5), false},
		"one more, and every contract idle":          {of("P89901", 5) + of("P89902", 6), true},
		"one more than the listed one's":             {of("P81999", 5) + of("P89902", 6), true},
		"one more, and exactly half of them idle":    {of("P81900", 5) + of("P89902", 6), false},
		"half of the records, every contract idle":   {strings.ReplaceAll(of("P89901", 5), "ecg", "psa") + of("P89902", 5), false},
		"more than half, every contract but no idle": {of("P81900", 1) + of("P81901", 1) + of("P89902", 6), false},
	} {
		practices := goodPractices + "P81999,Elsebury Surgery,3 Kiln Lane,ZZ99 3AA,gp-p81999@example.org,active\n"
		x := readWith(t, map[string]string{"practices.csv": practices, "activity.csv": recordHead + c.activity})
		if got := hasCodeOf(x, "E-strangers"); got != c.want {
			t.Errorf("%s: strangers %v:\n%s", name, got, messages(x.Problems))
		}
	}
}

// TestFilesAreJudgedByThemselves checks that only the file most of which lies outside the year is named.
func TestFilesAreJudgedByThemselves(t *testing.T) {
	var got []string
	for _, p := range readOn(t, asOf, dated(4, 6), dated(6, 4), dated(8, 2)).Problems {
		if p.Code == "W-year" {
			got = append(got, p.File+": "+p.Found)
		}
	}
	if want := []string{"activity-1.csv: 6 of 10 records"}; !slices.Equal(got, want) {
		t.Errorf("named are %q, should be %q", got, want)
	}
}

// TestNamedStrangers checks up to how many strangers are named one by one.
func TestNamedStrangers(t *testing.T) {
	for n, want := range map[int]int{99: 99, 100: 100, 101: 1} {
		activity, said := goodActivity, 0
		for i := range n {
			activity += fmt.Sprintf("Q%05d,ecg,2025-06-03,2025-06-04,1,S%d\n", i, i)
		}
		for _, p := range readWith(t, map[string]string{"activity.csv": activity}).Problems {
			if p.Code == "W-stranger" {
				said++
			}
		}
		if said != want {
			t.Errorf("%d strangers: %d lines, should be %d", n, said, want)
		}
	}
}

// TestMissingMonthOfMonths checks that a month which lists of months lack is said of each
// practice, and not of all together, however many they are.
func TestMissingMonthOfMonths(t *testing.T) {
	practices, contracts, activity := "Practice code,Practice name,Address 1,Postcode,Email\n", "Practice code,Scheme,Service,Target,Contract value,Advance paid\n", monthHead
	for i := range 11 {
		code := fmt.Sprintf("P%05d", 81000+i)
		practices += code + ",Quillbeck Surgery,1 Kiln Lane,ZZ99 1AA,gp-" + code + "@example.org\n"
		contracts += code + ",capitated-les-2025-26,ecg,90,4500.00,3600.00\n"
		for month := range 11 {
			activity += code + ",ecg," + calc.Period{From: 20250401, To: 20260331}.MonthStart(month).String() + ",9\n"
		}
	}
	said := 0
	for _, p := range readWith(t, map[string]string{"practices.csv": practices, "contracts.csv": contracts, "activity.csv": activity}).Problems {
		if p.Code == "W-month-missing" {
			if said++; p.Practice == "" || !strings.Contains(p.Remedy, "March 2026") {
				t.Errorf("said of all together: %+v", p)
			}
		}
	}
	if said != 11 {
		t.Errorf("said of %d practices", said)
	}
}

// TestMissingMonth checks how little a month must have for a part of the extract
// to be missed: less than a twentieth of what the others have on average, where
// there are ten records a month.
func TestMissingMonth(t *testing.T) {
	year := func(each, last int) string {
		var b strings.Builder
		b.WriteString(recordHead)
		for i := range 12 {
			n := each
			if i == 11 {
				n = last
			}
			day := calc.Period{From: 20250401, To: 20260331}.MonthStart(i).String()
			b.WriteString(strings.Repeat("P81900,ecg,"+day+","+day+"\n", n))
		}
		return b.String()
	}
	for _, c := range []struct {
		each, last int
		want       bool
	}{
		{20, 0, true}, {20, 1, false}, {21, 1, true}, {40, 2, false}, {41, 2, true}, // a twentieth of 20 is 1, of 40 is 2
		{10, 0, true}, {9, 0, false}, // 110 records and 99
	} {
		x := readWith(t, map[string]string{"activity.csv": year(c.each, c.last)})
		if got := hasCodeOf(x, "W-month-missing"); got != c.want {
			t.Errorf("%d a month and %d in March: missing %v", c.each, c.last, got)
		}
	}
	fewer := strings.Replace(year(10, 0), "P81900,ecg,2025-04-01,2025-04-01\n", "", 1)
	if x := readWith(t, map[string]string{"activity.csv": fewer}); hasCodeOf(x, "W-month-missing") {
		t.Error("109 records are enough to miss a month")
	}
}

// TestMonthOfZeros checks that a month which all practices have as 0, or next to it, is
// said once of the service in each layout of months.
func TestMonthOfZeros(t *testing.T) {
	for _, c := range []struct {
		each, march int
		want        bool
	}{{10, 0, true}, {9, 0, false}, {20, 1, false}, {21, 1, true}} {
		list, wide, running, sum := monthHead, "P81900,ecg", "P81900,ecg", 0
		for i, month := range yearMonths {
			n := c.each
			if i == calc.Months-1 {
				n = c.march
			}
			sum += n
			list += fmt.Sprintf("P81900,ecg,%s,%d\n", month, n)
			wide += fmt.Sprint(",", n)
			running += fmt.Sprint(",", sum)
		}
		for name, x := range map[string]*calc.Extract{
			"months":         readEntries(t, goodContracts, list, File{}, File{}),
			"columns":        readEntries(t, goodContracts, wideHead+wide+"\n", File{}, File{}),
			"running totals": readEntries(t, goodContracts, wideHead+running+"\n", File{}, File{Months: YearToDate}),
		} {
			if said := strings.Count(messages(x.Problems), "ECGs in March 2026"); said > 1 || said == 1 != c.want {
				t.Errorf("%s: %d a month and %d in March: said %d times", name, c.each, c.march, said)
			}
		}
	}
}

// TestServicesByEveryWord checks that a service is known by its code, its name and
// every other word that the scheme files give it, in contracts and in activity.
func TestServicesByEveryWord(t *testing.T) {
	words := 0
	for _, scheme := range bothSchemes() {
		for _, s := range scheme.AllServices() {
			for i, word := range slices.Concat([]string{s.Code, s.Name}, s.Aliases) {
				if i > 1 {
					words++
				}
				x := readWith(t, map[string]string{
					"activity.csv":  recordHead + "P81900,\"" + word + "\",2025-06-03,2025-06-03\n",
					"contracts.csv": "Practice code,Scheme,Service,Target,Contract value,Advance paid\nP81900," + scheme.Code + ",\"" + word + "\",160,9600.00,7680.00\n",
				})
				if a := activityOf(x, "P81900", s.Code); a.Recorded.Sum() != 1 || hasCodeOf(x, "E-service") {
					t.Errorf("%q is not read as %s:\n%s", word, s.Code, messages(x.Problems))
				}
			}
		}
	}
	if words == 0 {
		t.Error("the scheme files give no service another word")
	}
}

// TestMoneyAtItsLimits checks a contract value of nothing and of a penny, and an
// advance of the whole value and of a penny more.
func TestMoneyAtItsLimits(t *testing.T) {
	for money, want := range map[string]string{
		"0,0": "E-value", "£0.00,0": "E-value", "0.01,0": "", "-0.01,0": "E-negative",
		"4500.00,4500.00": "", "4500.00,4500.01": "W-advance-above", "4500.00,4499.99": "", "4500.00,0": "",
	} {
		x := readWith(t, map[string]string{"contracts.csv": strings.Replace(goodContracts, "4500.00,3600.00", money, 1)})
		if got := strings.Join(codes(x), " "); got != want {
			t.Errorf("%s: got %q, want %q", money, got, want)
		}
	}
}

// TestCountsAtTheirLimits checks the largest target, month and count of a record that are taken.
func TestCountsAtTheirLimits(t *testing.T) {
	contract := func(target int) string {
		return "Practice code,Scheme,Service,Target,Contract value,Advance paid\nP81900,capitated-les-2025-26,ecg," + fmt.Sprint(target) + ",4500.00,3600.00\n"
	}
	for name, c := range map[string]struct {
		files map[string]string
		want  bool
	}{
		"the largest target":   {map[string]string{"contracts.csv": contract(maxTarget)}, false},
		"one above":            {map[string]string{"contracts.csv": contract(maxTarget + 1)}, true},
		"the largest month":    {map[string]string{"activity.csv": monthHead + fmt.Sprintf("P81900,ecg,2025-04,%d\n", maxMonth)}, false},
		"a contact more":       {map[string]string{"activity.csv": monthHead + fmt.Sprintf("P81900,ecg,2025-04,%d\n", maxMonth+1)}, true},
		"the largest record":   {map[string]string{"activity.csv": "Count," + recordHead + fmt.Sprintf("%d,P81900,ecg,2025-06-03,2025-06-03\n", maxCount)}, false},
		"a record of one more": {map[string]string{"activity.csv": "Count," + recordHead + fmt.Sprintf("%d,P81900,ecg,2025-06-03,2025-06-03\n", maxCount+1)}, true},
	} {
		if x := readWith(t, c.files); hasCodeOf(x, "E-count") != c.want {
			t.Errorf("%s: refused %v:\n%s", name, !c.want, messages(x.Problems))
		}
	}
	if maxTarget != 10_000_000 || maxMonth != 1_000_000 || maxCount != 100_000 {
		t.Errorf("at most %d a target, %d a month, %d a record", maxTarget, maxMonth, maxCount)
	}
}

// TestMissingDays checks how long a service must be without a record for a part of
// the extract to be missed: five working days in which twenty records are expected.
func TestMissingDays(t *testing.T) {
	year := func(each int, none func(day time.Time) bool) string {
		var b strings.Builder
		b.WriteString(recordHead)
		for day := calc.Date(20250401).Time(); !day.After(calc.Date(20260331).Time()); day = day.AddDate(0, 0, 1) {
			if weekday := day.Weekday(); weekday != time.Saturday && weekday != time.Sunday && !none(day) {
				b.WriteString(strings.Repeat("P81900,ecg,"+calc.DateOf(day).String()+","+calc.DateOf(day.AddDate(0, 0, 1)).String()+"\n", each))
			}
		}
		return b.String()
	}
	between := func(from, to calc.Date) func(time.Time) bool {
		return func(day time.Time) bool { return calc.DateOf(day) >= from && calc.DateOf(day) <= to }
	}
	either := func(each ...func(time.Time) bool) func(time.Time) bool {
		return func(day time.Time) bool {
			return slices.ContainsFunc(each, func(of func(time.Time) bool) bool { return of(day) })
		}
	}
	exactly := year(4, between(20250609, 20250613)) + strings.Repeat("P81900,ecg,2025-04-01,2025-04-02\n", 20) // 1,044 records on 261 working days: 20 in five
	if got := remedyOf(readWith(t, map[string]string{"activity.csv": exactly}), "W-days-missing"); got == "" {
		t.Error("five days in which exactly twenty records are expected: nothing is said")
	}
	for name, c := range map[string]struct {
		each int
		none func(time.Time) bool
		want string
	}{
		"a week from Monday to Friday":        {5, between(20250609, 20250613), "ECGs from 2025-06-09 to 2025-06-13"},
		"four days":                           {50, between(20250610, 20250613), ""},
		"five days with 19 records expected":  {4, between(20250609, 20250613), ""}, // 256 of 261 working days have four
		"three weeks of the year":             {5, either(between(20250609, 20250613), between(20250707, 20250711), between(20251103, 20251107)), "ECGs from 2025-06-09 to 2025-06-13ECGs from 2025-07-07 to 2025-07-11ECGs from 2025-11-03 to 2025-11-07"},
		"four weeks, as where dates are made": {5, either(between(20250609, 20250613), between(20250707, 20250711), between(20251103, 20251107), between(20260112, 20260116)), ""},
		"the end of the year":                 {5, between(20260323, 20260331), "ECGs from 2026-03-23 to 2026-03-31"},
		"the first days of the year":          {5, between(20250401, 20250409), "ECGs from 2025-04-01 to 2025-04-09"},
		"a record a month":                    {500, func(day time.Time) bool { return day.Day() != 3 }, ""},
	} {
		x := readWith(t, map[string]string{"activity.csv": year(c.each, c.none)})
		got := ""
		for _, p := range x.Problems {
			if p.Code == "W-days-missing" {
				got += p.Found
			}
		}
		if got != c.want {
			t.Errorf("%s: said %q, want %q", name, got, c.want)
		}
	}
}

// TestAfterTheLetters checks from which share on a file is said to lie after the
// letters, which goes by what was delivered and not by what was coded.
func TestAfterTheLetters(t *testing.T) {
	before, after, codedAfter := "P81900,ecg,2025-06-03,2025-06-03\n", "P81900,ecg,2025-12-03,2025-12-03\n", "P81900,ecg,2025-06-03,2025-12-03\n"
	for name, c := range map[string]struct {
		activity string
		want     bool
	}{
		"exactly half":        {strings.Repeat(before, 2) + strings.Repeat(after, 2), false},
		"one more":            {strings.Repeat(before, 2) + strings.Repeat(after, 3), true},
		"coded after, all":    {strings.Repeat(codedAfter, 3), false},
		"delivered after one": {before + codedAfter + after, false},
	} {
		x := readOn(t, 20251001, recordHead+c.activity)
		if got := hasCodeOf(x, "E-year"); got != c.want || !hasCodeOf(x, "E-date-future") {
			t.Errorf("%s: most after the letters %v:\n%s", name, got, messages(x.Problems))
		}
	}
}

// TestCodedBeforeDelivered checks the days on which it depends whether a record
// counts: those on both sides of the first and of the last day of the year.
func TestCodedBeforeDelivered(t *testing.T) {
	for days, want := range map[string]string{
		"2025-04-01,2025-03-31": "E-coded-early", "2025-04-02,2025-04-01": "W-coded-early", "2025-04-01,2025-04-01": "",
		"2026-04-01,2026-03-31": "E-coded-early", "2026-03-31,2026-03-30": "W-coded-early", "2026-04-02,2026-04-01": "W-coded-early", "2025-03-31,2025-03-30": "W-coded-early",
	} {
		x := readOn(t, asOf, recordHead+"P81900,ecg,2025-06-03,2025-06-03\nP81900,ecg,2025-06-03,2025-06-03\nP81900,ecg,"+days+"\n")
		if got := withSuffix(x, "-coded-early"); got != want {
			t.Errorf("delivered and coded on %s: got %q, want %q", days, got, want)
		}
	}
}

// withSuffix is the code of a problem that ends so.
func withSuffix(x *calc.Extract, suffix string) string {
	for _, code := range codes(x) {
		if strings.HasSuffix(code, suffix) {
			return code
		}
	}
	return ""
}

// TestTwinFiles checks from how many records on two files of the same, in whatever order, are one.
func TestTwinFiles(t *testing.T) {
	for n, want := range map[int]bool{9: false, 10: true} {
		var rows []string
		for i := range n {
			rows = append(rows, fmt.Sprintf("P81900,ecg,2025-06-%02d,2025-07-01\n", i+1))
		}
		file := recordHead + strings.Join(rows, "")
		slices.Reverse(rows)
		if x := readOn(t, asOf, file, recordHead+strings.Join(rows, "")); hasCodeOf(x, "E-file-twice") != want {
			t.Errorf("%d records twice: a twin is said %v", n, !want)
		}
	}
}

// TestOneCodedDate checks from which share on a column of coded dates is said to be
// one day, and whether that day was still in time.
func TestOneCodedDate(t *testing.T) {
	file := func(same, others int, day string) string {
		return recordHead + strings.Repeat("P81900,ecg,2025-06-03,"+day+"\n", same) + strings.Repeat("P81900,ecg,2025-06-03,2025-06-04\n", others)
	}
	for activity, want := range map[string]string{
		file(9, 1, "2026-04-10"):  "most of 10 records have this one coded date, which is more likely that of the extract than the day on which each was coded, and the letters would say that none of it was coded late",
		file(10, 0, "2026-04-10"): "all of 10 records have this one coded date, which is more likely that of the extract than the day on which each was coded, and the letters would say that none of it was coded late",
		file(9, 1, "2026-04-11"):  "most of 10 records have this one coded date, which is more likely that of the extract than the day on which each was coded, and the letters would say that all of it was coded late",
		file(8, 2, "2026-04-10"):  "", file(9, 0, "2026-04-10"): "",
	} {
		x := readOn(t, asOf, activity)
		if got := remedyOf(x, "W-coded-alike"); (got == "") != (want == "") || !strings.HasPrefix(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// remedyOf is what is said first under a code.
func remedyOf(x *calc.Extract, code string) string {
	for _, p := range x.Problems {
		if p.Code == code {
			return p.Remedy
		}
	}
	return ""
}

// TestRecordWithoutID checks that a blank id is found where its column is, be it the first.
func TestRecordWithoutID(t *testing.T) {
	x := readOn(t, asOf, "Record id,"+recordHead+"R1,P81900,ecg,2025-06-03,2025-06-03\n,P81900,ecg,2025-06-03,2025-06-03\n,P81900,ecg,2025-06-04,2025-06-04\n")
	for _, p := range x.Problems {
		if p.Code == "W-record-id" && p.Row == 3 && p.Column == "Record id" && p.Found == "2 records" {
			return
		}
	}
	t.Errorf("the first blank id is not found:\n%s", messages(x.Problems))
}

// TestYetToCome checks what is said to be dated after the letters while the year runs:
// records, and figures of months that have not begun. What comes after the last complete
// month holds nobody; what is in a complete one, and after the letters, does.
func TestYetToCome(t *testing.T) {
	for _, c := range []struct {
		asOf     calc.Date
		activity string
		want     string
	}{
		{20251120, monthHead + "P81900,ecg,2025-12,5\n", "W-date-future 1 record"}, {20251120, monthHead + "P81900,ecg,2025-12,0\n", ""}, {20251120, monthHead + "P81900,ecg,2025-12,\n", ""},
		{20251120, monthHead + "P81900,ecg,2025-11,5\n", ""}, {20251120, monthHead + "P81900,ecg,2025-10,5\n", ""}, {20251120, monthHead + "P81900,ecg,2025-09,5\n", ""},
		{20250930, monthHead + "P81900,ecg,2025-10,5\n", "W-date-future 1 record"}, {20250830, monthHead + "P81900,ecg,2025-09,5\n", "E-date-future 2025-09"},
		{20251010, recordHead + "P81900,ecg,2025-10-11,2025-10-11\n", "W-date-future 1 record"}, {20251010, recordHead + "P81900,ecg,2025-10-10,2025-10-10\n", ""},
		{20250910, recordHead + "P81900,ecg,2025-06-03,2025-06-03\nP81900,ecg,2025-09-30,2025-09-10\n", "E-date-future 2025-09-30"},
	} {
		in := Inputs{
			Root: folder(t, map[string]string{"practices.csv": goodPractices, "contracts.csv": goodContracts, "activity.csv": c.activity}),
			AsOf: c.asOf, Through: complete, Domains: []string{"example.org"},
			Practices: []File{{Path: "practices.csv"}}, Contracts: []File{{Path: "contracts.csv"}}, Activity: []File{{Path: "activity.csv"}},
		}
		x, got := mustRead(t, in), ""
		for _, p := range x.Problems {
			if strings.HasSuffix(p.Code, "-date-future") {
				got = p.Code + " " + p.Found
			}
		}
		if got != c.want {
			t.Errorf("as of %s: said %q, want %q:\n%s", c.asOf, got, c.want, c.activity)
		}
	}
}

// TestWordOfNoService checks that a word which names no service is said once a practice, with its rows.
func TestWordOfNoService(t *testing.T) {
	x := readOn(t, asOf, recordHead+strings.Repeat("P81900,dementia,2025-06-03,2025-06-03\n", 3)+"P81901,dementia,2025-06-03,2025-06-03\n")
	var got []string
	for _, p := range x.Problems {
		if p.Code == "E-service" {
			_, rest, _ := strings.Cut(p.Remedy, "(")
			rows, _, _ := strings.Cut(rest, ")")
			got = append(got, fmt.Sprint(p.Practice, " ", p.Row, " ", rows))
		}
	}
	if want := []string{"P81900 2 3 rows of the practice", "P81901 5 1 row of the practice"}; !slices.Equal(got, want) {
		t.Errorf("said %q, want %q", got, want)
	}
}

// TestMailboxesOfOthers checks from how many mailboxes on that name another practice the
// columns are said to be moved against each other: three, and more than a tenth of those that
// name a practice at all.
func TestMailboxesOfOthers(t *testing.T) {
	for _, c := range []struct {
		moved, own, nameless int
		want                 string
	}{
		{3, 0, 0, "E-mailbox"}, {2, 0, 0, "W-mailbox-other"}, {3, 17, 0, "E-mailbox"}, {3, 26, 2, "E-mailbox"}, {3, 27, 0, "W-mailbox-other"}, {2, 3, 0, "W-mailbox-other"}, {0, 5, 5, ""},
	} {
		practices := "Practice code,Practice name,Address 1,Postcode,Email\n"
		contracts := "Practice code,Scheme,Service,Target,Contract value,Advance paid\n"
		for i := range c.moved + c.own + c.nameless {
			mailbox := fmt.Sprintf("gp-p%05d", 80000+i)
			switch {
			case i < c.moved:
				mailbox = fmt.Sprintf("gp-p%05d", 80000+(i+1)%c.moved)
			case i >= c.moved+c.own:
				mailbox = fmt.Sprintf("surgery%d", i)
			}
			practices += fmt.Sprintf("P%05d,Quillbeck Surgery,1 Kiln Lane,ZZ99 1AA,%s@example.org\n", 80000+i, mailbox)
			contracts += fmt.Sprintf("P%05d,ltc-les-2025-26,domain-2,120,7200.00,5760.00\n", 80000+i)
		}
		x, got := readWith(t, map[string]string{"practices.csv": practices, "contracts.csv": contracts}), ""
		for _, p := range x.Problems {
			if strings.Contains(p.Code, "-mailbox") {
				got = p.Code
			}
		}
		for _, p := range x.Practices { // none of these is written to before somebody has looked
			if doubt := strings.Contains(p.Doubt, "names the code of another practice"); c.want == "W-mailbox-other" && doubt != (int(p.Code[5]-'0')+10*int(p.Code[4]-'0') < c.moved) {
				t.Errorf("%d of others: %s is in doubt: %q", c.moved, p.Code, p.Doubt)
			}
		}
		if got != c.want {
			t.Errorf("%d of others, %d of their own, %d that name none: got %q, want %q", c.moved, c.own, c.nameless, got, c.want)
		}
	}
}

// TestLateColumnFirst checks that a list of months says when its activity was coded
// wherever that column stands.
func TestLateColumnFirst(t *testing.T) {
	for activity, late := range map[string]int64{
		"Coded after cut-off," + monthHead + "2,P81900,ecg,2025-04,3\n": 2,
		monthHead + "P81900,ecg,2025-04,3\n":                            -1,
	} {
		a := activityOf(readOn(t, asOf, activity), "P81900", "ecg")
		if a.LateUnknown != (late < 0) || late >= 0 && a.Late[0] != late {
			t.Errorf("late %d, not known %v, should be %d:\n%s", a.Late[0], a.LateUnknown, late, activity)
		}
	}
}
