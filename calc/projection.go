package calc

import "fmt"

// ProjectionRule is how a scheme's year is projected before it has ended (A13).
type ProjectionRule struct {
	LeastMonths int // so many months are complete, or nothing is projected
	Clause      Clause
}

// LastMonths is how many months make the rate "last three".
const LastMonths = 3

// Projections is the year of a whole ICB before it has ended.
type Projections struct {
	Each    []Projection     // by practice, then scheme
	Tallies map[string]Tally // by scheme code, and Unattributed
}

// Projection is where one practice in one scheme is heading: what its year
// comes to if nothing more is recorded, and if the months that have not ended go
// on at either of two rates. It is no decision, and no single figure.
type Projection struct {
	// Floor is the position if nothing more is recorded; it says who, why held,
	// and what to look at. Its balance is less what the contracts say was paid,
	// where Balances is less what is paid in the whole year.
	Floor       Position
	Through     int             // the months that are complete: 10 for January
	Lines       []ProjectedLine // in the order of the Floor's; empty when held
	SoFar       Money           // earned at the rate of all months so far
	LastThree   Money           // earned at the rate of the last three
	AdvanceYear Money           // paid in advance over the whole year
	Outcome     ProjectedOutcome
}

// ProjectedLine is one contract line of a projection.
type ProjectedLine struct {
	Floor     Achievement
	SoFar     Filled
	LastThree Filled
}

// Filled is a line's year with the months that have not ended filled at a rate.
type Filled struct {
	Rate   Rate
	Months ExactMonths
	Measured
}

// Rate is activity a working day: so much in so many days.
type Rate struct{ Count, Days int64 }

// LastMonth is the first day of the last month that is complete, before the year
// has ended.
func (p Position) LastMonth() Date { return p.Scheme.Period.MonthStart(p.Ahead.Through - 1) }

// LastDay is the last day that is complete.
func (p Position) LastDay() Date { return p.Scheme.Period.MonthEnd(p.Ahead.Through - 1) }

// LastMonth is the same of all that is settled; no day where the year has ended.
func (s Settlement) LastMonth() Date {
	if s.Terms.Through == 0 {
		return 0
	}
	return s.Schemes[0].Period.MonthStart(s.Terms.Through - 1)
}

// Recorded is the line's activity in the months that are complete.
func (l ProjectedLine) Recorded() int64 { return l.Floor.Activity.Recorded.Sum() }

// Project settles the months that are complete, and fills the others. It fails
// when a record is lost, or a scheme has too few months for it.
func Project(x *Extract, schemes []*Scheme, through int) (Projections, error) {
	for _, s := range schemes {
		if err := s.enough(through); err != nil {
			return Projections{}, err
		}
	}
	settled, err := settleAll(x.Through(through), schemes, nil)
	if err != nil {
		return Projections{}, err
	}
	all := Projections{Tallies: settled.Tallies}
	for _, floor := range settled.Positions {
		all.Each = append(all.Each, projectionOf(floor, through))
	}
	return all, nil
}

// CanProject says why the months through the given one cannot be projected by
// letters of the day issued: they have ended, but the year has not.
func (s *Scheme) CanProject(through int, issued Date) error {
	if err := s.enough(through); err != nil {
		return err
	}
	last := s.Period.MonthEnd(through - 1)
	switch {
	case last >= s.Period.To:
		return fmt.Errorf("%s is the last day of the year, and there is nothing left to project when it is complete: give an earlier month, or produce the year-end letters when the year has ended", last)
	case issued <= last:
		return fmt.Errorf("the date of issue, %s, is not after %s, the last day of the last month that is to be complete: give an earlier month, or issue later", issued, last)
	case issued > s.Period.To:
		return fmt.Errorf("the date of issue, %s, is after %s, when the year has ended: there is nothing left to project, produce the year-end letters", issued, s.Period.To)
	}
	return nil
}

func (s *Scheme) enough(through int) error {
	switch {
	case s.Projection == nil:
		return fmt.Errorf("the scheme file of %s does not say how a projection is reckoned: add the entry %q, as the schemes that come with the program have it", s.Code, "projection")
	case through < s.Projection.LeastMonths:
		return fmt.Errorf("only %s would be complete, and %s projects from %d (%s): give a later month", Many(max(through, 0), "month"), s.Code, s.Projection.LeastMonths, s.Projection.Clause.ID)
	case through > Months:
		return fmt.Errorf("a year has %d months, not %d", Months, through)
	}
	return nil
}

func projectionOf(floor Position, through int) Projection {
	p := Projection{Floor: floor, Through: through, Outcome: ProjectedHeld}
	if floor.Outcome == Held {
		return p
	}
	for _, line := range floor.Lines {
		projected := ProjectedLine{
			Floor:     line,
			SoFar:     fill(floor.Scheme, line, through, through),
			LastThree: fill(floor.Scheme, line, through, LastMonths),
		}
		p.Lines = append(p.Lines, projected)
		p.SoFar = p.SoFar.Plus(projected.SoFar.Earned)
		p.LastThree = p.LastThree.Plus(projected.LastThree.Earned)
		p.AdvanceYear = p.AdvanceYear.Plus(advanceOfYear(floor.Scheme, line.Contract))
	}
	low, high := p.Balances()
	p.Outcome = projectedOutcomeOf(OutcomeOf(low), OutcomeOf(high))
	return p
}

// advanceOfYear is every instalment of the year where the scheme states a share,
// paid yet or not; elsewhere what the contract says is paid.
func advanceOfYear(s *Scheme, c Contract) Money {
	if s.Advance == nil {
		return c.Advance
	}
	return s.Advance.Paid(c.Value)
}

// fill measures a line's year with the months after the last complete one at
// the rate of the last so many complete ones, exactly: a month of w working days
// is Count × w units, of which Days make one.
func fill(s *Scheme, line Achievement, through, last int) Filled {
	var rate Rate
	recorded := line.Activity.Recorded
	for i := through - last; i < through; i++ {
		rate.Count += recorded[i]
		rate.Days += s.Weights[i]
	}
	months := ExactMonths{PerOne: rate.Days}
	for i := range Months {
		if i < through {
			months.Units[i] = recorded[i] * rate.Days
		} else {
			months.Units[i] = rate.Count * s.Weights[i]
		}
	}
	return Filled{Rate: rate, Months: months, Measured: s.measure(line.Contract, months)}
}

// Low is the lesser of the two sums that the rates come to.
func (p Projection) Low() Money {
	if p.LastThree.Cmp(p.SoFar) < 0 {
		return p.LastThree
	}
	return p.SoFar
}

// High is the greater of them.
func (p Projection) High() Money {
	if p.LastThree.Cmp(p.SoFar) < 0 {
		return p.SoFar
	}
	return p.LastThree
}

// Balances are those sums less what is paid in advance over the whole year.
func (p Projection) Balances() (low, high Money) {
	return p.Low().Minus(p.AdvanceYear), p.High().Minus(p.AdvanceYear)
}

// FloorBalance is what the year comes to if nothing more is recorded.
func (p Projection) FloorBalance() Money { return p.Floor.Earned.Minus(p.AdvanceYear) }

// WorkingDaysLeft is the working days from the first of the month after the
// last complete one to the end of the year.
func (p Projection) WorkingDaysLeft() int64 { return p.Floor.Scheme.daysAfter(p.Through) }

// NeededForShare is the smallest whole number of further activity with which
// the year's total reaches the share that is paid in advance, 0 where it has;
// false where the scheme states no share.
func (p Projection) NeededForShare(line ProjectedLine) (int64, bool) {
	if p.Floor.Scheme.Advance == nil {
		return 0, false
	}
	return needed(line, p.Floor.Scheme.Advance.Share), true
}

// NeededForTarget is the same for the target itself. Where a scheme has other
// averages than the year's total, one of them may reach it with less.
func (p Projection) NeededForTarget(line ProjectedLine) int64 { return needed(line, ratioOf(1, 1)) }

// ReachedByAverage reports whether an average reaches the target, or whatever is
// paid at most, although the year's total does not: more is not needed to earn all.
func (p Projection) ReachedByAverage(line ProjectedLine) bool {
	return p.NeededForTarget(line) > 0 && line.Floor.Highest().Achievement.Cmp(p.Floor.Scheme.Cap) >= 0
}

func needed(line ProjectedLine, share Share) int64 {
	return max(0, share.times(line.Floor.Contract.Target).ceiling()-line.Recorded())
}

// ProjectedOutcome is what a projection says of the year's outcome.
type ProjectedOutcome string

const (
	ProjectedPay    ProjectedOutcome = "pay"    // at both rates
	ProjectedRecoup ProjectedOutcome = "recoup" // at both rates
	ProjectedNil    ProjectedOutcome = "nil"    // at both rates
	ProjectedEither ProjectedOutcome = "either" // the rates do not agree
	ProjectedHeld   ProjectedOutcome = "held"   // no figures until a person has decided
)

// projectedOutcomes is all that is known of each: the outcome of a year that
// both rates agree on, where there is one.
var projectedOutcomes = []struct {
	projected ProjectedOutcome
	both      Outcome
}{
	{ProjectedPay, Pay},
	{ProjectedRecoup, Recoup},
	{ProjectedNil, Nil},
	{ProjectedEither, ""},
	{ProjectedHeld, Held},
}

// ProjectedOutcomes are all of them.
func ProjectedOutcomes() []ProjectedOutcome {
	var all []ProjectedOutcome
	for _, o := range projectedOutcomes {
		all = append(all, o.projected)
	}
	return all
}

func projectedOutcomeOf(low, high Outcome) ProjectedOutcome {
	for _, o := range projectedOutcomes {
		if o.both == low && o.both == high {
			return o.projected
		}
	}
	return ProjectedEither
}
