package extract

import (
	"fmt"
	"strings"
	"testing"

	"yearend/calc"
)

// A time of day is read to its last second and no further, with its clock where it says one.
func TestTimesOfDay(t *testing.T) {
	for text, want := range map[string]string{
		"9:30": "34200", "09:30": "34200", "009:30": "", "9:030": "", "9:3": "", "9": "", "9:30:15": "34215", "9:30:015": "", "9:30:5": "",
		"9:30:15.5": "34215", "9:30:15,5": "34215", "9:30:15.": "", "9:30:15.123456789": "34215", "9:30:15.1234567890": "",
		"9:59": "35940", "9:60": "", "9:30:59": "34259", "9:30:60": "", "0:00": "0", "23:59:59": "86399", "24:00": "", "24:30": "",
		"12:30 AM": "1800", "1:00 AM": "3600", "11:59am": "43140", "12:00 PM": "43200", "1:00 PM": "46800", "12:59:59 pm": "46799", "0:30 AM": "", "0:30 PM": "", "13:00 PM": "", "13:00 AM": "", "9:30 M": "",
		"9:30Z": "34200 by 0", "9:30 utc": "34200 by 0", "9:30 GMT": "34200 by 0", "9:30 BST": "34200 by 60", "9:30 CET": "",
		"9:30+01:00": "34200 by 60", "9:30+0130": "34200 by 90", "9:30+01": "34200 by 60", "9:30-05:30": "34200 by -330", "9:30 -00:30": "34200 by -30",
		"9:30+14:00": "34200 by 840", "9:30+14:59": "34200 by 899", "9:30+15:00": "", "9:30+01:59": "34200 by 119", "9:30+01:60": "", "9:30+01:000": "", "9:30+1": "", "9:30+01:0": "", "9:30+001:00": "", "9:30*01:00": "",
	} {
		got := ""
		if clock, ok := readClock(text); ok && clock.marked {
			got = fmt.Sprint(clock.seconds, " by ", clock.ahead)
		} else if ok {
			got = fmt.Sprint(clock.seconds)
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// The midnights of summer time, by the calendar of the years whose last Sundays are the last and
// the first possible days of it.
func TestMidnightsOfSummer(t *testing.T) {
	for day, want := range map[calc.Date]bool{
		20250329: false, 20250330: true, 20251025: true, 20251026: false, // the last Sundays of 2025
		20260328: false, 20260329: true, 20261024: true, 20261025: false, // of 2026, with a Sunday on 1 November
		20240330: false, 20240331: true, 20241026: true, 20241027: false, // of 2024, with one on 31 March
		20290324: false, 20290325: true, 20291027: true, 20291028: false, // of 2029, with one on 1 April
		20210327: false, 20210328: true, 20211030: true, 20211031: false, // of 2021, with one on 31 October
	} {
		if got := summerMidnight(day); got != want {
			t.Errorf("the midnight that ends %s: of summer %v", day, got)
		}
	}
}

// noted is the clock of a column with so many dates at each time, as 23:00 or 9:15.
func noted(times string) *clock {
	o, row := &clock{}, 1
	for part := range strings.FieldsSeq(times) {
		var n int
		day, text := calc.Date(20250603), part
		if rest, is := strings.CutPrefix(part, "winter:"); is {
			day, text = 20251209, rest
		}
		count, at, _ := strings.Cut(text, "x")
		fmt.Sscan(count, &n)
		time, _ := readClock(at)
		for range n {
			row++
			o.note(row, day, time.seconds)
		}
	}
	return o
}

// From how many dates on a column is of another clock for certain (is), or for a person to look at
// (may be): a quarter of real times beside them, a tenth or a fiftieth of all dates, more than half
// of all, six of a sort, and three at 23:00.
func TestHowManyMakeAClock(t *testing.T) {
	for _, c := range []struct {
		times string
		all   int
		want  string
	}{
		{"", 10, ""}, {"10x0:00", 10, ""}, {"6x9:00 6x12:00", 12, ""},

		{"8x23:00 2x9:15", 1000, "is"}, {"8x23:00 1x9:15 1x9:30", 1000, "is"}, // a quarter as many real times
		{"8x23:00 3x9:15", 80, "is"}, {"8x23:00 2x9:15 1x9:30", 80, "is"}, {"8x23:00 1x9:15 2x9:30", 81, "may be"}, {"8x23:00 3x9:15", 81, "may be"}, // more of them, and a tenth of all
		{"8x23:00 3x9:15", 400, "may be"}, {"8x23:00 3x9:15", 401, ""}, // a fiftieth
		{"6x23:00 2x9:15", 60, "is"}, {"6x23:00 2x9:15", 61, "may be"}, {"5x23:00 2x9:15", 7, ""}, // six at least
		{"6x23:00 1x9:15", 1000, "is"}, {"5x23:00 1x9:15", 6, ""}, // of fewer than six one real time is enough
		{"8x19:00 3x9:15", 11, ""},                                                                                                          // beside real times only the midnights of UTC show
		{"8x23:00 winter:1x23:00 3x9:15", 12, ""}, {"19x23:00 winter:1x23:00 6x9:15", 26, "is"}, {"18x23:00 winter:1x23:00 6x9:15", 25, ""}, // with one in twenty in winter

		{"3x23:00", 1000, "is"}, {"2x23:00", 1000, "may be"}, {"2x23:00", 3, "is"}, {"2x23:00", 4, "may be"}, {"1x23:00", 1, "is"}, {"1x23:00", 2, "may be"},
		{"6x19:00", 11, "is"}, {"6x19:00", 12, "may be"}, {"5x19:00", 5, ""}, {"6x12:30", 11, "is"}, {"6x23:30", 11, "is"},

		{"20x19:00 1x20:00", 41, "is"}, {"20x19:00 1x20:00", 42, "may be"}, {"21x19:00 1x20:00", 43, "may be"}, {"1x18:00 20x19:00", 41, "is"}, // two an hour apart, of which one has a twentieth of the other
		{"6x19:00 6x23:00", 12, ""}, {"6x19:30 6x20:00", 12, ""}, {"3x23:00 3x22:00", 100, "may be"},
	} {
		certain, likely := noted(c.times).foreign(c.all)
		got := ""
		switch {
		case certain && likely:
			got = "is"
		case likely:
			got = "may be"
		}
		if got != c.want {
			t.Errorf("%s of %d dates: %q, want %q", c.times, c.all, got, c.want)
		}
	}
}

// What is said of such a column names the hours, or the two of them, and shows its first date.
func TestWhatIsSaidOfAClock(t *testing.T) {
	for times, want := range map[string]string{
		"6x23:00":                        "6 dates at 23:00 exactly, all of them; 2 2025-06-03 23:00",
		"1x9:15 20x23:00 winter:1x23:00": "21 dates at 23:00 exactly, nearly all of them; 3 2025-06-03 23:00",
		"6x19:00":                        "6 dates at 19:00 exactly:; 2 2025-06-03 19:00",
		"6x12:30":                        "6 dates at 12:30 exactly:; 2 2025-06-03 12:30",
		"2x19:00 winter:6x20:00":         "8 dates at 19:00 or 20:00 exactly:; 2 2025-06-03 19:00",
		"winter:6x20:00 2x19:00":         "8 dates at 19:00 or 20:00 exactly:; 2 2025-12-09 20:00",
		"6x19:00 winter:2x20:00":         "8 dates at 19:00 or 20:00 exactly:; 2 2025-06-03 19:00",
		"winter:2x20:00 6x19:00":         "8 dates at 19:00 or 20:00 exactly:; 2 2025-12-09 20:00",
		"5x18:00 10x19:00 5x20:00":       "15 dates at 18:00 or 19:00 exactly:; 2 2025-06-03 18:00", // of two pairs alike the earlier
		"5x18:00 10x19:00 6x20:00":       "16 dates at 19:00 or 20:00 exactly:; 7 2025-06-03 19:00",
		"6x22:30 2x23:30":                "8 dates at 22:30 or 23:30 exactly:; 2 2025-06-03 22:30",
	} {
		o := noted(times)
		row, found := o.first()
		if got := fmt.Sprint("; ", row, " ", found); !strings.HasPrefix(o.remedy("date"), strings.Split(want, ";")[0]) || !strings.HasSuffix(want, got) {
			t.Errorf("%s: %q%s, want %q", times, o.remedy("date"), got, want)
		}
	}
}

// Months headed with dates that are midnights of another clock would each be the month before; six of
// them show it, or one at 23:00.
func TestHeadingsOfAnotherClock(t *testing.T) {
	head := func(n int, summer, winter string) string {
		text := "Practice code,Service"
		for i := range 12 {
			day := calc.Period{From: 20250401}.MonthStart(i)
			switch {
			case i >= n:
				text += "," + day.YearMonth()
			case i < 7: // the midnights up to that of 1 October are of summer
				text += "," + calc.DateOf(day.Time().AddDate(0, 0, -1)).String() + " " + summer
			default:
				text += "," + calc.DateOf(day.Time().AddDate(0, 0, -1)).String() + " " + winter
			}
		}
		return text + "\nP81900,ecg" + strings.Repeat(",5", 12) + "\n"
	}
	for name, c := range map[string]struct{ file, want string }{
		"UTC":                  {head(7, "23:00", ""), "2025-03-31 23:00"},
		"one alone":            {head(1, "23:00", ""), "2025-03-31 23:00"},
		"an hour behind UTC":   {head(12, "22:00", "23:00"), "2025-03-31 22:00"},
		"six of New York":      {head(6, "19:00", ""), "2025-03-31 19:00"},
		"five of New York":     {head(5, "19:00", ""), ""},
		"written as they are":  {head(0, "", ""), ""},
		"New York all through": {head(12, "19:00", "19:00"), "2025-03-31 19:00"},
	} {
		got := ""
		for _, p := range readWith(t, map[string]string{"activity.csv": c.file}).Problems {
			if p.Code == "E-clock" && p.Row == 1 {
				got += p.Found
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
