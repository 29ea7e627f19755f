package report

import (
	"fmt"
	"testing"

	"yearend/calc"
	"yearend/letters"
)

// sampleRun is a year end small enough to check by hand: a practice to pay, one
// to recoup, one at nothing either way, one held, and a service with four methods.
func sampleRun(t testing.TB) Run {
	t.Helper()
	capitated, ltc := capitatedScheme(t), ltcScheme(t)
	x := &calc.Extract{
		Practices: []calc.Practice{
			{Code: "P81001", Name: "Elm Tree Surgery"},
			{Code: "P81002", Name: `=HYPERLINK("http://example.org","Łódź Road")`},
			{Code: "P81003", Name: "Station House, The Old"},
			{Code: "P81004", Name: "Elm Tree Surgery"},
		},
		Contracts: []calc.Contract{
			contract(t, "P81001", capitated, "ecg", 253, "9000.00", "7000.00"),
			contract(t, "P81001", capitated, "wound-care", 506, "12345.67", "9876.54"),
			contract(t, "P81001", ltc, "domain-2", 1500, "23456.78", "18765.42"),
			contract(t, "P81002", ltc, "domain-2", 764, "8317.43", "6653.94"),
			contract(t, "P81003", ltc, "domain-2", 100, "1000.00", "800.00"),
			contract(t, "P81004", capitated, "ecg", 0, "9000.00", "7000.00"),
			contract(t, "P81004", capitated, "wound-care", 400, "8000.00", "6400.00"),
		},
		Activity: map[calc.ActivityKey]calc.Activity{
			{Practice: "P81001", Service: "ecg"}:        months(calc.ByMonth{18, 18, 19, 21, 12, 20, 21, 18, 19, 19, 18, 20}, 3),
			{Practice: "P81001", Service: "wound-care"}: months(calc.ByMonth{40, 38, 44, 46, 41, 45, 47, 42, 44, 43, 41, 46}, 0),
			{Practice: "P81001", Service: "domain-2"}:   months(calc.ByMonth{100, 101, 102, 103, 104, 105, 106, 107, 108, 99, 98, 101}, 12),
			{Practice: "P81001", Service: "psa"}:        months(calc.ByMonth{5}, 0),
			{Practice: "P81002", Service: "domain-2"}:   months(calc.ByMonth{50, 50, 51, 51, 51, 51, 51, 51, 51, 51, 51, 52}, 0),
			{Practice: "P81003", Service: "domain-2"}:   months(calc.ByMonth{10, 10, 10, 10, 10, 10, 10, 10}, 1),
			{Practice: "P81004", Service: "ecg"}:        months(calc.ByMonth{7}, 0),
		},
		Problems: []calc.Problem{{
			Code: "E-target", Severity: calc.Hold, Practice: "P81004", Scheme: capitated.Code,
			File: "inputs/contracts.csv", Row: 7, Column: "Target", Found: "0", Remedy: "the target is zero: have it agreed and entered",
		}, {
			Code: "W-mailbox", Severity: calc.Look, Practice: "P81002",
			File: "inputs/practices.csv", Row: 3, Column: "Email", Found: "@example.org", Remedy: "the address has no name: ask the practice",
		}},
		Sources: []calc.Source{
			{Kind: "contracts", File: "inputs/contracts.csv", SHA256: fmt.Sprintf("%064x", 1), Rows: 7, Records: 7},
			{Kind: "activity", File: "inputs/activity.xlsx", Sheet: "Extract", SHA256: fmt.Sprintf("%064x", 2), Rows: 2500, Records: 84},
		},
	}
	settled, err := calc.Settle(x, []*calc.Scheme{capitated, ltc})
	if err != nil {
		t.Fatal(err)
	}
	return Run{
		Program: "yearend 0.1.0", Kind: letters.YearEnd(), AsOf: date(t, 2026, 4, 17), Issuer: "NHS Example Integrated Care Board",
		Schemes: []*calc.Scheme{capitated, ltc}, Contracts: x.Contracts, Settled: settled,
		Issues: issues(settled), Boundaries: calc.Near(settled.Positions), Problems: x.Problems, Sources: x.Sources,
		Supplier: []SupplierColumn{{Name: "cost_centre", Value: "000000"}},
		Faults:   map[string]string{"E-target": "there is no target above zero", "W-mailbox": "a practice has no mailbox"},
	}
}

// issues makes P81002's LTC letter a revised one, and every other one new.
func issues(s calc.Settlement) []letters.Issue {
	var all []letters.Issue
	for i, p := range s.Positions {
		year := letters.YearEnd()
		issue := letters.Issue{Number: 1, Reference: year.Reference(p, 1), State: letters.New, SHA256: fmt.Sprintf("%064x", i+16)}
		issue.Letter = fmt.Sprintf("letters/%s/%s.pdf", p.Scheme.Code, p.Practice.Code)
		switch {
		case p.Outcome == calc.Held:
			issue = letters.Issue{State: letters.Held}
		case p.Practice.Code == "P81002":
			issue.Number, issue.Reference, issue.State, issue.Replaces = 2, year.Reference(p, 2), letters.Changed, year.Reference(p, 1)
		}
		all = append(all, issue)
	}
	return all
}

func capitatedScheme(t testing.TB) *calc.Scheme {
	s := scheme(t, "capitated-les-2025-26", "CAP")
	s.Services = []calc.Service{{Code: "ecg", Name: "ECGs", Unit: "contacts"}, {Code: "phlebotomy", Name: "Phlebotomy", Unit: "contacts"}, {Code: "wound-care", Name: "Wound Care", Unit: "contacts"}}
	s.Excluded = []calc.Exclusion{{Service: calc.Service{Code: "psa", Name: "PSA"}, Reason: "no reliable picture yet"}}
	averages := calc.Clause{ID: "A1"}
	s.Methods = []calc.Method{
		method(t, "year_total", "Full-year total", "all", "total", averages),
		method(t, "mean_of_months", "Mean of the twelve months", "all", "mean", averages),
		method(t, "best_nine_months", "Mean of the best nine months", "best 9", "mean", averages),
		method(t, "last_six_months", "Last six months", "last 6", "total", averages),
	}
	s.Rules = append(s.Rules, calc.Rule{
		Clause: averages, Key: "methods", Says: "Four averages are offered.", Value: "4",
		Assumption: &calc.Assumption{Why: "the guidance names none", Ask: "Primary Care", MovesMoney: true},
	})
	return s
}

func ltcScheme(t testing.TB) *calc.Scheme {
	s := scheme(t, "ltc-les-2025-26", "LTC")
	s.Services = []calc.Service{{Code: "domain-2", Name: "Domain 2", Unit: "activities"}}
	s.Methods = []calc.Method{method(t, "year_total", "Full-year total", "all", "total", calc.Clause{ID: "L3", Document: "LTC", Heading: "Payment structure"})}
	s.Advance, s.Plan = &calc.Advance{Share: share(t, "80%"), Instalments: 12}, true
	return s
}

func method(t testing.TB, id, name, months, take string, by calc.Clause) calc.Method {
	taking, err := calc.KnownAverages().MonthsOf(months)
	if err != nil {
		t.Fatal(err)
	}
	how, err := calc.KnownAverages().TakeOf(take)
	if err != nil {
		t.Fatal(err)
	}
	return calc.Method{ID: id, Name: name, Months: taking, Take: how, Clause: by}
}

func scheme(t testing.TB, code, short string) *calc.Scheme {
	return &calc.Scheme{
		Code: code, Short: short, Title: short + " LES", Year: "2025/26",
		Period: calc.Period{From: date(t, 2025, 4, 1), To: date(t, 2026, 3, 31)}, CodedBy: date(t, 2026, 4, 10),
		Weights: [calc.Months]int64{20, 20, 21, 23, 20, 22, 23, 20, 21, 21, 20, 22}, Cap: share(t, "100%"),
		Dates: calc.Dates{PaymentRun: "June 2026", LettersBy: date(t, 2026, 4, 30)},
		Rules: []calc.Rule{{
			Clause: calc.Clause{ID: "B1", Document: short, Heading: "Coding and In-Year Performance Monitoring"},
			Key:    "period", Says: "Activity counts when delivered in the year.", Value: "2025-04-01 … 2026-03-31",
		}},
		Clauses: calc.Clauses{
			Period: calc.Clause{ID: "B1", Document: short, Heading: "Coding and In-Year Performance Monitoring"},
			Earned: calc.Clause{ID: "A3"}, Rounding: calc.Clause{ID: "A6"},
		},
	}
}

// months is activity with its late part taken from March; one record each.
func months(recorded calc.ByMonth, late int64) calc.Activity {
	a := calc.Activity{Recorded: recorded, Records: calc.Records{InPeriod: 12}}
	for i := calc.Months - 1; late > 0; i-- {
		a.Late[i] = min(late, recorded[i])
		late -= a.Late[i]
	}
	return a
}

func contract(t testing.TB, practice calc.PracticeCode, s *calc.Scheme, service string, target int64, value, advance string) calc.Contract {
	return calc.Contract{Practice: practice, Scheme: s.Code, Service: service, Target: target, Value: money(t, value), Advance: money(t, advance)}
}

func money(t testing.TB, s string) calc.Money {
	m, err := calc.ParseMoney(s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func share(t testing.TB, s string) calc.Share {
	v, err := calc.ParseShare(s)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func date(t testing.TB, year, month, day int) calc.Date {
	d, err := calc.ParseDate(fmt.Sprintf("%04d-%02d-%02d", year, month, day))
	if err != nil {
		t.Fatal(err)
	}
	return d
}
