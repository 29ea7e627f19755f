package calc

import (
	"cmp"
	"fmt"
	"slices"
)

// Unattributed is the tally of the records that name no known service, and so
// belong to no scheme. Their practices are held.
const Unattributed = "unattributed"

// Settlement is the year end of a whole ICB: what was read, by which schemes, and
// what it comes to. Where a problem stops the run, it comes to nothing.
type Settlement struct {
	Extract   *Extract
	Schemes   []*Scheme        // that are asked for
	Positions []Position       // by practice, then the order of the schemes
	Tallies   map[string]Tally // by scheme code, and Unattributed
	Near      []Boundary       // what the positions are near to; none before it was looked for
	Limits    Limits           // of what is plausible
	Terms     Terms            // by what it was settled
}

// Settle settles a year that has ended.
func Settle(x *Extract, schemes []*Scheme) (Settlement, error) {
	return Terms{Schemes: schemes}.Settle(x)
}

// settleAll works out every position but those that are known already.
func settleAll(x *Extract, schemes []*Scheme, known map[positionKey]Position) (Settlement, error) {
	settled := Settlement{Extract: x, Schemes: schemes, Tallies: map[string]Tally{}, Limits: DefaultLimits()}
	of := indexOf(x)
	for _, a := range agreements(x.Contracts, schemes) {
		position, is := known[positionKey{a.practice, a.scheme.Code}]
		if !is {
			position = of.settle(a.scheme, a.practice, a.lines)
		}
		settled.Positions = append(settled.Positions, position)
	}
	settled.Tallies = tallies(x, schemes, settled.Positions)
	if err := checkTallies(x, settled.Tallies); err != nil {
		return settled, fmt.Errorf("account for every record: %w", err)
	}
	return settled, nil
}

// With is the same year end with problems that only the figures or a letter
// showed, so that every table has them.
func (s Settlement) With(more []Problem) (Settlement, error) {
	switch {
	case len(more) == 0:
		return s, nil
	case s.Terms.Decided != nil:
		return s.decidedWith(more), nil
	case !slices.ContainsFunc(more, func(p Problem) bool { return p.Severity != Look }):
		return s.lookedAt(more), nil
	}
	again, err := s.Terms.settle(s.Extract.with(more), s.without(more))
	again.Limits, again.Near = s.Limits, stillNear(s.Near, again.Positions)
	return again, err
}

// lookedAt is the same year with problems that only ask for a look: no figure moves, and
// no record is counted elsewhere.
func (s Settlement) lookedAt(more []Problem) Settlement {
	of := map[PracticeCode][]Problem{}
	for _, p := range more {
		of[p.Practice] = append(of[p.Practice], p)
	}
	s.Extract, s.Positions = s.Extract.with(more), slices.Clone(s.Positions)
	for i := range s.Positions {
		p := &s.Positions[i]
		for _, problem := range of[p.Practice.Code] {
			if problem.Touches(p.Practice.Code, p.Scheme.Code) {
				at, _ := slices.BinarySearchFunc(p.Look, problem, CompareProblems)
				p.Look = slices.Insert(slices.Clip(p.Look), at, problem) // in a list of its own
			}
		}
	}
	s.keep()
	return s
}

// stillNear leaves out what a position was near to that is held now. The figures of
// the others are the same.
func stillNear(near []Boundary, positions []Position) []Boundary {
	held := map[positionKey]bool{}
	for _, p := range positions {
		held[positionKey{p.Practice.Code, p.Scheme.Code}] = p.Outcome == Held
	}
	return slices.DeleteFunc(slices.Clone(near), func(b Boundary) bool {
		return held[positionKey{b.Position.Practice.Code, b.Position.Scheme.Code}]
	})
}

// Withholding is the same year with problems of letters whose figures stand: each is
// said wherever its position is, and no sum is taken back for it.
func (s Settlement) Withholding(more []Problem) Settlement {
	s.Extract, s.Positions = s.Extract.with(more), slices.Clone(s.Positions)
	for i := range s.Positions {
		p := &s.Positions[i]
		for _, problem := range more {
			if problem.Touches(p.Practice.Code, p.Scheme.Code) {
				p.Held = append(slices.Clone(p.Held), problem)
			}
		}
	}
	return s
}

// decidedWith is the same of a year that is final: what was indicative stays, and
// whatever holds a position keeps it from being final. What was said of its letter
// goes with the letter, unless another one has it as well.
func (s Settlement) decidedWith(more []Problem) Settlement {
	s.Extract, s.Positions = s.Extract.with(more), slices.Clone(s.Positions)
	var fallen []Problem
	for i, p := range s.Positions {
		var held, look []Problem
		for _, problem := range more {
			switch {
			case !problem.Touches(p.Practice.Code, p.Scheme.Code):
			case problem.Severity == Look:
				look = append(look, problem)
			default:
				held = append(held, problem)
			}
		}
		stay := p.Look
		if len(held) > 0 {
			fallen = append(fallen, slices.DeleteFunc(slices.Clone(stay), func(l Problem) bool { return !l.ofLetter() })...)
			stay = slices.DeleteFunc(slices.Clone(stay), Problem.ofLetter)
			p = p.heldFinal(*p.Final, held)
		}
		p.Look = slices.Concat(stay, look)
		s.Positions[i] = p
	}
	s.Extract.Problems = slices.DeleteFunc(s.Extract.Problems, func(l Problem) bool {
		return slices.Contains(fallen, l) && !slices.ContainsFunc(s.Positions, func(p Position) bool { return slices.Contains(p.Look, l) })
	})
	return s
}

// without are the positions that no such problem touches, as they were worked out:
// a problem changes nothing but the positions of its practice.
func (s Settlement) without(problems []Problem) map[positionKey]Position {
	touched := map[PracticeCode]bool{}
	for _, p := range problems {
		touched[p.Practice] = true
	}
	known := map[positionKey]Position{}
	for _, p := range s.Positions {
		if !touched[p.Practice.Code] {
			p.Records = Tally{} // they are counted again
			known[positionKey{p.Practice.Code, p.Scheme.Code}] = p
		}
	}
	return known
}

// agreement is all that one practice has agreed in one scheme.
type agreement struct {
	practice PracticeCode
	scheme   *Scheme
	lines    []Contract
}

// agreements are those on any of the schemes, by practice, then scheme.
func agreements(lines []Contract, schemes []*Scheme) []agreement {
	var all []agreement
	for _, s := range schemes {
		for code, lines := range contractsByPractice(lines, s) {
			all = append(all, agreement{code, s, lines})
		}
	}
	slices.SortFunc(all, func(a, b agreement) int {
		return cmp.Or(cmp.Compare(a.practice, b.practice), cmp.Compare(a.scheme.Code, b.scheme.Code))
	})
	return all
}

func contractsByPractice(contracts []Contract, s *Scheme) map[PracticeCode][]Contract {
	lines := map[PracticeCode][]Contract{}
	for _, c := range contracts {
		if c.Scheme == s.Code && !s.Excludes(c.Service) {
			lines[c.Practice] = append(lines[c.Practice], c)
		}
	}
	return lines
}

// index finds what an extract has of a practice.
type index struct {
	*Extract
	practices map[PracticeCode]Practice
	problems  map[PracticeCode][]Problem // in the order of all
}

func indexOf(x *Extract) index {
	of := index{x, make(map[PracticeCode]Practice, len(x.Practices)), map[PracticeCode][]Problem{}}
	for _, p := range x.Practices {
		if _, is := of.practices[p.Code]; !is { // the first, as Extract.Practice has it
			of.practices[p.Code] = p
		}
	}
	for _, p := range x.Problems {
		of.problems[p.Practice] = append(of.problems[p.Practice], p)
	}
	return of
}

// settle is the position of one practice in one scheme. A line that cannot
// be measured holds the whole position: a sum of the others would be wrong.
func (of index) settle(s *Scheme, code PracticeCode, contracts []Contract) Position {
	practice, known := of.practices[code]
	if !known {
		practice = Practice{Code: code}
	}
	held, look := of.problemsOf(s, code)
	lines := make([]Achievement, 0, len(contracts))
	for _, c := range contracts {
		line, err := Measure(s, c, of.Activity[ActivityKey{code, c.Service}])
		if err != nil && len(held) == 0 {
			held = append(held, Problem{
				Code: "E-target", Severity: Hold, Practice: code, Scheme: s.Code, Column: "Target",
				Found: c.Service, Remedy: err.Error() + ": have the target agreed and entered",
			})
		}
		lines = append(lines, line)
	}
	pos := Position{Practice: practice, Scheme: s, Outcome: Held, Held: held}
	if len(held) == 0 {
		pos = Reconcile(s, practice, lines)
	}
	pos.Look, pos.Given = look, of.Instructions.Letter(code, s.Code)
	if successor, answers := of.Instructions.Successor(code, s.Code); answers {
		if other, known := of.practices[successor]; known {
			pos.Successor = &other
		}
	}
	return pos
}

func (of index) problemsOf(s *Scheme, code PracticeCode) (held, look []Problem) {
	for _, p := range of.problems[code] {
		switch {
		case !p.Touches(code, s.Code):
		case p.Severity == Look:
			look = append(look, p)
		default:
			held = append(held, p)
		}
	}
	return held, look
}

// tallies judges each record in this order: excluded service, no contract
// line, held, out of period, counted. It also writes each position's own.
func tallies(x *Extract, schemes []*Scheme, positions []Position) map[string]Tally {
	all := map[string]Tally{}
	for _, s := range schemes {
		all[s.Code] = Tally{}
	}
	contracted := map[ActivityKey]bool{}
	for _, c := range x.Contracts {
		contracted[ActivityKey{c.Practice, c.Service}] = true
	}
	own := map[positionKey]*Position{}
	for i := range positions {
		own[positionKey{positions[i].Practice.Code, positions[i].Scheme.Code}] = &positions[i]
	}
	for key, activity := range x.Activity {
		s := schemeOf(schemes, key.Service)
		if s == nil {
			all[Unattributed] = all[Unattributed].Plus(Tally{Read: activity.Records.Read(), Held: activity.Records.Read()})
			continue
		}
		position := own[positionKey{key.Practice, s.Code}]
		t := tallyOf(activity.Records, s.Excludes(key.Service), contracted[key], position)
		all[s.Code] = all[s.Code].Plus(t)
		if position != nil {
			position.Records = position.Records.Plus(t)
		}
	}
	return all
}

// positionKey names a position: one practice in one scheme.
type positionKey struct {
	practice PracticeCode
	scheme   string
}

func tallyOf(r Records, excluded, contracted bool, p *Position) Tally {
	t := Tally{Read: r.Read()}
	switch {
	case excluded:
		t.ExcludedService = t.Read
	case !contracted || p == nil:
		t.NoContract = t.Read
	case p.Outcome == Held:
		t.Held = t.Read
	default:
		t.Counted, t.OutOfPeriod, t.AfterThrough = r.InPeriod, r.OutOfPeriod, r.AfterThrough
	}
	return t
}

func schemeOf(schemes []*Scheme, service string) *Scheme {
	for _, s := range schemes {
		if _, pays := s.Service(service); pays || s.Excludes(service) {
			return s
		}
	}
	return nil
}

// checkTallies compares the tallies with what the readers say they read.
func checkTallies(x *Extract, all map[string]Tally) error {
	read, sources := 0, 0
	for scheme, t := range all {
		if err := t.Check(); err != nil {
			return fmt.Errorf("%s: %w", scheme, err)
		}
		read += t.Read
	}
	for _, source := range x.Sources {
		if source.Kind == "activity" {
			sources += source.Records
		}
	}
	if read != sources {
		return fmt.Errorf("the tally does not balance: %s read from the files, %s accounted for", Many(sources, "record"), Count(read))
	}
	return nil
}

// Heading counts the positions of each scheme by where a year that has not ended
// is heading.
func (s Settlement) Heading() map[string]map[ProjectedOutcome]int {
	counts := map[string]map[ProjectedOutcome]int{}
	for _, p := range s.Positions {
		if counts[p.Scheme.Code] == nil {
			counts[p.Scheme.Code] = map[ProjectedOutcome]int{}
		}
		counts[p.Scheme.Code][p.Ahead.Outcome]++
	}
	return counts
}
