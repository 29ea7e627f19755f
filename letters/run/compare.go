package run

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/register"
	"yearend/letters/report"
)

// Compared are the positions beside what was approved before.
type Compared struct {
	Settled  calc.Settlement // with the problems that only the comparison shows
	Earlier  Earlier
	kind     letters.Kind
	stands   map[register.PositionKey]register.Issued
	used     Used                                            // numbers that are used, beside those of what stands
	previous map[register.PositionKey]calc.Money             // what Finance was asked for before
	carried  []register.Entry                                // the letters that stand and have no position now
	outcome  map[register.PositionKey]*letters.OutcomeLetter // by which a position was told as final already
}

// Compare finds what stands for each position among the letters of a kind, and
// reports those that stand without a contract.
func Compare(kind letters.Kind, settled calc.Settlement, before Earlier) (Compared, error) {
	c := Compared{Settled: settled, Earlier: before, kind: kind, stands: map[register.PositionKey]register.Issued{}, previous: map[register.PositionKey]calc.Money{}, used: Used{}, outcome: before.outcomes(kind)}
	maps.Copy(c.used, before.Used)
	for _, e := range before.sums() {
		c.previous[e.Key()] = e.AskedFor()
	}
	for _, e := range before.Entries {
		if e.Stands != nil {
			c.stands[e.Key()] = *e.Stands
		}
	}
	c.passOver()
	c.carried = c.carry()
	err := c.underAnotherCode()
	if err != nil {
		return c, err
	}
	c.Settled, err = settled.With(slices.Concat(c.carriedProblems(), c.backProblems(), c.changeProblems(), c.indicativeAgain(), c.Settled.PlansOver(c.approved)))
	return c, err
}

// approved is what was last approved of a position, also where it has no letter.
func (c Compared) approved(p calc.Position) (calc.Statement, bool) {
	for _, e := range c.Earlier.Entries {
		if e.Key() == keyOf(p) && e.Statement != nil {
			return *e.Statement, true
		}
	}
	return c.statement(p)
}

// statement is what the letter that stands on a position says.
func (c Compared) statement(p calc.Position) (calc.Statement, bool) {
	before, issued := c.stands[keyOf(p)]
	return before.Statement, issued
}

// changeProblems are figures far from those of the letters that they would replace.
func (c Compared) changeProblems() []calc.Problem {
	return calc.ImplausibleChanges(c.Settled.Positions, c.statement, c.Settled.Limits, c.Settled.Extract.Instructions)
}

// indicativeAgain says of a year-end run that follows outcome letters that Finance would be
// asked for what stood before the panel.
func (c Compared) indicativeAgain() []calc.Problem {
	answered := map[string]int{}
	for _, p := range c.Settled.Positions {
		if p.Outcome != calc.Held && c.outcome[keyOf(p)] != nil {
			answered[p.Scheme.Code]++
		}
	}
	var problems []calc.Problem
	for _, s := range c.Settled.Schemes {
		if n := answered[s.Code]; n > 0 {
			problems = append(problems, calc.Problem{
				Code: "W-indicative-again", Severity: calc.Look, Scheme: s.Code, Found: letters.Many(n, "position"),
				Remedy: "an outcome letter has told the final position, and payments.csv of this run asks for the indicative one, without what the panel accepted: before Finance pays by it, approve an outcome run that rests on this run",
			})
		}
	}
	return problems
}

func keyOf(p calc.Position) register.PositionKey {
	return register.PositionKey{Practice: p.Practice.Code, Scheme: p.Scheme.Code}
}

// Issue is a position's place among the letters on it. It compares figures;
// whether an unchanged letter would read otherwise shows when it is composed.
func (c Compared) Issue(p calc.Position) letters.Issue {
	before, issued := c.stands[keyOf(p)]
	switch {
	case p.Outcome == calc.Held:
		return c.heldIssue(p)
	case p.Final != nil && !issued && !p.Final.Answered():
		return unasked(p.Final.Letter)
	case !issued:
		return c.fresh(p, before)
	}
	switch now := calc.StatementOf(p); {
	case now.Onward(before.Statement): // a projection from another month than the letter before it
		return c.fresh(p, before)
	case len(calc.Changes(before.Statement, now)) == 0:
		return letters.Issue{State: letters.Unchanged, Number: before.Number, Reference: before.Reference, Stands: before.Run, StandsAt: before.Letter}
	}
	return c.replacing(p, before)
}

// WithLetters are the schemes on which the run has letters of its own; where letters
// are issued anew for their words, any that stands may be one.
func (c Compared) WithLetters(reissue bool) []*calc.Scheme {
	var some []*calc.Scheme
	for _, p := range c.Settled.Positions {
		if slices.Contains(some, p.Scheme) {
			continue
		}
		switch c.Issue(p).State {
		case letters.New, letters.Changed:
			some = append(some, p.Scheme)
		case letters.Unchanged:
			if reissue {
				some = append(some, p.Scheme)
			}
		case letters.Held, letters.Withdrawn, letters.Aside, letters.Unasked: // no letter
		}
	}
	return some
}

// heldIssue is the place of a position that gets no letter now: an earlier one stands.
func (c Compared) heldIssue(p calc.Position) letters.Issue {
	before := c.stands[keyOf(p)]
	return letters.Issue{State: letters.Held, Stands: before.Run, StandsAt: before.Letter}
}

// unasked is the place of a position on which the panel decided nothing: the year-end
// letter stands, and there is no further one (A19).
func unasked(letter calc.LetterNamed) letters.Issue {
	return letters.Issue{State: letters.Unasked, Reference: letter.Reference, Stands: letter.Run, StandsAt: letter.Path}
}

// fresh is an issue that takes no other's place.
func (c Compared) fresh(p calc.Position, before register.Issued) letters.Issue {
	number := c.used.next(keyOf(p), before.Number)
	return letters.Issue{State: letters.New, Number: number, Reference: c.kind.Reference(p, number)}
}

// replacing is the issue that takes the place of an earlier one.
func (c Compared) replacing(p calc.Position, before register.Issued) letters.Issue {
	number := c.used.next(keyOf(p), before.Number)
	return letters.Issue{
		State: letters.Changed, Number: number, Reference: c.kind.Reference(p, number),
		Replaces: before.Reference, ReplacesOn: before.Date, Was: &before.Statement, Outcome: c.outcome[keyOf(p)],
	}
}

// again is the issue that takes the place of one with the same figures. One that surely
// never went is replaced by none: the place is that of the one before it which the
// practice has, or of no letter.
func (c Compared) again(p calc.Position, before register.Issued) letters.Issue {
	issue := c.replacing(p, before)
	switch really, unsent := c.Earlier.Unsent[keyOf(p)]; {
	case unsent && really == nil:
		return c.fresh(p, before)
	case unsent:
		issue.Replaces, issue.ReplacesOn, issue.Was = really.Reference, really.Date, &really.Statement
	}
	return issue
}

// carry gives the letters that stand although this run has no position for them:
// their contract is gone, or the project no longer names their scheme. A run
// carries them on, so that a practice that comes back is never written to as if
// for the first time.
func (c Compared) carry() []register.Entry {
	has := map[register.PositionKey]bool{}
	for _, p := range c.Settled.Positions {
		has[keyOf(p)] = true
	}
	var carried []register.Entry
	for _, e := range c.Earlier.Entries {
		state := letters.Withdrawn
		switch {
		case e.Stands == nil || has[e.Key()]:
			continue
		case !slices.ContainsFunc(c.Settled.Schemes, func(s *calc.Scheme) bool { return s.Code == e.Scheme }):
			state = letters.Aside
		}
		now := register.Entry{Practice: e.Practice, Name: e.Name, Scheme: e.Scheme, State: state, Stands: e.Stands, Asked: c.asks(calc.Money{}), Outcome: c.outcome[e.Key()]}
		if state == letters.Aside { // nothing of it is asked for anew, and nothing is taken back
			now.Asked = c.asks(c.previous[e.Key()])
		}
		carried = append(carried, now)
	}
	return carried
}

// withdrawn are those of them whose contract is gone.
func (c Compared) withdrawn() []report.Withdrawn {
	var gone []report.Withdrawn
	for _, e := range c.carried {
		if e.Withdrawn() {
			gone = append(gone, report.Withdrawn{Practice: e.Practice, Name: e.Name, Scheme: e.Scheme,
				Number: e.Stands.Number, Reference: e.Stands.Reference, On: e.Stands.Date, Run: e.Stands.Run, Previous: c.previous[e.Key()]})
		}
	}
	return gone
}

// carriedProblems names every letter whose contract is gone, and counts those
// whose scheme is.
func (c Compared) carriedProblems() []calc.Problem {
	var problems []calc.Problem
	aside := map[string]int{}
	for _, e := range c.carried {
		if e.State == letters.Aside {
			if !c.asked(e.Scheme) {
				aside[e.Scheme]++
			}
			continue
		}
		problems = append(problems, calc.Problem{
			Code: "W-withdrawn", Severity: calc.Look, Practice: e.Practice, Scheme: e.Scheme, Found: e.Stands.Reference,
			Remedy: fmt.Sprintf("the letter of %s was issued, and there is no contract now: if that is right, tell the practice that the letter no longer stands; if not, put the contract row back",
				letters.LongDate(e.Stands.Date)),
		})
	}
	for scheme, n := range aside {
		problems = append(problems, calc.Problem{
			Code: "W-scheme-aside", Severity: calc.Look, Scheme: scheme, Found: letters.Many(n, "letter"),
			Remedy: "the project does not name this scheme any more: its letters stand as they were issued; if that is not meant, put it back under schemes",
		})
	}
	return problems
}

// underAnotherCode refuses a scheme that stands for one which the project left out, and on which
// letters stand: its letters would bear their references, or tell of their services and year as
// if for the first time. Finance would be asked for the sums a second time.
func (c Compared) underAnotherCode() error {
	positions := map[calc.PracticeCode][]calc.Position{}
	for _, p := range c.Settled.Positions {
		positions[p.Practice.Code] = append(positions[p.Practice.Code], p)
	}
	for _, e := range c.carried {
		for _, p := range positions[e.Practice] {
			if p.Scheme.Code == e.Scheme {
				continue
			}
			again := ""
			switch would := c.kind.Reference(p, e.Stands.Number); {
			case would == e.Stands.Reference:
				again = "bear the references of"
			case !c.asked(e.Scheme) && yearIn(would) == yearIn(e.Stands.Reference) && c.takesOver(p.Scheme, e.Stands.Statement):
				again = "tell of the same services and year as"
			default:
				continue
			}
			return register.WithHint(fmt.Errorf("letters of %s would %s letters that stand on %s, as %s", p.Scheme.Code, again, e.Scheme, e.Stands.Reference),
				fmt.Sprintf("a scheme keeps its code through the year: put %s back, in the scheme file, in the contracts and under schemes", e.Scheme))
		}
	}
	return nil
}

// yearIn is the year of a reference.
func yearIn(reference string) string {
	parts := strings.Split(reference, "/")
	return parts[min(2, len(parts)-1)]
}

// takesOver reports whether a scheme pays for a service of which a letter on another one
// tells, and of which the run before had it tell nobody.
func (c Compared) takesOver(s *calc.Scheme, told calc.Statement) bool {
	return slices.ContainsFunc(s.Services, func(one calc.Service) bool {
		return tellsOf(&told, one) && !slices.ContainsFunc(c.Earlier.Entries, func(e register.Entry) bool {
			return e.Scheme == s.Code && (tellsOf(e.Statement, one) || e.Stands != nil && tellsOf(&e.Stands.Statement, one))
		})
	})
}

// tellsOf reports whether a statement has a line of a service.
func tellsOf(told *calc.Statement, one calc.Service) bool {
	return told != nil && slices.ContainsFunc(told.Lines, func(l calc.StatementLine) bool { return l.Service == one.Code })
}

// asked reports whether the project names the scheme, and this run is not about it
// only because another was asked for.
func (c Compared) asked(scheme string) bool {
	return slices.ContainsFunc(c.Settled.Terms.Schemes, func(s *calc.Scheme) bool { return s.Code == scheme })
}

// backProblems names the letters that stand again: their contract was gone when
// the last run was approved, and is back with the same figures.
func (c Compared) backProblems() []calc.Problem {
	gone := map[register.PositionKey]bool{}
	for _, e := range c.Earlier.Entries {
		gone[e.Key()] = e.Withdrawn()
	}
	var problems []calc.Problem
	for _, p := range c.Settled.Positions {
		before := c.stands[keyOf(p)]
		if !gone[keyOf(p)] || c.Issue(p).State != letters.Unchanged {
			continue
		}
		problems = append(problems, calc.Problem{
			Code: "W-back", Severity: calc.Look, Practice: p.Practice.Code, Scheme: p.Scheme.Code, Found: before.Reference,
			Remedy: fmt.Sprintf("its contract was gone in %s and is back with the same figures: the letter of %s stands again; if the practice was told that it does not, tell it",
				c.Earlier.Run.Run, letters.LongDate(before.Date)),
		})
	}
	return problems
}
