package calc_test

import (
	"testing"

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
