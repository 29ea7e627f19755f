package panel_test

import (
	"testing"

	"yearend/calc"
	"yearend/letters/panel"
)

// What decisions come to is what the same counts come to as relief: several of one
// practice are added up together, and a refused one moves nothing.
func TestWhatDecisionsComeTo(t *testing.T) {
	p := samplePack(t)
	accepted := map[string]calc.ByMonth{"LTC-7": {9: 20, 10: 21}, "CAP-3": {6: 40, 7: 40, 8: 40, 9: 40, 10: 40, 11: 40}}
	var decisions []calc.Decision
	for _, c := range p.Cases {
		d := calc.Decision{Request: c.Request.Name, Verdict: calc.Refused, Accepted: accepted[c.Request.Name], Line: calc.Line{Service: c.Request.Service}}
		if d.Accepted.Sum() > 0 {
			d.Verdict = calc.AcceptedWhole
		}
		decisions = append(decisions, d)
	}
	comes, err := panel.WhatTheyComeTo(p.Schemes, p.Cases, decisions)
	if err != nil || len(comes) != 2 {
		t.Fatalf("%+v, %v", comes, err)
	}
	// Capitated: −£2,530.00 and £1,265.00 become −£139.45 and £1,265.00. LTC: −£1,894.24 becomes £37.70.
	for i, want := range []struct{ before, after, change string }{{"-1265.00", "1125.55", "2390.55"}, {"-1894.24", "37.70", "1931.94"}} {
		if c := comes[i]; c.Before.String() != want.before || c.After.String() != want.after || c.Change().String() != want.change {
			t.Errorf("%s: %s to %s, %s; should be %+v", c.Scheme.Short, c.Before, c.After, c.Change(), want)
		}
	}
	if comes[0].Decisions[calc.Refused] != 2 || comes[0].Decisions[calc.AcceptedWhole] != 1 || comes[0].Accepted != 240 {
		t.Errorf("%+v", comes[0])
	}
	stakes, err := p.Stakes()
	if err != nil || len(stakes) != 2 || stakes[1].Change.String() != "1931.94" || stakes[0].Practices != 2 {
		t.Errorf("%+v, %v", stakes, err)
	}
}
