package season

import (
	"errors"
	"fmt"
	"strings"

	"yearend/calc"
	"yearend/calc/rulebook"
	"yearend/letters"
	"yearend/letters/register"
	"yearend/letters/run"
)

// readOutcome makes the positions of the last approved year-end run final by what was
// asked and decided. It reads no extract.
func (p Project) readOutcome(ask Request) (from basis, err error) {
	rests, err := p.lastYearEnd() // the approved run whose letters stand
	if err != nil {
		return from, err
	}
	settled, err := approvedPositions(rests) // its archived inputs → its positions, as they were approved
	if err != nil {
		return from, err
	}
	after, err := p.askedAndDecided(ask, rests, settled) // logs, corrections, plans → what was asked and decided
	if err != nil {
		return from, err
	}
	if from.rules, err = p.ReadRules(ask.Kind); err != nil { // templates → the words of outcome letters
		return from, err
	}
	if from.rules, err = byRulesOf(rests, from.rules); err != nil {
		return from, err
	}
	from.rests = &run.Rests{Run: rests, Logs: after.logs, Read: after.read}
	from.settled, err = ask.decide(rests, settled, after)
	return from, err
}

// decidedAgain makes the positions final again from what an outcome run keeps.
func decidedAgain(p Project, ask Request, of register.Run) (from basis, err error) {
	rests, err := run.KeptRests(of)
	if err != nil {
		return from, err
	}
	settled, err := approvedPositions(rests)
	if err != nil {
		return from, err
	}
	after, err := p.keptAskedAndDecided(ask, of, settled)
	if err != nil {
		return from, err
	}
	if from.rules, err = keptRules(of); err != nil {
		return from, err
	}
	from.rests = &run.Rests{Run: rests, Logs: after.logs, Read: after.read}
	from.settled, err = ask.decide(rests, settled, after)
	return from, err
}

// lastYearEnd is the approved year-end run whose letters stand.
func (p Project) lastYearEnd() (register.Run, error) {
	runs, err := p.folder().Runs()
	if err != nil {
		return register.Run{}, err
	}
	last, ok, err := register.LastApproved(runs, letters.YearEnd())
	if err == nil && !ok {
		err = withHint(errors.New("no year-end run is approved: there is no position that could become final"),
			"make the year-end letters with `yearend produce`, and approve them")
	}
	return last, err
}

// approvedPositions settles a year-end run again from its archived inputs, and sees
// that each position is the one that was approved.
func approvedPositions(of register.Run) (calc.Settlement, error) {
	settled, err := settledFrom(of)
	if err != nil {
		return settled, fmt.Errorf("settle %s again: %w", of.Name, err)
	}
	entries, err := of.Entries()
	if err != nil {
		return settled, err
	}
	said := map[register.PositionKey]register.Entry{}
	for _, e := range entries {
		said[e.Key()] = e
	}
	var held []calc.Problem
	for _, p := range settled.Positions {
		e, known := said[register.PositionKey{Practice: p.Practice.Code, Scheme: p.Scheme.Code}]
		switch {
		case known && e.Held() && p.Outcome != calc.Held: // what only its letter showed
			held = append(held, heldAs(e))
		case known && e.Held() && p.Outcome == calc.Held:
		case !known || e.Statement == nil || p.Outcome == calc.Held || len(calc.Changes(*e.Statement, calc.StatementOf(p))) > 0:
			return settled, fmt.Errorf("%s does not come to the figures that were approved for %s on %s: `yearend verify %s` says what differs", of.Name, p.Practice.Code, p.Scheme.Title, of.Name)
		}
	}
	return settled.With(held)
}

func settledFrom(of register.Run) (calc.Settlement, error) {
	ask := Request{Kind: of.Kind}
	var err error
	if ask.AsOf, err = calc.ParseDate(of.Record.AsOf); err != nil {
		return calc.Settlement{}, err
	}
	p, err := keptProject(of)
	if err != nil {
		return calc.Settlement{}, err
	}
	from, err := settledAgain(p, ask, of)
	return from.settled, err
}

// heldAs is the problem for which an approved run held a position.
func heldAs(e register.Entry) calc.Problem {
	code, remedy, _ := strings.Cut(e.Reason, ": ")
	return calc.Problem{Code: code, Severity: calc.Hold, Practice: e.Practice, Scheme: e.Scheme, Remedy: remedy}
}

// byRulesOf puts the rules by which a run was made in the place of those that the
// project has now: what is final rests on the approved run.
func byRulesOf(of register.Run, now []run.Rules) ([]run.Rules, error) {
	var all []run.Rules
	for _, source := range of.Record.Rules {
		text, err := of.Read(source.Copy)
		if err != nil {
			return nil, err
		}
		scheme, err := rulebook.ReadKept(source.File, text)
		if err != nil {
			return nil, err
		}
		found := false
		for _, r := range now {
			if r.Scheme.Code == scheme.Code {
				r.Scheme, r.File, r.Text, found = scheme, source.File, text, true
				all = append(all, r)
			}
		}
		if !found {
			return nil, fmt.Errorf("%s has letters on %s, which the project does not name any more: put it back under schemes", of.Name, scheme.Title)
		}
	}
	return all, nil
}

// decide makes the positions final. The letters are dated after all that they tell.
func (ask Request) decide(rests register.Run, settled calc.Settlement, after askedDecided) (calc.Settlement, error) {
	entries, err := rests.Entries()
	if err != nil {
		return settled, err
	}
	for _, e := range entries {
		if e.Stands != nil && !e.Withdrawn() {
			after.Letters = append(after.Letters, calc.LetterNamed{Practice: e.Practice, Scheme: e.Scheme,
				Reference: e.Stands.Reference, On: e.Stands.Date, Run: e.Stands.Run, Path: e.Stands.Letter})
		}
	}
	after.Decided.On = ask.AsOf
	final, err := settled.Decide(after.Decided)
	if err != nil {
		return settled, err
	}
	if err := ask.afterAll(rests, after); err != nil {
		return settled, err
	}
	return final.With(append(after.problems, ask.lateOutcome(final)...))
}

// afterAll refuses letters that would be older than what they tell.
func (ask Request) afterAll(rests register.Run, after askedDecided) error {
	issued, err := calc.ParseDate(rests.Record.AsOf)
	if err != nil {
		return err
	}
	if ask.AsOf < issued {
		return Usage{fmt.Errorf("the letters of %s are dated %s, and the outcome letters would be dated %s", rests.Name, issued, ask.AsOf)}
	}
	for _, a := range after.Answers {
		if a.Decision != nil && a.Decision.On > ask.AsOf {
			return Usage{fmt.Errorf("the panel decided on %s on %s, and the outcome letters would be dated %s", a.Request.Name, a.Decision.On, ask.AsOf)}
		}
	}
	return nil
}

// lateOutcome asks a person to look where practices were to have heard before.
func (ask Request) lateOutcome(final calc.Settlement) []calc.Problem {
	var problems []calc.Problem
	for _, s := range final.Schemes {
		if ask.AsOf <= s.Dates.OutcomeBy {
			continue
		}
		remedy := "practices were to hear by " + s.Dates.OutcomeBy.String() + ": the letters say that they are late; send them at once"
		if s.Dates.RunOver(ask.AsOf) {
			remedy += "; and the " + s.Dates.PaymentRun + " payment run is over: what has changed is asked for in the next possible one, so tell Finance which that is"
		}
		problems = append(problems, calc.Problem{Code: "W-late-outcome", Severity: calc.Look, Scheme: s.Code, Found: ask.AsOf.String(), Remedy: remedy})
	}
	return problems
}
