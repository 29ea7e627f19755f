package report

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"yearend/calc"
)

// This file does the sums over again in other ways, in pence and exactly, to
// see whether the outcome holds.

// rounding turns parts of a penny into whole ones.
type rounding func(*big.Rat) *big.Rat

func halfUp(r *big.Rat) *big.Rat { return down(new(big.Rat).Add(r, big.NewRat(1, 2))) }
func down(r *big.Rat) *big.Rat   { return new(big.Rat).SetInt(new(big.Int).Div(r.Num(), r.Denom())) }
func up(r *big.Rat) *big.Rat     { return new(big.Rat).Neg(down(new(big.Rat).Neg(r))) }
func not(r *big.Rat) *big.Rat    { return r }

// earned is what the line would earn at that achievement, in pence.
func earned(s *calc.Scheme, line calc.Achievement, achieved *big.Rat, round rounding) *big.Rat {
	share := new(big.Rat).Set(achieved)
	if most := ratio(s.Cap); share.Cmp(most) > 0 {
		share = most
	}
	if share.Sign() < 0 {
		share.SetInt64(0)
	}
	return round(share.Mul(share, new(big.Rat).SetInt(pence(line.Contract.Value))))
}

// rest is what the other lines earn, in pence.
func rest(p calc.Position, but int) *big.Rat {
	sum := new(big.Rat)
	for i, line := range p.Lines {
		if i != but {
			sum.Add(sum, new(big.Rat).SetInt(pence(line.Earned)))
		}
	}
	return sum
}

// outcome is what so many pence earned mean against the advance.
func outcome(earned *big.Rat, advance calc.Money) calc.Outcome {
	switch earned.Cmp(new(big.Rat).SetInt(pence(advance))) {
	case 1:
		return calc.Pay
	case -1:
		return calc.Recoup
	}
	return calc.Nil
}

// nearRounding asks whether rounding each line down or up, or the sum of the
// lines once, changes the outcome.
func nearRounding(p calc.Position) []Boundary {
	var near []Boundary
	for _, way := range []struct {
		words      string
		line, then rounding
	}{
		{"each line rounded down", down, not},
		{"each line rounded up", up, not},
		{"only the sum rounded", not, halfUp},
	} {
		sum := new(big.Rat)
		for _, line := range p.Lines {
			sum.Add(sum, earned(p.Scheme, line, ratio(line.Highest().Achievement), way.line))
		}
		if other := outcome(way.then(sum), p.Advance); other != p.Outcome {
			near = append(near, Boundary{p, "", NearRounding, fmt.Sprintf("with %s, %s would be %s", way.words, p.Outcome, other)})
		}
	}
	return near
}

// nearMethod asks whether one of the methods, applied to every line, changes
// the outcome, and names all that do so in the same way together.
func nearMethod(p calc.Position) []Boundary {
	others := map[calc.Outcome][]string{}
	for m, method := range p.Scheme.Methods {
		sum := new(big.Rat)
		for _, line := range p.Lines {
			sum.Add(sum, earned(p.Scheme, line, ratio(line.Results[m].Achievement), halfUp))
		}
		other := outcome(sum, p.Advance)
		others[other] = append(others[other], strconv.Quote(method.Name))
	}
	var near []Boundary
	for _, other := range []calc.Outcome{calc.Pay, calc.Recoup, calc.Nil} {
		if names := others[other]; other != p.Outcome && len(names) > 0 {
			near = append(near, Boundary{p, "", NearMethod, fmt.Sprintf(
				"by %s alone, %s would be %s", strings.Join(names, " or "), p.Outcome, other)})
		}
	}
	return near
}

func nearLate(p calc.Position) []Boundary {
	other := p.OutcomeOnTime()
	if other == p.Outcome {
		return nil
	}
	return []Boundary{{p, "", NearLate, fmt.Sprintf("without what was coded late, %s would be %s", p.Outcome, other)}}
}
