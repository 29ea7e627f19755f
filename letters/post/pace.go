package post

import (
	"context"
	"time"
)

// Clock is the time, and waiting for it.
type Clock struct {
	Now   func() time.Time
	Sleep func(context.Context, time.Duration) error // ends early with the context's error
}

// SystemClock waits as long as it says.
func SystemClock(now func() time.Time) Clock {
	return Clock{Now: now, Sleep: func(ctx context.Context, d time.Duration) error {
		timer := time.NewTimer(d)
		defer timer.Stop()
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-timer.C:
			return nil
		}
	}}
}

// LeapingClock leaps over every wait: a rehearsal of a quarter of an hour takes
// as long as its messages. It serves one goroutine.
func LeapingClock(now func() time.Time) Clock {
	var leapt time.Duration
	return Clock{
		Now: func() time.Time { return now().Add(leapt) },
		Sleep: func(ctx context.Context, d time.Duration) error {
			leapt += d
			return ctx.Err()
		},
	}
}

// Pace is how fast messages go, and when to wait and to stop.
type Pace struct {
	PerMinute int             // 0: as fast as the server takes them
	Again     []time.Duration // how long a letter waits before its second, third … try; then it is left for the next round
	Pauses    []time.Duration // how long everything waits when the server puts us off, or the connection fails; then the round stops
	Refusals  int             // so many refusals in a row stop the round
	Unknowns  int             // so many unknowns in a row stop it
}

// DefaultPace stays below what Exchange Online allows: 30 messages a minute.
func DefaultPace(perMinute int) Pace {
	return Pace{
		PerMinute: perMinute,
		Again:     []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute},
		Pauses:    []time.Duration{5 * time.Second, 30 * time.Second, 2 * time.Minute, 5 * time.Minute, 10 * time.Minute},
		Refusals:  5,
		Unknowns:  2,
	}
}

// Between is the time from one message to the next.
func (p Pace) Between() time.Duration {
	if p.PerMinute <= 0 {
		return 0
	}
	return time.Minute / time.Duration(p.PerMinute)
}

// Lasts is how long so many messages take, when nothing goes wrong.
func (p Pace) Lasts(messages int) time.Duration {
	return time.Duration(max(messages-1, 0)) * p.Between()
}
