package panel

import (
	"maps"
	"slices"

	"yearend/calc"
)

// DecisionsFile is the log of what the panel decided, a line a decision. What is
// accepted is paid by it, and nothing is without a line.
const DecisionsFile = "decisions.jsonl"

// ReadDecisions reads it from the folder of runs.
func ReadDecisions(root string) (Log[calc.Decision], error) {
	return ReadLog[calc.Decision](root, DecisionsFile)
}

// Whole refuses a folder of runs in which a log is not as it was written: nothing runs
// there until it is restored.
func Whole(root string) error {
	if _, err := ReadLog[Seen](root, RequestsFile); err != nil {
		return err
	}
	_, err := ReadDecisions(root)
	return err
}

// Holding are the decisions that hold, by request: the last on each.
func Holding(decided []calc.Decision) map[string]calc.Decision {
	last := map[string]calc.Decision{}
	for _, d := range decided {
		last[d.Request] = d
	}
	return last
}

// RequestChanged is the code of a request that was corrected after its decision.
const RequestChanged = "E-request-changed"

// Answers gives each request its decision. One that was corrected since the panel
// decided on it is not the one that it decided on, and holds its position.
func Answers(requests []calc.Request, decided map[string]calc.Decision) (answers []calc.Answer, changed []calc.Problem) {
	for _, r := range requests {
		if r.State == calc.RequestProof {
			continue
		}
		a := calc.Answer{Request: r}
		if d, is := decided[r.Name]; is {
			a.Decision = &d
			if a.Stands() && d.Digest != r.Digest {
				changed = append(changed, calc.Problem{Code: RequestChanged, Severity: calc.Hold, Practice: r.Practice, Scheme: r.Scheme, Found: r.Name,
					Remedy: "it does not say what it said when the panel decided on it: take the correction back that changed it, or have the panel's secretary record the decision anew with `yearend decide --correct " + r.Name + "`"})
			}
		}
		answers = append(answers, a)
	}
	return answers, changed
}

// Comes is what decisions come to in a scheme.
type Comes struct {
	Scheme    *calc.Scheme
	Decisions map[calc.Ruling]int
	Accepted  int64
	Before    calc.Money // the balances of the practices that are decided on
	After     calc.Money
}

// Change is by how much the balances rise.
func (c Comes) Change() calc.Money { return c.After.Minus(c.Before) }

// WhatTheyComeTo adds decisions up by scheme, several of one practice together.
func WhatTheyComeTo(schemes []*calc.Scheme, cases []Case, decisions []calc.Decision) ([]Comes, error) {
	var all []Comes
	for _, scheme := range schemes {
		c := Comes{Scheme: scheme, Decisions: map[calc.Ruling]int{}}
		accepted, positions := map[calc.PracticeCode]map[string]calc.ByMonth{}, map[calc.PracticeCode]calc.Position{}
		for _, d := range decisions {
			at := slices.IndexFunc(cases, func(one Case) bool { return one.Request.Name == d.Request && one.Scheme.Code == scheme.Code })
			if at < 0 {
				continue
			}
			practice := cases[at].Request.Practice
			c.Decisions[d.Verdict]++
			c.Accepted += d.Accepted.Sum()
			positions[practice] = cases[at].Position
			if accepted[practice] == nil {
				accepted[practice] = map[string]calc.ByMonth{}
			}
			if d.Accepted.Sum() > 0 {
				of := accepted[practice]
				of[d.Line.Service] = of[d.Line.Service].Plus(d.Accepted)
			}
		}
		for _, practice := range slices.Sorted(maps.Keys(positions)) {
			after, err := positions[practice].Relieved(accepted[practice])
			if err != nil {
				return nil, err
			}
			c.Before, c.After = c.Before.Plus(positions[practice].Balance), c.After.Plus(after.Balance)
		}
		if len(positions) > 0 {
			all = append(all, c)
		}
	}
	return all, nil
}
