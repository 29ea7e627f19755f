package report

import (
	"fmt"
	"math/big"
	"sort"

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

// BoundaryKinds are all the kinds, what matters most first.
func BoundaryKinds() []BoundaryKind {
	return []BoundaryKind{NearOutcome, NearLate, NearRounding, NearMethod, NearShare}
}

// Title is what the boundaries of the kind have in common.
func (k BoundaryKind) Title() string {
	switch k {
	case NearOutcome:
		return "A few records would change the outcome"
	case NearLate:
		return "Without late coding the outcome would differ"
	case NearRounding:
		return "Another rounding would change the outcome"
	case NearMethod:
		return "Another averaging method would change the outcome"
	case NearShare:
		return "Within 1% or 5 records of a share that the rules name"
	}
	return string(k)
}

// BoundaryCode is the problem that asks a person to look at a position near a
// boundary; what it is near to stands beside it, from Near.
const BoundaryCode = "W-boundary"

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

// near is one row a boundary.
func near(r Run) table {
	t := table{columns: []string{"practice_code", "practice_name", "scheme", "service", "kind", "why"}}
	for _, b := range Near(r.Settled.Positions) {
		p := b.Position
		t.rows = append(t.rows, []string{string(p.Practice.Code), p.Practice.Name, p.Scheme.Code, b.Service, string(b.Kind), b.Why})
	}
	return t
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
		return fmt.Sprintf("%s is above %s, by no more than %s", achieved, bound, records)
	case -1:
		return fmt.Sprintf("%s is below %s, by no more than %s", achieved, bound, records)
	}
	return fmt.Sprintf("the achievement is exactly %s", bound)
}

// inRecords is a part of the target as records, the last one begun counted whole.
func inRecords(line calc.Achievement, part *big.Rat) string {
	worth := new(big.Rat).Abs(part)
	return records(up(worth.Mul(worth, new(big.Rat).SetInt64(line.Contract.Target))).Num().Int64())
}

// nearOutcome asks whether a little more or less on one line changes the
// outcome, and how little would.
func nearOutcome(p calc.Position, i int) []Boundary {
	line := p.Lines[i]
	var near []Boundary
	for _, way := range []struct {
		one   int64
		words string
	}{{1, "more"}, {-1, "fewer"}} {
		n, other := changing(p, i, way.one)
		if other == p.Outcome {
			continue
		}
		near = append(near, Boundary{p, line.Contract.Service, NearOutcome, fmt.Sprintf(
			"%s %s would change the outcome from %s to %s", records(n), way.words, p.Outcome, other)})
	}
	return near
}

// changing is the smallest number of records, up to the margin, that changes
// the outcome when so many more (or fewer, with one = -1) are recorded; each is
// worth its part of the year's target. Where the margin does not change it, the
// outcome stays.
func changing(p calc.Position, i int, one int64) (int64, calc.Outcome) {
	line := p.Lines[i]
	with := func(n int64) calc.Outcome {
		achieved := new(big.Rat).Add(ratio(line.Highest().Achievement), big.NewRat(n*one, line.Contract.Target))
		return outcome(new(big.Rat).Add(rest(p, i), earned(p.Scheme, line, achieved, halfUp)), p.Advance)
	}
	most := max(nearRecords, line.Contract.Target*nearHundredths/100)
	if with(most) == p.Outcome { // as nearly always
		return most, p.Outcome
	}
	n := 1 + sort.Search(int(most-1), func(n int) bool { return with(int64(n)+1) != p.Outcome })
	return int64(n), with(int64(n))
}

func records(n int64) string {
	if n == 1 {
		return "1 record"
	}
	return fmt.Sprintf("%d records", n)
}

// percentage writes a share as a letter does: cut to two places.
func percentage(s calc.Share) string { return s.CutPercent(2) + "%" }
