package letters

import (
	"testing"

	"yearend/calc"
)

// As much on every working day suffices: rounded up, never down.
func TestEachDay(t *testing.T) {
	for _, c := range []struct {
		n, days int64
		want    string
	}{{0, 42, "0.0"}, {1, 42, "0.1"}, {42, 42, "1.0"}, {43, 42, "1.1"}, {132, 42, "3.2"}, {284, 42, "6.8"}, {50000, 42, "1,190.5"}, {5, 1, "5.0"}} {
		if got := eachDay(c.n, c.days); got != c.want {
			t.Errorf("%d in %d days: %s, want %s", c.n, c.days, got, c.want)
		}
	}
}

func TestRangesSayTheirDirection(t *testing.T) {
	for _, c := range []struct {
		low, high int64
		want      string
	}{
		{100, 250, "a payment to the practice of between £1.00 and £2.50"},
		{-250, -100, "a recoupment from the practice of between £1.00 and £2.50"},
		{-100, 250, "anything from " + positionWords(calc.Pence(-100)) + " to " + positionWords(calc.Pence(250))},
		{0, 250, "anything from " + positionWords(calc.Pence(0)) + " to " + positionWords(calc.Pence(250))},
		{-100, -100, positionWords(calc.Pence(-100)) + ", by either way"},
	} {
		if got := RangeWords(calc.Pence(c.low), calc.Pence(c.high)); got != c.want {
			t.Errorf("%d to %d: %q, want %q", c.low, c.high, got, c.want)
		}
	}
}

func TestEarnedRange(t *testing.T) {
	for want, ends := range map[string][2]int64{
		"from £1.00 to £2.50": {250, 100}, "from £1.00 to £1.01": {100, 101}, "£1.00, by either way": {100, 100},
	} {
		if got := EarnedRange(calc.Pence(ends[0]), calc.Pence(ends[1])); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestDifferencesSayTheirDirection(t *testing.T) {
	for pence, want := range map[int64]string{1: "£0.01 more", -240028: "£2,400.28 less", 0: "£0.00"} {
		if got := DifferenceWords(calc.Pence(pence)); got != want {
			t.Errorf("%d: %q, want %q", pence, got, want)
		}
	}
}

// Before the year has ended nothing is coded late, and nothing is said of it.
func TestNothingIsLateBeforeTheYearHasEnded(t *testing.T) {
	c := calc.Change{Kind: calc.RecordedChange, Service: "domain-2", Was: calc.Number(480), Now: calc.Number(492), Early: true}
	if got := ChangeReason(&calc.Scheme{CodedBy: 20260410}, c); got != "12 more counted" {
		t.Errorf("%q", got)
	}
}

// What was paid in advance may be given by the contracts, with no ledger at all.
func TestReasonOfAdvance(t *testing.T) {
	if got := ChangeReason(&calc.Scheme{}, calc.Change{Kind: calc.AdvanceChange}); got != "changed in what was paid in advance" {
		t.Errorf("got %q", got)
	}
}
