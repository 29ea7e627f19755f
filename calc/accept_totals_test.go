package calc

import "testing"

// Who accepts that a service's months rise as running totals do has not looked at
// its median: that stops for itself, and is accepted for itself.
func TestAcceptedTotalsLeaveTheMedian(t *testing.T) {
	rising := made{target: 253, value: 253_00, advance: 200_00, months: ByMonth{20, 40, 61, 84, 104, 126, 149, 169, 190, 211, 231, 253}}
	quiet := made{target: 253, value: 253_00, advance: 200_00}
	same := func(n int, m made) []made {
		var all []made
		for range n {
			all = append(all, m)
		}
		return all
	}
	totals := acceptance("", "ecg", "E-running-totals", "from 100 to 1,265")
	median := acceptance("", "ecg", "E-median", "647.43%")
	for _, c := range []struct {
		name  string
		all   []made
		given Instructions
		want  string
	}{
		{"one stop for one cause", same(5, rising), nil, "E-running-totals from 100 to 1,265"},
		{"the totals are accepted", same(5, rising), Instructions{totals}, "E-median 647.43%; W-accepted from 100 to 1,265"},
		{"for another value", same(5, rising), Instructions{acceptance("", "ecg", "E-running-totals", "from 1 to 2")},
			"E-running-totals from 100 to 1,265; W-accept-stale from 1 to 2"},
		{"both are", same(5, rising), Instructions{totals, median}, "W-accepted 647.43%; W-accepted from 100 to 1,265"},
		{"what is only looked at hides no stop", append(same(1, rising), same(5, quiet)...), nil,
			"E-median 0.00%; W-running-totals from 20 to 253"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := saidOf(Implausibilities(positionsOf(t, c.all), Months, DefaultLimits(), c.given)); got != c.want {
				t.Errorf("said %q, want %q", got, c.want)
			}
		})
	}
}
