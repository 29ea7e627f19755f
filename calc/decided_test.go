package calc

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

// lineDecided is a practice with one line, and a decision on it.
func lineDecided(t *testing.T) (Position, Answer) {
	t.Helper()
	s := capitated()
	line, err := Measure(s, Contract{Practice: "P81999", Scheme: s.Code, Service: "ecg", Target: 100, Value: Pence(10000), Advance: Pence(9000)}, Activity{Recorded: ByMonth{50}})
	if err != nil {
		t.Fatal(err)
	}
	a := Answer{Request: Request{Name: "CAP-1", Scheme: s.Code, Practice: "P81999", Service: "ecg", Claimed: ByMonth{9}, State: RequestDecided},
		Decision: &Decision{Request: "CAP-1", Verdict: AcceptedPart, Accepted: ByMonth{5}, Line: LineOf(line), Chair: "Alex Sample", Withdrew: []string{""}, Reason: "a flood"}}
	return Reconcile(s, Practice{Code: "P81999"}, []Achievement{line}), a
}

// What has moved on a line since the panel decided is named; of an excluded service nothing can have.
func TestWhatMovedSinceThePanel(t *testing.T) {
	p, a := lineDecided(t)
	for _, c := range []struct {
		name  string
		alter func(*Decision, *Request)
		want  string
	}{
		{"nothing", func(*Decision, *Request) {}, ""},
		{"the target", func(d *Decision, _ *Request) { d.Line.Target = 99 }, "the target was 99 (now 100)"},
		{"the value", func(d *Decision, _ *Request) { d.Line.Value = Pence(9999) }, "the contract value was £99.99 (now £100.00)"},
		{"the advance", func(d *Decision, _ *Request) { d.Line.Advance = Pence(9001) }, "the advance paid was £90.01 (now £90.00)"},
		{"what was recorded", func(d *Decision, _ *Request) { d.Line.Recorded[0]-- }, "the activity recorded was 49 (now 50)"},
		{"the contract", func(_ *Decision, r *Request) { r.Service = "psa" }, "the practice had a contract for the service"},
		{"the contract, nothing accepted", func(d *Decision, r *Request) { r.Service, d.Accepted = "psa", ByMonth{} }, "the practice had a contract for the service"},
		{"an excluded service", func(d *Decision, r *Request) { r.Service, d.Accepted, d.Line = "psa", ByMonth{}, Line{} }, ""},
		{"a line that was none", func(d *Decision, _ *Request) { d.Line, d.Accepted = Line{}, ByMonth{} }, "the service was  (now ecg), the target was 0 (now 100), the contract value was £0.00 (now £100.00), the advance paid was £0.00 (now £90.00) and the activity recorded was 0 (now 50)"},
		{"an excluded service, accepted", func(d *Decision, r *Request) { r.Service, d.Line = "psa", Line{} }, "the practice had a contract for the service"},
	} {
		moved, decision := a, *a.Decision
		moved.Decision = &decision
		c.alter(&decision, &moved.Request)
		if got := p.movedSince(moved); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// A reason that names a member is not one for a letter.
func TestWhoIsNamedInAReason(t *testing.T) {
	_, a := lineDecided(t)
	if who := a.Decision.Names(); who != "" {
		t.Errorf("%q is named", who)
	}
	a.Decision.Reason = "As alex sample said"
	if who := a.Decision.Names(); who != "Alex Sample" {
		t.Errorf("%q is named", who)
	}
}

// Requests are counted once each, by what became of them; the form's own proof is none.
func TestRequestsAreCounted(t *testing.T) {
	p, a := lineDecided(t)
	as := func(state RequestState, service string) Answer {
		other := a
		other.Request.State, other.Request.Service, other.Request.Name = state, service, "CAP-2"
		return other
	}
	mended := a
	decision := *a.Decision
	decision.Because = "a slip of the pen"
	mended.Decision = &decision
	s := Settlement{Extract: &Extract{Problems: []Problem{{Code: "W-look", Severity: Look}, {Code: "E-hold", Severity: Hold}}}, Schemes: []*Scheme{p.Scheme, {Code: "ltc"}}, Positions: []Position{p}}
	final, err := s.Decide(Decided{Answers: []Answer{mended, as(RequestWithdrawn, "ecg"), as(RequestReplaced, "ecg"), as(RequestProof, "ecg")}})
	if err != nil {
		t.Fatal(err)
	}
	want := RequestCounts{Ruled: map[Ruling]int{AcceptedPart: 1}, Ended: 2, Accepted: 5}
	if got := final.Requests()["cap"]; !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got := final.Requests()["ltc"]; got.Ended != 0 || len(got.Ruled) != 0 {
		t.Errorf("of the other scheme: %+v", got)
	}
	if f := final.Positions[0].Final; !f.Mended() || !f.Answered() || len(f.Accepted) != 1 {
		t.Errorf("%+v", f)
	}
	if codes := final.Extract.Problems; len(codes) != 1 || codes[0].Code != "E-hold" {
		t.Errorf("problems of what is final: %v", codes)
	}
	decision.Because, decision.Accepted, decision.Verdict = "", ByMonth{}, Refused
	final, err = s.Decide(Decided{Answers: []Answer{mended}})
	if err != nil {
		t.Fatal(err)
	}
	if f := final.Positions[0].Final; f.Basis != BasisDecided || f.Mended() || len(f.Accepted) != 0 {
		t.Errorf("refused: %+v", f)
	}
	final, err = s.Decide(Decided{Answers: []Answer{mended, as(RequestHeld, "wound-care"), {Request: Request{Name: "CAP-9", Scheme: "cap", Practice: "P81998", State: RequestReady}}}})
	if err != nil {
		t.Fatal(err)
	}
	if f := final.Positions[0].Final; f.Mended() || len(f.Accepted) != 0 || final.Requests()["cap"].Open != 2 {
		t.Errorf("%+v: %+v", f, final.Requests()["cap"])
	}
	open := slices.DeleteFunc(slices.Clone(final.Extract.Problems), func(p Problem) bool { return p.Code != RequestOpen })
	if len(open) != 2 || open[0].Found != "CAP-9" || !strings.HasPrefix(open[0].Remedy, "the panel has not decided") || !strings.HasPrefix(open[1].Remedy, "it cannot be known") {
		t.Errorf("%v", open)
	}
}

// What cannot lie before a panel is not said to need its decision, which nobody could record.
func TestWhatCannotBeDecidedSaysWhy(t *testing.T) {
	for code, want := range map[string]string{
		"":             "the panel has not decided on it: record its decision",
		FindLate:       "the panel has not decided on it: record its decision",
		FindNoContract: "the practice has no contract for it, so that no panel can decide on it",
		FindHeld:       "its practice's position is held, so that no panel can decide on it yet",
	} {
		got := openWords(Request{State: RequestReady, Findings: []Finding{{Code: code}}})
		if !strings.HasPrefix(got, want) || !strings.Contains(got, "withdrawal as a correction") {
			t.Errorf("%q: %s", code, got)
		}
	}
}

// A plan has as many payments as it has pence at the most, and one at the least.
func TestWhatPlansCanBe(t *testing.T) {
	p, _ := lineDecided(t)
	p.Scheme.Plan, p.Scheme.Mitigation = true, &Mitigation{Plan: &PlanTerms{First: 20260601}}
	p.Outcome, p.Balance = Recoup, Pence(-3)
	for payments, want := range map[int]int{0: 0, 1: 1, 3: 3, 4: 0} {
		parts, problems := p.parts([]Plan{{Practice: "P81999", Scheme: "cap", First: 20260601, Payments: payments}})
		if len(parts) != want || (want == 0) != (len(problems) == 1) {
			t.Errorf("%d payments of 3p: %v, %v", payments, parts, problems)
		}
	}
}

// What holds a position for its plan is the reason, and not what is only to be looked at.
func TestAPlanHoldsForWhatHolds(t *testing.T) {
	p, a := lineDecided(t)
	p.Scheme.Plan, p.Scheme.Mitigation = true, &Mitigation{Plan: &PlanTerms{First: 20260601}}
	a.Decision.Accepted, a.Request.Claimed = ByMonth{50}, ByMonth{50} // nothing is left to recoup
	s := Settlement{Extract: &Extract{}, Schemes: []*Scheme{p.Scheme}, Positions: []Position{p}}
	final, err := s.Decide(Decided{Answers: []Answer{a}, On: 20260520, Plans: []Plan{{Practice: "P81999", Scheme: "cap", First: 20260601, Payments: 3, On: 20260521}}})
	if err != nil {
		t.Fatal(err)
	}
	one := final.Positions[0]
	if one.Outcome != Held || len(one.Held) != 1 || one.Held[0].Code != PlanRefused || len(one.Look) != 1 || one.Look[0].Code != PlanIdle || len(final.Extract.Problems) != 2 {
		t.Errorf("%s for %+v, to look at %+v, in all %+v", one.Outcome, one.Held, one.Look, final.Extract.Problems)
	}
}

// A plan that was approved before runs on, whatever the day: only another one may not
// begin in a month that is over.
func TestAPlanThatRunsIsNotOver(t *testing.T) {
	plan := []PlanPayment{{20260601, Pence(100)}, {20260701, Pence(101)}}
	other := []PlanPayment{{20260601, Pence(100)}, {20260701, Pence(99)}}
	for _, c := range []struct {
		on       Date
		approved []PlanPayment
		over     int
	}{{20260522, nil, 0}, {20260630, nil, 0}, {20260701, nil, 1}, {20260701, other, 1}, {20260701, plan, 0}, {20270301, plan, 0}} {
		p, _ := lineDecided(t)
		p.Final = &Final{Plan: plan}
		s := Settlement{Positions: []Position{p}, Terms: Terms{Decided: &Decided{On: c.on}}}
		got := s.PlansOver(func(Position) (Statement, bool) { return Statement{Plan: c.approved}, c.approved != nil })
		if len(got) != c.over {
			t.Errorf("on %s, with %v approved before: %v", c.on, c.approved, got)
		}
	}
}

// Whatever changes of an answer is told: a decision, or the reason alone; and how a recoupment is repaid.
func TestWhatChangesOfAnAnswer(t *testing.T) {
	one := StatementDecision{Request: "CAP-1", Service: "ecg", Verdict: AcceptedPart, Claimed: ByMonth{9}, Accepted: ByMonth{5}}
	was := Statement{Outcome: Recoup, Decisions: []StatementDecision{one}, Plan: []PlanPayment{{20260601, Pence(100)}, {20260701, Pence(101)}}}
	kinds := func(alter func(*Statement)) string {
		now := Statement{Outcome: Recoup, Decisions: slices.Clone(was.Decisions), Plan: slices.Clone(was.Plan)}
		alter(&now)
		var all []string
		for _, c := range decisionChanges(was, now) {
			all = append(all, string(c.Kind)+": "+c.Was.String()+" → "+c.Now.String()+map[bool]string{true: ", follows"}[c.Follows])
		}
		return strings.Join(all, "; ")
	}
	for _, c := range []struct {
		name  string
		alter func(*Statement)
		want  string
	}{
		{"nothing", func(*Statement) {}, ""},
		{"claimed", func(s *Statement) { s.Decisions[0].Claimed[0]++ }, string(DecisionChange) + ": part, 5 of 9 → part, 5 of 10"},
		{"accepted", func(s *Statement) { s.Decisions[0].Accepted[0]++ }, string(DecisionChange) + ": part, 5 of 9 → part, 6 of 9"},
		{"another month", func(s *Statement) { s.Decisions[0].Accepted = ByMonth{4, 1} }, string(DecisionChange) + ": part, 5 of 9 → part, 5 of 9"},
		{"service", func(s *Statement) { s.Decisions[0].Service = "psa" }, string(DecisionChange) + ": part, 5 of 9 → part, 5 of 9"},
		{"reason", func(s *Statement) { s.Decisions[0].Reason = "another" }, string(ReasonChange) + ": part, 5 of 9 → part, 5 of 9"},
		{"one more", func(s *Statement) { s.Decisions = append(s.Decisions, StatementDecision{Request: "CAP-2"}) }, string(DecisionChange) + ": not asked → taken back"},
		{"taken back", func(s *Statement) { s.Decisions = nil }, string(DecisionChange) + ": part, 5 of 9 → taken back"},
		{"a month of the plan", func(s *Statement) { s.Plan[1].Month = 20260801 }, string(PlanChange) + ": 2 payments from June 2026, £2.01 in all → 2 payments from June 2026, £2.01 in all"},
		{"a sum of the plan", func(s *Statement) { s.Plan[1].Sum = Pence(99) }, string(PlanChange) + ": 2 payments from June 2026, £2.01 in all → 2 payments from June 2026, £1.99 in all, follows"},
		{"no plan", func(s *Statement) { s.Plan = nil }, string(PlanChange) + ": 2 payments from June 2026, £2.01 in all → in one sum"},
		{"nothing to repay", func(s *Statement) { s.Plan, s.Outcome = nil, Pay }, string(PlanChange) + ": 2 payments from June 2026, £2.01 in all → nothing to repay, follows"},
	} {
		if got := kinds(c.alter); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	// A plan that comes with the recoupment follows from it.
	if all := decisionChanges(Statement{Outcome: Pay}, Statement{Outcome: Recoup, Plan: was.Plan}); len(all) != 1 || !all[0].Follows || all[0].Was.String() != "nothing to repay" {
		t.Errorf("of a recoupment that there was not: %+v", all)
	}
}

// A change between two projections is one before the year has ended, and of two letters none.
func TestChangesBeforeTheYearHasEnded(t *testing.T) {
	was, now := Statement{Balance: Pence(1)}, Statement{Balance: Pence(2)}
	for _, ahead := range []*StatementAhead{nil, {Through: 10}} {
		was.Ahead, now.Ahead = ahead, ahead
		for _, c := range Changes(was, now) {
			if c.Early != (ahead != nil) {
				t.Errorf("%s: early %v, with a projection %v", c.Kind, c.Early, ahead != nil)
			}
		}
	}
}
