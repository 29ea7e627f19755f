package letters

import (
	"fmt"
	"strconv"

	"yearend/calc"
)

// BoundaryTitle is what the boundaries of one kind have in common.
func BoundaryTitle(k calc.BoundaryKind) string {
	switch k {
	case calc.NearOutcome:
		return "A few records would change the outcome"
	case calc.NearLate:
		return "Without late coding the outcome would differ"
	case calc.NearRounding:
		return "Another rounding would change the outcome"
	case calc.NearMethod:
		return "Another averaging method would change the outcome"
	case calc.NearShare:
		return "Within 1% or 5 records of a share that the rules name"
	}
	return string(k)
}

// BoundaryReason says what the position is near to, and how near.
func BoundaryReason(b calc.Boundary) string {
	was := b.Position.Outcome
	switch b.Kind {
	case calc.NearOutcome:
		way := "more"
		if b.Fewer {
			way = "fewer"
		}
		return fmt.Sprintf("%s %s would change the outcome from %s to %s", Many(b.Count, "record"), way, was, b.Other)
	case calc.NearLate:
		return fmt.Sprintf("without what was coded late, %s would be %s", was, b.Other)
	case calc.NearRounding:
		return fmt.Sprintf("with %s, %s would be %s", roundingWords(b.Rounding), was, b.Other)
	case calc.NearMethod:
		var names []string
		for _, m := range b.Methods {
			names = append(names, strconv.Quote(m.Name))
		}
		return fmt.Sprintf("by %s alone, %s would be %s", calc.Or(names), was, b.Other)
	case calc.NearShare:
		return apartWords(b)
	}
	return ""
}

// apartWords says how far the line is from the share, in the records of its target.
func apartWords(b calc.Boundary) string {
	achieved, share := Percent(b.Achieved), Percent(b.Share)
	switch b.Achieved.Cmp(b.Share) {
	case 1:
		return fmt.Sprintf("%s is above %s, by no more than %s", achieved, share, Many(b.Count, "record"))
	case -1:
		return fmt.Sprintf("%s is below %s, by no more than %s", achieved, share, Many(b.Count, "record"))
	}
	return "the achievement is exactly " + share
}

func roundingWords(r calc.Rounding) string {
	switch r {
	case calc.EachDown:
		return "each line rounded down"
	case calc.EachUp:
		return "each line rounded up"
	case calc.SumOnly:
		return "only the sum rounded"
	}
	return string(r)
}
