package letters

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"yearend/calc"
)

// BoundaryTitle is what the boundaries of one kind have in common.
func BoundaryTitle(k calc.BoundaryKind) string {
	switch k {
	case calc.NearOutcome:
		return "A little more or less in one month would change the outcome"
	case calc.NearLate:
		return "Without late coding the outcome would differ"
	case calc.NearRounding:
		return "Another rounding would change the outcome"
	case calc.NearMethod:
		return "Another averaging method would change the outcome"
	case calc.NearShare:
		return "A little more or less in one month would cross a share that the rules name"
	}
	return string(k)
}

// BoundaryReason says what the position is near to, and how near.
func BoundaryReason(b calc.Boundary) string {
	was := b.Position.Outcome
	var words []string
	for _, other := range b.Others {
		words = append(words, string(other))
	}
	others := calc.Or(words)
	switch b.Kind {
	case calc.NearOutcome:
		return fmt.Sprintf("%s would change the outcome from %s to %s", awayWords(b), was, others)
	case calc.NearLate:
		return fmt.Sprintf("without what was coded late, %s would be %s", was, others)
	case calc.NearRounding:
		return fmt.Sprintf("with %s, %s would be %s", roundingWords(b.Rounding), was, others)
	case calc.NearMethod:
		var names []string
		for _, m := range b.Methods {
			names = append(names, strconv.Quote(m.Name))
		}
		return fmt.Sprintf("by %s alone, %s would be %s", calc.Or(names), was, others)
	case calc.NearShare:
		return shareWords(b)
	}
	return ""
}

// shareWords say on which side of the share the line is, and what would take it over.
func shareWords(b calc.Boundary) string {
	achieved, share := Percent(b.Achieved), Percent(b.Share)
	switch b.Achieved.Cmp(b.Share) {
	case 1:
		return fmt.Sprintf("%s is above %s: %s would fall below it", achieved, share, awayWords(b))
	case -1:
		return fmt.Sprintf("%s is below %s: %s would reach it", achieved, share, awayWords(b))
	}
	return fmt.Sprintf("the achievement is exactly %s: %s would fall below it", share, awayWords(b))
}

// awayWords say how little is enough, and in which months: "3 contacts more in October".
func awayWords(b calc.Boundary) string {
	service, _ := b.Position.Scheme.Service(b.Service)
	way := "more"
	if b.Away.Less {
		way = "fewer"
	}
	return Units(b.Away.Count, service.Unit) + " " + way + " in " + monthsWords(b.Position.Scheme, b.Away.Months)
}

// monthsWords names some months of the year: "any month", "any month from October to
// March", "any month but July", "May or June".
func monthsWords(s *calc.Scheme, months []int) string {
	var in, out []string
	for i := range calc.Months {
		name := s.Period.MonthStart(i).Month().String()
		if slices.Contains(months, i) {
			in = append(in, name)
		} else {
			out = append(out, name)
		}
	}
	switch {
	case len(out) == 0:
		return "any month"
	case len(in) > 2 && months[len(months)-1]-months[0] == len(in)-1:
		return "any month from " + in[0] + " to " + in[len(in)-1]
	case len(in) > len(out):
		return "any month but " + calc.And(out)
	}
	return calc.Or(in)
}

// Direction is the way in which a boundary lies: more or less is recorded; empty
// where it is no matter of that.
func Direction(b calc.Boundary) string {
	switch {
	case len(b.Away.Months) == 0:
		return ""
	case b.Away.Less:
		return "less"
	}
	return "more"
}

// BoundaryMonths are the months of a boundary as a table has them: 2025-04;2025-05.
func BoundaryMonths(b calc.Boundary) string {
	var months []string
	for _, i := range b.Away.Months {
		months = append(months, b.Position.Scheme.Period.MonthStart(i).YearMonth())
	}
	return strings.Join(months, ";")
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
