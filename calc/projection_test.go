package calc

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// inYear are two schemes that can be projected: several averages without an
// advance share, and one average with it. More activity is never less by any of
// their averages, which cannot be said of the mean of the active months.
func inYear() []*Scheme {
	cap, ltc := capitated(), capitated()
	share, _ := Ratio(4, 5)
	cap.Methods = slices.DeleteFunc(cap.Methods, func(m Method) bool { return m.Months.By == IfActive })
	cap.Methods = append(cap.Methods, method("best_quarter", "quarter", "total"))
	ltc.Code, ltc.Short, ltc.Services, ltc.Excluded = "ltc", "LTC", []Service{{Code: "domain-2"}}, nil
	ltc.Methods = ltc.Methods[:1]
	ltc.Advance = &Advance{Share: share, Instalments: 12}
	for _, s := range []*Scheme{cap, ltc} {
		s.Projection = &ProjectionRule{LeastMonths: 3, Clause: Clause{ID: "A13"}}
	}
	return []*Scheme{cap, ltc}
}

// randomYear is an extract of one practice with a contract for every service.
func randomYear(r *rand.Rand, schemes []*Scheme) *Extract {
	x := &Extract{Practices: []Practice{{Code: "P81999"}}, Activity: map[ActivityKey]Activity{}, Sources: []Source{{Kind: "activity"}}}
	for _, s := range schemes {
		for _, service := range s.Services {
			c, a := randomLine(r)
			c.Practice, c.Scheme, c.Service = "P81999", s.Code, service.Code
			for i, n := range a.Recorded {
				if n > 0 {
					a.Records.InMonth[i]++
					a.Records.InPeriod++
				}
			}
			x.Sources[0].Records += a.Records.InPeriod
			x.Contracts = append(x.Contracts, c)
			x.Activity[ActivityKey{"P81999", service.Code}] = a
		}
	}
	return x
}

func project(t *testing.T, x *Extract, schemes []*Scheme, through int) Projections {
	t.Helper()
	all, err := Project(x, schemes, through)
	if err != nil {
		t.Fatal(err)
	}
	if len(all.Each) != len(schemes) {
		t.Fatalf("%d projections of one practice in %d schemes", len(all.Each), len(schemes))
	}
	return all
}

// manyYears runs what must hold of every projection, whatever was recorded.
func manyYears(t *testing.T, seed uint64, least int, check func(r *rand.Rand, x *Extract, schemes []*Scheme, through int)) {
	r := rand.New(rand.NewPCG(seed, seed))
	for range 300 {
		schemes := inYear()
		check(r, randomYear(r, schemes), schemes, least+r.IntN(Months-least+1))
	}
}

func TestFloorIsNeverAboveEitherEnd(t *testing.T) {
	manyYears(t, 21, 3, func(_ *rand.Rand, x *Extract, schemes []*Scheme, through int) {
		for _, p := range project(t, x, schemes, through).Each {
			if p.Floor.Earned.Cmp(p.Low()) > 0 || p.Low().Cmp(p.High()) > 0 || p.High().Cmp(p.Floor.Value) > 0 {
				t.Fatalf("%s: floor %s, from %s to %s of %s", p.Floor.Scheme.Code, p.Floor.Earned, p.Low(), p.High(), p.Floor.Value)
			}
			for _, line := range p.Lines {
				floor := line.Floor.Highest().Achievement
				if floor.Cmp(line.SoFar.Highest().Achievement) > 0 || floor.Cmp(line.LastThree.Highest().Achievement) > 0 {
					t.Fatalf("%s: floor %s, so far %s, last three %s", line.Floor.Contract.Service, floor.Exact(),
						line.SoFar.Highest().Achievement.Exact(), line.LastThree.Highest().Achievement.Exact())
				}
			}
		}
	})
}

func TestWithTwelveMonthsAllIsTheYearEnd(t *testing.T) {
	manyYears(t, 22, Months, func(_ *rand.Rand, x *Extract, schemes []*Scheme, through int) {
		settled, err := Settle(x, schemes)
		if err != nil {
			t.Fatal(err)
		}
		all := project(t, x, schemes, through)
		for i, p := range all.Each {
			end := settled.Positions[i]
			for _, earned := range []Money{p.Floor.Earned, p.SoFar, p.LastThree, p.Low(), p.High()} {
				if earned.Cmp(end.Earned) != 0 {
					t.Fatalf("the year end earns %s, projected %s, %s and %s", end.Earned, p.Floor.Earned, p.SoFar, p.LastThree)
				}
			}
			for j, line := range p.Lines {
				for m, result := range end.Lines[j].Results {
					for _, measured := range []Measured{line.Floor.Measured, line.SoFar.Measured, line.LastThree.Measured} {
						if measured.Results[m].Achievement.Cmp(result.Achievement) != 0 || measured.Applied != end.Lines[j].Applied {
							t.Fatalf("%s: %s, at the year end %s", result.Method.ID, measured.Results[m].Achievement.Exact(), result.Achievement.Exact())
						}
					}
				}
			}
			if p.WorkingDaysLeft() != 0 || all.Tallies[p.Floor.Scheme.Code] != settled.Tallies[p.Floor.Scheme.Code] {
				t.Fatalf("%d days left; tally %+v, at the year end %+v", p.WorkingDaysLeft(), all.Tallies, settled.Tallies)
			}
		}
	})
}

// A month at the rate of those before it changes nothing at either end: at the
// rate of all months so far for the one, and for the other where each of the
// last three went at their rate.
func TestAnotherMonthOfTheSameRateMovesNothing(t *testing.T) {
	manyYears(t, 23, 3, func(r *rand.Rand, x *Extract, schemes []*Scheme, through int) {
		if through == Months {
			return
		}
		for _, steady := range []bool{false, true} { // in the last three months
			evenRates(r, x, schemes[0], through, steady)
			before, after := project(t, x, schemes, through), project(t, x, schemes, through+1)
			for i, p := range after.Each {
				was := before.Each[i]
				if p.SoFar.Cmp(was.SoFar) != 0 || steady && p.LastThree.Cmp(was.LastThree) != 0 {
					t.Fatalf("%s through %d: so far %s, then %s; last three %s, then %s", p.Floor.Scheme.Code, through,
						was.SoFar, p.SoFar, was.LastThree, p.LastThree)
				}
				for j, line := range p.Lines {
					if !slices.EqualFunc(line.SoFar.Results, was.Lines[j].SoFar.Results, func(a, b Result) bool {
						return a.Achievement.Cmp(b.Achievement) == 0 && slices.Equal(a.Chosen, b.Chosen)
					}) {
						t.Fatalf("%s: another average", line.Floor.Contract.Service)
					}
				}
			}
		}
	})
}

// evenRates makes the months through the given one come to a whole number a
// working day, each of the last three by itself where they are steady, and
// records the next month at that rate.
func evenRates(r *rand.Rand, x *Extract, s *Scheme, through int, steady bool) {
	for key, a := range x.Activity {
		rate := r.Int64N(9)
		var days, count int64
		for i := range through {
			if steady && i >= through-LastMonths {
				a.Recorded[i] = rate * s.Weights[i]
			}
			days, count = days+s.Weights[i], count+a.Recorded[i]
		}
		if short := rate*days - count; short >= 0 {
			a.Recorded[0] += short
		} else { // too much for this rate: start anew from the steady months
			for i := range through {
				a.Recorded[i] = rate * s.Weights[i]
			}
		}
		a.Recorded[through], a.Late = rate*s.Weights[through], ByMonth{}
		x.Activity[key] = a
	}
}

// With what is needed the year's total reaches the share and the target, and
// with one less it does not.
func TestNeededIsSmallest(t *testing.T) {
	manyYears(t, 24, 3, func(r *rand.Rand, x *Extract, schemes []*Scheme, through int) {
		for _, p := range project(t, x, schemes, through).Each {
			for _, line := range p.Lines {
				needed, stated := p.NeededForShare(line)
				if stated != (p.Floor.Scheme.Advance != nil) {
					t.Fatalf("%s: needed for the share %v", p.Floor.Scheme.Code, stated)
				}
				if stated {
					checkNeeded(t, r, p, line, needed, p.Floor.Scheme.Advance.Share)
				}
				checkNeeded(t, r, p, line, p.NeededForTarget(line), mustRatio(1))
			}
		}
	})
}

func checkNeeded(t *testing.T, r *rand.Rand, p Projection, line ProjectedLine, n int64, share Share) {
	t.Helper()
	reaches := func(more int64) bool {
		a := line.Floor.Activity
		a.Recorded[r.IntN(Months)] += more // the year's total does not ask in which month
		year, err := Measure(p.Floor.Scheme, line.Floor.Contract, a)
		if err != nil {
			t.Fatal(err)
		}
		return year.Results[0].Achievement.Cmp(share) >= 0
	}
	if n < 0 || !reaches(n) || n > 0 && reaches(n-1) {
		t.Fatalf("%d of %d recorded: %d more for %s", line.Recorded(), line.Floor.Contract.Target, n, share.Exact())
	}
}

// Every average that a scheme file can choose is the same for so many times the
// activity against as many times the target: activity that is not whole is
// measured by that.
func TestAveragesAreRatios(t *testing.T) {
	r := rand.New(rand.NewPCG(25, 25))
	s := capitated()
	s.Methods = nil
	for _, months := range KnownAverages().Months {
		for _, take := range KnownAverages().Takes {
			s.Methods = append(s.Methods, Method{ID: months.Word + " " + take.Word, Months: months.Taking(5), Take: take})
		}
	}
	for range 500 {
		c, a := randomLine(r)
		n := r.Int64N(400) + 1
		units := ExactMonths{PerOne: n}
		for i := range units.Units {
			units.Units[i] = a.Recorded[i] * n
		}
		one, many := s.measure(c, whole(a.Recorded)), s.measure(c, units)
		for i := range one.Results {
			if one.Results[i].Achievement.Cmp(many.Results[i].Achievement) != 0 || !slices.Equal(one.Results[i].Chosen, many.Results[i].Chosen) {
				t.Fatalf("%s: %s, and %d times as much %s", s.Methods[i].ID, one.Results[i].Achievement.Exact(), n, many.Results[i].Achievement.Exact())
			}
		}
		if one.Earned.Cmp(many.Earned) != 0 || one.Applied != many.Applied {
			t.Fatalf("earned %s, and %d times as much %s", one.Earned, n, many.Earned)
		}
	}
}

// The filled months are the rate times the working days, and the averages of
// them those of the plain fractions, reckoned here in another way.
func TestFilledMonthsAreExact(t *testing.T) {
	manyYears(t, 26, 3, func(_ *rand.Rand, x *Extract, schemes []*Scheme, through int) {
		for _, p := range project(t, x, schemes, through).Each {
			for _, line := range p.Lines {
				for last, filled := range map[int]Filled{through: line.SoFar, LastMonths: line.LastThree} {
					plain := plainlyFilled(p.Floor.Scheme, line.Floor.Activity.Recorded, through, last)
					year := new(big.Rat)
					for i, month := range plain {
						year.Add(year, month)
						if filled.Months.Month(i).rat().Cmp(month) != 0 {
							t.Fatalf("month %d is %s, want %s", i, filled.Months.Month(i).Exact(), month)
						}
					}
					year.Quo(year, big.NewRat(line.Floor.Contract.Target, 1))
					if got := filled.Results[0].Achievement; got.rat().Cmp(year) != 0 {
						t.Fatalf("the year's total is %s, want %s", got.Exact(), year)
					}
				}
			}
		}
	})
}

func plainlyFilled(s *Scheme, recorded ByMonth, through, last int) []*big.Rat {
	rate, days := new(big.Rat), new(big.Rat)
	for i := through - last; i < through; i++ {
		rate.Add(rate, big.NewRat(recorded[i], 1))
		days.Add(days, big.NewRat(s.Weights[i], 1))
	}
	rate.Quo(rate, days)
	var months []*big.Rat
	for i := range Months {
		month := big.NewRat(recorded[i], 1)
		if i >= through {
			month = new(big.Rat).Mul(rate, big.NewRat(s.Weights[i], 1))
		}
		months = append(months, month)
	}
	return months
}

// What comes after the last complete month moves nothing, and is in the tally.
func TestAfterThroughIsLeftOutAndTallied(t *testing.T) {
	manyYears(t, 27, 3, func(r *rand.Rand, x *Extract, schemes []*Scheme, through int) {
		before := project(t, x, schemes, through)
		later := 0
		for key, a := range x.Activity {
			for i := through; i < Months; i++ {
				a.Recorded[i] += r.Int64N(50) + 1
				a.Records.InMonth[i]++
				a.Records.InPeriod++
				x.Sources[0].Records++
				later += a.Records.InMonth[i]
			}
			x.Activity[key] = a
		}
		after := project(t, x, schemes, through)
		tallied := 0
		for i, p := range after.Each {
			tallied += after.Tallies[p.Floor.Scheme.Code].AfterThrough
			was := before.Each[i]
			if p.Floor.Earned.Cmp(was.Floor.Earned) != 0 || p.Low().Cmp(was.Low()) != 0 || p.High().Cmp(was.High()) != 0 {
				t.Fatalf("from %s to %s, and with later activity from %s to %s", was.Low(), was.High(), p.Low(), p.High())
			}
		}
		if tallied != later {
			t.Fatalf("%d records after the last month, %d tallied", later, tallied)
		}
	})
}

func TestHeldPracticeIsNotProjected(t *testing.T) {
	schemes := inYear()[1:]
	x := randomYear(rand.New(rand.NewPCG(1, 1)), schemes)
	x.Problems = []Problem{{Code: "E-date", Severity: Hold, Practice: "P81999"}}
	p := project(t, x, schemes, 10).Each[0]
	if p.Outcome != ProjectedHeld || len(p.Lines) != 0 || len(p.Floor.Held) != 1 {
		t.Errorf("%s, %d lines, held for %v", p.Outcome, len(p.Lines), p.Floor.Held)
	}
}

func TestProjectedOutcomes(t *testing.T) {
	for _, low := range []Outcome{Pay, Recoup, Nil} {
		for _, high := range []Outcome{Pay, Recoup, Nil} {
			want := ProjectedEither
			if low == high {
				want = ProjectedOutcome(low)
			}
			if got := projectedOutcomeOf(low, high); got != want {
				t.Errorf("%s and %s: %s", low, high, got)
			}
		}
	}
	if len(ProjectedOutcomes()) != 5 {
		t.Errorf("outcomes %v", ProjectedOutcomes())
	}
}

func TestWhatCanBeProjected(t *testing.T) {
	s := inYear()[0]
	for _, c := range []struct {
		through, issued, want string
	}{
		{"2025-06", "2025-07-01", ""},
		{"2026-01", "2026-02-09", ""},
		{"2026-02", "2026-03-31", ""},
		{"2025-05", "2025-07-01", "only 2 months would be complete, and cap projects from 3 (A13)"},
		{"2026-01", "2026-01-31", "is not after 2026-01-31"},
		{"2026-01", "2025-12-31", "is not after 2026-01-31"},
		{"2026-02", "2026-04-01", "is after 2026-03-31, when the year has ended"},
		{"2026-03", "2026-03-31", "is the last day of the year"},
	} {
		through, err := s.Period.Through(c.through)
		if err != nil {
			t.Fatal(err)
		}
		issued, _ := ParseDate(c.issued)
		err = s.CanProject(through, issued)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("through %s, issued %s: %v, want %q", c.through, c.issued, err, c.want)
		}
	}
	s.Projection = nil
	if _, err := Project(&Extract{}, []*Scheme{s}, 10); err == nil || !strings.Contains(err.Error(), `add the entry "projection"`) {
		t.Errorf("without a rule: %v", err)
	}
}

func TestThroughIsAMonthOfTheYear(t *testing.T) {
	p := capitated().Period
	for text, want := range map[string]int{"2025-04": 1, "2025-06": 3, "2026-01": 10, "2026-03": 12} {
		if n, err := p.Through(text); err != nil || n != want {
			t.Errorf("%s: %d, %v", text, n, err)
		}
	}
	for _, text := range []string{"2025-03", "2026-04", "2026-1", "2026-01-31", "Jan-26", "2026-13", ""} {
		if n, err := p.Through(text); err == nil {
			t.Errorf("%q is read as %d", text, n)
		}
	}
}
