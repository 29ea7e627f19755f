package calc

import "testing"

// The month of the payment run is over on the first day of the next.
func TestRunIsOver(t *testing.T) {
	for _, c := range []struct {
		run  string
		on   Date
		want bool
	}{
		{"June 2026", 20260531, false}, {"June 2026", 20260601, false}, {"June 2026", 20260630, false}, {"June 2026", 20260701, true}, {"June 2026", 20260731, true},
		{"December 2026", 20261231, false}, {"December 2026", 20270101, true}, {"", 20270101, false}, {"soon", 20270101, false},
	} {
		if got := (Dates{PaymentRun: c.run}).RunOver(c.on); got != c.want {
			t.Errorf("%q is over on %s: %t", c.run, c.on, got)
		}
	}
}

// The last month that is complete, and the months that are looked at.
func TestLastMonthThatIsComplete(t *testing.T) {
	s := capitated()
	for through, want := range map[int][2]Date{1: {20250401, 20250430}, 3: {20250601, 20250630}, 11: {20260201, 20260228}, 12: {20260301, 20260331}} {
		p, all := Position{Scheme: s, Ahead: &Projection{Through: through}}, Settlement{Schemes: []*Scheme{s}, Terms: Terms{Through: through}}
		if p.LastMonth() != want[0] || p.LastDay() != want[1] || all.LastMonth() != want[0] || all.Terms.Months() != through {
			t.Errorf("%d: %s to %s, %s, %d months", through, p.LastMonth(), p.LastDay(), all.LastMonth(), all.Terms.Months())
		}
	}
	if year := (Settlement{Schemes: []*Scheme{s}}); year.LastMonth() != 0 || year.Terms.Months() != Months {
		t.Errorf("a year that has ended: %s, %d months", year.LastMonth(), year.Terms.Months())
	}
}

// Of several schemes those are left that are asked for, with what stops anything and what belongs to no scheme.
func TestSchemesThatAreAskedForAreKept(t *testing.T) {
	one, other := &Scheme{Code: "one"}, &Scheme{Code: "other"}
	all := func(about ...*Scheme) Settlement {
		s := Settlement{
			Schemes: []*Scheme{one, other}, Positions: []Position{{Scheme: one}, {Scheme: other}, {Scheme: one}}, Tallies: map[string]Tally{"one": {Read: 1}, "other": {Read: 2}, Unattributed: {Read: 3}},
			Extract: &Extract{Problems: []Problem{{Code: "a", Severity: Hold, Scheme: "one"}, {Code: "b", Severity: Look, Scheme: "other"}, {Code: "c", Severity: Stop, Scheme: "other"}, {Code: "d", Severity: Hold}}},
		}
		s.Terms.About = about
		s.keep()
		return s
	}
	if s := all(); len(s.Schemes) != 2 || len(s.Positions) != 3 || len(s.Tallies) != 3 || len(s.Extract.Problems) != 4 {
		t.Errorf("all: %+v", s)
	}
	s := all(one)
	said := ""
	for _, p := range s.Extract.Problems {
		said += p.Code
	}
	_, gone := s.Tallies["other"]
	if len(s.Schemes) != 1 || s.Schemes[0] != one || len(s.Positions) != 2 || s.Positions[0].Scheme != one || len(s.Tallies) != 2 || gone || said != "acd" {
		t.Errorf("one: %+v, problems %s", s, said)
	}
}

// Two versions of a form's row are one where nothing that it says differs.
func TestVersionsOfARow(t *testing.T) {
	row := func(change func(*FormRow)) FormRow {
		r := FormRow{Scheme: "ltc", ID: 7, Started: Moment{Date: 20260508}, Completed: Moment{Date: 20260508, Second: 60}, Email: "a@example.org", Name: "Jo", Answers: map[string]string{"2025-04": "3"}, Clock: ClockUK}
		change(&r)
		return r
	}
	first := row(func(*FormRow) {})
	for name, change := range map[string]func(*FormRow){
		"scheme": func(r *FormRow) { r.Scheme = "cap" }, "number": func(r *FormRow) { r.ID = 8 }, "start": func(r *FormRow) { r.Started.Second = 1 }, "end": func(r *FormRow) { r.Completed.Second = 61 },
		"changed": func(r *FormRow) { r.Modified = Moment{Date: 20260509} }, "address": func(r *FormRow) { r.Email = "b@example.org" }, "name": func(r *FormRow) { r.Name = "Kim" },
		"answer": func(r *FormRow) { r.Answers = map[string]string{"2025-04": "4"} }, "one more": func(r *FormRow) { r.Answers = map[string]string{"2025-04": "3", "2025-05": "1"} },
	} {
		if other := row(change); first.Says(other) || other.Says(first) {
			t.Errorf("another %s: the two are one", name)
		}
	}
	if !first.Says(row(func(r *FormRow) { r.Place = Problem{Row: 9} })) {
		t.Error("the same row in another place is another")
	}
	if got := first.ModifiedAt(); got != (Moment{}) {
		t.Errorf("never changed, but on %s", got)
	}
	changed := row(func(r *FormRow) { r.Modified, r.Clock = Moment{Date: 20260508, Second: 60}, ClockUTC })
	if got := changed.ModifiedAt(); got != (Moment{Date: 20260508, Second: 3660}) {
		t.Errorf("changed on %s", got)
	}
}

// What stands in a request, and what is found in it.
func TestWhatARequestHas(t *testing.T) {
	r := Request{Ground: "declined;report-access", Evidence: []string{"see the post", "http://example.org/a"}, Findings: []Finding{{Code: "late"}, {Code: "estimate"}}}
	if g := r.Grounds(); len(g) != 2 || g[0] != "declined" || g[1] != "report-access" || (Request{}).Grounds() != nil {
		t.Errorf("grounds %q", g)
	}
	if !r.HasEvidence() || !(Request{Evidence: []string{"https://example.org/a"}}).HasEvidence() || (Request{Evidence: []string{"see the post"}}).HasEvidence() || (Request{}).HasEvidence() {
		t.Error("evidence is a link that somebody can open, and nothing else")
	}
	if !r.Finds("late") || !r.Finds("estimate") || r.Finds("other") || (Request{}).Finds("late") {
		t.Error("a finding is not found, or one that is none")
	}
}

// Letters that look ahead from other months stand beside each other.
func TestLettersOfOtherMonths(t *testing.T) {
	ahead := func(through int) Statement { return Statement{Ahead: &StatementAhead{Through: through}} }
	for _, c := range []struct {
		now, was Statement
		want     bool
	}{{ahead(8), ahead(7), true}, {ahead(8), ahead(8), false}, {ahead(8), Statement{}, false}, {Statement{}, ahead(8), false}, {Statement{}, Statement{}, false}} {
		if got := c.now.Onward(c.was); got != c.want {
			t.Errorf("%+v after %+v: %t", c.now.Ahead, c.was.Ahead, got)
		}
	}
}

// A letter before the year has ended states the advance of the whole year, and what the year comes to if nothing more is recorded.
func TestStatementBeforeTheYearHasEnded(t *testing.T) {
	p := Position{Scheme: capitated(), Earned: Pence(900), EarnedOnTime: Pence(700), Late: 2}
	p.Ahead = &Projection{Through: 8, AdvanceYear: Pence(800), SoFar: Pence(1200), LastThree: Pence(1000), Floor: Position{Earned: Pence(900)}}
	s := StatementOf(p)
	if s.Ahead == nil || s.Ahead.Through != 8 || s.Advance.Cmp(Pence(800)) != 0 || s.Balance.Cmp(Pence(100)) != 0 || s.Outcome != Pay || s.BalanceOnTime == nil || s.BalanceOnTime.Cmp(Pence(-100)) != 0 {
		t.Errorf("%+v", s)
	}
	if low, high := p.Ahead.Balances(); low.Cmp(Pence(200)) != 0 || high.Cmp(Pence(400)) != 0 {
		t.Errorf("heading for %s to %s", low, high)
	}
	p.LateUnknown = true
	if s := StatementOf(p); s.BalanceOnTime != nil || s.Late != nil {
		t.Errorf("what was late is not known: %+v", s)
	}
}

// Working days of months together, and the least number that several divide.
func TestDaysOfMonthsTogether(t *testing.T) {
	s := capitated()
	for months, want := range map[int][]int64{3: {61, 65, 64, 63}, 6: {126, 127}, 12: {253}, 1: s.Weights[:]} {
		got := s.DaysTogether(months)
		if len(got) != len(want) {
			t.Fatalf("%d together: %v", months, got)
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%d together: %v, should be %v", months, got, want)
			}
		}
	}
	for want, days := range map[int64][]int64{12: {4, 6}, 60: {20, 12, 15}, 5: {5, 1, 5}, 7: {7}, 1: nil, 1260: {20, 21, 12, 18}} {
		if got := Multiple(days...); got != want {
			t.Errorf("of %v: %d, should be %d", days, got, want)
		}
	}
}

// More is not needed where an average reaches the target, or what is paid at most, and the year's total does not.
func TestTargetsReachedByAnAverage(t *testing.T) {
	s := capitated()
	for _, c := range []struct {
		target   int64
		recorded ByMonth
		want     bool
	}{
		{2530, ByMonth{200, 200, 210, 230, 200, 220, 230, 200, 210}, true},    // ten a working day in nine months: exactly the target
		{120, ByMonth{10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10}, false}, // the year's total itself
		{120, ByMonth{11, 11, 11, 11, 11, 11, 11, 11, 11}, true},              // nine months
		{120, ByMonth{}, false}, {120, ByMonth{5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5}, false},
	} {
		floor, err := Measure(s, Contract{Service: "ecg", Target: c.target, Value: Pence(1000)}, Activity{Recorded: c.recorded})
		if err != nil {
			t.Fatal(err)
		}
		p := Projection{Floor: Position{Scheme: s}}
		if got := p.ReachedByAverage(ProjectedLine{Floor: floor}); got != c.want {
			t.Errorf("%v: %t, %s by an average, %d more for the total", c.recorded, got, floor.Highest().Achievement.Exact(), p.NeededForTarget(ProjectedLine{Floor: floor}))
		}
	}
}

// Where only the mean of the months counts, one month takes more than the target to reach it, and that is found.
func TestATargetReachedInOneMonth(t *testing.T) {
	s := capitated()
	s.Methods = []Method{method("mean_of_months", "all", "mean")}
	line, err := Measure(s, Contract{Service: "ecg", Target: 253, Value: Pence(1000)}, Activity{})
	if err != nil {
		t.Fatal(err)
	}
	e, err := EffectOf(Reconcile(s, Practice{}, []Achievement{line}), "ecg", ByMonth{3: 1})
	if err != nil || e.ToTarget.How != ReachedBeyond || e.ToTarget.Count != 12*23 {
		t.Errorf("%+v, %v", e.ToTarget, err)
	}
}

// By the mean of the active months more can be less: 30 more in May make it 1.5 there, and with April's half the
// mean is 1. One more, in June, makes June count as well, and the mean is no longer reached. The 30 are found.
func TestASecondMonthCanMakeItLess(t *testing.T) {
	s := capitated()
	s.Methods = []Method{method("active_months", "active", "mean")}
	line, err := Measure(s, Contract{Service: "ecg", Target: 253, Value: Pence(1000)}, Activity{Recorded: ByMonth{10}})
	if err != nil {
		t.Fatal(err)
	}
	e, err := EffectOf(Reconcile(s, Practice{}, []Achievement{line}), "ecg", ByMonth{1: 30, 2: 5})
	if err != nil || e.ToTarget.How != ReachedWithin || e.ToTarget.Count != 30 {
		t.Errorf("%+v, %v", e.ToTarget, err)
	}
}
