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
		apart := new(big.Rat).Sub(ratio(line.Highest().Achievement), ratio(share))
		if new(big.Rat).Abs(apart).Cmp(margin(line)) <= 0 {
			near = append(near, Boundary{p, line.Contract.Service, NearShare, apartWords(line, share, apart)})
		}
	}
	return near
}

// apartWords says how far the line is from the share, in the records of its target.
func apartWords(line calc.Achievement, share calc.Share, apart *big.Rat) string {
	achieved, bound := percentage(line.Highest().Achievement), percentage(share)
	records := inRecords(line, apart)
	switch apart.Sign() {
	case 1:
		return fmt.Sprintf("%s is above %s by what %s worth", achieved, bound, records)
	case -1:
		return fmt.Sprintf("%s is below %s by what %s worth", achieved, bound, records)
	}
	return fmt.Sprintf("the achievement is exactly %s", bound)
}

// inRecords is a part of the target as records, the last one begun counted whole.
func inRecords(line calc.Achievement, part *big.Rat) string {
	records := new(big.Rat).Abs(part)
	n := up(records.Mul(records, new(big.Rat).SetInt64(line.Contract.Target))).Num()
	if n.IsInt64() && n.Int64() == 1 {
		return "1 record is"
	}
	return n.String() + " records are"
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
		{new(big.Rat).Neg(margin(line)), "less"},
	} {
		achieved := new(big.Rat).Add(ratio(line.Highest().Achievement), way.by)
		other := outcome(new(big.Rat).Add(rest(p, i), earned(p.Scheme, line, achieved, halfUp)), p.Advance)
		if other != p.Outcome {
			near = append(near, Boundary{p, line.Contract.Service, NearOutcome, fmt.Sprintf(
				"what %s worth %s would change %s to %s", inRecords(line, way.by), way.words, p.Outcome, other)})
		}
	}
	return near
}

// percentage writes a share as a letter does: cut to two places.
func percentage(s calc.Share) string { return s.CutPercent(2) + "%" }
