package report

import (
	"fmt"
	"math/big"
	"testing"

	"yearend/calc"
	"yearend/letters"
)

// halfPennyRun is lines whose share of their value lies as near to half a penny
// as it can: on it, and the least possible below and above. A spreadsheet that
// rounded value × share would get many of them wrong.
func halfPennyRun(t testing.TB) Run {
	t.Helper()
	s := ltcScheme(t)
	r := Run{Program: "yearend 0.1.0", AsOf: date(t, 2026, 4, 17), Schemes: []*calc.Scheme{s}}
	for i, target := range []int64{3, 7, 127, 764, 1009, 1500, 7919, 10_000, 19_997, 65_537, 104_729} {
		for j, pounds := range []int64{0, 8_317, 123_456, 99_999_999, 9_999_999_000} {
			for k, side := range []int64{-1, 0, 1} {
				code := calc.PracticeCode(fmt.Sprintf("P%02d%d%d0", i, j, k))
				r.addHalfPenny(t, s, code, target, pounds*100, side)
			}
		}
	}
	return r
}

// addHalfPenny finds a value of about so many pence whose share, in pence, has
// half the target as its remainder, or one more or less.
func (r *Run) addHalfPenny(t testing.TB, s *calc.Scheme, code calc.PracticeCode, target, pence, side int64) {
	recorded := target*4/5 + 1
	for new(big.Int).GCD(nil, nil, big.NewInt(recorded), big.NewInt(target)).Cmp(big.NewInt(1)) != 0 {
		recorded++
	}
	remainder := target/2 + side
	// value × recorded ≡ remainder, by the inverse of recorded
	inverse := new(big.Int).ModInverse(big.NewInt(recorded), big.NewInt(target))
	value := new(big.Int).Mul(inverse, big.NewInt(remainder))
	value.Mod(value, big.NewInt(target))
	value.Add(value, new(big.Int).SetInt64(pence/target*target))
	c := calc.Contract{Practice: code, Scheme: s.Code, Service: "domain-2", Target: target, Value: calc.Pence(value.Int64()), Advance: calc.Pence(0)}
	line, err := calc.Measure(s, c, months(calc.ByMonth{recorded}, 0))
	if err != nil {
		t.Fatal(err)
	}
	p := calc.Reconcile(s, calc.Practice{Code: code}, []calc.Achievement{line})
	r.Contracts = append(r.Contracts, c)
	r.Settled.Positions = append(r.Settled.Positions, p)
	r.Issues = append(r.Issues, letters.Issue{Number: 1, State: letters.New})
}

// The run is what it says: lines on half a penny, and on both sides of it.
func TestHalfPennies(t *testing.T) {
	half := big.NewRat(1, 2)
	sides := map[int]int{}
	for _, p := range halfPennyRun(t).Settled.Positions {
		line := p.Lines[0]
		pennies := new(big.Rat).Mul(new(big.Rat).SetInt(pence(line.Contract.Value)), line.Capped.Rat())
		sides[new(big.Rat).Sub(pennies, big.NewRat(floor(pennies), 1)).Cmp(half)]++
	}
	if sides[-1] < 20 || sides[0] < 10 || sides[1] < 20 {
		t.Errorf("below, on and above half a penny: %d, %d, %d lines", sides[-1], sides[0], sides[1])
	}
}

// The long division of the sheet is the program's own sum, whatever the figures.
func TestDivisionIsTheProgramsSum(t *testing.T) {
	for _, p := range halfPennyRun(t).Settled.Positions {
		line := p.Lines[0]
		share := line.Capped.Rat()
		v := divide(line.Contract.Value, share.Num(), share.Denom())
		pennies := new(big.Int).Mul(v.first, big.NewInt(100_000))
		pennies.Add(pennies, v.second)
		if new(big.Int).Lsh(v.secondLeft, 1).Cmp(share.Denom()) >= 0 {
			pennies.Add(pennies, big.NewInt(1))
		}
		if got := calc.Pence(pennies.Int64()); got.Cmp(line.Earned) != 0 {
			t.Errorf("%s × %s is %s by division, %s by the program", line.Contract.Value, line.Capped.Exact(), got, line.Earned)
		}
	}
}
