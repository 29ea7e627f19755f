package calc

import "testing"

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

func TestParseShare(t *testing.T) {
	for text, want := range map[string]string{"80%": "4/5", "100%": "1/1", "12.5%": "1/8", "0%": "0/1"} {
		if s, err := ParseShare(text); err != nil || s.Exact() != want {
			t.Errorf("%q: %s, %v", text, s.Exact(), err)
		}
	}
	for _, text := range []string{"", "80", "%", "0.8", "-5%", "80 %", "1e2%", "12.34567%", ".5%", "80.%%"} {
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
	for _, text := range []string{"", "81999", "P8199", "P819999", "PP1999", "P8199A", "Ｐ81999", "P81 999"} {
		if code, err := ParsePracticeCode(text); err == nil {
			t.Errorf("%q was read as %q", text, code)
		}
	}
}
