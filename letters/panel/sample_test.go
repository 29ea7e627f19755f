package panel_test

import (
	"testing"

	"yearend/calc"
	"yearend/calc/rulebook"
	"yearend/letters"
	"yearend/letters/panel"
)

// shippedOnce are the schemes that the program brings, each read once for all tests.
var shippedOnce = map[string]*calc.Scheme{}

func shipped(t testing.TB, code string) *calc.Scheme {
	t.Helper()
	if s, is := shippedOnce[code]; is {
		return s
	}
	text, ok := rulebook.Shipped(code)
	if !ok {
		t.Fatalf("no scheme %s", code)
	}
	s, err := rulebook.Read(code, text)
	if err != nil {
		t.Fatal(err)
	}
	shippedOnce[code] = s
	return s
}

func money(t testing.TB, s string) calc.Money {
	t.Helper()
	m, err := calc.ParseMoney(s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func day(t testing.TB, s string) calc.Date {
	t.Helper()
	d, err := calc.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func position(t testing.TB, s *calc.Scheme, code calc.PracticeCode, name, service string, target int64, value, advance string, recorded calc.ByMonth) calc.Position {
	t.Helper()
	line, err := calc.Measure(s, calc.Contract{Practice: code, Scheme: s.Code, Service: service, Target: target, Value: money(t, value), Advance: money(t, advance)}, calc.Activity{Recorded: recorded})
	if err != nil {
		t.Fatal(err)
	}
	return calc.Reconcile(s, calc.Practice{Code: code, Name: name}, []calc.Achievement{line})
}

var members = []calc.Member{
	{Name: "Alex Sample", Seat: calc.Commissioning},
	{Name: "Robin Sample", Seat: calc.Finance},
	{Name: "Kim Sample", Seat: calc.LMC, Interests: []calc.PracticeCode{"P81999"}},
	{Name: "Jo Sample", Seat: calc.LMC, DeputyFor: "Kim Sample"},
	{Name: "Sam Sample", Seat: calc.Advice},
}

// samplePack is a pack small enough to check by hand: one request that is decided by
// one activity, one that the best nine months have already, one on an excluded service.
func samplePack(t testing.TB) panel.Pack {
	t.Helper()
	ltc, capitated := shipped(t, "ltc-les-2025-26"), shipped(t, "capitated-les-2025-26")
	positions := []calc.Position{
		position(t, ltc, "P81999", "Quillbeck Surgery", "domain-2", 764, "36000.00", "28800.00", calc.ByMonth{48, 48, 48, 48, 48, 48, 47, 47, 47, 47, 47, 48}),
		position(t, capitated, "P81998", "Amberfold Medical Centre", "phlebotomy", 2530, "12650.00", "11385.00", calc.ByMonth{140, 140, 147, 161, 140, 154, 161, 140, 147, 147, 140, 154}),
		position(t, capitated, "P81999", "Quillbeck Surgery", "phlebotomy", 2530, "12650.00", "11385.00", calc.ByMonth{200, 200, 210, 230, 200, 220, 0, 0, 0, 210, 200, 220}),
	}
	requests := []calc.Request{
		{Name: "LTC-7", Scheme: ltc.Code, Practice: "P81999", Service: "domain-2", Ground: ltc.Grounds.Refused[0].Code, Completed: calc.Moment{Date: day(t, "2026-05-05"), Second: 36062},
			Sender: "anonymous", Happened: "A flood closed the building from 5 January to 20 February 2026.", Tried: "Clinics were held in a neighbour's rooms on two days a week.", Raised: "With the Primary Care Team on 7 January 2026",
			Claimed: calc.ByMonth{9: 20, 10: 21}, Counted: calc.FromRecords, Evidence: []string{"https://example.org/evidence/7"}, Seen: "Alex Sample on 9 May 2026", State: calc.RequestReady, Digest: "d7",
			Findings: []calc.Finding{{Code: "refused ground", Clause: calc.Clause{ID: "B8", Document: "LTC", Heading: "Mitigation Requests"}, Words: "The ground is one of those that the guidance does not accept."}}},
		{Name: "CAP-3", Scheme: capitated.Code, Practice: "P81998", Service: "phlebotomy", Ground: capitated.Grounds.Exceptions[0].Code, Exception: "C6", Completed: calc.Moment{Date: day(t, "2026-05-06"), Second: 50000},
			Happened: "A federation drew the blood of our patients.", Tried: "Coding was asked for twice.", Claimed: calc.ByMonth{6: 40, 7: 40, 8: 40, 9: 40, 10: 40, 11: 40},
			Counted: calc.FromProvider, Evidence: []string{"https://example.org/evidence/3"}, Seen: "Alex Sample on 9 May 2026", State: calc.RequestReady, Digest: "d3"},
		{Name: "CAP-12", Scheme: capitated.Code, Practice: "P81999", Service: "phlebotomy", Completed: calc.Moment{Date: day(t, "2026-05-06"), Second: 50000}, Happened: "Our phlebotomist was away from October to December.",
			Tried: "", Claimed: calc.ByMonth{6: 230, 7: 200, 8: 210}, Counted: calc.FromEstimate, State: calc.RequestReady, Digest: "d12"},
		{Name: "CAP-4", Scheme: capitated.Code, Practice: "P81998", Service: "psa", Completed: calc.Moment{Date: day(t, "2026-05-06"), Second: 50001}, Happened: "PSA tests were not counted.", Claimed: calc.ByMonth{0: 5}, Counted: calc.FromRecords, State: calc.RequestReady, Digest: "d4"},
		{Name: "LTC-2", Scheme: ltc.Code, State: calc.RequestHeld},
		{Name: "LTC-1", Scheme: ltc.Code, Practice: "P81999", State: calc.RequestReplaced, By: "LTC-7"},
	}
	cases, apart, err := panel.Gather(requests, positions)
	if err != nil {
		t.Fatal(err)
	}
	return panel.Pack{Name: "panel-001", On: day(t, "2026-05-11"), Run: "run-002", RunOn: day(t, "2026-04-17"), Issuer: letters.Issuer{Name: "NHS Example Integrated Care Board", Address: []string{"1 Example Street"}},
		Marking: "OFFICIAL", Schemes: []*calc.Scheme{capitated, ltc}, Members: members, Cases: cases, Apart: apart}
}
