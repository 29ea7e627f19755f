package letters

import (
	"testing"

	"yearend/calc"
)

func TestCountedReason(t *testing.T) {
	const day = "10 April 2026"
	for _, c := range []struct {
		more     int64
		was, now *int64
		want     string
	}{
		{1234, of(0), of(0), "1,234 more counted"},
		{1, of(0), of(1), "1 more counted; coded after " + day + ": 0 before, 1 now"},
		{10, of(30), of(30), "10 more counted; coded after " + day + ": 30 before, 30 now"}, // nobody knows which ten
		{0, of(0), of(2), "as many counted; coded after " + day + ": 0 before, 2 now"},
		{-2, of(1200), of(0), "2 fewer counted; coded after " + day + ": 1,200 before, 0 now"},
		{0, nil, of(0), "as many counted; coded after " + day + ": not known before, 0 now"},
		{3, nil, nil, "3 more counted; coded after " + day + ": not known before, not known now"},
	} {
		change := calc.Change{Was: calc.Number(5000), Now: calc.Number(5000 + c.more), LateWas: c.was, LateNow: c.now}
		if got := countedReason(change, day); got != c.want {
			t.Errorf("%d more: %q, want %q", c.more, got, c.want)
		}
	}
}

func of(n int64) *int64 { return &n }
