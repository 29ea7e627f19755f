package calc

// Ways on, as a working names them before the steps that are theirs.
const (
	wayFloor     = "Nothing more: "
	waySoFar     = "So far: "
	wayLastThree = "Last three: "
)

// workingAhead is every step of a year that has not ended: what was recorded, what
// is needed, and the three ways on, each measured as the whole year will be.
func workingAhead(p Position) []Step {
	steps := []Step{recordsStep(p)}
	for _, line := range p.Ahead.Lines {
		service, _ := p.Scheme.Service(line.Floor.Contract.Service)
		own := recordedSoFarSteps(p, line)
		own = append(own, waySteps(p.Scheme, wayFloor, line, Filled{Measured: line.Floor.Measured}, p.Ahead.Through)...)
		own = append(own, waySteps(p.Scheme, waySoFar, line, line.SoFar, p.Ahead.Through)...)
		own = append(own, waySteps(p.Scheme, wayLastThree, line, line.LastThree, p.Ahead.Through)...)
		for _, step := range own {
			step.Service = service.Name
			steps = append(steps, step)
		}
	}
	return append(steps, endSteps(p)...)
}

// recordedSoFarSteps are the months that are complete, and what is still needed.
func recordedSoFarSteps(p Position, line ProjectedLine) []Step {
	s, a := p.Scheme, p.Ahead
	steps := []Step{
		{
			Label: "Recorded, " + s.Period.MonthStart(0).Month().String() + " to " + s.Period.MonthStart(a.Through-1).Month().String(),
			Sum:   recordedMonths(line.Floor.Activity.Recorded).addedUp(s, allMonths()[:a.Through]),
			Value: Number(line.Recorded()), Clause: s.Clauses.Period,
		},
		{Label: "Target for the year", Sum: Sum{Word("as contracted")}, Value: Number(line.Floor.Contract.Target), Clause: s.Clauses.Services},
	}
	if n, states := a.NeededForShare(line); states {
		steps = append(steps, neededStep(s, "More for the share paid in advance", line, s.Advance.Share, n))
	}
	return append(steps, neededStep(s, "More for the target", line, ratioOf(1, 1), a.NeededForTarget(line)))
}

func neededStep(s *Scheme, label string, line ProjectedLine, share Share, needed int64) Step {
	of := Sum{Number(line.Floor.Contract.Target), Word(" × "), Ruled(share), Word(", rounded up")}
	sum := append(of, Word(", − "), Number(line.Recorded()))
	if needed == 0 {
		sum = append(of, Word(": reached with "), Number(line.Recorded()))
	}
	return Step{Label: label, Sum: sum, Value: Number(needed), Clause: s.Projection.Clause}
}

// waySteps are a line's year on one way on: by every average, the one applied,
// the cap, and what it earns.
func waySteps(s *Scheme, way string, line ProjectedLine, filled Filled, through int) []Step {
	year := recordedMonths(line.Floor.Activity.Recorded)
	var steps []Step
	if way != wayFloor {
		year.through, year.rate = through, filled.Rate
		steps = append(steps, Step{
			Label: way + "rate a working day", Sum: Sum{Number(filled.Rate.Count), Word(" ÷ "), Number(filled.Rate.Days)},
			Value: Fraction(ratioOf(filled.Rate.Count, filled.Rate.Days)), Clause: s.Projection.Clause, Further: []Clause{s.Clauses.Weights},
		})
	}
	for i, r := range filled.Results {
		steps = append(steps, Step{
			Label: way + r.Method.Name, Sum: methodSum(s, Number(line.Floor.Contract.Target), year, r), Value: Percent(r.Achievement),
			Clause: r.Method.Clause, Further: []Clause{s.Projection.Clause}, Aside: i != filled.Applied,
		})
	}
	if len(filled.Results) > 1 {
		steps = append(steps, Step{
			Label: way + "applied, the highest", Sum: Sum{Word(filled.Highest().Method.Name)}, Value: Percent(filled.Highest().Achievement),
			Clause: s.Clauses.Choice, Further: stated(s.Clauses.ChoiceScope), Aside: true,
		})
	}
	if filled.Highest().Achievement.Cmp(s.Cap) > 0 {
		steps = append(steps, Step{
			Label: way + "capped", Sum: Sum{Word("no more than "), Ruled(s.Cap), Word(" is paid")}, Value: Percent(filled.Capped),
			Clause: s.Clauses.AboveCap, Further: stated(s.Clauses.CapScope),
		})
	}
	return append(steps, Step{
		Label: way + "earned", Sum: earnedSum(line.Floor.Contract, filled.Capped),
		Value: Pounds(filled.Earned), Clause: s.Clauses.Earned, Further: []Clause{s.Clauses.Rounding},
	})
}

// endSteps add the lines up: what each way on earns, what is paid in advance over
// the year, and the balance on each.
func endSteps(p Position) []Step {
	s, a := p.Scheme, p.Ahead
	total := func(label string, sum Money, of func(ProjectedLine) Money, by Clause) Step {
		var lines Sum
		for i, line := range a.Lines {
			if i > 0 {
				lines = append(lines, Word(" + "))
			}
			lines = append(lines, Pounds(of(line)))
		}
		return Step{Label: label, Sum: lines, Value: Pounds(sum), Clause: by}
	}
	balance := func(way string, earned Money) Step {
		sum := earned.Minus(a.AdvanceYear)
		return Step{Label: way + "balance, " + OutcomeOf(sum).Words(), Sum: Sum{Pounds(earned), Word(" − "), Pounds(a.AdvanceYear)},
			Value: Pounds(sum), Clause: s.Projection.Clause}
	}
	return []Step{
		total("Contract value", p.Value, func(l ProjectedLine) Money { return l.Floor.Contract.Value }, s.Clauses.Earned),
		total(wayFloor+"earned", p.Earned, func(l ProjectedLine) Money { return l.Floor.Earned }, s.Clauses.Rounding),
		total(waySoFar+"earned", a.SoFar, func(l ProjectedLine) Money { return l.SoFar.Earned }, s.Clauses.Rounding),
		total(wayLastThree+"earned", a.LastThree, func(l ProjectedLine) Money { return l.LastThree.Earned }, s.Clauses.Rounding),
		total("Paid in advance over the year", a.AdvanceYear, func(l ProjectedLine) Money { return advanceOfYear(s, l.Floor.Contract) }, s.Clauses.Advance),
		balance(wayFloor, p.Earned),
		balance(waySoFar, a.SoFar),
		balance(wayLastThree, a.LastThree),
	}
}

// writtenMonths is a year's activity as a working writes it: what was recorded
// through a month, and after it a rate times working days, so that every number
// in it is one that a person knows.
type writtenMonths struct {
	recorded ByMonth
	through  int
	rate     Rate // for the months after it
}

func recordedMonths(m ByMonth) writtenMonths { return writtenMonths{recorded: m, through: Months} }

// month adds the activity of a month: 52, or 480 × 20 ÷ 211.
func (w writtenMonths) month(sum Sum, s *Scheme, i int) Sum {
	if i < w.through {
		return append(sum, Number(w.recorded[i]))
	}
	return append(sum, Number(w.rate.Count), Word(" × "), Number(s.Weights[i]), Word(" ÷ "), Number(w.rate.Days))
}

// day adds it for a working day: 52/20, or 480/211.
func (w writtenMonths) day(sum Sum, s *Scheme, i int) Sum {
	if i < w.through {
		return append(sum, Number(w.recorded[i]), Word("/"), Number(s.Weights[i]))
	}
	return append(sum, Number(w.rate.Count), Word("/"), Number(w.rate.Days))
}

// year writes that of the whole year: 611, or (480 + 480 × 42 ÷ 211).
func (w writtenMonths) year(s *Scheme) Sum {
	sum := Number(w.recorded.Sum())
	if w.through == Months {
		return append(make(Sum, 0, 3), sum) // and what it is divided by
	}
	return Sum{Word("("), sum, Word(" + "), Number(w.rate.Count), Word(" × "), Number(s.daysAfter(w.through)), Word(" ÷ "), Number(w.rate.Days), Word(")")}
}

// addedUp writes some months with a plus between them: 52 + 49.
func (w writtenMonths) addedUp(s *Scheme, months []int) Sum {
	return plus(make(Sum, 0, 2*len(months)), s, months, w.month)
}

// plus adds some months to a sum, each in its own way of writing.
func plus(sum Sum, s *Scheme, months []int, write func(Sum, *Scheme, int) Sum) Sum {
	for n, i := range months {
		if n > 0 {
			sum = append(sum, Word(" + "))
		}
		sum = write(sum, s, i)
	}
	return sum
}
