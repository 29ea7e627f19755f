package main

import (
	"fmt"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/register"
)

// earlier is the last approved run, as this one compares itself with it. Only
// an approved run issues letters.
type earlier struct {
	run      *register.Earlier // nil where nothing is approved yet
	asOf     calc.Date
	entries  []register.Entry
	standing map[register.PositionKey]register.Issued
	carried  []register.Entry // the letters that stand and have no position now
	kept     []byte           // the entries, as the run keeps a copy of them
	sent     []byte           // what has become of the letters, likewise; empty where nothing was sent
}

// lookBack finds the last approved run.
func (y *yearEnd) lookBack() error {
	runs, err := register.Runs(y.runs())
	if err != nil {
		return err
	}
	last, ok, err := register.LastApproved(runs)
	if err != nil || !ok {
		return err
	}
	entries, err := last.Entries()
	if err != nil {
		return err
	}
	asOf, err := calc.ParseDate(last.Record.AsOf)
	if err != nil {
		return fmt.Errorf("read %s: %w", last.Name, err)
	}
	sent, err := lookAtSent(y.project, runs)
	if err != nil {
		return err
	}
	return y.compareWith(earlier{run: &register.Earlier{Run: last.Name, Digest: last.Digest}, asOf: asOf, entries: entries, sent: sent})
}

// compareWith takes the entries of the last approved run, and reports letters
// that stand without a contract.
func (y *yearEnd) compareWith(e earlier) (err error) {
	if y.asOf < e.asOf {
		return usageError(withHint(fmt.Errorf("%s is approved and dated %s, and the new letters would be dated %s", e.run.Run, e.asOf, y.asOf),
			"a letter cannot be older than the one it replaces: give a later --as-of"))
	}
	if e.kept, err = register.WriteEntries(e.entries); err != nil {
		return err
	}
	e.standing = map[register.PositionKey]register.Issued{}
	for _, entry := range e.entries {
		if entry.Stands != nil {
			e.standing[placeOf(entry)] = *entry.Stands
		}
	}
	y.earlier = e
	if y.extract.Stops() {
		return nil
	}
	y.earlier.carried = y.carriedOn()
	if problems := append(y.carriedProblems(), y.backProblems()...); len(problems) > 0 {
		return y.add(problems)
	}
	return nil
}

func placeOf(e register.Entry) register.PositionKey {
	return register.PositionKey{Practice: e.Practice, Scheme: e.Scheme}
}

func placeFor(p calc.Position) register.PositionKey {
	return register.PositionKey{Practice: p.Practice.Code, Scheme: p.Scheme.Code}
}

// stands is the letter that was issued last on a position, if any was.
func (y *yearEnd) stands(p calc.Position) (register.Issued, bool) {
	s, ok := y.earlier.standing[placeFor(p)]
	return s, ok
}

// issueOf is a position's place among the letters on it. It compares figures;
// whether an unchanged letter would read otherwise shows when it is composed.
func (y *yearEnd) issueOf(p calc.Position) letters.Issue {
	before, issued := y.stands(p)
	switch {
	case p.Outcome == calc.Held && issued:
		return letters.Issue{State: letters.Held, Stands: before.Run, StandsAt: before.Letter}
	case p.Outcome == calc.Held:
		return letters.Issue{State: letters.Held}
	case !issued:
		return letters.Issue{State: letters.New, Number: 1, Reference: letters.YearEnd().Reference(p, 1)}
	case len(calc.Changes(before.Statement, calc.StatementOf(p))) == 0:
		return letters.Issue{State: letters.Unchanged, Number: before.Number, Reference: before.Reference, Stands: before.Run, StandsAt: before.Letter}
	}
	return replacing(p, before)
}

// replacing is the issue that takes the place of an earlier one.
func replacing(p calc.Position, before register.Issued) letters.Issue {
	return letters.Issue{
		State: letters.Changed, Number: before.Number + 1, Reference: letters.YearEnd().Reference(p, before.Number+1),
		Replaces: before.Reference, ReplacesOn: before.Date, Was: &before.Statement,
	}
}
