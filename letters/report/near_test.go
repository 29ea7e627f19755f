package report

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yearend/calc"
	"yearend/letters"
)

// Each boundary from both sides: a case names its counts, and what is said.
func TestNear(t *testing.T) {
	ltc := ltcScheme(t)
	for _, c := range []struct {
		name             string
		recorded, target int64
		late             int64
		value, advance   string
		want             []string
	}{
		{"far from everything", 900, 1000, 0, "1000.00", "800.00", nil},
		{"exactly 80%", 800, 1000, 0, "1000.00", "800.00", []string{
			"share: the achievement is exactly 80.00%: 1 activity fewer in March would fall below it",
			"outcome: 1 activity more in any month would change the outcome from nil to pay",
			"outcome: 1 activity fewer in March would change the outcome from nil to recoup"}},
		{"one short of 80%", 799, 1000, 0, "1000.00", "800.00", []string{
			"share: 79.90% is below 80.00%: 1 activity more in any month would reach it",
			"outcome: 1 activity more in any month would change the outcome from recoup to nil"}},
		{"ten short of 80%, the hundredth of the target", 790, 1000, 0, "1000.00", "800.00", []string{
			"share: 79.00% is below 80.00%: 10 activities more in any month would reach it",
			"outcome: 10 activities more in any month would change the outcome from recoup to nil"}},
		{"eleven short of 80%", 789, 1000, 0, "1000.00", "800.00", nil},
		{"a hundredth above 80%: one more falls below", 810, 1000, 0, "1000.00", "800.00", []string{
			"outcome: 10 activities fewer in March would change the outcome from pay to nil"}},
		{"nine above 80%", 809, 1000, 0, "1000.00", "800.00", []string{
			"share: 80.90% is above 80.00%: 10 activities fewer in March would fall below it",
			"outcome: 9 activities fewer in March would change the outcome from pay to nil"}},
		{"five of a small target", 45, 50, 0, "1000.00", "800.00", []string{
			"share: 90.00% is below 100.00%: 5 activities more in any month would reach it",
			"outcome: 5 activities fewer in March would change the outcome from pay to nil"}},
		{"above the cap by a hair", 1001, 1000, 0, "1000.00", "800.00", []string{
			"share: 100.10% is above 100.00%: 2 activities fewer in March would fall below it"}},
		{"the late ones carry it", 850, 1000, 60, "1000.00", "800.00", []string{
			"late: without what was coded late, pay would be recoup"}},
		{"half a penny carries it", 1, 2, 0, "0.01", "0.00", []string{
			"share: 50.00% is below 100.00%: 1 activity more in any month would reach it",
			"share: 50.00% is below 80.00%: 1 activity more in any month would reach it",
			"outcome: 1 activity fewer in March would change the outcome from pay to nil",
			"rounding: with each line rounded down, pay would be nil"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := lineOf(t, ltc, c.recorded, c.late, contract(t, "P81001", ltc, "domain-2", c.target, c.value, c.advance))
			if diff := cmp.Diff(c.want, said(calc.Near([]calc.Position{p}))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func lineOf(t *testing.T, s *calc.Scheme, recorded, late int64, c calc.Contract) calc.Position {
	t.Helper()
	line, err := calc.Measure(s, c, months(calc.ByMonth{11: recorded}, late))
	if err != nil {
		t.Fatal(err)
	}
	return calc.Reconcile(s, calc.Practice{Code: c.Practice}, []calc.Achievement{line})
}

// Another average decides, and the methods that agree are named together.
func TestNearMethod(t *testing.T) {
	capitated := capitatedScheme(t)
	c := contract(t, "P81001", capitated, "ecg", 253, "1000.00", "950.00")
	line, err := calc.Measure(capitated, c, months(calc.ByMonth{15, 15, 16, 18, 15, 17, 23, 20, 21, 21, 20, 22}, 0))
	if err != nil {
		t.Fatal(err)
	}
	p := calc.Reconcile(capitated, calc.Practice{Code: "P81001"}, []calc.Achievement{line})
	want := []string{
		"share: the achievement is exactly 100.00%: 1 contact fewer in any month from October to March would fall below it",
		`method: by "Full-year total", "Mean of the twelve months" or "Mean of the best nine months" alone, pay would be recoup`,
	}
	if diff := cmp.Diff(want, said(calc.Near([]calc.Position{p}))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The same number is worth more in a month that the applied average picks: three
// wound care contacts more in the last six months change the outcome, and the
// 4 of the year's total that would reach 100% of the ECGs' do not stand in any month.
func TestNearByMonth(t *testing.T) {
	capitated := capitatedScheme(t)
	var lines []calc.Achievement
	for _, l := range []struct {
		service        string
		target         int64
		value, advance string
		recorded       calc.ByMonth
	}{
		{"ecg", 63, "2021.83", "1680.14", calc.ByMonth{4, 5, 5, 6, 6, 5, 6, 5, 5, 6, 5, 6}},
		{"phlebotomy", 272, "6906.49", "5739.29", calc.ByMonth{7, 15, 16, 19, 16, 17, 18, 3, 18, 16, 18, 9}},
		{"wound-care", 131, "3796.96", "3155.27", calc.ByMonth{5, 4, 6, 5, 5, 5, 11, 8, 9, 9, 9, 10}},
	} {
		line, err := calc.Measure(capitated, contract(t, "P81001", capitated, l.service, l.target, l.value, l.advance), months(l.recorded, 0))
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, line)
	}
	p := calc.Reconcile(capitated, calc.Practice{Code: "P81001"}, lines)
	want := []string{
		"outcome: 5 contacts more in May, August or February would change the outcome from recoup to pay",
		"outcome: 3 contacts more in any month from October to March would change the outcome from recoup to pay",
	}
	if diff := cmp.Diff(want, said(calc.Near([]calc.Position{p}))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestHeldIsNearNothing(t *testing.T) {
	if near := calc.Near([]calc.Position{{Scheme: ltcScheme(t), Outcome: calc.Held}}); near != nil {
		t.Errorf("got %v", said(near))
	}
}

func said(all []calc.Boundary) []string {
	var words []string
	for _, b := range all {
		words = append(words, fmt.Sprintf("%s: %s", b.Kind, letters.BoundaryReason(b)))
	}
	return words
}
