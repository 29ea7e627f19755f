package calc

import (
	"fmt"
	"slices"
)

// Plan is how a recoupment is repaid in parts, as Finance agreed it with the
// practice (L7, A21).
type Plan struct {
	Practice PracticeCode
	Scheme   string
	First    Date // the first day of the month of its first payment
	Payments int
	By       string
	On       Date
}

// PlanPayment is one payment of a plan.
type PlanPayment struct {
	Month Date  `json:"month"` // its first day
	Sum   Money `json:"sum"`
}

// The codes of a plan that cannot be, of one that has nothing to repay, and of one
// that is older than the letter.
const (
	PlanRefused = "E-plan"
	PlanIdle    = "W-plan"
	PlanEarly   = "W-plan-early"
)

// Parts are the payments of the plan: equal parts cut to the penny, and the
// remainder in the last (A21).
func (p Plan) Parts(sum Money) []PlanPayment {
	var parts []PlanPayment
	for i, part := range sum.Split(make([]Money, p.Payments)) {
		parts = append(parts, PlanPayment{Month: DateOf(p.First.monthStart().Time().AddDate(0, i, 0)), Sum: part})
	}
	return parts
}

// parts are the payments by which a position is repaid; none where it is one sum.
func (p Position) parts(plans []Plan) ([]PlanPayment, []Problem) {
	if len(plans) == 0 {
		return nil, nil
	}
	plan := plans[0]
	about := Problem{Code: PlanRefused, Severity: Hold, Practice: p.Practice.Code, Scheme: p.Scheme.Code, Found: planFound(plan.Payments, plan.First)}
	refuse := func(remedy string) ([]PlanPayment, []Problem) {
		about.Remedy = remedy
		return nil, []Problem{about}
	}
	var from Date // the earliest first payment
	if m := p.Scheme.Mitigation; m != nil && m.Plan != nil {
		from = m.Plan.First
	}
	switch {
	case len(plans) > 1:
		return refuse("there are two payment plans for it: leave the one that was agreed")
	case !p.Scheme.Plan || from == 0:
		return refuse(p.Scheme.Title + " provides for no payment plan: take the row out, or ask Finance by what right it was agreed")
	case plan.Payments < 1:
		return refuse("a plan has at least one payment")
	case plan.First.monthStart() < from:
		return refuse("the first payment of a plan is in " + from.YearMonth() + " or later")
	case p.Outcome != Recoup:
		about.Code, about.Severity = PlanIdle, Look
		return refuse("there is nothing to recoup, and nothing for the plan to repay: tell Finance that it falls away")
	case p.Balance.Abs().Cmp(Pence(int64(plan.Payments))) < 0:
		return refuse("there are more payments than pence")
	}
	return plan.Parts(p.Balance.Abs()), nil
}

// planFound is a plan as a fault of it quotes it: "10 payments from 2026-06".
func planFound(payments int, first Date) string {
	return Many(payments, "payment") + " from " + first.YearMonth()
}

// PlansOver are the plans that would be told on a day by which their first payment is
// over: no payment of a month before can be asked for any more. One that was approved
// before, payment by payment, was told in time, and runs.
func (s Settlement) PlansOver(approved func(Position) (Statement, bool)) []Problem {
	if s.Terms.Decided == nil || s.Terms.Decided.On == 0 {
		return nil
	}
	told := s.Terms.Decided.On
	var problems []Problem
	for _, p := range s.Positions {
		if p.Final == nil || len(p.Final.Plan) == 0 || p.Final.Plan[0].Month >= told.monthStart() {
			continue
		}
		if before, was := approved(p); was && slices.EqualFunc(before.Plan, p.Final.Plan, samePayment) {
			continue
		}
		problems = append(problems, Problem{Code: PlanRefused, Severity: Hold, Practice: p.Practice.Code, Scheme: p.Scheme.Code,
			Found:  planFound(len(p.Final.Plan), p.Final.Plan[0].Month),
			Remedy: "the letter on it is of " + told.String() + ", and its first payment would be over by then: agree with Finance on a later month"})
	}
	return problems
}

// agreed judges the day on which a plan was agreed: after the letter that is to tell it
// nobody has agreed yet, and before the year-end letter nobody knew of a recoupment. On
// which day of the week Finance works is its own affair.
func (p Position) agreed(plans []Plan, told, letter Date) []Problem {
	var problems []Problem
	for _, plan := range plans {
		about := Problem{Severity: Hold, Code: PlanRefused, Practice: p.Practice.Code, Scheme: p.Scheme.Code, Found: plan.On.String()}
		switch {
		case plan.On == 0 || told == 0:
			continue
		case plan.On > told:
			about.Remedy = "the plan was agreed after " + told.String() + ", the date of the letter that would tell it: correct the day, or date the letters later"
		case plan.On < letter:
			about.Code, about.Severity = PlanEarly, Look
			about.Remedy = "the plan was agreed before the practice's letter of " + letter.String() + ", which first told it of the recoupment: look whether the day, and the sum that it was agreed for, are right"
		default:
			continue
		}
		problems = append(problems, about)
	}
	return problems
}

func plansOf(plans []Plan, p Position) []Plan {
	var some []Plan
	for _, plan := range plans {
		if plan.Practice == p.Practice.Code && plan.Scheme == p.Scheme.Code {
			some = append(some, plan)
		}
	}
	return some
}

// strayPlans are those of practices that have no position in the scheme.
func (d Decided) strayPlans(s Settlement) []Problem {
	var problems []Problem
	for _, plan := range d.Plans {
		has := slices.ContainsFunc(s.Positions, func(p Position) bool { return p.Practice.Code == plan.Practice && p.Scheme.Code == plan.Scheme })
		if !has {
			problems = append(problems, Problem{Code: PlanIdle, Severity: Look, Practice: plan.Practice, Scheme: plan.Scheme, Found: Many(plan.Payments, "payment"),
				Remedy: "the practice has no position in the scheme, and nothing for the plan to repay: look whether the code is right"})
		}
	}
	return problems
}

// Bridge leads from what the letters said to what is paid:
// indicative + mitigation = final + held.
type Bridge struct {
	Indicative Money // the balances of all letters
	Mitigation Money // what accepted activity adds, line by line
	Final      Money // the balances that are final
	Held       Money // the indicative balances of what cannot be final yet
}

// Plus adds two bridges.
func (b Bridge) Plus(o Bridge) Bridge {
	return Bridge{b.Indicative.Plus(o.Indicative), b.Mitigation.Plus(o.Mitigation), b.Final.Plus(o.Final), b.Held.Plus(o.Held)}
}

// Check fails where a penny is on one side only.
func (b Bridge) Check() error {
	from, to := b.Indicative.Plus(b.Mitigation), b.Final.Plus(b.Held)
	if from.Cmp(to) != 0 {
		return fmt.Errorf("the bridge does not hold: indicative %s and mitigation %s come to %s, final %s and held %s to %s",
			Sterling(b.Indicative), Sterling(b.Mitigation), Sterling(from), Sterling(b.Final), Sterling(b.Held), Sterling(to))
	}
	return nil
}

// Bridges are those of each scheme, by its code, of positions that are final or held.
func (s Settlement) Bridges() map[string]Bridge {
	all := map[string]Bridge{}
	for _, scheme := range s.Schemes {
		all[scheme.Code] = Bridge{}
	}
	for _, p := range s.Positions {
		all[p.Scheme.Code] = all[p.Scheme.Code].Plus(p.bridge())
	}
	return all
}

// bridge is that of one position. What mitigation adds is told by the lines, and the
// final balance by the position, so that the one is a check on the other.
func (p Position) bridge() Bridge {
	was := p.Final.Indicative
	b := Bridge{Indicative: was.Balance}
	if p.Outcome == Held {
		b.Held = was.Balance // nothing, where it was held before
		return b
	}
	b.Final = p.Balance
	for i, line := range p.Lines {
		b.Mitigation = b.Mitigation.Plus(line.Earned.Minus(was.Lines[i].Earned))
	}
	return b
}

func (s Settlement) checkBridge() error {
	var all Bridge
	for code, b := range s.Bridges() {
		if err := b.Check(); err != nil {
			return fmt.Errorf("%s: %w", code, err)
		}
		all = all.Plus(b)
	}
	return all.Check()
}
