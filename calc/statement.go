package calc

// Statement is the figures of a position that a letter answers for. Two issues
// of a letter are the same when their statements are. What was read and left
// out (outside the year, excluded services) is not part of it: no sum moves by it.
type Statement struct {
	Lines         []StatementLine `json:"lines"` // in the scheme's order of services
	Value         Money           `json:"contract_value"`
	Earned        Money           `json:"earned"`
	Advance       Money           `json:"advance_paid"`
	Balance       Money           `json:"balance"`
	Outcome       Outcome         `json:"outcome"`
	Late          *int64          `json:"late_coded"` // nil, as the next two, where it is not known when all was coded
	EarnedOnTime  *Money          `json:"earned_on_time"`
	BalanceOnTime *Money          `json:"balance_on_time"`
	Ahead         *StatementAhead `json:"ahead,omitempty"` // before the year has ended

	Decisions []StatementDecision `json:"decisions,omitempty"` // after the panel, by the request's name
	Plan      []PlanPayment       `json:"plan,omitempty"`      // of a recoupment
}

// StatementDecision is what a letter answers to one request. Told again, the same
// decision for another reason is another answer.
type StatementDecision struct {
	Request       string  `json:"request"`
	Service       string  `json:"service"`
	Claimed       ByMonth `json:"claimed"`
	Verdict       Ruling  `json:"decision"` // empty where it was taken back, or replaced
	Accepted      ByMonth `json:"accepted"`
	Reason        string  `json:"reason,omitempty"`
	Exceptional   bool    `json:"exceptional"`
	BeyondControl bool    `json:"beyond_control"`
	Evidenced     bool    `json:"evidenced"`
	Unavoidable   bool    `json:"unavoidable"`
}

// StatementAhead is where a year that has not ended is heading. The other sums of
// such a statement are those if nothing more is recorded.
type StatementAhead struct {
	Through   int   `json:"through"` // the months that are complete
	SoFar     Money `json:"earned_so_far"`
	LastThree Money `json:"earned_last_three"`
}

// StatementLine is the figures of one contract line.
type StatementLine struct {
	Service  string    `json:"service"`
	Target   int64     `json:"target"`
	Value    Money     `json:"contract_value"`
	Advance  Money     `json:"advance_paid"`
	Recorded ByMonth   `json:"recorded"`
	Late     *ByMonth  `json:"late_coded"` // nil where it is not known
	Averages []Average `json:"averages"`
	Applied  string    `json:"applied"` // the id of the averaging method
	Achieved Share     `json:"achievement"`
	Capped   Share     `json:"capped"`
	Earned   Money     `json:"earned"`
}

// Average is what one averaging method gives.
type Average struct {
	Method      string `json:"method"`
	Achievement Share  `json:"achievement"`
}

// StatementOf is the statement of a position that is not held.
func StatementOf(p Position) Statement {
	s := Statement{
		Value: p.Value, Earned: p.Earned, Advance: p.Advance, Balance: p.Balance, Outcome: p.Outcome,
	}
	if !p.LateUnknown {
		s.Late, s.EarnedOnTime, s.BalanceOnTime = &p.Late, &p.EarnedOnTime, &p.BalanceOnTime
	}
	if a := p.Ahead; a != nil {
		s.Ahead = &StatementAhead{Through: a.Through, SoFar: a.SoFar, LastThree: a.LastThree}
		s.Advance, s.Balance, s.Outcome = a.AdvanceYear, a.FloorBalance(), OutcomeOf(a.FloorBalance())
		if !p.LateUnknown {
			onTime := p.EarnedOnTime.Minus(a.AdvanceYear)
			s.BalanceOnTime = &onTime
		}
	}
	for _, line := range p.Lines {
		s.Lines = append(s.Lines, statementLine(line))
	}
	if p.Final != nil {
		s.Plan = p.Final.Plan
		for _, a := range p.Final.Answers {
			s.Decisions = append(s.Decisions, statementDecision(a))
		}
	}
	return s
}

func statementDecision(a Answer) StatementDecision {
	d := StatementDecision{Request: a.Request.Name, Service: a.Request.Service, Claimed: a.Request.Claimed}
	if !a.Stands() {
		return d
	}
	d.Verdict, d.Accepted, d.Reason = a.Decision.Verdict, a.Decision.Accepted, a.Decision.Reason
	d.Exceptional, d.BeyondControl, d.Evidenced, d.Unavoidable = a.Decision.Exceptional, a.Decision.BeyondControl, a.Decision.Evidenced, a.Decision.Unavoidable
	return d
}

// decision finds what is answered to a request.
func (s Statement) decision(request string) (StatementDecision, bool) {
	for _, d := range s.Decisions {
		if d.Request == request {
			return d, true
		}
	}
	return StatementDecision{}, false
}

// accepted is how much of what is counted in a service the panel accepted.
func (s Statement) accepted(service string) int64 {
	var sum int64
	for _, d := range s.Decisions {
		if d.Service == service {
			sum += d.Accepted.Sum()
		}
	}
	return sum
}

// words say a decision in a table: "part, 25 of 40".
func (d StatementDecision) words() string {
	if d.Verdict == "" {
		return "taken back"
	}
	return string(d.Verdict) + ", " + Count(d.Accepted.Sum()) + " of " + Count(d.Claimed.Sum())
}

func statementLine(a Achievement) StatementLine {
	l := StatementLine{
		Service: a.Contract.Service, Target: a.Contract.Target, Value: a.Contract.Value, Advance: a.Contract.Advance,
		Recorded: a.Activity.Recorded,
		Applied:  a.Highest().Method.ID, Achieved: a.Highest().Achievement, Capped: a.Capped, Earned: a.Earned,
	}
	if !a.Activity.LateUnknown {
		l.Late = &a.Activity.Late
	}
	for _, r := range a.Results {
		l.Averages = append(l.Averages, Average{r.Method.ID, r.Achievement})
	}
	return l
}

// Onward reports whether two letters look ahead from other months: then neither
// replaces the other.
func (s Statement) Onward(than Statement) bool {
	return s.Ahead != nil && than.Ahead != nil && s.Ahead.Through != than.Ahead.Through
}

// lateCoded is how much of the line was coded late, nil where it is not known.
func (l StatementLine) lateCoded() *int64 {
	if l.Late == nil {
		return nil
	}
	sum := l.Late.Sum()
	return &sum
}

// line finds the line of a service.
func (s Statement) line(service string) (StatementLine, bool) {
	for _, l := range s.Lines {
		if l.Service == service {
			return l, true
		}
	}
	return StatementLine{}, false
}
