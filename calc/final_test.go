package calc_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"yearend/calc"
)

type finalCase struct {
	Name  string
	Given struct {
		Contracts []caseContract
		Recorded  []int64
		Requests  []caseRequest
		Told      string // the date of the outcome letter; the year-end letter's is 2026-04-17
		Plans     []struct {
			First, Agreed string
			Payments      int
		}
	}
	Want struct {
		Basis, Outcome, Indicative, Accepted, Achievement, Earned, Balance, Mitigation, Held *string
		Plan, Codes                                                                          *[]string
	}
}

type caseRequest struct {
	Name, Service, State, Decision string
	Claimed, Accepted              []int64
	Had                            struct {
		Recorded []int64
		Target   int64
	}
}

func TestFinalCases(t *testing.T) {
	casesIn(t, "after", "final.yaml", runFinal, func(c finalCase) string { return c.Name })
}

func runFinal(t *testing.T, s *calc.Scheme, c finalCase) {
	final, err := c.indicative(t, s).Decide(c.decided(t, s))
	if err == nil { // nothing was approved before
		final, err = final.With(final.PlansOver(func(calc.Position) (calc.Statement, bool) { return calc.Statement{}, false }))
	}
	if err != nil {
		t.Fatal(err)
	}
	p, w := final.Positions[0], c.Want
	judgeNamed(t, "basis", w.Basis, string(p.Final.Basis))
	judgeNamed(t, "outcome", w.Outcome, string(p.Outcome))
	judgeNamed(t, "indicative", w.Indicative, p.Final.Indicative.Balance.String())
	var accepted int64
	for _, months := range p.Final.Accepted {
		accepted += months.Sum()
	}
	judgeNamed(t, "accepted", w.Accepted, fmt.Sprint(accepted))
	if p.Outcome != calc.Held {
		judgeNamed(t, "achievement", w.Achievement, p.Lines[0].Highest().Achievement.CutPercent(2)+"%")
	}
	judgeNamed(t, "earned", w.Earned, p.Earned.String())
	judgeNamed(t, "balance", w.Balance, p.Balance.String())
	bridge := final.Bridges()[s.Code]
	judgeNamed(t, "mitigation", w.Mitigation, bridge.Mitigation.String())
	judgeNamed(t, "held", w.Held, bridge.Held.String())
	var plan, codes []string
	for _, part := range p.Final.Plan {
		plan = append(plan, part.Month.YearMonth()+" "+part.Sum.String())
	}
	for _, problem := range final.Extract.Problems {
		codes = append(codes, problem.Code)
	}
	if w.Plan != nil && !slices.Equal(plan, *w.Plan) {
		t.Errorf("plan: want %v, got %v", *w.Plan, plan)
	}
	if w.Codes == nil {
		w.Codes = &[]string{}
	}
	if !slices.Equal(codes, *w.Codes) {
		t.Errorf("codes: want %v, got %v", *w.Codes, codes)
	}
}

// indicative is the year end as its letter had it.
func (c finalCase) indicative(t *testing.T, s *calc.Scheme) calc.Settlement {
	t.Helper()
	var lines []calc.Achievement
	for i, contract := range c.Given.Contracts {
		var recorded calc.ByMonth
		copy(recorded[:], c.Given.Recorded)
		for m := range recorded {
			if i > 0 {
				recorded[m] /= 10
			}
		}
		line, err := calc.Measure(s, contract.contract(t, s), calc.Activity{Recorded: recorded})
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, line)
	}
	return calc.Settlement{Extract: &calc.Extract{}, Schemes: []*calc.Scheme{s},
		Positions: []calc.Position{calc.Reconcile(s, calc.Practice{Code: casePractice}, lines)}}
}

func (c finalCase) decided(t *testing.T, s *calc.Scheme) calc.Decided {
	t.Helper()
	var d calc.Decided
	lines := c.indicative(t, s).Positions[0].Lines
	for _, r := range c.Given.Requests {
		request := calc.Request{Name: r.Name, Scheme: s.Code, Practice: casePractice, Service: r.Service, State: calc.RequestState(r.State)}
		copy(request.Claimed[:], r.Claimed)
		answer := calc.Answer{Request: request}
		if r.Decision != "" {
			answer.Request.State = calc.RequestDecided
			answer.Decision = r.decision(request, lines)
		}
		d.Answers = append(d.Answers, answer)
	}
	if c.Given.Told != "" {
		d.On = day(t, c.Given.Told)
		d.Letters = []calc.LetterNamed{{Practice: casePractice, Scheme: s.Code, On: day(t, "2026-04-17")}}
	}
	for _, plan := range c.Given.Plans {
		agreed := calc.Plan{Practice: casePractice, Scheme: s.Code, First: day(t, plan.First+"-01"), Payments: plan.Payments}
		if plan.Agreed != "" {
			agreed.On = day(t, plan.Agreed)
		}
		d.Plans = append(d.Plans, agreed)
	}
	return d
}

func (r caseRequest) decision(of calc.Request, lines []calc.Achievement) *calc.Decision {
	d := calc.Decision{Request: r.Name, Verdict: calc.Ruling(r.Decision), Reason: "as the case has it"}
	for _, line := range lines {
		if line.Contract.Service == r.Service {
			d.Line = calc.LineOf(line)
		}
	}
	if r.Had.Target > 0 {
		d.Line.Target = r.Had.Target
	}
	if r.Had.Recorded != nil {
		d.Line.Recorded = calc.ByMonth{}
		copy(d.Line.Recorded[:], r.Had.Recorded)
	}
	switch d.Verdict {
	case calc.AcceptedWhole:
		d.Accepted = of.Claimed
	case calc.AcceptedPart:
		copy(d.Accepted[:], r.Accepted)
	case calc.Refused, calc.NotConsidered:
	}
	return &d
}

// What is accepted counts as coded on time (A16): 600 of 1,000 recorded, 50 of it late, and
// 100 accepted are 700, of which 650 were on time.
func TestWhatIsAcceptedCountsAsCodedOnTime(t *testing.T) {
	s := shippedScheme(t, "ltc-les-2025-26")
	c := calc.Contract{Practice: "P81999", Scheme: s.Code, Service: s.Services[0].Code, Target: 1000, Value: calc.Pence(1_000_000), Advance: calc.Pence(800_000)}
	line, err := calc.Measure(s, c, calc.Activity{Recorded: calc.ByMonth{50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50}, Late: calc.ByMonth{11: 50}})
	if err != nil {
		t.Fatal(err)
	}
	after, err := calc.Reconcile(s, calc.Practice{Code: "P81999"}, []calc.Achievement{line}).Relieved(map[string]calc.ByMonth{c.Service: {10: 60, 11: 40}})
	if err != nil {
		t.Fatal(err)
	}
	if after.Earned.String() != "7000.00" || after.EarnedOnTime.String() != "6500.00" || after.BalanceOnTime.String() != "-1500.00" || after.Late != 50 {
		t.Errorf("earned %s, on time %s with a balance of %s, %d late", after.Earned, after.EarnedOnTime, after.BalanceOnTime, after.Late)
	}
}

// Whatever is accepted, no balance falls; where nothing is, each figure is the
// indicative one; and the bridge holds.
func TestAcceptingNeverLowersABalance(t *testing.T) {
	schemes := []*calc.Scheme{shippedScheme(t, "capitated-les-2025-26"), shippedScheme(t, "ltc-les-2025-26")}
	for seed := range uint64(3000) {
		draw := rand.New(rand.NewPCG(seed, 16))
		s := schemes[seed%2]
		p, d := drawn(t, draw, s)
		before := calc.Settlement{Extract: &calc.Extract{}, Schemes: []*calc.Scheme{s}, Positions: []calc.Position{p}}
		after, err := before.Decide(d)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		now := after.Positions[0]
		if now.Balance.Cmp(p.Balance) < 0 {
			t.Fatalf("seed %d: accepting lowered %s to %s", seed, p.Balance, now.Balance)
		}
		if len(now.Final.Accepted) == 0 && len(calc.Changes(withoutDecisions(p), withoutDecisions(now))) > 0 {
			t.Fatalf("seed %d: nothing is accepted, and %v is not %v", seed, calc.StatementOf(now), calc.StatementOf(p))
		}
	}
}

// drawn is a position with a request decided on each of its lines.
func drawn(t *testing.T, draw *rand.Rand, s *calc.Scheme) (calc.Position, calc.Decided) {
	t.Helper()
	months := func(most int64) (m calc.ByMonth) {
		for i := range m {
			m[i] = draw.Int64N(most)
		}
		return m
	}
	var lines []calc.Achievement
	var d calc.Decided
	for i, service := range s.Services {
		contract := calc.Contract{Practice: casePractice, Scheme: s.Code, Service: service.Code, Target: 1 + draw.Int64N(3000),
			Value: calc.Pence(1 + draw.Int64N(9_000_000)), Advance: calc.Pence(draw.Int64N(9_000_000))}
		line, err := calc.Measure(s, contract, calc.Activity{Recorded: months(200)})
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, line)
		claimed := months(60)
		decision := &calc.Decision{Verdict: calc.AcceptedWhole, Accepted: claimed, Line: calc.LineOf(line)}
		if draw.IntN(2) == 0 {
			decision.Verdict, decision.Accepted = calc.Refused, calc.ByMonth{}
		}
		d.Answers = append(d.Answers, calc.Answer{Decision: decision,
			Request: calc.Request{Name: fmt.Sprint(s.Short, "-", i), Scheme: s.Code, Practice: casePractice, Service: service.Code, Claimed: claimed, State: calc.RequestDecided}})
	}
	return calc.Reconcile(s, calc.Practice{Code: casePractice}, lines), d
}

func withoutDecisions(p calc.Position) calc.Statement {
	s := calc.StatementOf(p)
	s.Decisions = nil
	return s
}

// A log that was meddled with makes no position.
func TestMoreAcceptedThanClaimedIsNoDecision(t *testing.T) {
	s := shippedScheme(t, "ltc-les-2025-26")
	var c finalCase
	c.Given.Contracts = []caseContract{{Service: "domain-2", Target: "764", Value: "36000.00", Advance: "28800.00"}}
	c.Given.Recorded = []int64{571}
	c.Given.Requests = []caseRequest{{Name: "LTC-1", Service: "domain-2", Claimed: []int64{5}, Decision: "part", Accepted: []int64{6}}}
	if _, err := c.indicative(t, s).Decide(c.decided(t, s)); err == nil || !strings.Contains(err.Error(), "LTC-1 asks for 5 in Apr, and 6 is accepted") {
		t.Errorf("it is settled: %v", err)
	}
	c.Given.Requests[0] = caseRequest{Name: "LTC-1", Service: "domain-2", State: string(calc.RequestDecided)}
	if _, err := c.indicative(t, s).Decide(c.decided(t, s)); err == nil || !strings.Contains(err.Error(), "there is no decision on it") {
		t.Errorf("a decided request without a decision is settled: %v", err)
	}
}

// The working of what is final tells what was recorded from what the panel accepted.
func TestWorkingTellsWhatWasAccepted(t *testing.T) {
	s := shippedScheme(t, "ltc-les-2025-26")
	var c finalCase
	c.Given.Contracts = []caseContract{{Service: "domain-2", Target: "764", Value: "36000.00", Advance: "28800.00"}}
	c.Given.Recorded = []int64{48, 48, 48, 48, 48, 48, 47, 47, 47, 47, 47, 48}
	c.Given.Requests = []caseRequest{{Name: "LTC-1", Service: "domain-2", Decision: "accepted", Claimed: []int64{0, 0, 0, 0, 0, 0, 0, 0, 0, 20, 21}}}
	final, err := c.indicative(t, s).Decide(c.decided(t, s))
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, step := range calc.Working(final.Positions[0]) {
		if step.Service != "" {
			said = append(said, step.Label+" "+step.Value.String()+" "+step.By())
		}
	}
	want := []string{"Recorded, April to March 571 B1 LTC \"Coding and In-Year Performance Monitoring\"", "Accepted by the panel, April to March 41 A16 assumption",
		"Recorded and accepted, April to March 612 B1 LTC \"Coding and In-Year Performance Monitoring\"; A16 assumption"}
	if len(said) < 4 || !slices.Equal(said[:3], want) {
		t.Errorf("got\n%s", strings.Join(said, "\n"))
	}
}

// Where a letter goes is said again of what gets an outcome letter: of the practice, of the
// one that answers for it, and of all at once. Where none goes, nothing is.
func TestFinalSaysToWhom(t *testing.T) {
	s := shippedScheme(t, "ltc-les-2025-26")
	var c finalCase
	c.Given.Contracts = []caseContract{{Service: "domain-2", Target: "764", Value: "36000.00", Advance: "28800.00"}}
	c.Given.Recorded = []int64{571}
	c.Given.Requests = []caseRequest{{Name: "LTC-1", Service: "domain-2", Decision: "accepted", Claimed: []int64{41}}}
	look := func(code string, practice calc.PracticeCode) calc.Problem {
		return calc.Problem{Code: code, Severity: calc.Look, Practice: practice, Scheme: s.Code}
	}
	own, other, all := look("W-mailbox", casePractice), look("W-mailbox-shared", "P81907"), calc.Problem{Code: "W-address", Severity: calc.Look}
	before, err := c.indicative(t, s).With([]calc.Problem{own, other, all, look("W-mailbox", "P81998"), look("W-near", casePractice), {Code: "W-file", Severity: calc.Look}})
	if err != nil {
		t.Fatal(err)
	}
	before.Positions[0].Successor = &calc.Practice{Code: "P81907"}
	final, err := before.Decide(c.decided(t, s))
	if err != nil {
		t.Fatal(err)
	}
	if got := final.Positions[0].Look; !slices.Equal(got, []calc.Problem{other, own}) {
		t.Errorf("at the position: %+v", got)
	}
	if got := final.Extract.Problems; len(got) != 3 || !slices.Contains(got, own) || !slices.Contains(got, other) || !slices.Contains(got, all) {
		t.Errorf("of all: %+v", got)
	}
	if untold, err := before.Decide(calc.Decided{}); err != nil || len(untold.Extract.Problems)+len(untold.Positions[0].Look) > 0 {
		t.Errorf("where no letter goes: %+v, %v", untold.Extract.Problems, err)
	}
}

// What is held after it was final gets no letter: where it would have gone, and that it
// leaves nothing to repay, is not said of it any more, but of another that has it as well.
// Whatever else is to be looked at stays.
func TestWhatIsHeldAfterwardsSaysNothingOfItsLetter(t *testing.T) {
	s := shippedScheme(t, "ltc-les-2025-26")
	look := func(code string, practice calc.PracticeCode) calc.Problem {
		return calc.Problem{Code: code, Severity: calc.Look, Practice: practice, Scheme: s.Code}
	}
	hold := func(scheme string) calc.Problem {
		return calc.Problem{Code: "E-letter", Severity: calc.Hold, Practice: casePractice, Scheme: scheme}
	}
	own, other, idle, early, all := look(calc.ByPost, casePractice), look("W-mailbox", "P81907"), look(calc.PlanIdle, casePractice), look(calc.PlanEarly, casePractice), calc.Problem{Code: "W-address", Severity: calc.Look}
	later := look("W-reworded", casePractice)
	for _, c := range []struct {
		name           string
		with           []calc.Problem
		another        []calc.Problem // to look at, at the position of another practice
		looks, problem []calc.Problem
	}{
		{"another scheme is held", []calc.Problem{hold("other")}, nil, []calc.Problem{own, other, idle, early}, []calc.Problem{hold("other"), all, own, other, idle, early}},
		{"nothing is held", []calc.Problem{later}, nil, []calc.Problem{own, other, idle, early, later}, []calc.Problem{all, own, other, idle, early, later}},
		{"it is held", []calc.Problem{later, hold(s.Code)}, nil, []calc.Problem{early, later}, []calc.Problem{hold(s.Code), all, early, later}},
		{"another has it too", []calc.Problem{hold(s.Code)}, []calc.Problem{other}, []calc.Problem{early}, []calc.Problem{hold(s.Code), all, other, early}},
	} {
		final := calc.Settlement{Extract: &calc.Extract{Problems: []calc.Problem{all, own, other, idle, early}}, Terms: calc.Terms{Decided: &calc.Decided{}}, Positions: []calc.Position{
			{Practice: calc.Practice{Code: casePractice}, Scheme: s, Look: []calc.Problem{own, other, idle, early}, Final: &calc.Final{}},
			{Practice: calc.Practice{Code: "P81998"}, Scheme: s, Look: c.another, Final: &calc.Final{}},
		}}
		after, err := final.With(c.with)
		if err != nil {
			t.Fatal(err)
		}
		if got := after.Positions[0].Look; !slices.Equal(got, c.looks) {
			t.Errorf("%s: at the position %+v", c.name, got)
		}
		if got := after.Positions[1].Look; !slices.Equal(got, c.another) {
			t.Errorf("%s: at the other position %+v", c.name, got)
		}
		slices.SortFunc(c.problem, calc.CompareProblems)
		if !slices.Equal(after.Extract.Problems, c.problem) {
			t.Errorf("%s: of all %+v", c.name, after.Extract.Problems)
		}
		if got := final.Positions[0].Look; !slices.Equal(got, []calc.Problem{own, other, idle, early}) || len(final.Extract.Problems) != 5 {
			t.Errorf("%s: it was %+v, %+v before", c.name, got, final.Extract.Problems)
		}
	}
}

// A problem that only a letter showed holds what is final, and loses no penny.
func TestAProblemOfALetterHoldsWhatIsFinal(t *testing.T) {
	s := shippedScheme(t, "ltc-les-2025-26")
	var c finalCase
	c.Given.Contracts = []caseContract{{Service: "domain-2", Target: "764", Value: "36000.00", Advance: "28800.00"}}
	c.Given.Recorded = []int64{571}
	final, err := c.indicative(t, s).Decide(calc.Decided{})
	if err != nil {
		t.Fatal(err)
	}
	for _, beside := range []calc.Problem{ // another practice's, another scheme's, and what a person only looks at
		{Code: "E-letter", Severity: calc.Hold, Practice: "P81998", Scheme: s.Code},
		{Code: "E-letter", Severity: calc.Hold, Practice: casePractice, Scheme: "other"},
		{Code: "W-letter", Severity: calc.Look, Practice: casePractice, Scheme: s.Code},
	} {
		stands, err := final.With([]calc.Problem{beside})
		if p := stands.Positions[0]; err != nil || p.Outcome == calc.Held || p.Final.Basis != calc.BasisIndicative || p.Balance.String() != "-1894.24" {
			t.Errorf("%+v: %s, %s, %s: %v", beside, p.Outcome, p.Final.Basis, p.Balance, err)
		}
		if p := stands.Positions[0]; (len(p.Look) == 1) != (beside.Severity == calc.Look) {
			t.Errorf("%+v: %d to look at", beside, len(p.Look))
		}
	}
	final, err = final.With([]calc.Problem{{Code: "E-letter", Severity: calc.Hold, Practice: casePractice, Scheme: s.Code}})
	if err != nil {
		t.Fatal(err)
	}
	bridge := final.Bridges()[s.Code]
	if p := final.Positions[0]; p.Outcome != calc.Held || p.Final.Basis != calc.BasisHeld || bridge.Held.String() != "-1894.24" || bridge.Check() != nil {
		t.Errorf("%s, %s, %+v: %v", p.Outcome, p.Final.Basis, bridge, bridge.Check())
	}
}
