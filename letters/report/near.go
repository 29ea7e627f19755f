package report

import (
	"fmt"
	"math/big"

	"yearend/calc"
)

// Boundary is a reason to look at a position before approving it: a little more
// or less, or another way to do the sums, would change what it means.
type Boundary struct {
	Position calc.Position
	Service  string // the line's service code; empty where it is the whole position
	Kind     BoundaryKind
	Why      string // in words
}

// BoundaryKind says what the position is near to.
type BoundaryKind string

const (
	NearShare    BoundaryKind = "share"    // a line is near the cap or the share paid in advance
	NearOutcome  BoundaryKind = "outcome"  // a few records on one line would change the outcome
	NearRounding BoundaryKind = "rounding" // another rounding would
	NearMethod   BoundaryKind = "method"   // another averaging method would
	NearLate     BoundaryKind = "late"     // leaving out what was coded late would
)

// How near is near: a hundredth of the target, or so many records.
const (
	nearHundredths = 1
	nearRecords    = 5
)

// Near lists every boundary of every position that has figures, in their order.
func Near(positions []calc.Position) []Boundary {
	var all []Boundary
	for _, p := range positions {
		if p.Outcome == calc.Held {
			continue
		}
		for i := range p.Lines {
			all = append(all, nearShares(p, i)...)
			all = append(all, nearOutcome(p, i)...)
		}
		all = append(all, nearRounding(p)...)
		all = append(all, nearMethod(p)...)
		all = append(all, nearLate(p)...)
	}
	return all
}

// margin is how far from a boundary a line still counts as near it.
func margin(line calc.Achievement) *big.Rat {
	records := big.NewRat(nearRecords, line.Contract.Target)
	hundredths := big.NewRat(nearHundredths, 100)
	if records.Cmp(hundredths) > 0 {
		return records
	}
	return hundredths
}

// nearShares holds a line against the cap and the share paid in advance.
func nearShares(p calc.Position, i int) []Boundary {
	line := p.Lines[i]
	shares := []calc.Share{p.Scheme.Cap}
	if p.Scheme.Advance != nil {
		shares = append(shares, p.Scheme.Advance.Share)
	}
	var near []Boundary
	for _, share := range shares {
		distance := new(big.Rat).Sub(ratio(line.Highest().Achievement), ratio(share))
		if distance.Abs(distance).Cmp(margin(line)) <= 0 {
			near = append(near, Boundary{p, line.Contract.Service, NearShare, fmt.Sprintf(
				"%s is within %d%% or %d records of %s", percentage(line.Highest().Achievement), nearHundredths, nearRecords, percentage(share))})
		}
	}
	return near
}

// nearOutcome asks whether a little more or less on one line changes the outcome.
func nearOutcome(p calc.Position, i int) []Boundary {
	line := p.Lines[i]
	var near []Boundary
	for _, way := range []struct {
		by    *big.Rat
		words string
	}{
		{margin(line), "more"},
		{new(big.Rat).Neg(margin(line)), "fewer"},
	} {
		achieved := new(big.Rat).Add(ratio(line.Highest().Achievement), way.by)
		other := outcome(new(big.Rat).Add(rest(p, i), earned(p.Scheme, line, achieved, halfUp)), p.Advance)
		if other != p.Outcome {
			near = append(near, Boundary{p, line.Contract.Service, NearOutcome, fmt.Sprintf(
				"1%% or %d records %s would change %s to %s", nearRecords, way.words, p.Outcome, other)})
		}
	}
	return near
}

// percentage writes a share as a letter does: cut to two places.
func percentage(s calc.Share) string { return s.CutPercent(2) + "%" }
