package run

import (
	"strings"
	"testing"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/register"
)

// Whatever figure of the letter that stands is another one now, whether or not a penny
// moves by it, the position gets its revised letter; where none is, it gets none.
func TestEveryKindOfChangeIssuesALetter(t *testing.T) {
	share := func(top, bottom int64) calc.Share {
		s, err := calc.Ratio(top, bottom)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	line := calc.Achievement{
		Contract: calc.Contract{Service: "ecg", Target: 4, Value: calc.Pence(4000), Advance: calc.Pence(2000)},
		Activity: calc.Activity{Recorded: calc.ByMonth{2, 1}, Late: calc.ByMonth{1}},
	}
	line.Capped, line.Earned = share(3, 4), calc.Pence(3000)
	for _, r := range []struct {
		method string
		share  calc.Share
	}{{"year_total", share(3, 4)}, {"last_six_months", share(0, 1)}} {
		line.Results = append(line.Results, calc.Result{Method: &calc.Method{ID: r.method}, Achievement: r.share})
	}
	position := calc.Position{Practice: calc.Practice{Code: "P81999"}, Scheme: &calc.Scheme{Code: "capitated-les-2025-26", Short: "CAP"}, Outcome: calc.Pay,
		Value: calc.Pence(4000), Earned: calc.Pence(3000), Advance: calc.Pence(2000), Balance: calc.Pence(1000), Late: 1, Lines: []calc.Achievement{line}}
	for _, c := range []struct {
		kind  calc.ChangeKind // the first that is seen
		alter func(was *calc.Statement)
	}{
		{calc.MonthsChange, func(was *calc.Statement) { was.Lines[0].Recorded = calc.ByMonth{1, 2} }},
		{calc.MonthsChange, func(was *calc.Statement) { was.Lines[0].Late = &calc.ByMonth{0, 1} }},
		{calc.AverageChange, func(was *calc.Statement) { was.Lines[0].Averages[1].Achievement = share(1, 4) }},
		{calc.RecordedChange, func(was *calc.Statement) { was.Lines[0].Recorded = calc.ByMonth{2, 2} }},
		{calc.RecordedChange, func(was *calc.Statement) { was.Lines[0].Late = &calc.ByMonth{} }},
		{calc.RecordedChange, func(was *calc.Statement) { was.Lines[0].Late = nil }},
		{calc.TargetChange, func(was *calc.Statement) { was.Lines[0].Target = 5 }},
		{calc.AchievedChange, func(was *calc.Statement) { was.Lines[0].Achieved = share(4, 5) }},
		{calc.AchievedChange, func(was *calc.Statement) { was.Lines[0].Applied = "mean_of_months" }},
		{calc.CappedChange, func(was *calc.Statement) { was.Lines[0].Capped = share(4, 5) }},
		{calc.EarnedChange, func(was *calc.Statement) { was.Lines[0].Earned = calc.Pence(3001) }},
		{calc.ValueChange, func(was *calc.Statement) { was.Lines[0].Value = calc.Pence(4001) }},
		{calc.AdvanceChange, func(was *calc.Statement) { was.Lines[0].Advance = calc.Pence(2001) }},
		{calc.BalanceChange, func(was *calc.Statement) { was.Balance = calc.Pence(1001) }},
		{calc.BalanceChange, func(was *calc.Statement) { was.Outcome = calc.Nil }},
		{calc.OnTimeChange, func(was *calc.Statement) { was.BalanceOnTime = nil }},
		{calc.ServiceAdded, func(was *calc.Statement) { was.Lines = nil }},
	} {
		was := calc.StatementOf(position)
		c.alter(&was)
		if changes := calc.Changes(was, calc.StatementOf(position)); len(changes) != 1 || changes[0].Kind != c.kind {
			t.Errorf("%s: %v is what changes", c.kind, changes)
		}
		if got := issueAfter(position, was).State; got != letters.Changed {
			t.Errorf("%s is another, and the letter is %s", c.kind, got)
		}
	}
	if got := issueAfter(position, calc.StatementOf(position)); got.State != letters.Unchanged || got.Number != 1 || got.Stands != "run-001" {
		t.Errorf("with the same figures: %+v", got)
	}
}

// issueAfter is the issue of a position of which a letter of such figures stands.
func issueAfter(p calc.Position, was calc.Statement) letters.Issue {
	before := register.Issued{Number: 1, Reference: "P81999/CAP/2025-26/1", Run: "run-001", Statement: was}
	return Compared{kind: letters.YearEnd(), used: Used{}, stands: map[register.PositionKey]register.Issued{keyOf(p): before}}.Issue(p)
}

// A scheme that the project left out, and on which a letter stands, comes again neither as
// itself under another name nor as a part of another scheme: Finance would be asked for its
// sums twice. One that told of the services before, tells of others, or is of another year
// takes nothing over.
func TestNoSchemeTakesOverAnothersLetters(t *testing.T) {
	ecg := calc.Statement{Lines: []calc.StatementLine{{Service: "ecg"}}}
	bloods := calc.Statement{Lines: []calc.StatementLine{{Service: "phlebotomy"}}}
	left := register.Entry{Practice: "P81999", Scheme: "ecg-les", State: letters.New, Statement: &ecg, Stands: &register.Issued{Number: 1, Reference: "P81999/ECG/2025-26/1", Statement: ecg}}
	before := func(told calc.Statement) []register.Entry {
		return []register.Entry{left, {Practice: "P81998", Scheme: "cap", State: letters.New, Statement: &told}}
	}
	for _, c := range []struct {
		what        string
		short, year string
		services    []string
		before      []register.Entry
		named       bool   // the project still names the scheme that was left out
		how         string // it is refused; empty where it is not
	}{
		{"the same under another code", "ECG", "2025/26", []string{"ecg"}, []register.Entry{left}, false, "bear the references of"},
		{"under another short name as well", "CAP", "2025/26", []string{"ecg"}, []register.Entry{left}, false, "tell of the same services"},
		{"joined to a new scheme", "CAP", "2025/26", []string{"phlebotomy", "ecg"}, []register.Entry{left}, false, "tell of the same services"},
		{"joined to one that was there", "CAP", "2025/26", []string{"phlebotomy", "ecg"}, before(bloods), false, "tell of the same services"},
		{"told of by it before", "CAP", "2025/26", []string{"phlebotomy", "ecg"}, before(ecg), false, ""},
		{"a new scheme of other services", "CAP", "2025/26", []string{"phlebotomy"}, []register.Entry{left}, false, ""},
		{"beside the old one", "CAP", "2025/26", []string{"ecg"}, []register.Entry{left}, true, ""},
		{"another year", "CAP", "2026/27", []string{"ecg"}, []register.Entry{left}, false, ""},
	} {
		now := &calc.Scheme{Code: "cap", Short: c.short, Year: c.year}
		for _, code := range c.services {
			now.Services = append(now.Services, calc.Service{Code: code})
		}
		settled := calc.Settlement{Positions: []calc.Position{{Practice: calc.Practice{Code: "P81999"}, Scheme: now}}}
		settled.Schemes, settled.Terms.Schemes = []*calc.Scheme{now}, []*calc.Scheme{now}
		if c.named {
			settled.Terms.Schemes = append(settled.Terms.Schemes, &calc.Scheme{Code: "ecg-les"})
		}
		compared := Compared{Settled: settled, Earlier: Earlier{Entries: c.before}, kind: letters.YearEnd()}
		compared.carried = compared.carry()
		if err := compared.underAnotherCode(); (err != nil) != (c.how != "") || err != nil && !strings.Contains(err.Error(), c.how) {
			t.Errorf("%s: %v", c.what, err)
		}
	}
	if got := yearIn("no reference"); got != "no reference" {
		t.Errorf("the year of what is no reference: %q", got)
	}
}
