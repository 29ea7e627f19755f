package calc

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// made is one practice's line of ECGs.
type made struct {
	target, value, advance int64 // in units and pence
	months                 ByMonth
}

// even is a line of which so many of 253 are recorded, month by month as expected.
func even(recorded253 int64) made {
	m := made{target: 253, value: 253_00, advance: 200_00}
	for i, days := range capitated().Weights {
		m.months[i] = days * recorded253 / 253
	}
	m.months[0] += recorded253 - m.months.Sum()
	return m
}

// positionsOf gives each line to a practice of its own.
func positionsOf(t *testing.T, all []made) []Position {
	t.Helper()
	s := capitated()
	var positions []Position
	for i, m := range all {
		code := PracticeCode(fmt.Sprintf("P81%03d", 900+i))
		line, err := Measure(s, Contract{Practice: code, Scheme: s.Code, Service: "ecg", Target: m.target, Value: Pence(m.value), Advance: Pence(m.advance)}, Activity{Recorded: m.months})
		if err != nil {
			t.Fatal(err)
		}
		positions = append(positions, Reconcile(s, Practice{Code: code}, []Achievement{line}))
	}
	return positions
}

// saidOf lists the problems, as code and practice and value, but for figures that
// are alike, as those of the practices here are.
func saidOf(problems []Problem) string {
	var all []string
	for _, p := range problems {
		if p.Code == FiguresAlike {
			continue
		}
		all = append(all, strings.Join(strings.Fields(fmt.Sprint(p.Code, " ", p.Practice, " ", p.Found)), " "))
	}
	slices.Sort(all)
	return strings.Join(all, "; ")
}

func alike(n int, recorded253 int64) []made {
	all := make([]made, n)
	for i := range all {
		all[i] = even(recorded253)
	}
	return all
}

func TestMedianAchievement(t *testing.T) {
	for _, c := range []struct {
		name string
		all  []made
		want string
	}{
		{"as it should be", alike(5, 253), ""},
		{"exactly 150%", withTarget(alike(5, 300), 200), ""},
		{"one over 150%", withTarget(alike(5, 301), 200), "W-median 150.50%"},
		{"exactly 200%", alike(5, 506), "W-median 200.00%"},
		{"one over 200%", alike(5, 507), "E-median 200.39%"},
		{"exactly 50%", withTarget(alike(5, 100), 200), ""},
		{"one short of 50%", withTarget(alike(5, 99), 200), "W-median 49.50%"},
		{"exactly 20%", withTarget(alike(5, 40), 200), "W-median 20.00%"},
		{"one short of 20%", withTarget(alike(5, 39), 200), "E-median 19.50%"},
		{"four practices", alike(4, 1000), "W-median 395.25%"},
		{"half of six", append(alike(3, 253), alike(3, 1000)...), ""}, // whose third is the median, and whose fifth the upper quartile
		{"more than half of five", append(alike(2, 253), alike(3, 1000)...), "E-median 395.25%"},
		{"nothing recorded at all", alike(5, 0), "E-median 0.00%"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := saidOf(Implausibilities(positionsOf(t, c.all), Months, DefaultLimits(), nil))
			if got != c.want {
				t.Errorf("said %q, want %q", got, c.want)
			}
		})
	}
}

// withTarget gives every line the target, and keeps its price for one unit.
func withTarget(all []made, target int64) []made {
	for i := range all {
		all[i].target, all[i].value, all[i].advance = target, 100*target, 80*target
	}
	return all
}

// What is expected grows with the months: a third of the target is much by June.
func TestMedianToDate(t *testing.T) {
	all := alike(5, 0)
	for i := range all {
		all[i].months[0], all[i].months[1], all[i].months[2] = 20, 20, 21
	}
	positions := positionsOf(t, all)
	if got := saidOf(Implausibilities(positions, 3, DefaultLimits(), nil)); got != "" {
		t.Errorf("by June, with what is expected by June: %q", got)
	}
	if got := saidOf(Implausibilities(positions, Months, DefaultLimits(), nil)); got != "W-median 24.11%" {
		t.Errorf("by March: %q", got)
	}
}

func TestRunningTotals(t *testing.T) {
	rising := made{target: 253, value: 253_00, advance: 200_00, months: ByMonth{20, 40, 61, 84, 104, 126, 149, 169, 190, 211, 231, 253}}
	fallen := rising
	fallen.months[6] = fallen.months[5] - 1
	level := rising
	level.months[6] = level.months[5]
	five := made{target: 253, value: 253_00, advance: 200_00, months: ByMonth{7: 10, 11, 12, 13, 40}}
	sixth := five
	sixth.months = ByMonth{10, 11, 12, 13, 14, 40, 40, 40, 40, 40, 40, 40}
	short := sixth
	short.months = ByMonth{10, 11, 12, 13, 14, 39, 39, 39, 39, 39, 39, 39}
	same := func(n int, m made) []made { return slices.Repeat([]made{m}, n) }
	for _, c := range []struct {
		name  string
		all   []made
		stops bool
	}{
		{"every practice", same(10, rising), true},
		{"nine of ten", append(same(9, rising), fallen), true},
		{"eight of ten", append(same(8, rising), fallen, fallen), false},
		{"that a month adds nothing is no fall", same(10, level), true},
		{"six months, and exactly four times", same(10, sixth), true},
		{"less than four times", same(10, short), false},
		{"five months only", same(10, five), false},
		{"practices that recorded next to nothing do not count", append(same(9, rising), same(9, made{target: 253, value: 253_00, advance: 200_00, months: ByMonth{3: 4, 8: 2}})...), true},
		{"two practices", same(2, rising), true},
		{"those that joined later do not count", append(same(9, rising), same(9, without(rising, 0))...), true},
		{"an honest service that practices join one after the other", append(same(5, fallen), same(5, without(rising, 0))...), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := saidOf(Implausibilities(positionsOf(t, c.all), Months, DefaultLimits(), nil))
			if strings.Contains(got, RunningTotals) != c.stops {
				t.Errorf("said %q", got)
			}
		})
	}
	for name, all := range map[string][]made{
		"a service that began in September": same(10, made{target: 2530, value: 2530_00, advance: 2000_00, months: ByMonth{5: 20, 43, 63, 84, 105, 125, 147}}),
		"most practices joined later":       append(same(4, rising), same(6, without(rising, 2))...),
	} {
		got := saidOf(Implausibilities(positionsOf(t, all), Months, DefaultLimits(), nil))
		if !strings.Contains(got, RunningTotalsOfFew) || strings.Contains(got, RunningTotals) {
			t.Errorf("%s: %q", name, got)
		}
	}
	if got := saidOf(Implausibilities(positionsOf(t, same(1, rising)), Months, DefaultLimits(), nil)); got != "W-running-totals from 20 to 253" {
		t.Errorf("of one practice alone: %q", got)
	}
}

// without is a line whose first months have nothing.
func without(m made, months int) made {
	for i := range months {
		m.months[i] = 0
	}
	return m
}

// What is said of few practices counts them, and agrees with their number.
func TestWordsForFewPractices(t *testing.T) {
	for n, want := range map[int]string{
		1: "the only practice achieved 395.25% of its target or more",
		2: "both practices achieved 395.25% of their target or more",
		3: "all 3 practices achieved 395.25% of their target or more",
	} {
		found := Implausibilities(positionsOf(t, alike(n, 1000)), Months, DefaultLimits(), nil)
		if len(found) == 0 || !strings.Contains(found[0].Remedy, want) {
			t.Errorf("of %d practices: %v, want %q", n, found, want)
		}
	}
	for _, c := range []struct {
		shares       []int64
		middle, half string
	}{
		{[]int64{5}, "the only practice", "the only practice"},
		{[]int64{5, 6}, "both practices", "both practices"},
		{[]int64{5, 6, 7}, "all 3 practices", "2 of the 3 practices"},
		{[]int64{5, 6, 7, 8}, "3 of the 4 practices", "3 of the 4 practices"},
		{[]int64{0, 0, 0, 8}, "3 of the 4 practices", "3 of the 4 practices"},
		{[]int64{5, 6, 7, 8, 9}, "3 of the 5 practices", "3 of the 5 practices"},
		{slices.Repeat([]int64{5}, 10), "half of the 10 practices", "all 10 practices"},
	} {
		var shares []Share
		for _, n := range c.shares {
			shares = append(shares, mustRatio(n))
		}
		if all := ranksOf(shares); all.middle() != c.middle || all.half() != c.half {
			t.Errorf("%d: %q and %q, want %q and %q", c.shares, all.middle(), all.half(), c.middle, c.half)
		}
	}
}

// A line is far where it lies beyond so many times a quartile, and not at it.
func TestFarLines(t *testing.T) {
	for _, c := range []struct {
		name string
		odd  made
		want string
	}{
		{"exactly 150% of the upper quartile", withTarget([]made{even(300)}, 200)[0], ""},
		{"one over it", withTarget([]made{even(301)}, 200)[0], "W-far-achievement P81900 150.50%"},
		{"exactly two thirds of the lower", withTarget([]made{even(200)}, 300)[0], ""},
		{"one short of it", withTarget([]made{even(199)}, 300)[0], "W-far-achievement P81900 66.33%"},
		{"no activity is said elsewhere", even(0), ""},
		{"exactly three times the price", made{253, 3 * 253_00, 600_00, even(253).months}, ""},
		{"a penny over it", made{253, 3*253_00 + 1, 600_00, even(253).months}, "W-far-price P81900 £3.00"},
		{"exactly a third of the price", made{253, 253_00 / 3, 67_00, even(253).months}, "W-far-price P81900 £0.33"}, // a third of a penny short
		{"five times the sum", made{5 * 253, 5 * 253_00, 1000_00, even(5 * 253).months}, ""},
		{"a penny over it", made{5 * 253, 5*253_00 + 1, 1000_00, even(5 * 253).months}, "W-far-sum P81900 £1,265.01"},
		{"nothing in advance", made{253, 253_00, 0, even(253).months}, "W-far-advance P81900 0.00%"},
		{"half as much again in advance", made{253, 253_00, 300_00, even(253).months}, ""},
		{"a penny over it", made{253, 253_00, 300_01, even(253).months}, "W-far-advance P81900 118.58%"},
		{"two thirds in advance, a penny short", made{253, 253_00, 133_33, even(253).months}, "W-far-advance P81900 52.69%"},
		{"two thirds in advance", made{253, 253_00, 133_34, even(253).months}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			limits := DefaultLimits()
			limits.MostOfAll = percent(99)
			got := saidOf(Implausibilities(positionsOf(t, append([]made{c.odd}, alike(9, 253)...)), Months, limits, nil))
			if got != c.want {
				t.Errorf("said %q, want %q", got, c.want)
			}
		})
	}
}

// Columns that were filled down or copied show by being the same in each practice.
func TestFiguresAlike(t *testing.T) {
	differing := func(n int) []made {
		all := make([]made, n)
		for i := range all {
			all[i] = even(int64(240 + i))
			all[i].target += int64(i)
			all[i].value += int64(i)
		}
		return all
	}
	for _, c := range []struct {
		name  string
		alter func(i int, m *made)
		n     int
		want  string
	}{
		{"all differ", func(int, *made) {}, 10, ""},
		{"one target", func(_ int, m *made) { m.target = 260 }, 10, "260"},
		{"one target for five practices", func(_ int, m *made) { m.target = 260 }, 5, "260"},
		{"one target but for a practice", func(i int, m *made) { m.target = 260 + int64(i/9) }, 10, ""},
		{"one target for four practices", func(_ int, m *made) { m.target = 260 }, 4, ""},
		{"one value", func(_ int, m *made) { m.value = 300_00 }, 5, "£300.00"},
		{"nine of ten targets copied", func(i int, m *made) { m.target = m.months.Sum() + int64(i/9) }, 10, "9"},
		{"nine of eleven targets copied", func(i int, m *made) { m.target = m.months.Sum() + int64(i/9) }, 11, ""},
		{"eight of ten targets copied", func(i int, m *made) { m.target = m.months.Sum() + int64(i/8) }, 10, ""},
		{"a month copied", func(_ int, m *made) { m.months[7] = m.months[2] }, 5, "June and November"},
		{"a month copied into the next", func(_ int, m *made) { m.months[3] = m.months[2] }, 5, "June and July"},
		{"a month copied but for a practice", func(i int, m *made) { m.months[7] = m.months[2] + int64(i/4) }, 5, ""},
		{"a month of nothing twice", func(_ int, m *made) { m.months[7], m.months[2] = 0, 0 }, 5, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			all := differing(c.n)
			for i := range all {
				for month := range all[i].months {
					all[i].months[month] += int64(i * month % 5) // no two months alike by chance
				}
				c.alter(i, &all[i])
			}
			var said []string
			for _, p := range Implausibilities(positionsOf(t, all), Months, DefaultLimits(), nil) {
				if p.Code == FiguresAlike {
					said = append(said, p.Found)
				}
			}
			if got := strings.Join(said, "; "); got != c.want {
				t.Errorf("said %q, want %q", got, c.want)
			}
		})
	}
}

// Values and advances that are both in pence agree with each other, but a service
// is not bought at such a price.
func TestMedianPrice(t *testing.T) {
	priced := func(value int64) []made {
		all := alike(6, 253)
		for i := range all[:4] {
			all[i].value, all[i].advance = value, value/5*4
		}
		return all
	}
	for _, c := range []struct {
		name  string
		value int64
		want  string
	}{
		{"exactly £1", 253_00, ""},
		{"a penny less", 253_00 - 1, "W-price £0.99"},
		{"exactly £600", 253 * 600_00, ""},
		{"a penny more", 253*600_00 + 1, "W-price £600.00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			limits := DefaultLimits()
			limits.FarPrice, limits.FarSum, limits.MostOfAll = percent(100000), percent(100000), percent(99)
			if got := saidOf(Implausibilities(positionsOf(t, priced(c.value)), Months, limits, nil)); got != c.want {
				t.Errorf("said %q, want %q", got, c.want)
			}
		})
	}
}

// With few practices there is nothing to hold a line against but sense.
func TestFarLinesOfFew(t *testing.T) {
	all := append(alike(3, 253), even(507))
	if got := saidOf(Implausibilities(positionsOf(t, all), Months, DefaultLimits(), nil)); got != "W-far-achievement P81903 200.39%" {
		t.Errorf("said %q", got)
	}
	all[3].months = even(506).months
	all[3].value *= 9
	all[3].advance = 0
	if got := saidOf(Implausibilities(positionsOf(t, all), Months, DefaultLimits(), nil)); got != "" {
		t.Errorf("said %q", got)
	}
}

// Five practices are enough to hold each against the others.
func TestFarLinesOfFive(t *testing.T) {
	all := append(alike(4, 253), even(400))
	if got := saidOf(Implausibilities(positionsOf(t, all), Months, DefaultLimits(), nil)); got != "W-far-achievement P81904 158.10%" {
		t.Errorf("said %q", got)
	}
}

// From five practices on a price and a sum are held against the others, of four against none.
func TestFarSumsFromFivePracticesOn(t *testing.T) {
	for n := 4; n <= 5; n++ {
		all := alike(n, 253)
		all[n-1].value *= 9
		all[n-1].advance *= 9
		if got := saidOf(Implausibilities(positionsOf(t, all), Months, DefaultLimits(), nil)); strings.Contains(got, FarSum) != (n == 5) || strings.Contains(got, FarPrice) != (n == 5) {
			t.Errorf("of %d practices: %q", n, got)
		}
	}
}

// A quartile is one of the figures: the smallest that so many quarters reach.
func TestQuarters(t *testing.T) {
	for n, want := range map[int][3]int64{1: {1, 1, 1}, 2: {1, 1, 2}, 3: {1, 2, 3}, 4: {1, 2, 3}, 5: {2, 3, 4}, 6: {2, 3, 5}, 7: {2, 4, 6}, 8: {2, 4, 6}} {
		var shares []Share
		for i := n; i > 0; i-- {
			shares = append(shares, mustRatio(int64(i)))
		}
		all := ranksOf(shares)
		for q, rank := range want {
			if got := all.quarter(q + 1); got.Cmp(mustRatio(rank)) != 0 {
				t.Errorf("of %d figures, quartile %d is %s, not the %d.", n, q+1, got.Exact(), rank)
			}
		}
	}
}

func TestAdvances(t *testing.T) {
	paid := func(pence int64) []made {
		all := alike(5, 253)
		for i := range all {
			all[i].advance = pence
		}
		return all
	}
	for pence, want := range map[int64]string{
		0: "W-advances 0.00%", 50_60: "", 50_59: "W-advances 19.99%", 252_99: "", 253_00: "W-advances 100.00%", 253_01: "W-advances 100.00%",
		506_00: "W-advances 200.00%", 506_01: "E-advances 200.00%", 2_02: "W-advances 0.79%",
	} {
		if got := saidOf(Implausibilities(positionsOf(t, paid(pence)), Months, DefaultLimits(), nil)); got != want {
			t.Errorf("%d pence of 25300: %q, want %q", pence, got, want)
		}
	}
}

// One practice shows no pattern, one that differs breaks it, and before the year
// has ended nothing need have been paid.
func TestAdvancesAllAlike(t *testing.T) {
	for _, advance := range []int64{0, 253_00} {
		all := alike(3, 253)
		for i := range all {
			all[i].advance = advance
		}
		if got := saidOf(Implausibilities(positionsOf(t, all[:1]), Months, DefaultLimits(), nil)); got != "" {
			t.Errorf("one practice with %d pence: %q", advance, got)
		}
		if got := saidOf(Implausibilities(positionsOf(t, all), Months, DefaultLimits(), nil)); !strings.Contains(got, AdvancesUnusual) {
			t.Errorf("three practices with %d pence: %q", advance, got)
		}
		if got := saidOf(Implausibilities(positionsOf(t, all), Months-1, DefaultLimits(), nil)); got != "" {
			t.Errorf("by February with %d pence: %q", advance, got)
		}
		all[1].advance++
		if got := saidOf(Implausibilities(positionsOf(t, all), Months, DefaultLimits(), nil)); got != "" {
			t.Errorf("one of three with a penny more than %d: %q", advance, got)
		}
	}
}

func TestMostOfAll(t *testing.T) {
	limits := DefaultLimits()
	limits.FarAdvance = percent(300)
	all := alike(5, 253) // each is to be paid £53.00
	all[2].value, all[2].advance = 412_00, 200_00
	if got := saidOf(Implausibilities(positionsOf(t, all), Months, limits, nil)); got != "" {
		t.Errorf("exactly half: %q", got)
	}
	all[2].value++
	if got := saidOf(Implausibilities(positionsOf(t, all), Months, limits, nil)); got != "W-most-of-all P81902 £212.01" {
		t.Errorf("a penny over half: %q", got)
	}
	if got := saidOf(Implausibilities(positionsOf(t, all[1:]), Months, limits, nil)); got != "" {
		t.Errorf("of four practices: %q", got)
	}
}

func TestFarChanges(t *testing.T) {
	now := positionsOf(t, []made{{253, 253_00, 210_00, even(253).months}})
	for _, c := range []struct {
		name string
		was  made
		want string
	}{
		{"the same", made{253, 253_00, 210_00, even(253).months}, ""},
		{"from two thirds of it", made{253, 253_00, 140_00, even(253).months}, ""},
		{"from less", made{253, 253_00, 139_99, even(253).months}, "W-far-change P81900 £210.00"},
		{"from half as much again", made{253, 379_50, 210_00, even(253).months}, ""},
		{"from more", made{253, 379_51, 210_00, even(253).months}, "W-far-change P81900 £253.00"},
		{"from nothing recorded", made{253, 253_00, 210_00, ByMonth{}}, "W-far-change P81900 253"},
		{"from a month's target", made{21, 253_00, 210_00, even(253).months}, "W-far-change P81900 253"},
	} {
		t.Run(c.name, func(t *testing.T) {
			was := StatementOf(positionsOf(t, []made{c.was})[0])
			stands := func(Position) (Statement, bool) { return was, true }
			if got := saidOf(ImplausibleChanges(now, stands, DefaultLimits(), nil)); got != c.want {
				t.Errorf("said %q, want %q", got, c.want)
			}
			none := func(Position) (Statement, bool) { return Statement{}, false }
			if got := saidOf(ImplausibleChanges(now, none, DefaultLimits(), nil)); got != "" {
				t.Errorf("with no letter that stands: %q", got)
			}
		})
	}
}

func TestLimitsFaults(t *testing.T) {
	if faults := DefaultLimits().Faults(); len(faults) > 0 {
		t.Errorf("the program's own: %v", faults)
	}
	for name, spoil := range map[string]func(l *Limits){
		"median_above":    func(l *Limits) { l.MedianAbove = percent(149) },
		"unusual_above":   func(l *Limits) { l.UnusualAbove = percent(100) },
		"median_below":    func(l *Limits) { l.MedianBelow = Share{} },
		"unusual_below":   func(l *Limits) { l.UnusualBelow = percent(100) },
		"few":             func(l *Limits) { l.Few = 1 },
		"price_above":     func(l *Limits) { l.PriceAbove = Pence(1_00) },
		"far_achievement": func(l *Limits) { l.FarAchievement = percent(100) },
		"far_price":       func(l *Limits) { l.FarPrice = percent(99) },
		"far_sum":         func(l *Limits) { l.FarSum = Share{} },
		"far_advance":     func(l *Limits) { l.FarAdvance = percent(50) },
		"far_change":      func(l *Limits) { l.FarChange = percent(100) },
		"most_of_all":     func(l *Limits) { l.MostOfAll = percent(100) },
	} {
		l := DefaultLimits()
		spoil(&l)
		if faults := l.Faults(); len(faults) != 1 || !strings.Contains(faults[0], name) {
			t.Errorf("%s: %v", name, faults)
		}
	}
}

// The quarters of figures in their order, worked out by hand, and what lies far from them.
func TestFarFromTheOthers(t *testing.T) {
	var all []Share
	for _, n := range []int64{40, 10, 30, 20} {
		all = append(all, mustRatio(n))
	}
	r, twice := ranksOf(all), mustRatio(2)
	for n, want := range map[int64]bool{4: true, 5: false, 6: false, 60: false, 61: true} {
		if got := r.far(mustRatio(n), twice); got != want {
			t.Errorf("%d is far: %v", n, got)
		}
	}
}

// Half of the practices are those from the median away from the whole.
func TestHalfOfThePractices(t *testing.T) {
	for _, c := range []struct {
		thousandths []int64
		want        string
	}{
		{[]int64{500, 999, 1000}, "2 of the 3 practices"}, {[]int64{1000, 1000, 1500}, "all 3 practices"}, {[]int64{1005, 1005, 1500}, "all 3 practices"},
		{[]int64{900, 900, 1500}, "2 of the 3 practices"}, {[]int64{700, 700}, "both practices"},
	} {
		var all []Share
		for _, n := range c.thousandths {
			s, _ := Ratio(n, 1000)
			all = append(all, s)
		}
		if got := ranksOf(all).half(); got != c.want {
			t.Errorf("%v: %s, want %s", c.thousandths, got, c.want)
		}
	}
}

// A code of what is implausible is one, and no other.
func TestWhatIsImplausible(t *testing.T) {
	for _, kind := range Implausibles() {
		if !IsImplausible(kind.Code) {
			t.Errorf("%s is not known", kind.Code)
		}
	}
	if IsImplausible("E-date") || IsImplausible("") {
		t.Error("a bad date is called implausible")
	}
}
