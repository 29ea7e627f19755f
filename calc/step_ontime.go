package calc

import "strings"

// onTime begins the label of every step of the figure without what was coded late.
const onTime = "Without late coding: "

// codingUnsaid is why it is not known what was coded late.
const codingUnsaid = "what was read does not say when it was coded"

// onTimeSteps are a line's figure without what was coded late, so that it can be
// redone as the other can: what was recorded, by the average that is then the
// highest, and what is then earned. A line without late coding has none of its own.
func onTimeSteps(s *Scheme, line Achievement) []Step {
	if line.Activity.LateUnknown || line.Activity.Late.Sum() == 0 {
		return nil
	}
	months, highest := recordedMonths(line.Activity.OnTime()), line.OnTime.Highest()
	method := Step{
		Label:  onTime + highest.Method.Name,
		Sum:    methodSum(s, Number(line.Contract.Target), months, highest),
		Value:  Percent(highest.Achievement),
		Clause: highest.Method.Clause,
	}
	if !highest.OfTheYear() {
		method.Further = []Clause{s.Clauses.Weights}
	}
	if len(line.OnTime.Results) > 1 {
		method.Label += ", then the highest"
		method.Further = append(method.Further, s.Clauses.Choice)
	}
	steps := []Step{{
		Label:  onTime + "recorded",
		Sum:    months.addedUp(s, allMonths()),
		Value:  Number(line.Activity.OnTime().Sum()),
		Clause: s.Clauses.Late,
	}, method}
	if highest.Achievement.Cmp(s.Cap) > 0 {
		steps = append(steps, Step{
			Label:  onTime + "capped",
			Sum:    Sum{Word("no more than "), Percent(s.Cap), Word(" is paid")},
			Value:  Percent(line.OnTime.Capped),
			Clause: s.Clauses.AboveCap, Further: stated(s.Clauses.CapScope),
		})
	}
	return append(steps, Step{
		Label:  onTime + "earned",
		Sum:    earnedSum(line.Contract, line.OnTime.Capped),
		Value:  Pounds(line.OnTime.Earned),
		Clause: s.Clauses.LatePosition, Further: []Clause{s.Clauses.Rounding},
	})
}

// onTimeTotals are the position without what was coded late, or that it is not known.
func onTimeTotals(p Position) []Step {
	by := p.Scheme.Clauses.LatePosition
	switch {
	case p.LateUnknown:
		return []Step{{Label: strings.TrimSuffix(onTime, ": "), Sum: Sum{Word(codingUnsaid)}, Value: Word(NotKnown), Clause: by}}
	case p.Late == 0:
		return nil
	}
	return []Step{
		totalOfLines(p, onTime+"earned", p.EarnedOnTime, by, func(a Achievement) Money { return a.OnTime.Earned }),
		{
			Label:  onTime + p.OutcomeOnTime().Words(),
			Sum:    Sum{Pounds(p.EarnedOnTime), Word(" − "), Pounds(p.Advance)},
			Value:  Pounds(p.BalanceOnTime),
			Clause: by,
		},
	}
}

// longFraction is how many digits of a fraction nobody reads as a share any more.
const longFraction = 6

// earnedSum is what a line earns: its value times a share, to the penny. A long
// fraction comes with its decimal, cut.
func earnedSum(c Contract, capped Share) Sum {
	sum := Sum{Pounds(c.Value), Word(" × "), Fraction(capped)}
	n, d, _ := strings.Cut(capped.Exact(), "/")
	if max(len(n), len(d)) >= longFraction {
		sum = append(sum, Word(" ("+capped.Cut(6)+"…)"))
	}
	return append(sum, Word(", half a penny rounded up"))
}
