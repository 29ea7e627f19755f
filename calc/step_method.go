package calc

import (
	"fmt"
	"strings"
)

// methodSum writes a method out in whole numbers only, so that a pocket
// calculator gives the exact ratio:
//
//	total  Σa ÷ T                        over the whole year
//	total  Σa × Σw ÷ (T × chosen days)   over some months
//	mean   (a/w + a/w …) × Σw ÷ (n × T)
func methodSum(s *Scheme, line Achievement, r Result) Sum {
	months := counts(line.Activity.Recorded, r.Chosen)
	target := Number(line.Contract.Target)
	switch {
	case len(r.Chosen) == 0:
		return Sum{Word("no month with any activity")}
	case r.Method.Take == Mean:
		return append(Sum{Word("(" + perDay(s, line.Activity.Recorded, r.Chosen) + ") × "), Number(s.WorkingDays()),
			Word(" ÷ ("), Number(int64(len(r.Chosen))), Word(" × "), target, Word(")")}, without(s, r)...)
	case len(r.Chosen) == Months:
		return Sum{Number(line.Activity.Recorded.Sum()), Word(" ÷ "), target}
	}
	var days int64
	for _, i := range r.Chosen {
		days += s.Weights[i]
	}
	sum := append(Sum{Word("(")}, added(months)...)
	return append(sum, Word(") × "), Number(s.WorkingDays()), Word(" ÷ ("), target, Word(" × "), Number(days), Word(")"))
}

// without names the months that a choice of the best left out.
func without(s *Scheme, r Result) Sum {
	if r.Method.Months.Kind == All {
		return nil
	}
	chosen := map[int]bool{}
	for _, i := range r.Chosen {
		chosen[i] = true
	}
	var left []string
	for i := range Months {
		if !chosen[i] {
			left = append(left, s.Period.MonthStart(i).Month().String()[:3])
		}
	}
	return Sum{Word("; left out: " + strings.Join(left, ", "))}
}

func perDay(s *Scheme, recorded ByMonth, chosen []int) string {
	var parts []string
	for _, i := range chosen {
		parts = append(parts, fmt.Sprintf("%d/%d", recorded[i], s.Weights[i]))
	}
	return strings.Join(parts, " + ")
}

func counts(m ByMonth, months []int) []Figure {
	var figures []Figure
	for _, i := range months {
		figures = append(figures, Number(m[i]))
	}
	return figures
}

func allMonths() []int {
	months := make([]int, Months)
	for i := range months {
		months[i] = i
	}
	return months
}
