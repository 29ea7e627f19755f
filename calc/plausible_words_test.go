package calc

import (
	"slices"
	"strings"
	"testing"
)

// remedyOf is what is said with a code, of a practice or of a service; empty where nothing is.
func remedyOf(problems []Problem, code string) string {
	for _, p := range problems {
		if p.Code == code {
			return p.Remedy
		}
	}
	return ""
}

// The others between which a figure is far from lie from the lower quartile to the upper
// one: of ten figures in their order the third and the eighth.
func TestQuartilesInWords(t *testing.T) {
	limits := DefaultLimits()
	limits.MostOfAll = percent(99)
	for _, c := range []struct {
		code string
		set  func(m *made, step int64) // of the nine in their steps, 0 to 8
		odd  func(m *made)             // of the tenth, which is the greatest
		want string
	}{
		{FarAchievement, func(m *made, step int64) { m.months = even(245 + 2*step).months }, func(m *made) { m.months = even(506).months },
			"506 of a target of 253 is recorded, and half of the 10 practices lie between 98.41% and 102.37%:"},
		{FarPrice, func(m *made, step int64) { m.value, m.advance = 253*(100+step), 200*(100+step) }, func(m *made) { m.value, m.advance = 253*400, 200*400 },
			"£1,012.00 for a target of 253 is £4.00 for one of it, and half of the 10 practices lie between £1.02 and £1.07:"},
		{FarSum, func(m *made, step int64) { m.value, m.advance = 253*(100+step), 200*(100+step) }, func(m *made) { m.value, m.advance = 253*600, 200*600 },
			"the contract values of half of the 10 practices lie between £258.06 and £270.71:"},
		{FarAdvance, func(m *made, step int64) { m.advance = 253 * (40 + step) }, func(m *made) { m.advance = 253 * 90 },
			"£227.70 of £253.00 was paid in advance, and half of the 10 practices lie between 42.00% and 47.00%:"},
	} {
		all := alike(10, 253)
		for i := range all[:9] {
			c.set(&all[i], int64(i))
		}
		c.odd(&all[9])
		if got := remedyOf(Implausibilities(positionsOf(t, all), Months, limits, nil), c.code); !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", c.code, got, c.want)
		}
	}
}

// Of few practices what is said names the limits in the place of the others, and a figure
// at a limit is within it.
func TestFewPracticesAtTheLimits(t *testing.T) {
	for recorded, want := range map[int64]string{506: "", 507: "most practices lie between 20.00% and 200.00%"} {
		got := remedyOf(Implausibilities(positionsOf(t, append(alike(3, 253), even(recorded))), Months, DefaultLimits(), nil), FarAchievement)
		if (got == "") != (want == "") || !strings.Contains(got, want) {
			t.Errorf("%d recorded: %q, want %q", recorded, got, want)
		}
	}
	least := append(withTarget(alike(3, 200), 200), withTarget(alike(1, 40), 200)...) // exactly 20%
	if got := remedyOf(Implausibilities(positionsOf(t, least), Months, DefaultLimits(), nil), FarAchievement); got != "" {
		t.Errorf("a fifth of the target: %q", got)
	}
}

// Five advances are held against each other, four are not.
func TestFarAdvancesFromFivePracticesOn(t *testing.T) {
	for n := 4; n <= 5; n++ {
		all := alike(n, 253)
		all[n-1].advance = 60_00
		if got := remedyOf(Implausibilities(positionsOf(t, all), Months, DefaultLimits(), nil), FarAdvance); (got != "") != (n == 5) {
			t.Errorf("of %d practices: %q", n, got)
		}
	}
}

// What is said of running totals: how many never fall, from what to what, and that a
// service which began later grows as well.
func TestRunningTotalsInWords(t *testing.T) {
	rising := made{target: 253, value: 253_00, advance: 200_00, months: ByMonth{20, 40, 61, 84, 104, 126, 149, 169, 190, 211, 231, 253}}
	fallen := rising
	fallen.months[6] = fallen.months[5] - 1
	same := func(n int, m made) []made { return slices.Repeat([]made{m}, n) }
	for _, c := range []struct {
		name, code, want string
		all              []made
	}{
		{"nine of ten", RunningTotals, "the months never fall in 9 of 10 practices, and rise from 200 in April to 2,530 in March, as where each month is the year to date: if it is", append(same(9, rising), fallen)},
		{"the only one", RunningTotalsOfFew, "the months of the only practice with enough of them never fall, and rise from 20 in April", same(1, rising)},
		{"all joined in May", RunningTotalsOfFew, "rise from 400 in May to 2,530 in March, as where each month is the year to date, or where the service began in May and grew: if it is", same(10, without(rising, 1))},
		{"half of them from April on", RunningTotals, "the months never fall in 5 of 5 practices", append(same(5, rising), same(5, without(rising, 1))...)},
		{"fewer than half", RunningTotalsOfFew, "the months never fall in 11 of 11 practices", append(same(5, rising), same(6, without(rising, 1))...)},
		{"nine in ten, and no fewer", "", "", append(same(17, rising), fallen, fallen)},
		{"five months are too few", "", "", same(2, made{target: 253, value: 253_00, advance: 200_00, months: ByMonth{5, 6, 7, 8, 60}})},
		{"one practice, and about its target", RunningTotalsOfFew, "rise from 4 in April to 40 in March", same(1, made{target: 253, value: 253_00, advance: 200_00, months: ByMonth{4, 8, 12, 16, 19, 22, 24, 26, 28, 30, 35, 40}})},
		{"six months are enough", RunningTotals, "rise from 10 in April to 60 in September", same(2, made{target: 253, value: 253_00, advance: 200_00, months: ByMonth{5, 6, 7, 8, 9, 30}})},
	} {
		found := Implausibilities(positionsOf(t, c.all), Months, DefaultLimits(), nil)
		if c.code == "" {
			if got := remedyOf(found, RunningTotals) + remedyOf(found, RunningTotalsOfFew); got != "" {
				t.Errorf("%s: %q", c.name, got)
			}
			continue
		}
		if got := remedyOf(found, c.code); !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// Which way a median is out decides what it says of the practices and of the causes.
func TestMediansInWords(t *testing.T) {
	for recorded, want := range map[int64]string{507: "200.39% of their target or more", 50: "19.76% of their target or less"} {
		found := Implausibilities(positionsOf(t, alike(5, recorded)), Months, DefaultLimits(), nil)
		if got := remedyOf(found, MedianOutOfRange); !strings.Contains(got, want) {
			t.Errorf("%d recorded: %q, want %q", recorded, got, want)
		}
	}
	limits := DefaultLimits()
	limits.UnusualAbove, limits.MedianAbove = percent(99), percent(99) // below what is expected, to see the word at 100%
	if got := remedyOf(Implausibilities(positionsOf(t, alike(5, 253)), Months, limits, nil), MedianOutOfRange); !strings.Contains(got, "100.00% of their target or more") {
		t.Errorf("exactly what is expected: %q", got)
	}
	for price, want := range map[int64]string{90: "the contract values of 4 of the 6 practices come to £0.90 for one of the target or less", 700_00: "the contract values of 4 of the 6 practices come to £700.00 for one of the target or more"} {
		all := alike(6, 253)
		for i := range all {
			all[i].value, all[i].advance = 253*price, 200*price
		}
		for i := range all[:2] { // of both sides of the median
			if all[i].value = 253 * (price - 10); price < 100 {
				all[i].value = 253 * (price + 5)
			}
		}
		if got := remedyOf(Implausibilities(positionsOf(t, all), Months, DefaultLimits(), nil), PriceUnusual); !strings.Contains(got, want) {
			t.Errorf("%d pence for one: %q, want %q", price, got, want)
		}
	}
}

// The practices at the median price or further out are counted to the very last.
func TestHalfOfThePricesInWords(t *testing.T) {
	all := alike(6, 253)
	for i, price := range []int64{690_00, 690_00, 700_00, 700_00, 700_00, 720_00} {
		all[i].value, all[i].advance = 253*price, 200*price
	}
	want := "the contract values of 4 of the 6 practices come to £700.00 for one of the target or more"
	if got := remedyOf(Implausibilities(positionsOf(t, all), Months, DefaultLimits(), nil), PriceUnusual); !strings.Contains(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// What is said of advances that are all alike tells nothing from the whole value.
func TestAdvancesAllAlikeInWords(t *testing.T) {
	for advance, want := range map[int64]string{0: "nothing was paid in advance to all 3 practices", 253_00: "exactly the contract value was paid in advance to all 3 practices"} {
		all := alike(3, 253)
		for i := range all {
			all[i].advance = advance
		}
		if got := remedyOf(Implausibilities(positionsOf(t, all), Months, DefaultLimits(), nil), AdvancesUnusual); !strings.Contains(got, want) {
			t.Errorf("%d pence: %q, want %q", advance, got, want)
		}
	}
}

// Limits may lie at each other, and at the ends of what they can be; not beyond.
func TestLimitsAtTheirEnds(t *testing.T) {
	for name, c := range map[string]struct {
		set   func(l *Limits)
		fault bool
	}{
		"medians at what is unusual above": {func(l *Limits) { l.MedianAbove = l.UnusualAbove }, false},
		"medians at what is unusual below": {func(l *Limits) { l.MedianBelow = l.UnusualBelow }, false},
		"medians beyond it below":          {func(l *Limits) { l.MedianBelow = percent(51) }, true},
		"a price of nothing":               {func(l *Limits) { l.PriceBelow = Pence(0) }, true},
		"a price of a penny":               {func(l *Limits) { l.PriceBelow = Pence(1) }, false},
		"two practices":                    {func(l *Limits) { l.Few = 2 }, false},
		"a hundred practices":              {func(l *Limits) { l.Few = 100 }, false},
		"a hundred and one":                {func(l *Limits) { l.Few = 101 }, true},
		"nothing of all":                   {func(l *Limits) { l.MostOfAll = Share{} }, true},
		"a hundredth of all":               {func(l *Limits) { l.MostOfAll = percent(1) }, false},
	} {
		l := DefaultLimits()
		c.set(&l)
		if faults := l.Faults(); (len(faults) > 0) != c.fault {
			t.Errorf("%s: %v", name, faults)
		}
	}
}

// What is looked at first is what is implausible, and what was accepted of it or is no more.
func TestFirstToLookAt(t *testing.T) {
	for code, first := range map[string]bool{Accepted: true, AcceptStale: true, FarPrice: true, MedianOutOfRange: true, "E-date": false, PlanRefused: false} {
		if FirstToLookAt(code) != first {
			t.Errorf("%s: %v", code, !first)
		}
	}
}
