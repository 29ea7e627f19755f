package calc

import (
	"math/rand/v2"
	"testing"
)

func capitated() *Scheme {
	one, _ := Ratio(1, 1)
	return &Scheme{
		Code: "cap", Short: "CAP", Title: "Capitated LESs", Cap: one,
		Services: []Service{{Code: "ecg", Name: "ECGs"}, {Code: "wound-care", Name: "Wound Care"}},
		Excluded: []Exclusion{{Service: Service{Code: "psa"}}},
		Period:   Period{20250401, 20260331},
		Weights:  [Months]int64{20, 20, 21, 23, 20, 22, 23, 20, 21, 21, 20, 22},
		Methods: []Method{
			method("year_total", "all", "total"), method("mean_of_months", "all", "mean"), method("best_nine_months", "best 9", "mean"),
			method("last_six_months", "last 6", "total"), method("active_months", "active", "mean"),
		},
	}
}

func method(id, months, take string) Method {
	taking, err := KnownAverages().MonthsOf(months)
	if err != nil {
		panic(err)
	}
	how, err := KnownAverages().TakeOf(take)
	if err != nil {
		panic(err)
	}
	return Method{ID: id, Name: id, Months: taking, Take: how}
}

func randomLine(r *rand.Rand) (Contract, Activity) {
	c := Contract{Target: r.Int64N(2000) + 1, Value: Pence(r.Int64N(1e8)), Advance: Pence(r.Int64N(1e8))}
	var a Activity
	for i := range a.Recorded {
		if r.IntN(4) > 0 {
			a.Recorded[i] = r.Int64N(c.Target/6 + 2)
			a.Late[i] = r.Int64N(a.Recorded[i] + 1)
		}
	}
	return c, a
}

// What must hold of every line, whatever was recorded.
func TestMeasureProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	s := capitated()
	for range 3000 {
		c, a := randomLine(r)
		line, err := Measure(s, c, a)
		if err != nil {
			t.Fatal(err)
		}
		for i, result := range line.Results {
			higher := result.Achievement.Cmp(line.Highest().Achievement)
			if higher > 0 || higher == 0 && i < line.Applied {
				t.Fatalf("%v: %s is applied, %s is as high", a.Recorded, line.Highest().Method.ID, result.Method.ID)
			}
		}
		if line.Earned.Cmp(c.Value) > 0 || line.Earned.Sign() < 0 || line.Capped.Cmp(s.Cap) > 0 {
			t.Fatalf("earned %s of %s at %s", line.Earned, c.Value, line.Capped.Exact())
		}
		if got := line.Results[0].Achievement.times(c.Target); got.Exact() != mustRatio(a.Recorded.Sum()).Exact() {
			t.Fatalf("the full-year total of %d of %d is %s", a.Recorded.Sum(), c.Target, line.Results[0].Achievement.Exact())
		}
		if len(line.Results[2].Chosen) != 9 || len(line.Results[3].Chosen) != 6 || line.Results[3].Chosen[0] != 6 {
			t.Fatalf("months chosen: %v, %v", line.Results[2].Chosen, line.Results[3].Chosen)
		}
	}
}

func mustRatio(n int64) Share { s, _ := Ratio(n, 1); return s }

// One record more never earns less.
func TestMoreIsNeverLess(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	s := capitated()
	s.Methods = s.Methods[:4] // the mean of the active months may fall when another month becomes active
	for range 2000 {
		c, a := randomLine(r)
		before, _ := Measure(s, c, a)
		a.Recorded[r.IntN(Months)]++
		after, _ := Measure(s, c, a)
		if after.Highest().Achievement.Cmp(before.Highest().Achievement) < 0 || after.Earned.Cmp(before.Earned) < 0 {
			t.Fatalf("%v earns %s, with one fewer %s", a.Recorded, after.Earned, before.Earned)
		}
	}
}

func TestBestTakesTheEarlierMonthOfTwo(t *testing.T) {
	s := capitated()
	s.Weights = [Months]int64{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}
	got := method("best_three", "best 3", "mean").Months.months(s, ByMonth{5, 7, 5, 9, 5, 5})
	if len(got) != 3 || got[0] != 0 || got[1] != 1 || got[2] != 3 {
		t.Errorf("chosen %v, want April, May and July", got)
	}
}

func TestNoTargetIsNoQuietZero(t *testing.T) {
	for _, target := range []int64{0, -5} {
		if _, err := Measure(capitated(), Contract{Target: target}, Activity{}); err != ErrNoTarget {
			t.Errorf("target %d: %v", target, err)
		}
	}
}

// A year end whose every record is found again, and one in which one is lost.
func TestSettleAccountsForEveryRecord(t *testing.T) {
	s := capitated()
	x := &Extract{
		Practices: []Practice{{Code: "P81999"}, {Code: "P81998"}},
		Contracts: []Contract{
			{Practice: "P81998", Scheme: "cap", Service: "ecg", Target: 0},
			{Practice: "P81999", Scheme: "cap", Service: "ecg", Target: 10, Value: Pence(1000)},
			{Practice: "P81999", Scheme: "cap", Service: "psa", Target: 10, Value: Pence(1000)},
		},
		Activity: map[ActivityKey]Activity{
			{"P81999", "ecg"}:        {Recorded: ByMonth{4}, OutOfPeriod: 2, Records: Records{InPeriod: 3, OutOfPeriod: 2}},
			{"P81999", "psa"}:        {Records: Records{InPeriod: 5}},
			{"P81999", "wound-care"}: {Records: Records{InPeriod: 7, OutOfPeriod: 1}},
			{"P81998", "ecg"}:        {Records: Records{InPeriod: 11, Faulty: 1}},
			{"P81998", ""}:           {Records: Records{Faulty: 13}},
		},
		Sources: []Source{{Kind: "activity", Records: 43}},
	}
	settled, err := Settle(x, []*Scheme{s})
	if err != nil {
		t.Fatal(err)
	}
	want := Tally{Read: 30, Counted: 3, OutOfPeriod: 2, ExcludedService: 5, NoContract: 8, Held: 12}
	if got := settled.Tallies["cap"]; got != want {
		t.Errorf("tally %+v, want %+v", got, want)
	}
	if got := settled.Tallies[Unattributed]; got != (Tally{Read: 13, Held: 13}) {
		t.Errorf("unattributed %+v", got)
	}
	if got := settled.Positions[1].Records; got != (Tally{Read: 18, Counted: 3, OutOfPeriod: 2, ExcludedService: 5, NoContract: 8}) {
		t.Errorf("the practice's own tally is %+v", got)
	}
	for _, lost := range []Tally{{Read: 1}, {Read: 3, Counted: 2}, {Read: 1, Counted: 1, Held: 1}} {
		if lost.Check() == nil || checkTallies(&Extract{Sources: []Source{{Kind: "activity", Records: lost.Read}}}, map[string]Tally{"cap": lost}) == nil {
			t.Errorf("%+v balances", lost)
		}
	}
	if p := settled.Positions[0]; p.Outcome != Held || p.Held[0].Code != "E-target" {
		t.Errorf("without a target: %s", p.Outcome)
	}
	x.Sources[0].Records++
	if _, err := Settle(x, []*Scheme{s}); err == nil {
		t.Error("a record was lost, and nothing said")
	}
}
