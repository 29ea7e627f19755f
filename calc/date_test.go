package calc

import (
	"testing"
)

// Days are read as the calendar has them, and as they were written; no text is no day.
func TestDaysThatThereAre(t *testing.T) {
	for text, want := range map[string]Date{"2024-02-29": 20240229, "2026-12-31": 20261231, "2025-02-29": 0, "2025-04-31": 0, "2025-13-01": 0, "2025-00-01": 0} {
		if got, err := ParseDate(text); got != want || (err == nil) != (want != 0) {
			t.Errorf("%s: %d, %v", text, got, err)
		}
	}
	d := Date(20260331)
	if err := d.UnmarshalText(nil); err != nil || d != 0 {
		t.Errorf("nothing is read as %s: %v", d, err)
	}
	if err := d.UnmarshalText([]byte("2026-04-30")); err != nil || d != 20260430 {
		t.Errorf("%s: %v", d, err)
	}
}

// A search by halves and a search one by one find the same, whatever the shape of what is looked for.
func TestSmallestIsTheSmallest(t *testing.T) {
	for most := int64(0); most <= 7; most++ {
		for from := int64(1); from <= 9; from++ {
			enough := func(n int64) bool { return n >= from }
			ends := func(n int64) bool { return n >= from || n == 1 }
			last := func(n int64) bool { return n == most }
			hole := func(n int64) bool { return n >= from && n != from+1 }
			for what, c := range map[string]struct {
				shape  shape
				enough func(int64) bool
			}{"rises": {rises, enough}, "turns": {turns, hole}, "jumps": {jumps, enough}, "jumps at once": {jumps, ends}, "jumps at the end": {jumps, last}} {
				want, is := int64(0), false
				for n := most; n >= 1; n-- {
					if c.enough(n) {
						want, is = n, true
					}
				}
				asked := func(n int64) bool {
					if n < 1 || n > most {
						t.Fatalf("%s, at most %d: asked for %d", what, most, n)
					}
					return c.enough(n)
				}
				if got, found := c.shape.smallest(most, asked); found != is || is && got != want {
					t.Errorf("%s, at most %d, from %d: %d %v, want %d %v", what, most, from, got, found, want, is)
				}
			}
		}
	}
}

// How a scheme's highest average follows what is recorded is that of the worst of its averages.
func TestShapesOfAverages(t *testing.T) {
	for _, c := range []struct {
		months, take string
		want         shape
	}{
		{"all", "total", rises}, {"all", "mean", rises}, {"last 6", "total", rises}, {"best 9", "mean", rises}, {"best 1", "total", rises}, {"best 9", "total", turns},
		{"active", "mean", jumps}, {"active", "total", jumps}, {"quarter", "total", rises}, {"quarter", "mean", turns},
	} {
		for _, others := range [][]Method{nil, {method("y", "all", "total")}} {
			s := capitated()
			s.Methods = append([]Method{method("m", c.months, c.take)}, others...)
			if got := s.shape(); got != c.want {
				t.Errorf("%s of %s: %d, want %d", c.take, c.months, got, c.want)
			}
		}
	}
	s := capitated()
	s.Methods = []Method{method("t", "best 9", "total"), method("a", "active", "mean")}
	if got := s.shape(); got != turns {
		t.Errorf("of two: %d", got)
	}
}

// The fewest days that a record can be divided by, by hand: 20 days is the shortest month; 61 the shortest quarter.
func TestFewestDays(t *testing.T) {
	s := capitated()
	for _, c := range []struct {
		months, take string
		want         int64
	}{{"all", "total", 253}, {"all", "mean", 240}, {"best 9", "mean", 180}, {"last 6", "total", 121}, {"quarter", "total", 61}, {"quarter", "mean", 60}} {
		if got := method("m", c.months, c.take).fewestDays(s); got != c.want {
			t.Errorf("%s of %s: %d, want %d", c.take, c.months, got, c.want)
		}
	}
}

// What matters most to a person comes first; of two kinds nobody is asked to look at each.
func TestBoundaryKindsInTheirOrder(t *testing.T) {
	want := []BoundaryKind{NearOutcome, NearLate, NearRounding, NearMethod, NearShare}
	for i, k := range BoundaryKinds() {
		if k != want[i] || k.Asks() != (i < 2) {
			t.Errorf("%d is %s, asks %v", i, k, k.Asks())
		}
	}
	if nearest(100) != 5 || nearest(499) != 5 || nearest(599) != 5 || nearest(600) != 6 || nearest(764) != 7 {
		t.Error("near is 5, or a hundredth of the target where that is more")
	}
}
