package panel

import (
	"fmt"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/letters"
)

// finder looks at one request with all that is known beside it.
type finder struct {
	scheme   *calc.Scheme
	position *calc.Position // of the practice; nil where it has none on the scheme
	letterOn calc.Date      // of the first letter on it; none where there is none yet
	found    []calc.Finding
	look     []calc.Problem
}

// find is what the program sees in a request. It decides nothing (A18). What it would
// change shows only where it is known whose it is, and for which service.
func (f *finder) find(r calc.Request, known bool) {
	f.time(r)
	f.grounds(r)
	f.evidence(r)
	if known && r.Service != "" {
		f.figures(r)
	}
}

func (f *finder) say(code string, by calc.Clause, format string, args ...any) {
	f.found = append(f.found, calc.Finding{Code: code, Clause: by, Words: fmt.Sprintf(format, args...)})
}

// asks has a person look.
func (f *finder) asks(code string, r calc.Request, found, remedy string) {
	f.look = append(f.look, calc.Problem{Code: code, Severity: calc.Look, Practice: r.Practice, Scheme: r.Scheme, Found: found, Remedy: r.Name + ": " + remedy})
}

// time looks at when it was sent.
func (f *finder) time(r calc.Request) {
	m := f.scheme.Mitigation
	if m.Late(r.Completed) {
		f.say(calc.FindLate, m.Clauses.Closing, "It was sent at %s, after the form had closed at %s on %s, by the clock in England.",
			clockWords(r.Completed), m.ClosesAt, letters.LongDate(f.scheme.Dates.FormCloses))
	}
	if f.letterOn != 0 && r.Completed.Date < f.letterOn {
		f.say(calc.FindEarly, m.Clauses.Form, "It was sent at %s, before the practice's letter of %s; it counts.", clockWords(r.Completed), letters.LongDate(f.letterOn))
		f.asks("W-request-early", r, r.Completed.String(), "it was sent before the practice's letter of "+letters.LongDate(f.letterOn)+", and counts: look whether it answers the letter")
	}
}

func clockWords(m calc.Moment) string {
	return m.String()[len("2026-05-08 "):] + " on " + letters.LongDate(m.Date)
}

// grounds looks at what it rests on (B8, L8).
func (f *finder) grounds(r calc.Request) {
	for _, code := range r.Grounds() {
		for _, g := range f.scheme.Grounds.Refused {
			if g.Code == code {
				f.say(calc.FindRefused, g.Clause, "It rests on %s, which the guidance does not accept; the panel may decide otherwise on the merits.", g.Words)
			}
		}
		for _, g := range f.scheme.Grounds.NoException {
			if g.Code == code {
				f.say(calc.FindNoException, g.Clause, "It rests on %s, and %s has no exception for that; the panel may decide otherwise on the merits.", g.Words, f.scheme.Title)
			}
		}
	}
}

// evidence looks at what it shows (B6), and at what an exception needs (C6, C7).
func (f *finder) evidence(r calc.Request) {
	by := f.scheme.Mitigation.Clauses.Shows
	needs := ""
	for _, code := range r.Grounds() {
		g, excepted := f.scheme.Grounds.Exception(code)
		if !excepted {
			continue
		}
		by, needs = g.Clause, fmt.Sprintf("; this exception needs verifiable evidence (%s)", g.Evidence)
		if slices.Contains(g.Refuses, r.Counted) {
			f.say(calc.FindEstimate, g.Clause, "The activity was counted by %s, which this exception does not rest on.", r.Counted)
		}
		if r.Counted == "" {
			f.say(calc.FindEstimate, g.Clause, "It does not say how the activity was counted, and this exception does not rest on estimates.")
		}
	}
	switch {
	case !r.HasEvidence():
		f.say(calc.FindNoEvidence, by, "There is no evidence with it%s.", needs)
	case r.Seen == "" && r.Exception != "":
		f.say(calc.FindUnseen, by, "Nobody is recorded as having seen its evidence%s.", needs)
	}
}

// figures looks at what the practice's position makes of it.
func (f *finder) figures(r calc.Request) {
	m := f.scheme.Mitigation
	if r.Claimed.Sum() == 0 {
		f.say(calc.FindNothing, m.Clauses.Relief, "It asks for no activity in any month, and only activity can be accepted.")
	}
	if i := slices.IndexFunc(f.scheme.Excluded, func(e calc.Exclusion) bool { return e.Code == r.Service }); i >= 0 {
		f.say(calc.FindExcluded, f.ruleOf(fmt.Sprintf("excluded[%d]", i+1)), "%s is excluded this year, so that nothing can be accepted for it.", f.scheme.Excluded[i].Name)
		return
	}
	var line *calc.Achievement
	if f.position != nil {
		if at := slices.IndexFunc(f.position.Lines, func(a calc.Achievement) bool { return a.Contract.Service == r.Service }); at >= 0 {
			line = &f.position.Lines[at]
		}
	}
	switch {
	case f.position != nil && f.position.Outcome == calc.Held:
		f.say(calc.FindHeld, m.Clauses.Panel, "The practice's position is held (%s), so that the request waits.", heldFor(f.position.Held))
		return
	case line == nil:
		f.say(calc.FindNoContract, f.scheme.Clauses.Services, "The practice has no contract for it, so that the request waits.")
		return
	}
	recorded, target := line.Activity.Recorded.Sum(), line.Contract.Target
	if line.Highest().Achievement.Cmp(wholeTarget()) >= 0 {
		f.say(calc.FindNotBelow, m.Clauses.Below, "The practice reached its target, by %s: nothing falls below it, and what is asked for would change the position by £0.00.",
			strings.ToLower(line.Highest().Method.Name))
	}
	if recorded+r.Claimed.Sum() > target {
		f.say(calc.FindAbove, m.Clauses.Below, "With the %s asked for, the %s recorded would be %s, above the target of %s.",
			letters.Count(r.Claimed.Sum()), letters.Count(recorded), letters.Count(recorded+r.Claimed.Sum()), letters.Count(target))
		f.asks("W-claim-above", r, letters.Count(r.Claimed.Sum()), fmt.Sprintf("with the %s recorded this is above the target of %s: look whether it was counted twice",
			letters.Count(recorded), letters.Count(target)))
	}
}

// wholeTarget is an achievement of 100%.
func wholeTarget() calc.Share {
	whole, _ := calc.Ratio(1, 1)
	return whole
}

func heldFor(problems []calc.Problem) string {
	var codes []string
	for _, p := range problems {
		codes = append(codes, p.Code)
	}
	return strings.Join(slices.Compact(codes), ", ")
}

// ruleOf is the clause of an entry of the scheme file.
func (f *finder) ruleOf(key string) calc.Clause {
	for _, r := range f.scheme.Rules {
		if r.Key == key {
			return r.Clause
		}
	}
	return calc.Clause{}
}
