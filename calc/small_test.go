package calc

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// Numbers of 64 bits are reckoned with as whole numbers of any size would be, also
// where they no longer fit.
func TestSmallNumbersAreExact(t *testing.T) {
	dice := rand.New(rand.NewPCG(2026, 64))
	for range 20_000 {
		n, d, m, e := anySize(dice), 1+anySize(dice), anySize(dice), 1+anySize(dice)
		a, b := big.NewRat(n, d), big.NewRat(m, e)
		s, err := Ratio(n, d)
		if err != nil {
			t.Fatal(err)
		}
		other, large := shareOf(b), Share{r: b}
		if got, want := s.Cmp(other), a.Cmp(b); got != want || s.Cmp(large) != want {
			t.Errorf("%s against %s: %d, should be %d", a, b, got, want)
		}
		if got := s.Exact(); got != a.String() {
			t.Errorf("%s is written %s", a, got)
		}
		if got, want := s.Cut(6), cut(a, 6); got != want {
			t.Errorf("%s cut is %s, should be %s", a, got, want)
		}
		if got, want := s.Round(16), a.FloatString(16); got != want {
			t.Errorf("%s rounded is %s, should be %s", a, got, want)
		}
		hundred := new(big.Rat).Mul(a, big.NewRat(100, 1))
		if got, want := s.CutPercent(2), cut(hundred, 2); got != want {
			t.Errorf("%s in percent is %s, should be %s", a, got, want)
		}
		below := Share{r: new(big.Rat).Neg(b)}
		for _, u := range []Share{other, shareOf(below.r)} {
			if got, want := s.Plus(u).Exact(), new(big.Rat).Add(a, u.rat()).String(); got != want {
				t.Errorf("%s plus %s is %s, should be %s", a, u.Exact(), got, want)
			}
			if got, want := s.by(u).Exact(), new(big.Rat).Mul(a, u.rat()).String(); got != want {
				t.Errorf("%s by %s is %s, should be %s", a, u.Exact(), got, want)
			}
			if u.rat().Sign() != 0 {
				if got, want := s.of(u).Exact(), new(big.Rat).Quo(a, u.rat()).String(); got != want {
					t.Errorf("%s of %s is %s, should be %s", a, u.Exact(), got, want)
				}
			}
			if got, want := u.times(n).Exact(), new(big.Rat).Mul(u.rat(), big.NewRat(n, 1)).String(); got != want {
				t.Errorf("%s times %d is %s, should be %s", u.Exact(), n, got, want)
			}
			if got, want := u.Over(d).Exact(), new(big.Rat).Quo(u.rat(), big.NewRat(d, 1)).String(); got != want {
				t.Errorf("%s over %d is %s, should be %s", u.Exact(), d, got, want)
			}
		}
		sum := Pence(m % 100_000_000_000_000)
		if got, want := sum.Times(s), sum.Times(Share{r: a}); got.Cmp(want) != 0 {
			t.Errorf("%s times %s is %s, should be %s", sum, a, got, want)
		}
	}
}

// What no rounding can change is not asked for: none moves a line by more than a
// penny, nor the sum of one line or more.
func TestNoRoundingMovesALineByMoreThanAPenny(t *testing.T) {
	dice := rand.New(rand.NewPCG(2026, 66))
	furthest := new(big.Rat)
	for range 5_000 {
		lines := make([]Achievement, 1+dice.IntN(6))
		earned := Money{}
		for i := range lines {
			d := 1 + dice.Int64N(2_000)
			lines[i] = Achievement{Contract: Contract{Value: Pence(dice.Int64N(10_000_000))}}
			lines[i].Capped = ratioOf(dice.Int64N(d+1), d)
			earned = earned.Plus(lines[i].Contract.Value.Times(lines[i].Capped))
		}
		for _, r := range roundings {
			sum := new(big.Rat)
			for _, line := range lines {
				pence := line.Contract.Value.pence()
				sum.Add(sum, r.line(pence.Mul(pence, line.Capped.rat())))
			}
			away := new(big.Rat).Sub(r.sum(sum), earned.pence())
			away.Abs(away).Quo(away, big.NewRat(int64(len(lines)), 1))
			if away.Cmp(furthest) > 0 {
				furthest = away
			}
		}
	}
	if furthest.Cmp(big.NewRat(1, 1)) != 0 {
		t.Errorf("a rounding moved the lines by %s pence each", furthest.FloatString(2))
	}
}

func TestSmallPartsAreTheParts(t *testing.T) {
	dice := rand.New(rand.NewPCG(2026, 65))
	large := 0
	for range 20_000 {
		s := &Scheme{}
		var recorded ByMonth
		for i := range s.Weights {
			s.Weights[i] = 1 + dice.Int64N(31)
			recorded[i] = dice.Int64N(1 << (1 + dice.IntN(40)))
		}
		r := Result{Method: &Method{Take: Take{PerDay: dice.IntN(2) == 0}}}
		for i := range Months {
			if dice.IntN(3) > 0 {
				r.Chosen = append(r.Chosen, i)
			}
		}
		target := 1 + dice.Int64N(1<<(1+dice.IntN(30)))
		n, d := r.largeParts(s, target, recorded)
		small, below, fits := r.smallParts(s, target, recorded)
		switch {
		case !fits:
			large++
		case big.NewInt(small).Cmp(n) != 0 || big.NewInt(below).Cmp(d) != 0:
			t.Fatalf("%d/%d, should be %d/%d", small, below, n, d)
		}
		if fits && shareOfParts(small, below).Exact() != new(big.Rat).SetFrac(n, d).String() {
			t.Fatalf("%d/%d in lowest terms is %s", small, below, shareOfParts(small, below).Exact())
		}
	}
	if large == 0 || large > 15_000 {
		t.Errorf("%d of 20,000 do not fit", large)
	}
}

// A product that leaves 64 bits, and of which those left are a nought, is not taken for one that fits.
func TestSmallPartsSeeWhatIsLost(t *testing.T) {
	s := &Scheme{Weights: [Months]int64{1, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4}}
	for _, chosen := range [][]int{{0}, {0, 1}, {0, 1, 2}, {0, 1, 2, 3}} {
		r := Result{Method: &Method{Take: Take{PerDay: true}}, Chosen: chosen}
		if n, d, fits := r.smallParts(s, 90, ByMonth{1 << 62}); fits {
			t.Errorf("four times 2^62 over the months %v fits, as %d/%d", chosen, n, d)
		}
	}
}

// A line whose counts do not fit into 64 bits is measured as exactly as any other.
func TestLargeCountsAreMeasured(t *testing.T) {
	s := capitated()
	const count = int64(1) << 52
	const target = count * 11
	line, err := Measure(s, Contract{Target: target, Value: Pence(100)}, Activity{Recorded: ByMonth{count, count, count, count, count, count, count, count, count, count, count, count}})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range line.Results {
		n, d := r.Parts(s, target, line.Activity.Recorded)
		if got, want := r.Achievement.Exact(), new(big.Rat).SetFrac(n, d).String(); got != want {
			t.Errorf("%s: %s, should be %s", r.Method.ID, got, want)
		}
	}
}

// anySize is a number from 0 on, of every size alike, and sometimes the largest.
func anySize(dice *rand.Rand) int64 {
	if dice.IntN(50) == 0 {
		return math.MaxInt64 - 1
	}
	return dice.Int64N(1 << (1 + dice.IntN(62)))
}
