package calc

import (
	"cmp"
	"math"
	"strings"
	"testing"
)

func TestShareIsCutNotRounded(t *testing.T) {
	for _, c := range []struct {
		n, d             int64
		six, cut, lowest string
	}{
		{611, 764, "0.799738", "79.97", "611/764"},
		{19999, 20000, "0.999950", "99.99", "19999/20000"},
		{4, 5, "0.800000", "80.00", "4/5"},
		{0, 7, "0.000000", "0.00", "0/1"},
		{7, 7, "1.000000", "100.00", "1/1"},
		{2, 3, "0.666666", "66.66", "2/3"},
		{130, 100, "1.300000", "130.00", "13/10"},
	} {
		s, err := Ratio(c.n, c.d)
		if err != nil || s.Cut(6) != c.six || s.CutPercent(2) != c.cut || s.Exact() != c.lowest {
			t.Errorf("%d/%d: %s, %s, %s (%v)", c.n, c.d, s.Cut(6), s.CutPercent(2), s.Exact(), err)
		}
	}
	if _, err := Ratio(1, 0); err == nil {
		t.Error("one of zero is a share")
	}
	var none Share
	if none.Exact() != "0/1" || none.Cut(2) != "0.00" {
		t.Errorf("the zero Share is %s", none.Exact())
	}
}

// Ratios and what is made of them at the limits of 64 bits, where one step more is worked out the long way.
func TestSharesAtTheLimits(t *testing.T) {
	const most, half = math.MaxInt64, int64(1) << 62
	of := func(n, d int64) Share {
		s, err := Ratio(n, d)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	for want, got := range map[string]Share{
		"-1/2": of(1, -2), "1/2": of(-1, -2), "-3/4": of(-6, 8), "-4611686018427387904/1": of(math.MinInt64, 2), "9223372036854775808/1": of(math.MinInt64, -1), "1/9223372036854775807": of(1, most),
		"1/9223372036854775808":  of(-1, math.MinInt64),
		"9223372036854775808/1 ": of(half, 1).Plus(of(half, 1)),
		"9223372036854775808/3":  of(half, 3).Plus(of(half, 3)),
		"-9223372036854775809/1": of(-half-1, 1).Plus(of(-half, 1)),
		"9223372036854775807/1 ": of(half, 1).Plus(of(half-1, 1)),
		"1/1":                    of(half, 1).Plus(of(1-half, 1)),
		"18446744073709551614/1": of(most, 1).times(2), "-18446744073709551614/1": of(most, 1).times(-2), "-6/1": of(-2, 1).times(3), "6/1": of(-2, 1).times(-3), "0/1": of(-2, 1).times(0),
		"1/18446744073709551614": of(1, most).Over(2), "-1/6": of(1, 3).Over(-2), "-1/6 ": of(-1, 3).Over(2), "0/1 ": Share{}.Over(3), "3/2": of(3, 1).Over(2),
		"9223372036854775807/2": of(most, 1).times(2).Over(4), "2/3": of(1, 2).of(of(3, 4)), "-2/3": of(1, 2).of(of(-3, 4)), "0/1  ": Share{}.of(of(3, 4)), "1/2 ": of(most, 1).of(of(most, 1).times(2)),
		"3/8": of(1, 2).by(of(3, 4)), "85070591730234615847396907784232501249/1": of(most, 1).by(of(most, 1)), "0/1   ": of(1, 2).by(Share{}), "1/85070591730234615847396907784232501249": of(1, most).by(of(1, most)),
	} {
		if want = strings.TrimSpace(want); got.Exact() != want {
			t.Errorf("got %s, should be %s", got.Exact(), want)
		}
	}
	for _, c := range []struct {
		got  Share
		want string
	}{
		{of(math.MinInt64, 6), "-4611686018427387904/3"},
		{of(1, 2).Plus(of(1, 3)), "5/6"},
		{of(1, 3).Plus(Share{}), "1/3"},
		{Share{}.Plus(of(1, 3)), "1/3"},
		{of(most, 1).Plus(of(1, 2)), "18446744073709551615/2"},
		{of(1, 2).Plus(of(most, 1)), "18446744073709551615/2"},
		{of(1, most).Plus(of(1, most-1)), "18446744073709551613/85070591730234615838173535747377725442"},
		{of(-most, 1).Plus(of(1-half, 1)), "-13835058055282163710/1"},
		{of(1-half, 1).Plus(of(-most, 1)), "-13835058055282163710/1"},
		{of(most, 1).Plus(of(half-1, 1)), "13835058055282163710/1"},
		{of(half-1, 1).Plus(of(most, 1)), "13835058055282163710/1"},
		{of(most, 1).times(2).Plus(of(1, 2)), "36893488147419103229/2"},
		{of(1, 2).Plus(of(most, 1).times(2)), "36893488147419103229/2"},
		{of(1, 1<<61).Plus(of(1, 1<<61+1)), "4611686018427387905/5316911983139663493921071250335072256"},
		{of(half, 1).times(4), "18446744073709551616/1"},
		{of(1, most).Over(3), "1/27670116110564327421"},
		{of(most, 1).times(2).by(of(1, 2)), "9223372036854775807/1"},
		{of(1, 2).by(of(most, 1).times(2)), "9223372036854775807/1"},
		{of(most, 1).times(2).of(of(most, 1)), "2/1"},
		{of(most, 1).times(2).times(3), "55340232221128654842/1"},
		{of(1, 2).AtLeast(of(2, 3)), "2/3"},
		{of(2, 3).AtLeast(of(1, 2)), "2/3"},
		{of(1, 2).AtMost(of(2, 3)), "1/2"},
		{of(2, 3).AtMost(of(1, 2)), "1/2"},
	} {
		if c.got.Exact() != c.want {
			t.Errorf("got %s, should be %s", c.got.Exact(), c.want)
		}
	}
	order := []Share{of(-most, 1).times(3), of(-half, 1), of(-1, 2), {}, of(1, most).Over(2), of(1, 3), of(1, 2), of(most, 1), of(most, 1).times(2)}
	for i, a := range order {
		for j, b := range order {
			if got := a.Cmp(b); got != cmp.Compare(i, j) {
				t.Errorf("%s to %s: %d", a.Exact(), b.Exact(), got)
			}
		}
	}
	if got := of(most, 1).times(2).Cut(2); got != "18446744073709551614.00" {
		t.Errorf("cut to %s", got)
	}
	if got := of(1<<61, 1).Cut(1); got != "2305843009213693952.0" {
		t.Errorf("cut to %s", got)
	}
	for s, want := range map[Share]int64{of(7, 2): 4, of(4, 1): 4, of(-7, 2): -3, {}: 0, of(1, most): 1} {
		if got := s.ceiling(); got != want {
			t.Errorf("%s: not below it is %d", s.Exact(), got)
		}
	}
}

// Decimals are cut or rounded half up, at any number of places.
func TestDecimalsOfShares(t *testing.T) {
	for _, c := range []struct {
		n, d       int64
		places     int
		cut, round string
	}{
		{1, 8, 2, "0.12", "0.13"}, {1, 3, 2, "0.33", "0.33"}, {2, 3, 0, "0", "1"}, {1, 2, 0, "0", "1"}, {49, 100, 0, "0", "0"}, {5, 2, 0, "2", "3"}, {12, 1, 2, "12.00", "12.00"}, {1, 200, 2, "0.00", "0.01"},
		{1, 3, 16, "0.3333333333333333", "0.3333333333333333"}, {2, 3, 17, "0.66666666666666666", "0.66666666666666667"}, {2, 3, 20, "0.66666666666666666666", "0.66666666666666666667"},
		{math.MaxInt64, 1, 4, "9223372036854775807.0000", "9223372036854775807.0000"}, {3504881374004814807, 19, 2, "184467440737095516.15", "184467440737095516.16"}, // in hundredths the largest number of 64 bits, and more than half of one
		{-1, 8, 2, "-0.12", "-0.13"}, {-5, 2, 1, "-2.5", "-2.5"},
	} {
		s, err := Ratio(c.n, c.d)
		if err != nil || s.Cut(c.places) != c.cut || s.Round(c.places) != c.round {
			t.Errorf("%d/%d to %d places: cut %s, rounded %s, should be %s and %s", c.n, c.d, c.places, s.Cut(c.places), s.Round(c.places), c.cut, c.round)
		}
	}
}

func TestParseShare(t *testing.T) {
	for text, want := range map[string]string{"80%": "4/5", "100%": "1/1", "12.5%": "1/8", "0%": "0/1", "9999.9999%": "99999999/1000000", "0.0001%": "1/1000000"} {
		if s, err := ParseShare(text); err != nil || s.Exact() != want {
			t.Errorf("%q: %s, %v", text, s.Exact(), err)
		}
	}
	for _, text := range []string{"", "80", "%", "0.8", "-5%", "80 %", "1e2%", "12.34567%", "10000%", ".5%", "80.%%"} {
		if s, err := ParseShare(text); err == nil {
			t.Errorf("%q was read as %s", text, s.Exact())
		}
	}
}

func TestDates(t *testing.T) {
	for _, text := range []string{"2026-02-29", "2026-13-01", "31/03/2026", "2026-3-1", "", "2026-03-31T00:00"} {
		if d, err := ParseDate(text); err == nil {
			t.Errorf("%q was read as %s", text, d)
		}
	}
	first, _ := ParseDate("2025-04-01")
	last, _ := ParseDate("2026-03-31")
	p := Period{first, last}
	for text, want := range map[string]bool{"2025-03-31": false, "2025-04-01": true, "2026-03-31": true, "2026-04-01": false} {
		if d, _ := ParseDate(text); p.Holds(d) != want {
			t.Errorf("%s in the period: %v", text, !want)
		}
	}
	for i := range Months {
		if start := p.MonthStart(i); p.Month(start) != i || !p.Holds(start) {
			t.Errorf("month %d begins %s, which is month %d", i, start, p.Month(start))
		}
	}
	if days := first.DaysTo(last); days != 364 {
		t.Errorf("%d days", days)
	}
}

func TestPracticeCodes(t *testing.T) {
	for _, text := range []string{"P81999", " p81999 ", "\u00a0P81999\t"} {
		if code, err := ParsePracticeCode(text); err != nil || code != "P81999" {
			t.Errorf("%q: %q, %v", text, code, err)
		}
	}
	for _, text := range []string{"A00000", "Z99999"} {
		if code, err := ParsePracticeCode(text); err != nil || string(code) != text {
			t.Errorf("%q: %q, %v", text, code, err)
		}
	}
	for _, text := range []string{"", "81999", "P8199", "P819999", "PP1999", "P8199A", "@81999", "[81999", "Ｐ81999", "P81 999"} {
		if code, err := ParsePracticeCode(text); err == nil {
			t.Errorf("%q was read as %q", text, code)
		}
	}
}
