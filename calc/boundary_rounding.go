package calc

import "math/big"

// Rounding is another way to come to whole pence than half up, line by line
// (A6): how near a position is to it shows whether that assumption matters.
type Rounding string

const (
	EachDown Rounding = "each line down"
	EachUp   Rounding = "each line up"
	SumOnly  Rounding = "the sum only" // half up, and no line by itself
)

// roundings is what each does to the pence of a line, and then to those of the sum.
var roundings = []struct {
	rounding  Rounding
	line, sum func(*big.Rat) *big.Rat
}{
	{EachDown, down, not},
	{EachUp, up, not},
	{SumOnly, not, halfUp},
}

func down(r *big.Rat) *big.Rat   { return new(big.Rat).SetInt(new(big.Int).Div(r.Num(), r.Denom())) }
func up(r *big.Rat) *big.Rat     { return new(big.Rat).Neg(down(new(big.Rat).Neg(r))) }
func halfUp(r *big.Rat) *big.Rat { return down(new(big.Rat).Add(r, big.NewRat(1, 2))) }
func not(r *big.Rat) *big.Rat    { return r }

// nearRounding asks whether another rounding changes the outcome.
func nearRounding(p Position) []Boundary {
	var near []Boundary
	for _, r := range roundings {
		sum := new(big.Rat)
		for _, line := range p.Lines {
			earned := line.Contract.Value.pence()
			sum.Add(sum, r.line(earned.Mul(earned, line.Capped.rat())))
		}
		if other := outcomeBy(r.sum(sum).Cmp(p.Advance.pence())); other != p.Outcome {
			near = append(near, Boundary{Position: p, Kind: NearRounding, Others: []Outcome{other}, Rounding: r.rounding})
		}
	}
	return near
}
