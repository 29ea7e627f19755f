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
			"share: the achievement is exactly 80.00%",
			"outcome: 1 record more would change the outcome from nil to pay",
			"outcome: 1 record fewer would change the outcome from nil to recoup"}},
		{"one record short of 80%", 799, 1000, 0, "1000.00", "800.00", []string{
			"share: 79.90% is below 80.00%, by no more than 1 record",
			"outcome: 1 record more would change the outcome from recoup to nil"}},
		{"a hundredth above 80%", 810, 1000, 0, "1000.00", "800.00", []string{
			"share: 81.00% is above 80.00%, by no more than 10 records",
			"outcome: 10 records fewer would change the outcome from pay to nil"}},
		{"more than a hundredth above 80%", 811, 1000, 0, "1000.00", "800.00", nil},
		{"five records of a small target", 45, 50, 0, "1000.00", "800.00", []string{
			"share: 90.00% is below 100.00%, by no more than 5 records",
			"share: 90.00% is above 80.00%, by no more than 5 records",
			"outcome: 5 records fewer would change the outcome from pay to nil"}},
		{"above the cap by a hair", 1001, 1000, 0, "1000.00", "800.00", []string{
			"share: 100.10% is above 100.00%, by no more than 1 record"}},
		{"the late ones carry it", 850, 1000, 60, "1000.00", "800.00", []string{
			"late: without what was coded late, pay would be recoup"}},
		{"half a penny carries it", 1, 2, 0, "0.01", "0.00", []string{
			"share: 50.00% is below 100.00%, by no more than 1 record",
			"share: 50.00% is below 80.00%, by no more than 1 record",
			"outcome: 1 record fewer would change the outcome from pay to nil",
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
		"share: the achievement is exactly 100.00%",
		`method: by "Full-year total", "Mean of the twelve months" or "Mean of the best nine months" alone, pay would be recoup`,
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
