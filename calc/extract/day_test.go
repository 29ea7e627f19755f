package extract

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestMomentsElsewhere checks which moments are another day here than they say.
func TestMomentsElsewhere(t *testing.T) {
	for text, want := range map[string]bool{
		"2025-03-31T23:00:00Z": true, "2025-03-31 23:30:00 +00:00": true, "2025-03-31T22:59:59Z": false,
		"2025-04-01T00:00:00Z": false, "2025-03-31T23:00:00": false, "2025-03-31 00:23:00Z": false,
		"2025-03-30T00:30:00Z": false, "2025-03-29T23:30:00Z": false, "2025-03-30T23:00:00Z": true, // from the last Sunday of March
		"2025-10-25T23:00:00Z": true, "2025-10-26T23:00:00Z": false, "2025-12-31T23:59:59Z": false, // to that of October
		"2025-07-01T00:00:00+01:00": false, "2025-12-01T00:00:00+01:00": true, "2025-12-01T00:30:00+02": true, "2025-06-30T19:00:00-05:00": true,
	} {
		date, clock, timed := cutClock(text)
		d, ok := certainDay(date)
		if !ok || !timed {
			t.Fatalf("%s is not read", text)
		}
		if got := clock.elsewhere(d) != nil; got != want {
			t.Errorf("%s: elsewhere %v", text, got)
		}
	}
}

// TestColumnsOfClocks checks by the times of a column alone whether it is of
// another clock: midnights are, and times at which people are seen are not.
func TestColumnsOfClocks(t *testing.T) {
	summer := func(hour string) []string {
		return []string{"2025-05-06 " + hour, "2025-06-10 " + hour, "2025-07-15 " + hour, "2025-08-19 " + hour}
	}
	winter := func(hour string) []string {
		return []string{"2025-11-04 " + hour, "2025-12-09 " + hour, "2026-01-13 " + hour}
	}
	var surgery []string
	for i := range 40 {
		surgery = append(surgery, fmt.Sprintf("2025-06-%02d %02d:%02d", i%28+1, 9+i%10, i*7%60))
	}
	times := func(days int, each func(day time.Time, i int) string) (all []string) {
		for i := range days {
			all = append(all, each(time.Date(2025, time.April, 1+i, 0, 0, 0, 0, time.UTC), i))
		}
		return all
	}
	// so many days of a year as UTC writes them, where one in so many has a time at which somebody was seen
	mixed := func(every int) []string {
		return times(300, func(day time.Time, i int) string {
			if i%every == 0 {
				return day.Add(time.Duration(8*60+i*37%660) * time.Minute).Format("2006-01-02 15:04")
			}
			if begins, ends := summerTime(day.Year()); !day.Before(begins) && day.Before(ends) {
				day = day.Add(-time.Hour)
			}
			return day.Format("2006-01-02 15:04")
		})
	}
	for name, c := range map[string]struct {
		days []string
		want string
	}{
		"UTC, and a tenth seen by day":      {mixed(10), "E-clock"},
		"UTC, and a third seen by day":      {mixed(3), "E-clock"},
		"UTC, and every second seen by day": {mixed(2), "E-clock"},
		"UTC for a few of many seen by day": {append(mixed(2)[:20], times(230, func(d time.Time, i int) string {
			return d.Format("2006-01-02 ") + fmt.Sprintf("%02d:%02d", 9+i%9, i%60)
		})...), "W-clock"},
		"New York, and a tenth seen by day": {append(times(100, func(d time.Time, _ int) string { return d.Format("2006-01-02 ") + "19:00" }), surgery[:10]...), "E-clock"},
		"a service by night, on the hour":   {times(300, func(d time.Time, i int) string { return d.Format("2006-01-02 ") + fmt.Sprintf("%02d:00", i%5+19) }), ""},
		"at eleven at night, all the year":  {append(times(360, func(d time.Time, _ int) string { return d.Format("2006-01-02 ") + "23:00" }), mixed(1)[:200]...), ""},
		"UTC":                               {append(summer("23:00:00"), winter("00:00:00")...), "E-clock"},
		"UTC, dates alone in winter":        {append(summer("23:00"), "2025-11-04", "2025-12-09"), "E-clock"},
		"UTC, the summer alone":             {summer("11:00:00 PM"), "E-clock"},
		"UTC, one mended by hand":           {append(append(summer("23:00"), summer("23:00")...), append(summer("23:00"), "2025-06-03 09:15")...), "E-clock"},
		"an hour behind UTC":                {append(summer("22:00"), winter("23:00")...), "E-clock"},
		"New York":                          {append(append(summer("19:00"), winter("19:00")...), "2026-03-10 20:00"), "E-clock"},
		"India, shown here":                 {append(summer("19:30"), winter("18:30")...), "E-clock"},
		"a few among many":                  {append(summer("23:00"), strings.Split(strings.Repeat("2025-06-03,", 30)+"2025-06-03", ",")...), "E-clock"},
		"one among many":                    {append(summer("00:00"), "2025-06-03 23:00"), "W-clock"},
		"Paris":                             {append(summer("01:00"), winter("01:00")...), ""},
		"midnights of UTC, shown here":      {append(summer("01:00"), winter("00:00")...), ""},
		"noon":                              {append(summer("12:00"), winter("12:00")...), ""},
		"midnight":                          {append(summer("00:00"), winter("00:00")...), ""},
		"the last second":                   {append(summer("23:59:59"), winter("23:59:59")...), ""},
		"people":                            {surgery, ""},
		"people, and one late at night":     {append(surgery, "2025-06-03 23:00"), ""},
		"people on the hour":                {[]string{"2025-06-03 13:00", "2025-06-03 14:00", "2025-06-04 15:00", "2025-06-04 17:00", "2025-06-05 18:00"}, ""},
		"one person":                        {[]string{"2025-06-03", "2025-06-04", "2025-06-05 14:00", "2025-06-06"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			rows := "Practice code,Service,Activity date,Coded date\n"
			for _, day := range c.days {
				rows += "P81900,domain-2," + day + ",2026-02-03\n"
			}
			got := ""
			x := readWith(t, map[string]string{"activity.csv": rows})
			for _, code := range codes(x) {
				if strings.HasSuffix(code, "-clock") {
					got = code
				}
			}
			if got != c.want {
				t.Errorf("got %q, want %q:\n%s", got, c.want, messages(x.Problems))
			}
		})
	}
}

// TestJustUnderMidnight checks that the first of April is the first of April
// where a workbook has it a fraction of a second earlier, as spreadsheets show it.
func TestJustUnderMidnight(t *testing.T) {
	day := `<c s="1"><v>45747.9999999999</v></c>`
	x := readWith(t, map[string]string{"activity.xlsx": string(one(sheetOf(recordsHead, "P81900|ecg|"+day+"|"+day+"|<c><v>12</v></c>|R1")).Bytes())})
	if a := activityOf(x, "P81900", "ecg"); a.Recorded[0] != 12 || a.OutOfPeriod != 0 {
		t.Errorf("got %+v:\n%s", a, messages(x.Problems))
	}
}
