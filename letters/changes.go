package letters

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"yearend/calc"
)

const changesCaption = "What changed, and why"

// changesTable says what is not as it was in the letter that this one replaces:
// was, now, and why.
func changesTable(p calc.Position, issue Issue) Table {
	t := Table{
		Caption: changesCaption,
		Columns: []Column{{"Figure", 44, false}, {"Was", 36, true}, {"Now", 36, true}, {"Why", 54, false}},
	}
	tell := told
	if p.Ahead != nil {
		tell = toldAhead
	}
	for _, c := range tell(p.Scheme, calc.Changes(*issue.Was, calc.StatementOf(p))) {
		t.Rows = append(t.Rows, TableRow{
			Cells:  []string{ChangeName(p.Scheme, c), changeFigure(c, c.Was), changeFigure(c, c.Now), ChangeReason(p.Scheme, c)},
			Strong: c.Kind == calc.BalanceChange,
		})
	}
	return t
}

// told leaves out what another row says already: the sums of a scheme with one
// service, what is paid at where it is the achievement, and the balance without
// late coding where it is the balance, then and now, or where only what makes it up
// moved; and an average that is not applied, beside what moved it.
func told(s *calc.Scheme, changes []calc.Change) []calc.Change {
	var balance *calc.Change
	for i, c := range changes {
		if c.Kind == calc.BalanceChange {
			balance = &changes[i]
		}
	}
	var some []calc.Change
	for _, c := range changes {
		sum := c.Service == "" && c.Kind != calc.BalanceChange && c.Kind != calc.OnTimeChange && !ofPanel(c.Kind)
		same := c.Kind == calc.CappedChange && len(some) > 0 && sameShares(some[len(some)-1], c)
		onTime := c.Kind == calc.OnTimeChange && (sameSums(c.Was, c.Now) || isBalance(c, balance))
		aside := c.Kind == calc.AverageChange && len(some) > 0 && some[len(some)-1].Service == c.Service
		if sum && len(s.Services) == 1 || same || onTime || aside {
			continue
		}
		some = append(some, c)
	}
	return some
}

// ofPanel reports whether it is a decision that changed, or what follows from it,
// and no sum.
func ofPanel(kind calc.ChangeKind) bool {
	return kind == calc.DecisionChange || kind == calc.ReasonChange || kind == calc.PlanChange
}

// isBalance reports whether the position without late coding is told with the
// position itself, since there was no late coding and is none.
func isBalance(onTime calc.Change, balance *calc.Change) bool {
	return balance != nil && sameSums(onTime.Was, balance.Was) && sameSums(onTime.Now, balance.Now)
}

func sameSums(a, b calc.Figure) bool {
	return a.Kind == calc.InPounds && b.Kind == calc.InPounds && a.Money().Cmp(b.Money()) == 0
}

// toldAhead are what came in, and both ends of where a year that has not ended is
// heading: what follows from them in between is measured again at its end.
func toldAhead(_ *calc.Scheme, changes []calc.Change) []calc.Change {
	var some []calc.Change
	for _, c := range changes {
		switch c.Kind {
		case calc.RecordedChange, calc.MonthsChange, calc.TargetChange, calc.ServiceAdded, calc.ServiceRemoved, calc.SoFarChange, calc.ThreeChange:
			some = append(some, c)
		case calc.ValueChange:
			if c.Service != "" {
				some = append(some, c)
			}
		case calc.AdvanceChange, calc.AverageChange, calc.AchievedChange, calc.CappedChange, calc.EarnedChange, calc.BalanceChange,
			calc.OnTimeChange, calc.ThroughChange, calc.RulesChange, calc.DecisionChange, calc.ReasonChange, calc.PlanChange:
		}
	}
	return some
}

func sameShares(achieved, capped calc.Change) bool {
	return achieved.Kind == calc.AchievedChange && achieved.Service == capped.Service &&
		achieved.Was.Share().Cmp(capped.Was.Share()) == 0 && achieved.Now.Share().Cmp(capped.Now.Share()) == 0
}

// ChangeName names a changed figure: "Phlebotomy, contacts recorded".
func ChangeName(s *calc.Scheme, c calc.Change) string {
	service, _ := s.Service(c.Service)
	name := changeWords[c.Kind].name
	switch {
	case c.Kind == calc.RecordedChange && c.AcceptedWas+c.AcceptedNow > 0: // what was recorded is another figure
		name = service.Unit + " counted"
	case c.Kind == calc.RecordedChange || c.Kind == calc.MonthsChange:
		name = service.Unit + " " + name
	case c.Kind == calc.ServiceAdded || c.Kind == calc.ServiceRemoved:
		return serviceName(s, c.Service)
	case c.Kind == calc.SoFarChange || c.Kind == calc.ThreeChange || c.Kind == calc.ThroughChange:
		return capital(name)
	case c.Kind == calc.DecisionChange || c.Kind == calc.ReasonChange:
		return capital(name) + c.Request
	case c.Kind == calc.PlanChange:
		return capital(name)
	case c.Service == "" && c.Kind != calc.BalanceChange && c.Kind != calc.OnTimeChange:
		return capital(name) + ", all services"
	}
	if c.Service != "" && len(s.Services) > 1 {
		return serviceName(s, c.Service) + ", " + name
	}
	return capital(name)
}

// serviceName is a service's name, or its code where the scheme no longer has it.
func serviceName(s *calc.Scheme, code string) string {
	if service, has := s.Service(code); has {
		return service.Name
	}
	return code
}

// changeWords is how each kind of change is told: the figure's name, the reason
// where it is always the same, and what it is called as the cause of others.
var changeWords = map[calc.ChangeKind]struct{ name, reason, cause string }{
	calc.ServiceAdded:   {reason: "the service is now in the contract", cause: "the services contracted"},
	calc.ServiceRemoved: {reason: "the service is no longer in the contract", cause: "the services contracted"},
	calc.RecordedChange: {name: "recorded", cause: "the activity counted"},
	calc.MonthsChange:   {"recorded by month", "as many counted, but in other months", "the months counted"},
	calc.TargetChange:   {name: "target", cause: "the target"},
	calc.ValueChange:    {name: "contract value", cause: "the contract value"},
	calc.AdvanceChange:  {name: "paid in advance", cause: "the advance paid"},
	calc.AverageChange:  {name: "an average that is not applied"},
	calc.AchievedChange: {name: "achievement"},
	calc.CappedChange:   {name: "paid at"},
	calc.EarnedChange:   {name: "earned"},
	calc.BalanceChange:  {name: "position"},
	calc.OnTimeChange:   {name: "position without late coding"},
	calc.SoFarChange:    {name: "earned at the rate so far"},
	calc.ThreeChange:    {name: "earned at the rate of the last three months"},
	calc.ThroughChange:  {"months that are complete", "a later month is complete", "the months that are complete"},
	calc.DecisionChange: {"decision on request ", "the record of the decision was put right", "the decision"},
	calc.ReasonChange:   {"decision on request ", "the same decision, its reason put right", "the reason"},
	calc.PlanChange:     {"repayment", "as agreed with the finance team", "the payment plan"},
	calc.RulesChange:    {cause: "an amendment of the scheme's rules"},
}

func changeFigure(c calc.Change, f calc.Figure) string {
	switch {
	case f == (calc.Figure{}):
		return "not in the contract"
	case c.Kind == calc.ServiceAdded || c.Kind == calc.ServiceRemoved:
		return Pounds(f.Money()) + " earned"
	case f.Kind == calc.InWords:
		return f.String()
	case c.Kind == calc.BalanceChange || c.Kind == calc.OnTimeChange:
		return ToPayOrRecoup(f.Money())
	case f.Kind == calc.InCount:
		return Count(f.Count())
	case f.Kind == calc.InPounds:
		return Pounds(f.Money())
	}
	return Percent(f.Share())
}

// ChangeReason says why a figure is not as it was.
func ChangeReason(s *calc.Scheme, c calc.Change) string {
	if c.Kind == calc.RecordedChange && c.Early {
		return moreOrFewer(c.Now.Count()-c.Was.Count()) + " counted"
	}
	if c.Kind == calc.PlanChange && c.Follows {
		return "from the position"
	}
	if c.Kind == calc.RecordedChange && c.AcceptedWas != c.AcceptedNow {
		return acceptedReason(c, LongDate(s.CodedBy))
	}
	if c.Kind == calc.RecordedChange {
		return countedReason(c, LongDate(s.CodedBy))
	}
	if reason := changeWords[c.Kind].reason; reason != "" {
		return reason
	}
	if len(c.Cause) == 0 && c.Kind == calc.AdvanceChange {
		return "changed in what was paid in advance"
	}
	if len(c.Cause) == 0 {
		return "changed in the contract"
	}
	if len(c.Cause) > 1 {
		return "from what changed above"
	}
	return "from " + changeWords[c.Cause[0]].cause
}

// acceptedReason says how much more or less of what is counted the panel accepted, and
// of what is not its own as countedReason does, where that is another.
func acceptedReason(c calc.Change, codedBy string) string {
	accepted := c.AcceptedNow - c.AcceptedWas
	words := moreOrFewer(accepted) + " accepted by the panel"
	c.Now = calc.Number(c.Now.Count() - accepted)
	if c.Now.Count() == c.Was.Count() && LateWords(c.LateWas) == LateWords(c.LateNow) {
		return words
	}
	return words + ", " + strings.Replace(countedReason(c, codedBy), "counted", "recorded", 1)
}

// countedReason says how much more or less is counted, and how much of all that
// is counted was coded late, then and now. Which of it came with which cannot be
// told from two sums, and is not claimed.
func countedReason(c calc.Change, codedBy string) string {
	words := "as many counted"
	if more := c.Now.Count() - c.Was.Count(); more != 0 {
		words = moreOrFewer(more) + " counted"
	}
	if isNone(c.LateWas) && isNone(c.LateNow) {
		return words
	}
	return words + "; coded after " + codedBy + ": " + LateWords(c.LateWas) + " before, " + LateWords(c.LateNow) + " now"
}

func isNone(late *int64) bool { return late != nil && *late == 0 }

// LateWords are how much was coded late, or that it is not known.
func LateWords(late *int64) string {
	if late == nil {
		return calc.NotKnown
	}
	return Count(*late)
}

// PoundsKnown writes a sum, or that it is not known.
func PoundsKnown(m *calc.Money) string {
	if m == nil {
		return calc.NotKnown
	}
	return Pounds(*m)
}

// BalanceWords are a balance with its direction, or that it is not known.
func BalanceWords(balance *calc.Money) string {
	if balance == nil {
		return calc.NotKnown
	}
	return ToPayOrRecoup(*balance)
}

// MoveReasons says what moved a position: the causes, not what follows from them.
func MoveReasons(s *calc.Scheme, m calc.Move) []string {
	var why []string
	for _, c := range m.Changes {
		switch {
		case len(c.Cause) > 0 || c.Follows:
		case ofPanel(c.Kind):
			why = append(why, fmt.Sprintf("%s: was %s, now %s: %s", ChangeName(s, c), c.Was, c.Now, ChangeReason(s, c)))
		default:
			why = append(why, ChangeName(s, c)+": "+ChangeReason(s, c))
		}
	}
	if len(why) == 0 && m.Kind == calc.Moved {
		why = append(why, changeWords[calc.RulesChange].cause)
	}
	return why
}

func moreOrFewer(n int64) string {
	if n < 0 {
		return Count(-n) + " fewer"
	}
	return Count(n) + " more"
}

// capital begins a name as a row's header begins.
func capital(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(first)) + name[size:]
}
