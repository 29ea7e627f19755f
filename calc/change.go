package calc

import "slices"

// Change is one figure of a statement that is not what it was.
type Change struct {
	Kind    ChangeKind
	Service string // its code; empty for the position as a whole
	Request string // of a decision: the request's name
	Was     Figure // no words where there was none
	Now     Figure
	// LateWas and LateNow are how much of it was coded after the cut-off, where Kind
	// is Recorded; nil where that is not known.
	LateWas, LateNow *int64
	// Early: the year has not ended, and nothing is coded late yet.
	Early bool
	// Cause is what a figure that follows from others follows from, causes first.
	Cause []ChangeKind
}

// ChangeKind says which figure changed.
type ChangeKind string

const (
	ServiceAdded   ChangeKind = "service added"
	ServiceRemoved ChangeKind = "service removed"
	RecordedChange ChangeKind = "recorded" // or the part of it that was coded late
	MonthsChange   ChangeKind = "months"   // as much recorded, in other months
	TargetChange   ChangeKind = "target"
	ValueChange    ChangeKind = "contract value"
	AdvanceChange  ChangeKind = "advance paid"
	AverageChange  ChangeKind = "average" // of a method that is not the applied one
	AchievedChange ChangeKind = "achievement"
	CappedChange   ChangeKind = "paid at"
	EarnedChange   ChangeKind = "earned"
	BalanceChange  ChangeKind = "balance" // and with it perhaps the outcome
	OnTimeChange   ChangeKind = "balance on time"
	SoFarChange    ChangeKind = "earned so far"      // before the year has ended
	ThreeChange    ChangeKind = "earned, last three" // likewise
	ThroughChange  ChangeKind = "months complete"    // likewise
	DecisionChange ChangeKind = "decision"           // after the panel: what is answered to a request
	ReasonChange   ChangeKind = "reason"             // the same answer, for another reason
	PlanChange     ChangeKind = "plan"               // how a recoupment is repaid
	RulesChange    ChangeKind = "rules"              // only ever a cause: nothing in the inputs explains it
)

// comesIn is of what a change can come in, so that nothing but the inputs explains it.
type comesIn int

const (
	never  comesIn = iota // it only ever follows from others
	onLine                // of a service; where it is of the position, it is a sum and follows
	always
)

// changeKinds is all that is known of each kind: where it comes in, and what it can
// follow from.
var changeKinds = map[ChangeKind]struct {
	comesIn comesIn
	restsOn []ChangeKind
}{
	ServiceAdded:   {comesIn: onLine},
	ServiceRemoved: {comesIn: onLine},
	RecordedChange: {comesIn: onLine},
	MonthsChange:   {comesIn: onLine},
	TargetChange:   {comesIn: onLine},
	ValueChange:    {onLine, []ChangeKind{ValueChange, ServiceAdded, ServiceRemoved}},
	AdvanceChange:  {onLine, []ChangeKind{AdvanceChange, ServiceAdded, ServiceRemoved}},
	AverageChange:  {never, []ChangeKind{RecordedChange, MonthsChange, TargetChange}},
	AchievedChange: {never, []ChangeKind{RecordedChange, MonthsChange, TargetChange}},
	CappedChange:   {never, []ChangeKind{RecordedChange, MonthsChange, TargetChange}},
	EarnedChange:   {never, []ChangeKind{RecordedChange, MonthsChange, TargetChange, ValueChange, ServiceAdded, ServiceRemoved}},
	BalanceChange:  {never, []ChangeKind{RecordedChange, MonthsChange, TargetChange, ValueChange, AdvanceChange, ServiceAdded, ServiceRemoved}},
	OnTimeChange:   {never, []ChangeKind{RecordedChange, MonthsChange, TargetChange, ValueChange, AdvanceChange, ServiceAdded, ServiceRemoved}},
	SoFarChange:    {never, []ChangeKind{ThroughChange, RecordedChange, MonthsChange, TargetChange, ValueChange, ServiceAdded, ServiceRemoved}},
	ThreeChange:    {never, []ChangeKind{ThroughChange, RecordedChange, MonthsChange, TargetChange, ValueChange, ServiceAdded, ServiceRemoved}},
	ThroughChange:  {comesIn: always},
	DecisionChange: {comesIn: always},
	ReasonChange:   {comesIn: always},
	PlanChange:     {comesIn: always},
	RulesChange:    {},
}

// comesIn reports whether nothing but the inputs explains the change.
func (c Change) comesIn() bool {
	where := changeKinds[c.Kind].comesIn
	return where == always || where == onLine && c.Service != ""
}

// Changes is every difference between two statements, line by line and then the
// position; none where they are the same.
func Changes(was, now Statement) []Change {
	all := decisionChanges(was, now)
	for _, l := range now.Lines {
		before, had := was.line(l.Service)
		if !had {
			all = append(all, Change{Kind: ServiceAdded, Service: l.Service, Now: Pounds(l.Earned)})
			continue
		}
		all = append(all, lineChanges(before, l)...)
	}
	for _, l := range was.Lines {
		if _, has := now.line(l.Service); !has {
			all = append(all, Change{Kind: ServiceRemoved, Service: l.Service, Was: Pounds(l.Earned)})
		}
	}
	all = append(all, positionChanges(was, now, causesOf(all))...)
	for i := range all {
		all[i].Early = now.Ahead != nil
	}
	return all
}

// decisionChanges compares what is answered to each request, and how a recoupment
// is repaid.
func decisionChanges(was, now Statement) []Change {
	var all []Change
	for _, d := range now.Decisions {
		before, had := was.decision(d.Request)
		switch {
		case !had:
			all = append(all, Change{Kind: DecisionChange, Request: d.Request, Was: Word("not asked"), Now: Word(d.words())})
		case before.words() != d.words() || before.Accepted != d.Accepted || before.Claimed != d.Claimed || before.Service != d.Service:
			all = append(all, Change{Kind: DecisionChange, Request: d.Request, Was: Word(before.words()), Now: Word(d.words())})
		case before != d:
			all = append(all, Change{Kind: ReasonChange, Request: d.Request, Was: Word(before.words()), Now: Word(d.words())})
		}
	}
	for _, d := range was.Decisions {
		if _, has := now.decision(d.Request); !has {
			all = append(all, Change{Kind: DecisionChange, Request: d.Request, Was: Word(d.words()), Now: Word("taken back")})
		}
	}
	if !slices.EqualFunc(was.Plan, now.Plan, samePayment) {
		all = append(all, Change{Kind: PlanChange, Was: Word(planWords(was.Plan)), Now: Word(planWords(now.Plan))})
	}
	return all
}

func samePayment(a, b PlanPayment) bool { return a.Month == b.Month && a.Sum.Cmp(b.Sum) == 0 }

func planWords(plan []PlanPayment) string {
	if len(plan) == 0 {
		return "in one sum"
	}
	return Many(len(plan), "payment") + " from " + plan[0].Month.LongMonth()
}

// lineChanges compares the lines of one service: first what came in, then what
// follows from it.
func lineChanges(was, now StatementLine) []Change {
	var found []Change
	add := func(kind ChangeKind, differs bool, before, after Figure) {
		if differs {
			found = append(found, Change{Kind: kind, Service: now.Service, Was: before, Now: after})
		}
	}
	recorded, before := now.Recorded.Sum(), was.Recorded.Sum()
	lateWas, lateNow := was.lateCoded(), now.lateCoded()
	add(RecordedChange, recorded != before || !same(lateWas, lateNow), Number(before), Number(recorded))
	if len(found) > 0 {
		found[0].LateWas, found[0].LateNow = lateWas, lateNow
	}
	add(MonthsChange, len(found) == 0 && (was.Recorded != now.Recorded || !same(was.Late, now.Late)), Number(before), Number(recorded))
	add(TargetChange, was.Target != now.Target, Number(was.Target), Number(now.Target))
	add(ValueChange, was.Value.Cmp(now.Value) != 0, Pounds(was.Value), Pounds(now.Value))
	add(AdvanceChange, was.Advance.Cmp(now.Advance) != 0, Pounds(was.Advance), Pounds(now.Advance))
	causes := causesOf(found)
	achieved := was.Achieved.Cmp(now.Achieved) != 0 || was.Applied != now.Applied
	add(AchievedChange, achieved, Percent(was.Achieved), Percent(now.Achieved))
	add(AverageChange, !achieved && !sameAverages(was.Averages, now.Averages), Percent(was.Achieved), Percent(now.Achieved))
	add(CappedChange, was.Capped.Cmp(now.Capped) != 0, Percent(was.Capped), Percent(now.Capped))
	add(EarnedChange, was.Earned.Cmp(now.Earned) != 0, Pounds(was.Earned), Pounds(now.Earned))
	return follow(found, causes)
}

// positionChanges compares the sums of all lines.
func positionChanges(was, now Statement, causes []ChangeKind) []Change {
	var found []Change
	add := func(kind ChangeKind, differs bool, before, after Money) {
		if differs {
			found = append(found, Change{Kind: kind, Was: Pounds(before), Now: Pounds(after)})
		}
	}
	add(ValueChange, was.Value.Cmp(now.Value) != 0, was.Value, now.Value)
	add(EarnedChange, was.Earned.Cmp(now.Earned) != 0, was.Earned, now.Earned)
	add(AdvanceChange, was.Advance.Cmp(now.Advance) != 0, was.Advance, now.Advance)
	add(BalanceChange, was.Balance.Cmp(now.Balance) != 0 || was.Outcome != now.Outcome, was.Balance, now.Balance)
	if !same(was.Late, now.Late) || !sameMoney(was.EarnedOnTime, now.EarnedOnTime) || !sameMoney(was.BalanceOnTime, now.BalanceOnTime) {
		found = append(found, Change{Kind: OnTimeChange, Was: poundsKnown(was.BalanceOnTime), Now: poundsKnown(now.BalanceOnTime)})
	}
	if was.Ahead != nil && now.Ahead != nil {
		if was.Ahead.Through != now.Ahead.Through {
			causes = append(causes, ThroughChange)
			found = append(found, Change{Kind: ThroughChange, Was: Number(int64(was.Ahead.Through)), Now: Number(int64(now.Ahead.Through))})
		}
		add(SoFarChange, was.Ahead.SoFar.Cmp(now.Ahead.SoFar) != 0, was.Ahead.SoFar, now.Ahead.SoFar)
		add(ThreeChange, was.Ahead.LastThree.Cmp(now.Ahead.LastThree) != 0, was.Ahead.LastThree, now.Ahead.LastThree)
	}
	return follow(found, causes)
}

// causesOf is what came in among some changes, each kind once.
func causesOf(changes []Change) []ChangeKind {
	var causes []ChangeKind
	seen := map[ChangeKind]bool{}
	for _, c := range changes {
		kinds := c.Cause
		if c.comesIn() {
			kinds = []ChangeKind{c.Kind}
		}
		for _, kind := range kinds {
			if !seen[kind] {
				seen[kind] = true
				causes = append(causes, kind)
			}
		}
	}
	return causes
}

// follow says of each change that follows from others which ones; where nothing
// that came in explains it, the rules were amended.
func follow(changes []Change, causes []ChangeKind) []Change {
	for i, c := range changes {
		if c.comesIn() {
			continue
		}
		for _, cause := range causes {
			if slices.Contains(changeKinds[c.Kind].restsOn, cause) {
				changes[i].Cause = append(changes[i].Cause, cause)
			}
		}
		if len(changes[i].Cause) == 0 {
			changes[i].Cause = []ChangeKind{RulesChange}
		}
	}
	return changes
}

// same compares what need not be known.
func same[T comparable](was, now *T) bool {
	return was == nil && now == nil || was != nil && now != nil && *was == *now
}

func sameMoney(was, now *Money) bool {
	return was == nil && now == nil || was != nil && now != nil && was.Cmp(*now) == 0
}

// NotKnown stands in the place of a figure that nothing read says.
const NotKnown = "not known"

func poundsKnown(m *Money) Figure {
	if m == nil {
		return Word(NotKnown)
	}
	return Pounds(*m)
}

func sameAverages(was, now []Average) bool {
	if len(was) != len(now) {
		return false
	}
	for i := range was {
		if was[i].Method != now[i].Method || was[i].Achievement.Cmp(now[i].Achievement) != 0 {
			return false
		}
	}
	return true
}
