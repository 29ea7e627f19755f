package calc_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yearend/calc"
	"yearend/calc/rulebook"
)

// The worked cases of fixtures/cases/in-year; its README says what each key means.

const casePractice = "P81999"

// inYearCases runs those of before the letter.
func inYearCases[C any](t *testing.T, file string, run func(t *testing.T, s *calc.Scheme, c C), name func(C) string) {
	casesIn(t, "in-year", file, run, name)
}

// casesIn reads the cases of one kind, scheme by scheme, and runs each.
func casesIn[C any](t *testing.T, folder, file string, run func(t *testing.T, s *calc.Scheme, c C), name func(C) string) {
	found, err := filepath.Glob("../fixtures/cases/" + folder + "/*/" + file)
	if err != nil || len(found) < 2 {
		t.Fatalf("%d files of worked cases: %v", len(found), err)
	}
	for _, path := range found {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var cases []C
		if err := rulebook.Decode(path, text, &cases); err != nil {
			t.Fatal(err)
		}
		scheme := shippedScheme(t, filepath.Base(filepath.Dir(path)))
		for _, c := range cases {
			t.Run(scheme.Short+"/"+name(c), func(t *testing.T) { run(t, scheme, c) })
		}
	}
}

func shippedScheme(t *testing.T, code string) *calc.Scheme {
	t.Helper()
	text, ok := rulebook.Shipped(code)
	if !ok {
		t.Fatalf("no scheme %s", code)
	}
	s, err := rulebook.Read(code, text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func money(t *testing.T, text string) calc.Money {
	t.Helper()
	m, err := calc.ParseMoney(text)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func day(t *testing.T, text string) calc.Date {
	t.Helper()
	d, err := calc.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

type caseContract struct{ Service, Target, Value, Advance string }

func (c caseContract) contract(t *testing.T, s *calc.Scheme) calc.Contract {
	t.Helper()
	contract := calc.Contract{Practice: casePractice, Scheme: s.Code, Service: c.Service, Value: money(t, c.Value)}
	if c.Target != "" {
		contract.Target, _ = calc.ParseCount(c.Target)
	}
	if c.Advance != "" {
		contract.Advance = money(t, c.Advance)
	}
	return contract
}

// judgeNamed compares what a case names with what came out; nil is not named.
func judgeNamed(t *testing.T, what string, want *string, got string) {
	t.Helper()
	if want != nil && *want != got {
		t.Errorf("%s: want %q, got %q", what, *want, got)
	}
}

type advancesCase struct {
	Name  string
	Given struct {
		Issued    string
		Contracts []caseContract
		AsDue     []string `yaml:"as_due"`
		Ledger    []struct{ Reference, On, Amount string }
	}
	Want struct {
		Due, Paid *string
		Rows      map[string]wantedRow
	}
}

type wantedRow struct {
	Covers     *string
	DueMonth   *string `yaml:"due_month"`
	Due        *string
	PaidOn     *string `yaml:"paid_on"`
	Paid       *string
	Difference *string
	Verdict    *string
}

func TestAdvancesCases(t *testing.T) {
	inYearCases(t, "advances.yaml", runAdvances, func(c advancesCase) string { return c.Name })
}

func runAdvances(t *testing.T, s *calc.Scheme, c advancesCase) {
	var contracts []calc.Contract
	for _, line := range c.Given.Contracts {
		contracts = append(contracts, line.contract(t, s))
	}
	issued := day(t, "2026-04-17")
	if c.Given.Issued != "" {
		issued = day(t, c.Given.Issued)
	}
	all := calc.CompareAdvances(contracts, c.ledger(t, s, contracts), []*calc.Scheme{s}, issued)
	if len(all) != 1 {
		t.Fatalf("%d statements, want one", len(all))
	}
	judgeNamed(t, "due", c.Want.Due, all[0].Due().String())
	judgeNamed(t, "paid", c.Want.Paid, all[0].Paid().String())
	var seen []string
	for _, row := range all[0].Rows {
		name := row.Reference
		if slices.Contains(seen, name) {
			name += " again"
		}
		seen = append(seen, name)
		want, named := c.Want.Rows[name]
		if !named && row.Verdict != calc.PaidAsDue {
			t.Errorf("%s: %s, and the case does not say so", name, row.Verdict)
		}
		want.judge(t, name, row)
	}
	for name := range c.Want.Rows {
		if !slices.Contains(seen, name) {
			t.Errorf("no row %s: there are %s", name, strings.Join(seen, ", "))
		}
	}
}

// ledger is what was paid: as it was due on the 15th of the month, and line by line.
func (c advancesCase) ledger(t *testing.T, s *calc.Scheme, contracts []calc.Contract) calc.Ledger {
	var ledger calc.Ledger
	add := func(reference string, on calc.Date, amount calc.Money) {
		ledger = append(ledger, calc.LedgerLine{Practice: casePractice, Scheme: s.Code, Reference: reference, PaidOn: on, Amount: amount})
	}
	for _, reference := range c.Given.AsDue {
		i := slices.IndexFunc(s.Advance.Schedule, func(in calc.Instalment) bool { return in.Reference == reference })
		var due calc.Money
		for _, line := range contracts {
			due = due.Plus(s.Advance.Instalment(line.Value))
		}
		add(reference, s.Period.MonthStart(s.Advance.Schedule[i].Due)+14, due)
	}
	for _, line := range c.Given.Ledger {
		add(line.Reference, day(t, line.On), money(t, line.Amount))
	}
	return ledger
}

func (w wantedRow) judge(t *testing.T, name string, r calc.AdvanceRow) {
	t.Helper()
	due, paid, difference := "", "", ""
	if r.HasDue() {
		due = r.Due.String()
	}
	if r.HasPaid() {
		paid = r.Paid().String()
	}
	if r.HasDue() && r.HasPaid() {
		difference = r.Difference().String()
	}
	judgeNamed(t, name+" covers", w.Covers, r.Covers.YearMonth())
	judgeNamed(t, name+" due month", w.DueMonth, r.DueMonth.YearMonth())
	judgeNamed(t, name+" due", w.Due, due)
	judgeNamed(t, name+" paid on", w.PaidOn, r.PaidOn().String())
	judgeNamed(t, name+" paid", w.Paid, paid)
	judgeNamed(t, name+" difference", w.Difference, difference)
	judgeNamed(t, name+" verdict", w.Verdict, string(r.Verdict))
}

type projectionCase struct {
	Name  string
	Given struct {
		Through   string
		Contracts []caseContract
		Recorded  map[string][]int64
	}
	Want struct {
		Floor, Low, High *string
		SoFar            *string `yaml:"so_far"`
		LastThree        *string `yaml:"last_three"`
		AdvanceYear      *string `yaml:"advance_year"`
		BalanceLow       *string `yaml:"balance_low"`
		BalanceHigh      *string `yaml:"balance_high"`
		Outcome          *string
		WorkingDaysLeft  *string `yaml:"working_days_left"`
		Lines            map[string]wantedProjection
	}
}

type wantedProjection struct {
	Recorded, Floor *string
	SoFar           *string `yaml:"so_far"`
	LastThree       *string `yaml:"last_three"`
	ExactSoFar      *string `yaml:"exact_so_far"`
	ExactLastThree  *string `yaml:"exact_last_three"`
	NeededForShare  *string `yaml:"needed_for_share"`
	NeededForTarget *string `yaml:"needed_for_target"`
}

func TestProjectionCases(t *testing.T) {
	inYearCases(t, "projections.yaml", runProjection, func(c projectionCase) string { return c.Name })
}

func runProjection(t *testing.T, s *calc.Scheme, c projectionCase) {
	x := &calc.Extract{Practices: []calc.Practice{{Code: casePractice}}, Activity: map[calc.ActivityKey]calc.Activity{}}
	for _, line := range c.Given.Contracts {
		x.Contracts = append(x.Contracts, line.contract(t, s))
	}
	for service, months := range c.Given.Recorded {
		var a calc.Activity
		copy(a.Recorded[:], months)
		x.Activity[calc.ActivityKey{Practice: casePractice, Service: service}] = a
	}
	through, err := s.Period.Through(c.Given.Through)
	if err != nil {
		t.Fatal(err)
	}
	all, err := calc.Project(x, []*calc.Scheme{s}, through)
	if err != nil || len(all.Each) != 1 {
		t.Fatalf("%d projections: %v", len(all.Each), err)
	}
	c.judge(t, all.Each[0])
}

func (c projectionCase) judge(t *testing.T, p calc.Projection) {
	w := c.Want
	low, high := p.Balances()
	judgeNamed(t, "floor", w.Floor, p.Floor.Earned.String())
	judgeNamed(t, "so far", w.SoFar, p.SoFar.String())
	judgeNamed(t, "last three", w.LastThree, p.LastThree.String())
	judgeNamed(t, "low", w.Low, p.Low().String())
	judgeNamed(t, "high", w.High, p.High().String())
	judgeNamed(t, "advance of the year", w.AdvanceYear, p.AdvanceYear.String())
	judgeNamed(t, "balance, low", w.BalanceLow, low.String())
	judgeNamed(t, "balance, high", w.BalanceHigh, high.String())
	judgeNamed(t, "outcome", w.Outcome, string(p.Outcome))
	judgeNamed(t, "working days left", w.WorkingDaysLeft, fmt.Sprint(p.WorkingDaysLeft()))
	judged := 0
	for _, line := range p.Lines {
		want, named := w.Lines[line.Floor.Contract.Service]
		if named {
			judged++
		}
		want.judge(t, p, line)
	}
	if judged != len(w.Lines) {
		t.Errorf("the case names %d lines, of which the projection has %d", len(w.Lines), judged)
	}
}

func (w wantedProjection) judge(t *testing.T, p calc.Projection, line calc.ProjectedLine) {
	t.Helper()
	percent := func(m calc.Measured) string { return m.Highest().Achievement.CutPercent(2) + "%" }
	share := ""
	if n, stated := p.NeededForShare(line); stated {
		share = fmt.Sprint(n)
	}
	judgeNamed(t, "recorded", w.Recorded, fmt.Sprint(line.Recorded()))
	judgeNamed(t, "achievement, floor", w.Floor, percent(line.Floor.Measured))
	judgeNamed(t, "achievement, so far", w.SoFar, percent(line.SoFar.Measured))
	judgeNamed(t, "achievement, last three", w.LastThree, percent(line.LastThree.Measured))
	judgeNamed(t, "exact, so far", w.ExactSoFar, line.SoFar.Highest().Achievement.Exact())
	judgeNamed(t, "exact, last three", w.ExactLastThree, line.LastThree.Highest().Achievement.Exact())
	judgeNamed(t, "needed for the share", w.NeededForShare, share)
	judgeNamed(t, "needed for the target", w.NeededForTarget, fmt.Sprint(p.NeededForTarget(line)))
}
