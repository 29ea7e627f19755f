package calc

import (
	"slices"
	"strings"
)

// Step is one line of a working: what is worked out, the sum written out so
// that it can be redone by hand, what it comes to, and by which clause.
type Step struct {
	Service string // the service's name; empty where the step is of the whole scheme
	Label   string
	Sum     Sum
	Value   Figure
	Clause  Clause
	Further []Clause // others that it rests on as well
	Aside   bool     // one of several averages, and not the applied one of a projection
}

// Clauses is every clause that the step rests on.
func (s Step) Clauses() []Clause { return append([]Clause{s.Clause}, s.Further...) }

// By names every clause that the step rests on, for a working.
func (s Step) By() string {
	names := s.Clause.String()
	for _, c := range s.Further {
		names += "; " + c.String()
	}
	return names
}

// Working is every step from the records read to the balance. A held position
// has none: its reasons stand in Held.
func Working(p Position) []Step {
	if p.Outcome == Held {
		return nil
	}
	if p.Ahead != nil {
		return workingAhead(p)
	}
	steps := append(make([]Step, 0, 8+12*len(p.Lines)), recordsStep(p))
	for _, line := range p.Lines {
		service, _ := p.Scheme.Service(line.Contract.Service)
		from := len(steps)
		steps = addLine(steps, p.Scheme, line)
		if !p.LateUnknown {
			steps = addOnTime(steps, p.Scheme, line)
		}
		steps = p.withAccepted(line, steps, from)
		for i := range steps[from:] {
			steps[from+i].Service = service.Name
		}
	}
	return addTotals(steps, p)
}

func recordsStep(p Position) Step {
	r := p.Records
	sum := Sum{
		Number(int64(r.Counted)), Word(" counted + "),
		Number(int64(r.OutOfPeriod)), Word(" outside the year + "),
		Number(int64(r.ExcludedService)), Word(" excluded + "),
		Number(int64(r.NoContract)), Word(" no contract"),
	}
	if p.Ahead != nil {
		sum = append(sum, Word(" + "), Number(int64(r.AfterThrough)), Word(" in later months"))
	}
	return Step{
		Label:  "Records read for this scheme",
		Sum:    sum,
		Value:  Number(int64(r.Read)),
		Clause: p.Scheme.Clauses.Period,
	}
}

func addLine(steps []Step, s *Scheme, line Achievement) []Step {
	steps = addActivity(steps, s, line)
	for _, r := range line.Results {
		step := Step{
			Label:  r.Method.Name,
			Sum:    methodSum(s, Number(line.Contract.Target), recordedMonths(line.Activity.Recorded), r),
			Value:  Percent(r.Achievement),
			Clause: r.Method.Clause,
		}
		if !r.OfTheYear() { // what was expected by month matters
			step.Further = []Clause{s.Clauses.Weights}
		}
		steps = append(steps, step)
	}
	if len(line.Results) > 1 {
		steps = append(steps, Step{
			Label:  "Applied: the highest of these",
			Sum:    Sum{Word(line.Highest().Method.Name)},
			Value:  Percent(line.Highest().Achievement),
			Clause: s.Clauses.Choice, Further: stated(s.Clauses.ChoiceScope),
		})
	}
	return addMoney(steps, s, line)
}

// withAccepted puts what was recorded, and what the panel accepted, before the first of
// a line's steps, which has both in one (A16).
func (p Position) withAccepted(line Achievement, steps []Step, from int) []Step {
	if p.Final == nil {
		return steps
	}
	accepted := p.Final.Accepted[line.Contract.Service]
	if accepted.Sum() == 0 {
		return steps
	}
	both, recorded, relief := &steps[from], line.Activity.Recorded, Clause{}
	if m := p.Scheme.Mitigation; m != nil {
		relief = m.Clauses.Relief
	}
	for i, n := range accepted {
		recorded[i] -= n
	}
	first := *both
	first.Sum, first.Value = recordedMonths(recorded).addedUp(p.Scheme, allMonths()), Number(recorded.Sum())
	second := Step{Label: "Accepted by the panel, April to March", Sum: recordedMonths(accepted).addedUp(p.Scheme, allMonths()), Value: Number(accepted.Sum()), Clause: relief}
	both.Label, both.Further = "Recorded and accepted, April to March", []Clause{relief}
	return slices.Insert(steps, from, first, second)
}

func addActivity(steps []Step, s *Scheme, line Achievement) []Step {
	a := line.Activity
	steps = append(steps, Step{
		Label:  "Recorded, April to March",
		Sum:    recordedMonths(a.Recorded).addedUp(s, allMonths()),
		Value:  Number(a.Recorded.Sum()),
		Clause: s.Clauses.Period,
	})
	switch late := a.Late.Sum(); {
	case a.LateUnknown:
		steps = append(steps, Step{
			Label:  "of which coded after the cut-off",
			Sum:    Sum{Word(codingUnsaid)},
			Value:  Word(NotKnown),
			Clause: s.Clauses.Late,
		})
	case late > 0:
		steps = append(steps, Step{
			Label:  "of which coded after the cut-off",
			Sum:    Sum{Word("counted, and flagged")},
			Value:  Number(late),
			Clause: s.Clauses.Late,
		})
	}
	if a.OutOfPeriod != 0 {
		steps = append(steps, Step{
			Label:  "Delivered outside the year",
			Sum:    Sum{Word("not counted")},
			Value:  Number(a.OutOfPeriod),
			Clause: s.Clauses.Period,
		})
	}
	return append(steps, Step{
		Label:  "Target for the year",
		Sum:    Sum{Word("as contracted")},
		Value:  Number(line.Contract.Target),
		Clause: s.Clauses.Services,
	})
}

func addMoney(steps []Step, s *Scheme, line Achievement) []Step {
	if line.Highest().Achievement.Cmp(s.Cap) > 0 {
		steps = append(steps, Step{
			Label:  "Capped",
			Sum:    Sum{Word("no more than "), Ruled(s.Cap), Word(" is paid")},
			Value:  Percent(line.Capped),
			Clause: s.Clauses.AboveCap, Further: stated(s.Clauses.CapScope),
		})
	}
	steps = append(steps, Step{
		Label:  "Earned",
		Sum:    earnedSum(line.Contract, line.Capped),
		Value:  Pounds(line.Earned),
		Clause: s.Clauses.Earned, Further: []Clause{s.Clauses.Rounding},
	})
	if line.Contract.Derived {
		steps = append(steps, instalmentsStep(s, line.Contract))
	}
	return steps
}

// instalmentsStep is the advance where the ledger gave none.
func instalmentsStep(s *Scheme, c Contract) Step {
	n := int64(s.Advance.Instalments)
	return Step{
		Label: "Paid in advance",
		Sum: Sum{Number(n), Word(" instalments of "), Pounds(s.Advance.Instalment(c.Value)), Word(", each "),
			Pounds(c.Value), Word(" × "), Ruled(s.Advance.Share), Word(" ÷ "), Number(n), Word(" to the penny")},
		Value:  Pounds(c.Advance),
		Clause: s.Clauses.Advance, Further: stated(s.Clauses.Instalments),
	}
}

func addTotals(steps []Step, p Position) []Step {
	c := p.Scheme.Clauses
	steps = append(steps,
		totalOfLines(p, "Contract value", p.Value, c.Earned, func(a Achievement) Money { return a.Contract.Value }),
		totalOfLines(p, "Earned", p.Earned, c.Rounding, func(a Achievement) Money { return a.Earned }),
		totalOfLines(p, "Paid in advance", p.Advance, c.Advance, func(a Achievement) Money { return a.Contract.Advance }),
		Step{
			Label:  "Balance: " + p.Outcome.Words(),
			Sum:    Sum{Pounds(p.Earned), Word(" − "), Pounds(p.Advance)},
			Value:  Pounds(p.Balance),
			Clause: balanceClause(p),
		})
	return append(steps, onTimeTotals(p)...)
}

// stated gives a clause that a scheme need not have.
func stated(c Clause) []Clause {
	if c.ID == "" {
		return nil
	}
	return []Clause{c}
}

// balanceClause is what the outcome rests on. Where the scheme states a share to
// be paid in advance, its rules speak of achievement below and above that
// share; a balance that comes of another sum having been paid stands on an
// assumption of its own.
func balanceClause(p Position) Clause {
	c := p.Scheme.Clauses
	if p.Scheme.Advance != nil && c.OffShare.ID != "" {
		due := p.Value.Times(p.Scheme.Advance.Share)
		if p.Outcome == Recoup && p.Earned.Cmp(due) >= 0 || p.Outcome == Pay && p.Earned.Cmp(due) <= 0 {
			return c.OffShare
		}
	}
	return p.Outcome.clause(c)
}

func totalOfLines(p Position, label string, total Money, by Clause, of func(Achievement) Money) Step {
	sum := make(Sum, 0, 2*len(p.Lines))
	for i, line := range p.Lines {
		if i > 0 {
			sum = append(sum, Word(" + "))
		}
		sum = append(sum, Pounds(of(line)))
	}
	return Step{Label: label, Sum: sum, Value: Pounds(total), Clause: by}
}

// methodSum writes a method out in whole numbers only, so that a pocket
// calculator gives the exact ratio (see Result.Parts):
//
//	Σa ÷ T                        over the whole year
//	(Σa) × Σw ÷ (T × Σ w taken)   over some months
//	(a/w + a/w …) × Σw ÷ (n × T)  where months count alike
func methodSum(s *Scheme, target Figure, year writtenMonths, r Result) Sum {
	if len(r.Chosen) == 0 {
		return Sum{Word("no month with any activity")}
	}
	if r.OfTheYear() {
		return append(year.year(s), Word(" ÷ "), target)
	}
	over, write, each := [2]Figure{target, Number(s.daysOf(r.Chosen))}, year.month, 2
	if r.Method.Take.PerDay {
		over, write, each = [2]Figure{Number(int64(len(r.Chosen))), target}, year.day, 4
	}
	sum := plus(append(make(Sum, 0, each*len(r.Chosen)+8), Word("(")), s, r.Chosen, write)
	return append(sum, Word(") × "), Number(s.WorkingDays()), Word(" ÷ ("), over[0], Word(" × "), over[1], Word(")"), Word(taken(s, r)))
}

// taken names the months that were taken for what was recorded in them, or
// those left out where they are fewer. A method that takes the same months in
// every year and practice is named after them.
func taken(s *Scheme, r Result) string {
	if r.Method.Months.By == InYear || len(r.Chosen) == Months {
		return ""
	}
	in, out := make([]string, 0, Months), make([]string, 0, Months)
	for i := range Months {
		if slices.Contains(r.Chosen, i) {
			in = append(in, s.Period.MonthName(i))
		} else {
			out = append(out, s.Period.MonthName(i))
		}
	}
	if len(in) < len(out) {
		return "; taken: " + strings.Join(in, ", ")
	}
	return "; left out: " + strings.Join(out, ", ")
}

func allMonths() []int {
	months := make([]int, Months)
	for i := range months {
		months[i] = i
	}
	return months
}

// onTime begins the label of every step of the figure without what was coded late.
const onTime = "Without late coding: "

// codingUnsaid is why it is not known what was coded late.
const codingUnsaid = "what was read does not say when it was coded"

// addOnTime adds a line's figure without what was coded late, so that it can be
// redone as the other can: the average that is then the highest, with its months,
// and what is then earned. A line without late coding has none of its own.
func addOnTime(steps []Step, s *Scheme, line Achievement) []Step {
	if line.Activity.LateUnknown || line.Activity.Late.Sum() == 0 {
		return steps
	}
	months, highest := recordedMonths(line.Activity.OnTime()), line.OnTime.Highest()
	steps = append(steps, Step{
		Label:  onTime + highest.Method.Name,
		Sum:    methodSum(s, Number(line.Contract.Target), months, highest),
		Value:  Percent(highest.Achievement),
		Clause: s.Clauses.Choice,
	})
	if highest.Achievement.Cmp(s.Cap) > 0 {
		steps = append(steps, Step{
			Label:  onTime + "capped",
			Sum:    Sum{Word("no more than "), Ruled(s.Cap), Word(" is paid")},
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
