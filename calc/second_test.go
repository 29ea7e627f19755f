package calc_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"testing"

	"yearend/calc"
	"yearend/fixtures/recount"
)

// Every choice of months with every way to take them is found a second time by
// recount, which shares nothing with calc, over years of every kind: ties,
// months without activity, nothing at all, months of other lengths.
func TestEveryAverageIsFoundASecondTime(t *testing.T) {
	dice := rand.New(rand.NewPCG(12, 3))
	known := calc.KnownAverages()
	for _, choice := range choices(known) {
		for _, take := range known.Takes {
			t.Run(choice+" "+take.Word, func(t *testing.T) {
				for range 120 {
					target, recorded, weights := anyYear(dice)
					got := achievement(t, known, choice, take.Word, target, recorded, weights)
					want := recount.Average(choice, take.Word, target, recorded, weights)
					if want == nil {
						t.Fatal("recount does not know it")
					}
					if got != want.String() {
						t.Fatalf("target %d, recorded %v, days %v: %s, a second time %s", target, recorded, weights, got, want)
					}
				}
			})
		}
	}
}

// choices is each choice of months as a scheme file may write it.
func choices(a calc.Averages) []string {
	var all []string
	for _, c := range a.Months {
		if !c.Numbered {
			all = append(all, c.Word)
			continue
		}
		for n := 1; n <= calc.Months; n++ {
			all = append(all, fmt.Sprintf("%s %d", c.Word, n))
		}
	}
	return all
}

func anyYear(dice *rand.Rand) (target int64, recorded, weights [12]int64) {
	target = 1 + dice.Int64N(1500)
	quiet, level := dice.IntN(5), dice.IntN(3) == 0
	for i := range weights {
		weights[i] = 18 + dice.Int64N(6)
		recorded[i] = dice.Int64N(target/6 + 2)
		if level { // so that shares tie
			recorded[i] = weights[i] * dice.Int64N(3)
		}
		if dice.IntN(5) < quiet {
			recorded[i] = 0
		}
	}
	return target, recorded, weights
}

func achievement(t *testing.T, known calc.Averages, choice, take string, target int64, recorded, weights [12]int64) string {
	t.Helper()
	months, err := known.MonthsOf(choice)
	if err != nil {
		t.Fatal(err)
	}
	how, err := known.TakeOf(take)
	if err != nil {
		t.Fatal(err)
	}
	one, _ := calc.Ratio(1, 1)
	s := &calc.Scheme{Cap: one, Weights: weights, Methods: []calc.Method{{ID: "m", Months: months, Take: how}}}
	line, err := calc.Measure(s, calc.Contract{Target: target, Value: calc.Pence(100)}, calc.Activity{Recorded: recorded})
	if err != nil {
		t.Fatal(err)
	}
	n, d := line.Highest().Parts(s, target, recorded)
	if parts := new(big.Rat).SetFrac(n, d); parts.String() != line.Highest().Achievement.Exact() {
		t.Fatalf("its parts are %s, it is %s", parts, line.Highest().Achievement.Exact())
	}
	return line.Highest().Achievement.Exact()
}
