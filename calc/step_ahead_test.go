package calc

import "testing"

// aheadOf is a position of a year that is complete through January, when 211 of its 253 working
// days have passed, 62 of them in the last three months; and where it is heading.
func aheadOf(t *testing.T, s *Scheme, contracts []Contract, activities ...Activity) Position {
	t.Helper()
	p := lines(t, s, contracts, activities...)
	projection := projectionOf(p, 10)
	p.Ahead = &projection
	return p
}

// With 80% paid in advance: what is needed for it and for the target, where it is reached and where
// not; each way on with its rate; the cap, and no cap at exactly the whole; the sums of both lines.
func TestWorkingOfAYearToDate(t *testing.T) {
	s := yearTotal()
	s.Projection = &ProjectionRule{LeastMonths: 3}
	p := aheadOf(t, s, []Contract{
		{Service: "ecg", Target: 400, Value: Pence(1000_00)},
		{Service: "wound-care", Target: 100, Value: Pence(120_00)},
	}, Activity{Recorded: ByMonth{30, 30, 31, 33, 30, 32, 33, 30, 31, 31}}, Activity{Recorded: ByMonth{50, 9: 50}})
	p.Records = Tally{Read: 419, Counted: 411, AfterThrough: 8}
	judgeWorking(t, worked(Working(p)), []string{
		"Records read for this scheme: 411 counted + 0 outside the year + 0 excluded + 0 no contract + 8 in later months = 419",
		"ECGs | Recorded, April to January: 30 + 30 + 31 + 33 + 30 + 32 + 33 + 30 + 31 + 31 = 311",
		"ECGs | Target for the year: as contracted = 400",
		"ECGs | More for the share paid in advance: 400 × 0.800000, rounded up, − 311 = 9",
		"ECGs | More for the target: 400 × 1.000000, rounded up, − 311 = 89",
		"ECGs | Nothing more: year_total: 311 ÷ 400 = 0.777500",
		"ECGs | Nothing more: earned: 1000.00 × 311/400, half a penny rounded up = 777.50",
		"ECGs | So far: rate a working day: 311 ÷ 211 = 311/211",
		"ECGs | So far: year_total: (311 + 311 × 42 ÷ 211) ÷ 400 = 0.932263",
		"ECGs | So far: earned: 1000.00 × 78683/84400, half a penny rounded up = 932.26",
		"ECGs | Last three: rate a working day: 92 ÷ 62 = 46/31",
		"ECGs | Last three: year_total: (311 + 92 × 42 ÷ 62) ÷ 400 = 0.933306",
		"ECGs | Last three: earned: 1000.00 × 11573/12400, half a penny rounded up = 933.31",
		"Wound Care | Recorded, April to January: 50 + 0 + 0 + 0 + 0 + 0 + 0 + 0 + 0 + 50 = 100",
		"Wound Care | Target for the year: as contracted = 100",
		"Wound Care | More for the share paid in advance: 100 × 0.800000, rounded up: reached with 100 = 0",
		"Wound Care | More for the target: 100 × 1.000000, rounded up: reached with 100 = 0",
		"Wound Care | Nothing more: year_total: 100 ÷ 100 = 1.000000",
		"Wound Care | Nothing more: earned: 120.00 × 1/1, half a penny rounded up = 120.00",
		"Wound Care | So far: rate a working day: 100 ÷ 211 = 100/211",
		"Wound Care | So far: year_total: (100 + 100 × 42 ÷ 211) ÷ 100 = 1.199052",
		"Wound Care | So far: capped: no more than 1.000000 is paid = 1.000000",
		"Wound Care | So far: earned: 120.00 × 1/1, half a penny rounded up = 120.00",
		"Wound Care | Last three: rate a working day: 50 ÷ 62 = 25/31",
		"Wound Care | Last three: year_total: (100 + 50 × 42 ÷ 62) ÷ 100 = 1.338709",
		"Wound Care | Last three: capped: no more than 1.000000 is paid = 1.000000",
		"Wound Care | Last three: earned: 120.00 × 1/1, half a penny rounded up = 120.00",
		"Contract value: 1000.00 + 120.00 = 1120.00",
		"Nothing more: earned: 777.50 + 120.00 = 897.50",
		"So far: earned: 932.26 + 120.00 = 1052.26",
		"Last three: earned: 933.31 + 120.00 = 1053.31",
		"Paid in advance over the year: 800.04 + 96.00 = 896.04",
		"Nothing more: balance, to pay: 897.50 − 896.04 = 1.46",
		"So far: balance, to pay: 1052.26 − 896.04 = 156.22",
		"Last three: balance, to pay: 1053.31 − 896.04 = 157.27",
	})
}

// With several averages and no share: each is written with what was recorded and, after January, with the rate; and
// which is applied, the others aside. By the last three months' rate it comes to exactly the target.
func TestWorkingToDateBySeveralAverages(t *testing.T) {
	s := capitated()
	s.Projection = &ProjectionRule{LeastMonths: 3}
	s.Methods = []Method{method("total", "all", "total"), method("last_six", "last 6", "total"), method("best_nine", "best 9", "mean")}
	p := aheadOf(t, s, []Contract{{Service: "ecg", Target: 253, Value: Pence(253_00), Advance: Pence(200_00)}}, Activity{Recorded: ByMonth{10, 10, 10, 10, 10, 10, 23, 20, 21, 21}})
	steps := Working(p)
	judgeWorking(t, worked(steps[1:]), []string{
		"ECGs | Recorded, April to January: 10 + 10 + 10 + 10 + 10 + 10 + 23 + 20 + 21 + 21 = 145",
		"ECGs | Target for the year: as contracted = 253",
		"ECGs | More for the target: 253 × 1.000000, rounded up, − 145 = 108",
		"ECGs | Nothing more: total: 145 ÷ 253 = 0.573122",
		"ECGs | Nothing more: last_six: (23 + 20 + 21 + 21 + 0 + 0) × 253 ÷ (253 × 127) = 0.669291",
		"ECGs | Nothing more: best_nine: (10/20 + 10/20 + 10/21 + 10/20 + 10/22 + 23/23 + 20/20 + 21/21 + 21/21) × 253 ÷ (9 × 253); left out: Jul, Feb, Mar = 0.714526",
		"ECGs | Nothing more: applied, the highest: best_nine = 0.714526",
		"ECGs | Nothing more: earned: 253.00 × 2971/4158, half a penny rounded up = 180.78",
		"ECGs | So far: rate a working day: 145 ÷ 211 = 145/211",
		"ECGs | So far: total: (145 + 145 × 42 ÷ 211) ÷ 253 = 0.687203",
		"ECGs | So far: last_six: (23 + 20 + 21 + 21 + 145 × 20 ÷ 211 + 145 × 22 ÷ 211) × 253 ÷ (253 × 127) = 0.896555",
		"ECGs | So far: best_nine: (10/20 + 10/20 + 10/20 + 23/23 + 20/20 + 21/21 + 21/21 + 145/211 + 145/211) × 253 ÷ (9 × 253); left out: Jun, Jul, Sep = 0.763823",
		"ECGs | So far: applied, the highest: last_six = 0.896555",
		"ECGs | So far: earned: 253.00 × 24025/26797, half a penny rounded up = 226.83",
		"ECGs | Last three: rate a working day: 62 ÷ 62 = 1/1",
		"ECGs | Last three: total: (145 + 62 × 42 ÷ 62) ÷ 253 = 0.739130",
		"ECGs | Last three: last_six: (23 + 20 + 21 + 21 + 62 × 20 ÷ 62 + 62 × 22 ÷ 62) × 253 ÷ (253 × 127) = 1.000000",
		"ECGs | Last three: best_nine: (10/20 + 10/20 + 10/20 + 23/23 + 20/20 + 21/21 + 21/21 + 62/62 + 62/62) × 253 ÷ (9 × 253); left out: Jun, Jul, Sep = 0.833333",
		"ECGs | Last three: applied, the highest: last_six = 1.000000",
		"ECGs | Last three: earned: 253.00 × 1/1, half a penny rounded up = 253.00",
		"Contract value: 253.00 = 253.00",
		"Nothing more: earned: 180.78 = 180.78",
		"So far: earned: 226.83 = 226.83",
		"Last three: earned: 253.00 = 253.00",
		"Paid in advance over the year: 200.00 = 200.00",
		"Nothing more: balance, to recoup: 180.78 − 200.00 = -19.22",
		"So far: balance, to pay: 226.83 − 200.00 = 26.83",
		"Last three: balance, to pay: 253.00 − 200.00 = 53.00",
	})
	aside := ""
	for _, step := range steps {
		if step.Aside {
			aside += step.Label + "; "
		}
	}
	want := "Nothing more: total; Nothing more: last_six; Nothing more: applied, the highest; So far: total; So far: best_nine; So far: applied, the highest; " +
		"Last three: total; Last three: best_nine; Last three: applied, the highest; "
	if aside != want {
		t.Errorf("aside are\n%s, want\n%s", aside, want)
	}
}
