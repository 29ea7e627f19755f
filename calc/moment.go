package calc

import (
	"cmp"
	"fmt"
	"time"
)

// Moment is a second of a day by the clock that hangs on the wall in England:
// summer time is in it. A file's own clock is translated where the file is read.
type Moment struct {
	Date   Date
	Second int // of the day, from 0
}

// Compare orders moments as they came, but for the hour that the end of summer
// time repeats.
func (m Moment) Compare(o Moment) int {
	return cmp.Or(cmp.Compare(m.Date, o.Date), cmp.Compare(m.Second, o.Second))
}

// String writes 2026-05-08 23:00:20, and nothing for no moment.
func (m Moment) String() string {
	if m.Date == 0 {
		return ""
	}
	return fmt.Sprintf("%s %02d:%02d:%02d", m.Date, m.Second/3600, m.Second/60%60, m.Second%60)
}

// MomentOf is what the clock in England showed at a moment of the program's.
func MomentOf(t time.Time) Moment {
	t = t.UTC()
	return ClockUTC.InEngland(Moment{Date: DateOf(t), Second: t.Hour()*3600 + t.Minute()*60 + t.Second()})
}

// After is the moment so many seconds later, by the calendar.
func (m Moment) After(seconds int) Moment {
	t := m.Date.Time().Add(time.Duration(m.Second+seconds) * time.Second)
	return Moment{Date: DateOf(t), Second: t.Hour()*3600 + t.Minute()*60 + t.Second()}
}

// Since is how many seconds after another moment it is; negative when before.
func (m Moment) Since(o Moment) int { return o.Date.DaysTo(m.Date)*24*3600 + m.Second - o.Second }

// MarshalText writes the moment as String does.
func (m Moment) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (m *Moment) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*m = Moment{}
		return nil
	}
	*m, err = ParseMoment(string(text))
	return err
}

// ParseMoment reads 2026-05-08 23:00:20, also with a T between, and without seconds.
func ParseMoment(s string) (Moment, error) {
	for _, layout := range []string{"2006-01-02 15:04:05", "2006-01-02T15:04:05", "2006-01-02 15:04", "2006-01-02T15:04"} {
		if t, err := time.Parse(layout, s); err == nil {
			return Moment{Date: DateOf(t), Second: t.Hour()*3600 + t.Minute()*60 + t.Second()}, nil
		}
	}
	return Moment{}, fmt.Errorf("%q is not a moment: write it as 2026-05-08T10:15", s)
}

// Clock is the clock by which a file's times were written.
type Clock string

const (
	ClockUK  Clock = "Europe/London"
	ClockUTC Clock = "UTC"
)

// Clocks are all of them.
func Clocks() []Clock { return []Clock{ClockUK, ClockUTC} }

// Other is the clock that a file may have been written by as well.
func (c Clock) Other() Clock {
	if c == ClockUTC {
		return ClockUK
	}
	return ClockUTC
}

// summerHour is by how much the clock in England is ahead of UTC in summer.
const summerHour = 3600

// InEngland is what the clock on the wall in England showed when a file's clock
// showed this.
func (c Clock) InEngland(shown Moment) Moment {
	if c == ClockUTC && summer(shown) {
		return shown.After(summerHour)
	}
	return shown
}

// summer reports whether it is summer time in England at a moment of UTC: from one
// o'clock on the last Sunday of March to one o'clock on the last of October.
func summer(utc Moment) bool {
	begins := Moment{lastSunday(utc.Date.Year(), time.March), summerHour}
	ends := Moment{lastSunday(utc.Date.Year(), time.October), summerHour}
	return utc.Compare(begins) >= 0 && utc.Compare(ends) < 0
}

// lastSunday is that of a month of 31 days.
func lastSunday(year int, month time.Month) Date {
	last := time.Date(year, month, 31, 0, 0, 0, 0, time.UTC)
	return DateOf(last.AddDate(0, 0, -int(last.Weekday())))
}
