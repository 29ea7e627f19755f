package calc_test

import (
	"testing"
	"time"

	"yearend/calc"
)

// Summer time: forward at 01:00 UTC on the last Sunday of March, back at 01:00 UTC
// on the last of October.
func TestWhatTheClockInEnglandShowed(t *testing.T) {
	for utc, england := range map[string]string{
		"2026-05-08 22:59:59": "2026-05-08 23:59:59",
		"2026-05-08 23:00:20": "2026-05-09 00:00:20",
		"2026-03-29 00:59:59": "2026-03-29 00:59:59",
		"2026-03-29 01:00:00": "2026-03-29 02:00:00",
		"2026-10-25 00:59:59": "2026-10-25 01:59:59",
		"2026-10-25 01:00:00": "2026-10-25 01:00:00",
		"2025-03-30 01:00:00": "2025-03-30 02:00:00", // the 30th, one day before a month's last
		"2024-03-31 01:00:00": "2024-03-31 02:00:00", // itself the month's last
		"2025-12-31 23:30:00": "2025-12-31 23:30:00",
		"2026-06-30 23:30:00": "2026-07-01 00:30:00",
	} {
		shown, err := calc.ParseMoment(utc)
		if err != nil {
			t.Fatal(err)
		}
		if got := calc.ClockUTC.InEngland(shown).String(); got != england {
			t.Errorf("%s in UTC was %s in England, want %s", utc, got, england)
		}
		if got := calc.ClockUK.InEngland(shown); got != shown {
			t.Errorf("%s in England became %s", utc, got)
		}
	}
}

func TestMomentsThatAreNone(t *testing.T) {
	for _, s := range []string{"", "2026-05-08", "08/05/2026 10:15", "2026-05-08 24:00", "2026-02-30T10:15"} {
		if m, err := calc.ParseMoment(s); err == nil {
			t.Errorf("%q is read as %s", s, m)
		}
	}
}

// What the program's own clock shows is a moment in England, hour, minute and second.
func TestMomentOfTheProgram(t *testing.T) {
	for _, c := range []struct {
		utc  time.Time
		want string
	}{
		{time.Date(2026, 1, 9, 13, 47, 21, 0, time.UTC), "2026-01-09 13:47:21"},
		{time.Date(2026, 5, 8, 22, 59, 20, 0, time.UTC), "2026-05-08 23:59:20"},
		{time.Date(2026, 5, 8, 20, 59, 59, 0, time.FixedZone("", -7200)), "2026-05-08 23:59:59"},
	} {
		if got := calc.MomentOf(c.utc).String(); got != c.want {
			t.Errorf("%s: %s, want %s", c.utc, got, c.want)
		}
	}
	a, _ := calc.ParseMoment("2026-05-08 23:00:20")
	b, _ := calc.ParseMoment("2026-05-10 01:01:21")
	if got := b.Since(a); got != 26*3600+61 || a.Since(b) != -got {
		t.Errorf("%d seconds", got)
	}
	if err := a.UnmarshalText(nil); err != nil || a != (calc.Moment{}) {
		t.Errorf("nothing is read as %s: %v", a, err)
	}
}
