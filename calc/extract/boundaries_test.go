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
	for name, c := range map[string]struct {
		each int
		none func(time.Time) bool
		want string
	}{
		"a week from Monday to Friday":       {5, between(20250609, 20250613), "ECGs from 2025-06-09 to 2025-06-13"},
		"four days":                          {50, between(20250610, 20250613), ""},
		"five days with 19 records expected": {4, between(20250609, 20250613), ""}, // 256 of 261 working days have four
		"the end of the year":                {5, between(20260323, 20260331), "ECGs from 2026-03-23 to 2026-03-31"},
		"the first days of the year":         {5, between(20250401, 20250409), "ECGs from 2025-04-01 to 2025-04-09"},
		"a record a month":                   {500, func(day time.Time) bool { return day.Day() != 3 }, ""},
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
