package letters

import (
	"slices"
	"strings"

	"yearend/calc"
)

// What a letter says of a year that has not ended. It gives no single figure for
// where the year is heading, and no probability: a range, how each of its ends was
// reckoned, and what it comes to if nothing more is recorded.

// NoDecision are the words that no letter of a projection may lack.
const NoDecision = "a projection and no decision"

// ahead are the facts of a position whose year has not ended. The sums of a year
// that has are left empty, so that no template can state one as if it were known.
func (f *Facts) ahead(p calc.Position, o Occasion) {
	a, s := p.Ahead, p.Scheme
	next := s.Period.MonthStart(a.Through)
	f.ReachedServices = calc.And(reachedByAverage(p))
	f.ReachedByAverage = f.ReachedServices != ""
	f.LetterName = "projection letter"
	f.ThroughMonth, f.ThroughDay = MonthYear(p.LastMonth()), throughDay(p)
	f.LeftFrom, f.DaysLeft, f.LastThree = LongDate(next), Count(a.WorkingDaysLeft()), lastThree(s, a.Through)
	if len(a.Lines) > 0 {
		f.DaysSoFar, f.DaysLastThree = Count(a.Lines[0].SoFar.Rate.Days), Count(a.Lines[0].LastThree.Rate.Days)
	}
	f.HasShare = s.Advance != nil
	if f.HasShare {
		f.AdvanceShare, f.Instalments = wholePercent(s.Advance.Share), Count(s.Advance.Instalments)
	}
	f.Outlook = each(func() []Outlook { return outlooks(p) })
	f.Services = one(func() Block { return recordedTable(p) })
	f.Needed = one(func() Block { return neededTable(p) })
	f.RecordedAndNeeded = one(func() Block { return recordedAndNeededTable(p) })
	f.Progress = one(func() Block { return progressTable(p) })
	f.Chart = each(func() []Chart { return chartsThrough(p, a.Through) })
	if p.Outcome == calc.Held {
		return
	}
	f.HasFigures = true
	f.Value, f.AdvanceYear = Pounds(p.Value), Pounds(a.AdvanceYear)
	f.RangeLow, f.RangeHigh, f.FloorEarned = Pounds(a.Low()), Pounds(a.High()), Pounds(p.Earned)
	low, high := a.Balances()
	f.BalanceRange, f.FloorPosition = RangeWords(low, high), positionWords(a.FloorBalance())
	f.ShareReached, f.TargetReached = true, true
	for _, line := range a.Lines {
		n, _ := a.NeededForShare(line)
		f.ShareReached = f.ShareReached && n == 0
		f.TargetReached = f.TargetReached && a.NeededForTarget(line) == 0
	}
	f.EndsAgree = a.Low().Cmp(a.High()) == 0
	f.Summary = one(func() Block { return aheadSummary(p, o) })
	f.Ends = one(func() Block { return endsTable(p) })
}

// wayOn is a way in which the months to come may go, by what was recorded so far.
type wayOn struct {
	name string // the months that make its rate
	of   func(calc.ProjectedLine) calc.Filled
}

// waysOn are the two between which the year is heading. Every table and picture of
// them follows this one.
func waysOn(p calc.Position) [2]wayOn {
	return [2]wayOn{
		{"all months so far", func(line calc.ProjectedLine) calc.Filled { return line.SoFar }},
		{lastThree(p.Scheme, p.Ahead.Through), func(line calc.ProjectedLine) calc.Filled { return line.LastThree }},
	}
}

// lastThree names the months that make the second rate: November to January.
func lastThree(s *calc.Scheme, through int) string {
	return s.Period.MonthStart(through-calc.LastMonths).Month().String() + " to " + s.Period.MonthStart(through-1).Month().String()
}

// RangeWords says where the balance would lie, with each end's direction.
func RangeWords(low, high calc.Money) string {
	switch {
	case low.Cmp(high) == 0:
		return positionWords(low) + ", by either way"
	case low.Sign() > 0:
		return "a payment to the practice of between " + Pounds(low) + " and " + Pounds(high)
	case high.Sign() < 0:
		return "a recoupment from the practice of between " + Pounds(high.Abs()) + " and " + Pounds(low.Abs())
	}
	return "anything from " + positionWords(low) + " to " + positionWords(high)
}

func ofTarget(line calc.ProjectedLine) string {
	share, _ := calc.Ratio(line.Recorded(), line.Floor.Contract.Target)
	return Percent(share)
}

// reachedByAverage names the services whose target an average reaches although the
// year's total does not: nothing more is earned there by more.
func reachedByAverage(p calc.Position) []string {
	var names []string
	for _, line := range p.Ahead.Lines {
		if p.Ahead.ReachedByAverage(line) {
			service, _ := p.Scheme.Service(line.Floor.Contract.Service)
			names = append(names, service.Name)
		}
	}
	return names
}

// aheadSummary is the box at the top: the money first, then what is needed by when.
func aheadSummary(p calc.Position, o Occasion) Summary {
	a := p.Ahead
	var recorded, needed []string
	for _, line := range a.Lines {
		service, _ := p.Scheme.Service(line.Floor.Contract.Service)
		counts := Count(line.Recorded()) + " of " + Count(line.Floor.Contract.Target)
		if len(a.Lines) == 1 {
			recorded, needed = append(recorded, counts+" "+service.Unit+" ("+ofTarget(line)+")"), append(needed, stillNeeded(p, line, service.Unit))
			continue
		}
		recorded, needed = append(recorded, service.Name+" "+counts), append(needed, service.Name+" "+stillNeeded(p, line, ""))
	}
	rows := []Row{
		{Label: "If the year goes on as it has", Value: "earned " + EarnedRange(a.SoFar, a.LastThree), Strong: true},
		{Label: "If nothing more is recorded", Value: "earned " + Pounds(p.Earned) + ": " + positionWords(a.FloorBalance())},
		{Label: "Needed by " + LongDate(p.Scheme.Period.To), Value: strings.Join(needed, "; ")},
		{Label: "Recorded to " + throughDay(p), Value: strings.Join(recorded, "; ")},
	}
	return Summary{Rows: append(rows, questions(o)...)}
}

// StatementWords say a balance with its direction; before the year has ended, what would
// be earned at either end, and what the balance is if nothing more is recorded.
func StatementWords(s *calc.Statement) string {
	words := ToPayOrRecoup(s.Balance)
	if a := s.Ahead; a != nil {
		words = "earned " + EarnedRange(a.SoFar, a.LastThree) + " (" + words + " if nothing more is recorded)"
	}
	return words
}

// EarnedRange is from the lesser sum that the two ways on earn to the greater, or the
// one sum that both come to.
func EarnedRange(a, b calc.Money) string {
	switch a.Cmp(b) {
	case 0:
		return Pounds(a) + ", by either way"
	case 1:
		a, b = b, a
	}
	return "from " + Pounds(a) + " to " + Pounds(b)
}

func throughDay(p calc.Position) string {
	return LongDate(p.LastDay())
}

// stillNeeded is what a service needs; where several are told of, its unit is left out.
func stillNeeded(p calc.Position, line calc.ProjectedLine, unit string) string {
	a := p.Ahead
	target := a.NeededForTarget(line)
	average := ""
	if a.ReachedByAverage(line) {
		average = " by the year's total (an average reaches the target already)"
	}
	switch share, states := a.NeededForShare(line); {
	case target == 0 && unit == "":
		return "nothing"
	case target == 0:
		return "nothing more: the target is reached"
	case unit == "":
		return Count(target) + " more" + average
	case !states:
		return Count(target) + " more " + unit + " for the target" + average
	case share == 0:
		return Count(target) + " more " + unit + " for the target (" + wholePercent(p.Scheme.Advance.Share) + " is reached)"
	default:
		return Count(share) + " more " + unit + " for " + wholePercent(p.Scheme.Advance.Share) + ", " + Count(target) + " for the target"
	}
}

// recordedTable is what was recorded so far, service by service.
func recordedTable(p calc.Position) Table {
	t := Table{Caption: ServicesCaption, Place: InServices, Columns: []Column{{"Service", 60, false}, {"Target", 40, true}, {"Recorded so far", 40, true}, {"Of the target", 30, true}}}
	for _, line := range p.Ahead.Lines {
		service, _ := p.Scheme.Service(line.Floor.Contract.Service)
		t.Rows = append(t.Rows, TableRow{Cells: []string{service.Name, Count(line.Floor.Contract.Target), Count(line.Recorded()), ofTarget(line)}})
	}
	return t
}

// NeededCaption names the table of what is still needed, in which each service has a row.
const NeededCaption = "What is still needed, and how much that is a working day"

// neededTable says what is still needed: for the share that is paid in advance,
// where the scheme states one, and for the target.
func neededTable(p calc.Position) Table {
	a, t := p.Ahead, Table{Caption: NeededCaption, Place: InNeeded, Columns: []Column{{"Service", 40, false}}}
	days := a.WorkingDaysLeft()
	if p.Scheme.Advance != nil {
		t.Columns = append(t.Columns, Column{"More for " + wholePercent(p.Scheme.Advance.Share), 32, true}, Column{"A working day", 30, true})
	}
	t.Columns = append(t.Columns, Column{"More for the target", 36, true}, Column{"A working day", 30, true})
	for _, line := range a.Lines {
		service, _ := p.Scheme.Service(line.Floor.Contract.Service)
		cells := []string{service.Name}
		if n, states := a.NeededForShare(line); states {
			cells = append(cells, neededCells(n, days)...)
		}
		t.Rows = append(t.Rows, TableRow{Cells: append(cells, neededCells(a.NeededForTarget(line), days)...)})
	}
	return t
}

// neededCells are what is still needed, and how much that is a working day.
func neededCells(n, days int64) []string {
	if n == 0 {
		return []string{neededWords(n), "–"}
	}
	return []string{neededWords(n), eachDay(n, days)}
}

// neededWords is a count still needed, or that nothing is.
func neededWords(n int64) string {
	if n == 0 {
		return "reached"
	}
	return Count(n)
}

// recordedAndNeededTable is both tables in one, where several services would make
// two of them long. Both rates can be read from it.
func recordedAndNeededTable(p calc.Position) Table {
	t, needed := recordedTable(p), neededTable(p)
	t.Columns[0].Width, t.Columns[1].Width, t.Columns[2].Width, t.Columns[3].Width = 32, 18, 22, 22
	three := Column{"Of it, " + lastThree(p.Scheme, p.Ahead.Through), 28, true}
	t.Columns = append(slices.Insert(t.Columns, 3, three), needed.Columns[1:]...)
	for i := 5; i < len(t.Columns); i++ {
		t.Columns[i].Width = 26
	}
	for i, line := range p.Ahead.Lines {
		t.Rows[i].Cells = append(slices.Insert(t.Rows[i].Cells, 3, Count(line.LastThree.Rate.Count)), needed.Rows[i].Cells[1:]...)
	}
	return t
}

// endsTable says how each end of the range was reckoned, and beside them what it
// comes to if nothing more is recorded.
func endsTable(p calc.Position) Table {
	if len(p.Ahead.Lines) > 1 {
		return endsOfEach(p)
	}
	a := p.Ahead
	t := Table{Caption: "How each end is reckoned", Columns: []Column{{"Service", 25, false}, {"If the months to come go as", 44, false},
		{"Activity in working days", 32, true}, {"The year's activity", 26, true}, {"Achievement", 26, true}, {"Earned", 26, true}}}
	for _, line := range a.Lines {
		service, _ := p.Scheme.Service(line.Floor.Contract.Service)
		for _, way := range waysOn(p) {
			filled := way.of(line)
			t.Rows = append(t.Rows, TableRow{Cells: []string{service.Name, way.name, Count(filled.Rate.Count) + " in " + Count(filled.Rate.Days),
				OnePlace(filled.Months.Sum()), Percent(filled.Highest().Achievement), Pounds(filled.Earned)}})
		}
	}
	return t
}

// endsOfEach is a row a service: what it reaches and earns at either end and if
// nothing more is recorded, so that it shows where doing nothing loses.
func endsOfEach(p calc.Position) Table {
	a, ways := p.Ahead, waysOn(p)
	t := Table{Caption: "What each service would reach of its target, and earn", Columns: []Column{{"Service", 30, false}, {capital(ways[0].name), 20, true}, {"Earned", 26, true},
		{ways[1].name, 22, true}, {"Earned", 26, true}, {"Nothing more", 20, true}, {"Earned", 26, true}}}
	for _, line := range a.Lines {
		service, _ := p.Scheme.Service(line.Floor.Contract.Service)
		cells := []string{service.Name}
		for _, measured := range []calc.Measured{ways[0].of(line).Measured, ways[1].of(line).Measured, line.Floor.Measured} {
			cells = append(cells, Percent(measured.Highest().Achievement), Pounds(measured.Earned))
		}
		t.Rows = append(t.Rows, TableRow{Cells: cells})
	}
	t.Rows = append(t.Rows, TableRow{Strong: true, Cells: []string{"Total", "", Pounds(a.SoFar), "", Pounds(a.LastThree), "", Pounds(p.Earned)}})
	return t
}

// progressTable is a monthly report on one scheme, without money.
func progressTable(p calc.Position) Table {
	a := p.Ahead
	t := Table{Caption: ServicesCaption, Place: InServices, Columns: []Column{{"Service", 28, false}, {"Target", 17, true}, {"Recorded", 20, true}, {"Of the target", 20, true}, {"The year at this rate", 26, true}}}
	if p.Scheme.Advance != nil {
		t.Columns = append(t.Columns, Column{"More for " + wholePercent(p.Scheme.Advance.Share), 20, true})
	}
	t.Columns = append(t.Columns, Column{"More for the target", 22, true}, Column{"A working day", 20, true})
	days := a.WorkingDaysLeft()
	for _, line := range a.Lines {
		service, _ := p.Scheme.Service(line.Floor.Contract.Service)
		cells := []string{service.Name, Count(line.Floor.Contract.Target), Count(line.Recorded()), ofTarget(line), Percent(line.SoFar.Highest().Achievement)}
		if n, states := a.NeededForShare(line); states {
			cells = append(cells, neededWords(n))
		}
		t.Rows = append(t.Rows, TableRow{Cells: append(cells, neededCells(a.NeededForTarget(line), days)...)})
	}
	return t
}

// chartsThrough are the charts of the months that are complete.
func chartsThrough(p calc.Position, through int) []Chart {
	all := charts(p)
	for i := range all {
		c, line := &all[i], p.Lines[i]
		c.Months, c.Recorded, c.Expected = c.Months[:through], c.Recorded[:through], c.Expected[:through]
		c.Says = monthsSay(*c)
		c.Year = "To " + throughDay(p) + " " + Count(line.Activity.Recorded.Sum()) + " against a target for the year of " + Count(line.Contract.Target) + "."
	}
	return all
}

// monthsSay is the months of a chart in words.
func monthsSay(c Chart) string {
	var months []string
	for i, n := range c.Recorded {
		months = append(months, c.Months[i]+" "+Count(n)+" ("+Expected(c, i)+")")
	}
	return "Recorded by month, with what was expected in brackets: " + strings.Join(months, ", ") + "."
}
