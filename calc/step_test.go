package calc

import (
	"slices"
	"strings"
	"testing"
)

// worked are the steps of a working, each as a line of it.
func worked(steps []Step) []string {
	var all []string
	for _, s := range steps {
		all = append(all, strings.TrimPrefix(s.Service+" | ", " | ")+s.Label+": "+s.Sum.String()+" = "+s.Value.String())
	}
	return all
}

// judgeWorking compares a working with what it should be, line by line.
func judgeWorking(t *testing.T, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\n\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Each average is written out so that a pocket calculator gives it.
func TestAveragesWrittenOut(t *testing.T) {
	s := capitated()
	year := ByMonth{15, 15, 16, 18, 15, 17, 23, 20, 21, 21, 20, 22} // of the months' 20 20 21 23 20 22 23 20 21 21 20 22 days
	for _, c := range []struct {
		months, take string
		recorded     ByMonth
		want         string
	}{
		{"all", "total", year, "223 ÷ 500"},
		{"last 6", "total", year, "(23 + 20 + 21 + 21 + 20 + 22) × 253 ÷ (500 × 127)"},
		{"all", "mean", ByMonth{11: 22}, "(0/20 + 0/20 + 0/21 + 0/23 + 0/20 + 0/22 + 0/23 + 0/20 + 0/21 + 0/21 + 0/20 + 22/22) × 253 ÷ (12 × 500)"},
		{"best 9", "mean", year, "(16/21 + 18/23 + 17/22 + 23/23 + 20/20 + 21/21 + 21/21 + 20/20 + 22/22) × 253 ÷ (9 × 500); left out: Apr, May, Aug"},
		{"best 1", "total", year, "(23) × 253 ÷ (500 × 23); taken: Oct"},
		{"active", "mean", ByMonth{44}, "(44/20) × 253 ÷ (1 × 500); taken: Apr"},
		{"active", "total", ByMonth{4, 3, 2, 1, 5}, "(4 + 3 + 2 + 1 + 5) × 253 ÷ (500 × 104); taken: Apr, May, Jun, Jul, Aug"},
		{"active", "total", ByMonth{4, 3, 2, 1, 5, 6}, "(4 + 3 + 2 + 1 + 5 + 6) × 253 ÷ (500 × 126); left out: Oct, Nov, Dec, Jan, Feb, Mar"},
		{"active", "total", year, "223 ÷ 500"},
		{"active", "mean", ByMonth{}, "no month with any activity"},
	} {
		m := method("m", c.months, c.take)
		if got := methodSum(s, Number(500), recordedMonths(c.recorded), m.measure(s, 500, c.recorded)).String(); got != c.want {
			t.Errorf("%s of %s:\n got %s\nwant %s", c.take, c.months, got, c.want)
		}
	}
}

// What a line earns has the decimal beside a fraction of six digits or more, above or below.
func TestEarnedWrittenOut(t *testing.T) {
	for _, c := range []struct {
		n, d int64
		want string
	}{
		{1, 1, "1000.00 × 1/1, half a penny rounded up"},
		{611, 764, "1000.00 × 611/764, half a penny rounded up"},
		{99998, 99999, "1000.00 × 99998/99999, half a penny rounded up"},
		{99999, 100000, "1000.00 × 99999/100000 (0.999990…), half a penny rounded up"},
		{100000, 99999, "1000.00 × 100000/99999 (1.000010…), half a penny rounded up"},
	} {
		s, _ := Ratio(c.n, c.d)
		if got := earnedSum(Contract{Value: Pence(1000_00)}, s).String(); got != c.want {
			t.Errorf("%d/%d: %s, want %s", c.n, c.d, got, c.want)
		}
	}
	if got, _ := Ratio(611, 764); Percent(got).String() != "0.799738" {
		t.Errorf("611 of 764 is written %s", Percent(got))
	}
}

// A year's working from the records to the balance: of a line that is above the cap, also without what came late, and
// of one that is exactly at it, and below it without; the sums of both.
func TestWorkingOfAYear(t *testing.T) {
	s := yearTotal()
	p := lines(t, s, []Contract{
		{Service: "ecg", Target: 200, Value: Pence(1000_00), Advance: Pence(800_00)},
		{Service: "wound-care", Target: 100, Value: Pence(500_00), Advance: Pence(399_96), Derived: true},
	}, Activity{Recorded: ByMonth{100, 104, 3}, Late: ByMonth{2: 3}, OutOfPeriod: 4}, Activity{Recorded: ByMonth{60, 40}, Late: ByMonth{1: 10}})
	p.Records = Tally{Read: 330, Counted: 307, OutOfPeriod: 4, ExcludedService: 12, NoContract: 7}
	judgeWorking(t, worked(Working(p)), []string{
		"Records read for this scheme: 307 counted + 4 outside the year + 12 excluded + 7 no contract = 330",
		"ECGs | Recorded, April to March: 100 + 104 + 3 + 0 + 0 + 0 + 0 + 0 + 0 + 0 + 0 + 0 = 207",
		"ECGs | of which coded after the cut-off: counted, and flagged = 3",
		"ECGs | Delivered outside the year: not counted = 4",
		"ECGs | Target for the year: as contracted = 200",
		"ECGs | year_total: 207 ÷ 200 = 1.035000",
		"ECGs | Capped: no more than 1.000000 is paid = 1.000000",
		"ECGs | Earned: 1000.00 × 1/1, half a penny rounded up = 1000.00",
		"ECGs | Without late coding: year_total: 204 ÷ 200 = 1.020000",
		"ECGs | Without late coding: capped: no more than 1.000000 is paid = 1.000000",
		"ECGs | Without late coding: earned: 1000.00 × 1/1, half a penny rounded up = 1000.00",
		"Wound Care | Recorded, April to March: 60 + 40 + 0 + 0 + 0 + 0 + 0 + 0 + 0 + 0 + 0 + 0 = 100",
		"Wound Care | of which coded after the cut-off: counted, and flagged = 10",
		"Wound Care | Target for the year: as contracted = 100",
		"Wound Care | year_total: 100 ÷ 100 = 1.000000",
		"Wound Care | Earned: 500.00 × 1/1, half a penny rounded up = 500.00",
		"Wound Care | Paid in advance: 12 instalments of 33.33, each 500.00 × 0.800000 ÷ 12 to the penny = 399.96",
		"Wound Care | Without late coding: year_total: 90 ÷ 100 = 0.900000",
		"Wound Care | Without late coding: earned: 500.00 × 9/10, half a penny rounded up = 450.00",
		"Contract value: 1000.00 + 500.00 = 1500.00",
		"Earned: 1000.00 + 500.00 = 1500.00",
		"Paid in advance: 800.00 + 399.96 = 1199.96",
		"Balance: to pay: 1500.00 − 1199.96 = 300.04",
		"Without late coding: earned: 1000.00 + 450.00 = 1450.00",
		"Without late coding: to pay: 1450.00 − 1199.96 = 250.04",
	})
}

// Exactly at the cap without what came late, nothing is capped; where nothing came late, or nobody knows what did,
// there is no such figure; and where several averages are told, which of them is applied.
func TestWorkingAtTheCap(t *testing.T) {
	exact := lines(t, yearTotal(), []Contract{{Service: "ecg", Target: 100, Value: Pence(100_00)}}, Activity{Recorded: ByMonth{100, 1}, Late: ByMonth{1: 1}})
	if all := worked(Working(exact)); slices.ContainsFunc(all, func(step string) bool { return strings.Contains(step, "coding: capped") }) {
		t.Errorf("exactly at the cap:\n%s", strings.Join(all, "\n"))
	}
	unknown := lines(t, yearTotal(), []Contract{{Service: "ecg", Target: 100, Value: Pence(100_00)}}, Activity{Recorded: ByMonth{50}, LateUnknown: true})
	judgeWorking(t, worked(Working(unknown))[1:], []string{
		"ECGs | Recorded, April to March: 50 + 0 + 0 + 0 + 0 + 0 + 0 + 0 + 0 + 0 + 0 + 0 = 50",
		"ECGs | of which coded after the cut-off: what was read does not say when it was coded = not known",
		"ECGs | Target for the year: as contracted = 100",
		"ECGs | year_total: 50 ÷ 100 = 0.500000",
		"ECGs | Earned: 100.00 × 1/2, half a penny rounded up = 50.00",
		"Contract value: 100.00 = 100.00",
		"Earned: 50.00 = 50.00",
		"Paid in advance: 0.00 = 0.00",
		"Balance: to pay: 50.00 − 0.00 = 50.00",
		"Without late coding: what was read does not say when it was coded = not known",
	})
	s := capitated()
	s.Methods = []Method{method("year_total", "all", "total"), method("last_six_months", "last 6", "total")}
	two := lines(t, s, []Contract{{Service: "ecg", Target: 253, Value: Pence(253_00)}}, Activity{Recorded: ByMonth{6: 23, 20, 21, 21, 20, 22}})
	judgeWorking(t, worked(Working(two))[3:7], []string{
		"ECGs | year_total: 127 ÷ 253 = 0.501976",
		"ECGs | last_six_months: (23 + 20 + 21 + 21 + 20 + 22) × 253 ÷ (253 × 127) = 1.000000",
		"ECGs | Applied: the highest of these: last_six_months = 1.000000",
		"ECGs | Earned: 253.00 × 1/1, half a penny rounded up = 253.00",
	})
	if len(Working(Position{Outcome: Held})) != 0 {
		t.Error("a held position has a working")
	}
}
