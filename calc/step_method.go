package calc

import (
	"slices"
	"strings"
)

// methodSum writes a method out in whole numbers only, so that a pocket
// calculator gives the exact ratio (see Result.Parts):
//
//	Σa ÷ T                        over the whole year
//	(Σa) × Σw ÷ (T × Σ w taken)   over some months
//	(a/w + a/w …) × Σw ÷ (n × T)  where months count alike
func methodSum(s *Scheme, target Figure, year writtenMonths, r Result) Sum {
	if len(r.Chosen) == 0 {
		return Sum{Word("no month with any activity")}
	}
	if r.OfTheYear() {
		return append(year.year(s), Word(" ÷ "), target)
	}
	over, write, figures := [2]Figure{target, Number(s.daysOf(r.Chosen))}, year.month, 2*len(r.Chosen)
	if r.Method.Take.PerDay {
		over, write, figures = [2]Figure{Number(int64(len(r.Chosen))), target}, year.day, 4*len(r.Chosen)
	}
	sum := plus(append(make(Sum, 0, figures+8), Word("(")), s, r.Chosen, write)
	return append(sum, Word(") × "), Number(s.WorkingDays()), Word(" ÷ ("), over[0], Word(" × "), over[1], Word(")"), Word(taken(s, r)))
}

// taken names the months that were taken for what was recorded in them, or
// those left out where they are fewer. A method that takes the same months in
// every year and practice is named after them.
func taken(s *Scheme, r Result) string {
	if r.Method.Months.By == InYear || len(r.Chosen) == Months {
		return ""
	}
	in, out := []string{}, []string{}
	for i := range Months {
		if slices.Contains(r.Chosen, i) {
			in = append(in, s.Period.MonthName(i))
		} else {
			out = append(out, s.Period.MonthName(i))
		}
	}
	if len(in) < len(out) {
		return "; taken: " + strings.Join(in, ", ")
	}
	return "; left out: " + strings.Join(out, ", ")
}

func allMonths() []int {
	months := make([]int, Months)
	for i := range months {
		months[i] = i
	}
	return months
}
