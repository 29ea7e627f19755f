package calc

import (
	"math/big"
	"slices"
)

// Boundary is a reason to look at a position before approving it: a little more
// or less, or another way to do the sums, would change what it means. What that
// reads like to a person is for letters to say.
type Boundary struct {
	Position Position
	Service  string // the line's service code; empty where it is the whole position
	Kind     BoundaryKind
	Others   []Outcome // what the outcome would be, in one month or another; none for NearShare
	Achieved Share     // NearShare: the line's achievement,
	Share    Share     // and the share that it is near to
	Away     Away      // NearShare, NearOutcome: how little is enough
	Rounding Rounding  // NearRounding
	Methods  []Method  // NearMethod: those that would change it to the other outcome
}

// BoundaryKind says what the position is near to.
type BoundaryKind string

const (
	NearShare    BoundaryKind = "share"    // a line is near the cap or the share paid in advance
	NearOutcome  BoundaryKind = "outcome"  // a little more or less in one month of a line would change the outcome
	NearRounding BoundaryKind = "rounding" // another rounding would
	NearMethod   BoundaryKind = "method"   // another averaging method would
	NearLate     BoundaryKind = "late"     // leaving out what was coded late would
)

// boundaryKinds is all that is known of each kind. It stands in the order in
// which a position's boundaries are listed: those of its lines, line by line,
// then those of the whole.
var boundaryKinds = []boundaryRow{
	{kind: NearShare, rank: 5, ofLine: nearShares},
	{kind: NearOutcome, rank: 1, asks: true, ofLine: nearOutcome},
	{kind: NearRounding, rank: 3, of: nearRounding},
	{kind: NearMethod, rank: 4, of: nearMethod},
	{kind: NearLate, rank: 2, asks: true, of: nearLate},
}

type boundaryRow struct {
	kind   BoundaryKind
	rank   int                                // 1 for what matters most to a person
	asks   bool                               // a problem asks a person to look at it
	ofLine func(p Position, i int) []Boundary // of one line,
	of     func(p Position) []Boundary        // or of the whole position
}

// BoundaryKinds are all the kinds, what matters most first.
func BoundaryKinds() []BoundaryKind {
	kinds := make([]BoundaryKind, len(boundaryKinds))
	for _, k := range boundaryKinds {
		kinds[k.rank-1] = k.kind
	}
	return kinds
}

// Asks reports whether a person is asked to look at every boundary of the kind.
func (k BoundaryKind) Asks() bool {
	return slices.ContainsFunc(boundaryKinds, func(known boundaryRow) bool { return known.kind == k && known.asks })
}

// Near lists every boundary of every position that has figures, in their order.
func Near(positions []Position) []Boundary {
	var all []Boundary
	for _, p := range positions {
		if p.Outcome == Held {
			continue
		}
		for i := range p.Lines {
			for _, k := range boundaryKinds {
				if k.ofLine != nil {
					all = append(all, k.ofLine(p, i)...)
				}
			}
		}
		for _, k := range boundaryKinds {
			if k.of != nil {
				all = append(all, k.of(p)...)
			}
		}
	}
	return all
}

// nearMethod asks whether one of the methods, applied to every line, changes
// the outcome, and takes all that do so in the same way together.
func nearMethod(p Position) []Boundary {
	var others map[Outcome][]Method
	for m, method := range p.Scheme.Methods {
		balance := Money{}.Minus(p.Advance)
		for _, line := range p.Lines {
			balance = balance.Plus(line.Contract.Value.Times(line.Results[m].Achievement.AtMost(p.Scheme.Cap)))
		}
		other := OutcomeOf(balance)
		if other == p.Outcome {
			continue
		}
		if others == nil {
			others = map[Outcome][]Method{}
		}
		others[other] = append(others[other], method)
	}
	if others == nil {
		return nil
	}
	var near []Boundary
	for _, other := range Outcomes() {
		if methods := others[other]; len(methods) > 0 {
			near = append(near, Boundary{Position: p, Kind: NearMethod, Others: []Outcome{other}, Methods: methods})
		}
	}
	return near
}

func nearLate(p Position) []Boundary {
	other := p.OutcomeOnTime()
	if other == p.Outcome {
		return nil
	}
	return []Boundary{{Position: p, Kind: NearLate, Others: []Outcome{other}}}
}

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

// nearRounding asks whether another rounding changes the outcome. None moves a line
// by more than a penny, nor the sum of one line or more.
func nearRounding(p Position) []Boundary {
	if p.Balance.Abs().Cmp(Pence(int64(len(p.Lines)))) > 0 {
		return nil
	}
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
