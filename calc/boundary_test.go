package calc_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"yearend/calc"
)

// What is near is found a second time by trying every month and every count, one
// after the other, for schemes of every average that a scheme file can name.
func TestNearIsFoundByTryingEveryMonthAndCount(t *testing.T) {
	dice, known := rand.New(rand.NewPCG(13, 10)), calc.KnownAverages()
	found := 0
	for range 2000 {
		s := anyScheme(dice, known)
		target, recorded, weights := anyYear(dice)
		s.Weights = weights
		c := calc.Contract{Service: "ecg", Target: target, Value: calc.Pence(1 + dice.Int64N(1e6))}
		line, err := calc.Measure(s, c, calc.Activity{Recorded: recorded})
		if err != nil {
			t.Fatal(err)
		}
		line.Contract.Advance = line.Earned
		if dice.IntN(6) > 0 { // near the outcome, mostly, or exactly at it
			line.Contract.Advance = line.Earned.Plus(calc.Pence(dice.Int64N(600) - 300))
		}
		lines := []calc.Achievement{line}
		if dice.IntN(3) == 0 { // another service beside it, whose money the outcome rests on as well
			lines = append(lines, another(t, dice, s, line))
		}
		p := calc.Reconcile(s, calc.Practice{}, lines)
		var got []string
		for _, b := range calc.Near([]calc.Position{p}) {
			if b.Kind == calc.NearShare || b.Kind == calc.NearOutcome {
				got = append(got, fmt.Sprint(b.Service, b.Kind, b.Share.Exact(), b.Others, b.Away))
			}
		}
		var want []string
		for i := range p.Lines {
			want = append(want, tried(t, p, i)...)
		}
		found += len(want)
		if !slices.Equal(got, want) {
			t.Fatalf("%+v\ntarget %d, recorded %v, days %v, %s earned, %s advance:\n got %v\nwant %v",
				s.Methods, target, recorded, weights, p.Earned, p.Advance, got, want)
		}
	}
	if found < 1000 {
		t.Errorf("only %d boundaries: the years are no test", found)
	}
}

func anyScheme(dice *rand.Rand, known calc.Averages) *calc.Scheme {
	most, _ := calc.Ratio(100+20*max(0, dice.Int64N(4)-2), 100) // mostly the whole, or a fifth above it
	s := &calc.Scheme{Cap: most, Services: []calc.Service{{Code: "ecg"}}}
	if dice.IntN(2) == 0 {
		share, _ := calc.Ratio(70+10*dice.Int64N(3), 100)
		s.Advance = &calc.Advance{Share: share, Instalments: 12}
	}
	all := choices(known)
	for range 1 + dice.IntN(3) {
		months, _ := known.MonthsOf(all[dice.IntN(len(all))])
		s.Methods = append(s.Methods, calc.Method{ID: "m", Months: months, Take: known.Takes[dice.IntN(2)]})
	}
	return s
}

// another is a second line of the position, whose own advance is near what it earns too.
func another(t *testing.T, dice *rand.Rand, s *calc.Scheme, first calc.Achievement) calc.Achievement {
	t.Helper()
	target, recorded, _ := anyYear(dice)
	line, err := calc.Measure(s, calc.Contract{Service: "psa", Target: target, Value: first.Contract.Value}, calc.Activity{Recorded: recorded})
	if err != nil {
		t.Fatal(err)
	}
	line.Contract.Advance = line.Earned.Plus(calc.Pence(dice.Int64N(200) - 100))
	return line
}

// tried is every boundary of one of the position's lines, in the order of Near.
func tried(t *testing.T, p calc.Position, i int) []string {
	t.Helper()
	line := p.Lines[i]
	shares := []calc.Share{p.Scheme.Cap}
	if p.Scheme.Advance != nil {
		shares = append(shares, p.Scheme.Advance.Share)
	}
	var all []string
	for _, share := range shares {
		reached := func(a calc.Achievement) bool { return a.Highest().Achievement.Cmp(share) >= 0 }
		less := reached(line)
		away, _ := try(t, p, i, less, func(a calc.Achievement) string {
			if reached(a) == less {
				return ""
			}
			return "other side"
		})
		if away.Count > 0 {
			all = append(all, fmt.Sprint(line.Contract.Service, calc.NearShare, share.Exact(), []calc.Outcome(nil), away))
		}
	}
	for _, less := range []bool{false, true} {
		away, others := try(t, p, i, less, func(a calc.Achievement) string {
			if other := calc.OutcomeOf(p.Earned.Minus(line.Earned).Plus(a.Earned).Minus(p.Advance)); other != p.Outcome {
				return string(other)
			}
			return ""
		})
		if away.Count > 0 {
			all = append(all, fmt.Sprint(line.Contract.Service, calc.NearOutcome, calc.Share{}.Exact(), others, away))
		}
	}
	return all
}

// try raises the count, one by one, until some month says that it is enough.
func try(t *testing.T, p calc.Position, i int, less bool, says func(calc.Achievement) string) (calc.Away, []calc.Outcome) {
	t.Helper()
	line := p.Lines[i]
	for n := int64(1); n <= max(5, line.Contract.Target/100); n++ {
		away, others := calc.Away{Less: less, Count: n}, []calc.Outcome(nil)
		for m := range calc.Months {
			months := line.Activity
			if months.Recorded[m] += n; less {
				months.Recorded[m] -= 2 * n
			}
			if months.Recorded[m] < 0 {
				continue
			}
			other, err := calc.Measure(p.Scheme, line.Contract, months)
			if err != nil {
				t.Fatal(err)
			}
			if words := says(other); words != "" {
				away.Months = append(away.Months, m)
				if !slices.Contains(others, calc.Outcome(words)) {
					others = append(others, calc.Outcome(words))
				}
			}
		}
		if len(away.Months) > 0 {
			return away, others
		}
	}
	return calc.Away{}, nil
}
