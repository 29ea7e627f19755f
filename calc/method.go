package calc

import "slices"

// Method is one way to average a year's months into an achievement.
type Method struct {
	ID     string // "best_nine_months"
	Name   string // "Mean of the best nine months"
	Months Choice
	Take   Take
	Clause Clause
}

// Choice is which months a method looks at.
type Choice struct {
	Kind ChoiceKind
	N    int // for Best and Last
}

// ChoiceKind is one of the ways to choose months that a scheme file may name.
type ChoiceKind string

const (
	All    ChoiceKind = "all"
	Best   ChoiceKind = "best"   // the N months with the highest recorded ÷ expected; ties: the earlier month
	Last   ChoiceKind = "last"   // the N months at the end of the period
	Active ChoiceKind = "active" // the months with any activity
)

// Take is how a method turns the chosen months into one ratio.
type Take string

const (
	Total Take = "total" // Σ recorded ÷ Σ expected
	Mean  Take = "mean"  // the mean of recorded ÷ expected
)

// Result is what one method makes of a year.
type Result struct {
	Method      Method
	Chosen      []int // the months looked at, 0 for April, in calendar order
	Achievement Share
}

// measure applies the method to the months recorded against a target above zero.
// Over no month at all (Active, nothing recorded) the achievement is 0.
func (m Method) measure(s *Scheme, target int64, recorded ByMonth) Result {
	chosen := m.Months.pick(s, recorded)
	result := Result{Method: m, Chosen: chosen}
	switch {
	case len(chosen) == 0:
	case m.Take == Mean:
		result.Achievement = meanOf(s, target, recorded, chosen)
	default:
		result.Achievement = totalOf(s, target, recorded, chosen)
	}
	return result
}

// totalOf is Σa ÷ Σe, with e = target × w ÷ Σw.
func totalOf(s *Scheme, target int64, recorded ByMonth, chosen []int) Share {
	var a, w int64
	for _, i := range chosen {
		a += recorded[i]
		w += s.Weights[i]
	}
	days, _ := Ratio(s.WorkingDays(), w*target) // both above zero: see Measure and rulebook
	return days.times(a)
}

// meanOf is the mean of a ÷ e, with e = target × w ÷ Σw.
func meanOf(s *Scheme, target int64, recorded ByMonth, chosen []int) Share {
	var sum Share
	for _, i := range chosen {
		sum = sum.Plus(ofExpected(s, target, recorded, i))
	}
	return sum.Over(int64(len(chosen)))
}

// ofExpected is a ÷ e of one month.
func ofExpected(s *Scheme, target int64, recorded ByMonth, i int) Share {
	perDay, _ := Ratio(s.WorkingDays(), target*s.Weights[i])
	return perDay.times(recorded[i])
}

func (c Choice) pick(s *Scheme, recorded ByMonth) []int {
	var months []int
	for i := range Months {
		if c.Kind != Active || recorded[i] > 0 {
			months = append(months, i)
		}
	}
	switch c.Kind {
	case Last:
		return months[Months-c.N:]
	case Best:
		return best(s, recorded, months, c.N)
	}
	return months
}

// best keeps the n months with the highest a ÷ e, the earlier first where two
// are equal. The target is the same in every month, so that any will do to compare.
func best(s *Scheme, recorded ByMonth, months []int, n int) []int {
	slices.SortStableFunc(months, func(i, j int) int {
		return ofExpected(s, 1, recorded, j).Cmp(ofExpected(s, 1, recorded, i))
	})
	chosen := months[:n]
	slices.Sort(chosen)
	return chosen
}
