package report

import (
	"cmp"
	"fmt"
	"slices"
	"unicode"
	"unicode/utf8"

	"yearend/calc"
	"yearend/letters"
)

// pageProblem is a problem with the row of the list that it belongs to.
type pageProblem struct {
	calc.Problem
	Row   int // from 0; -1 where the practice is not in the list
	Name  string
	Title string // of the scheme; empty for every one
	words string
}

// Words is what the problem's code means, as a sentence begins; the code where
// nobody says.
func (p pageProblem) Words() string { return p.words }

// heldOf is every problem that keeps a letter back.
func heldOf(r Run, list listed) []pageProblem {
	var all []pageProblem
	for _, problem := range r.Problems {
		if problem.Severity == calc.Hold {
			all = append(all, pageProblemOf(r, list, problem))
		}
	}
	return all
}

func pageProblemOf(r Run, list listed, problem calc.Problem) pageProblem {
	p := pageProblem{Problem: problem, Row: list.find(problem.Practice, problem.Scheme), words: r.meaning(problem.Code)}
	if problem.Practice != "" {
		p.Name = r.nameOf(problem.Practice)
	}
	for _, s := range r.Schemes {
		if s.Code == problem.Scheme {
			p.Title = s.Title
		}
	}
	return p
}

// nameOf is what the register calls a practice, whether or not it has a position.
func (r Run) nameOf(code calc.PracticeCode) string {
	if practice, known := r.Settled.Extract.Practice(code); known {
		return practice.Name
	}
	return "(not in the register)"
}

// pageGone is a letter that stands without a contract: its practice keeps its line
// for as long as that is so, as it does in payments.csv.
type pageGone struct {
	Row                 int // always -1: it has no working
	Practice            calc.PracticeCode
	Name, Title         string
	Letter, Before, Now string
}

func goneOf(r Run) []pageGone {
	var all []pageGone
	for _, w := range r.Withdrawn {
		all = append(all, pageGone{Row: -1, Practice: w.Practice, Name: w.Name, Title: r.scheme(w.Scheme).Title,
			Letter: fmt.Sprintf("%s of %s, in %s", w.Reference, letters.LongDate(w.On), w.Run), Before: netWords(w.Previous), Now: netWords(calc.Money{})})
	}
	return all
}

// meaning is what a code means, beginning as a sentence does.
func (r Run) meaning(code string) string {
	words := r.Faults[code]
	if words == "" {
		return code
	}
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:]
}

// lookGroup is the problems of one code that a person should look at.
type lookGroup struct {
	Code     string
	Words    string // what the code means
	Problems []pageProblem
}

func (g lookGroup) first() int {
	if calc.FirstToLookAt(g.Code) {
		return 1
	}
	return 0
}

// Boundary says that the page tells of these elsewhere, and in full.
func (g lookGroup) Boundary() bool { return g.Code == BoundaryCode }

// looksOf groups what is marked look: what is implausible before all else, and of
// the others the rarest first, so that one odd thing is told before fifty alike.
func looksOf(r Run, list listed) []lookGroup {
	var groups []lookGroup
	for _, problem := range r.Problems {
		if problem.Severity != calc.Look {
			continue
		}
		i := slices.IndexFunc(groups, func(g lookGroup) bool { return g.Code == problem.Code })
		if i < 0 {
			i = len(groups)
			groups = append(groups, lookGroup{Code: problem.Code, Words: r.meaning(problem.Code)})
		}
		groups[i].Problems = append(groups[i].Problems, pageProblemOf(r, list, problem))
	}
	slices.SortStableFunc(groups, func(a, b lookGroup) int {
		return cmp.Or(b.first()-a.first(), len(a.Problems)-len(b.Problems))
	})
	return groups
}

// nearGroup is the positions near one kind of boundary.
type nearGroup struct {
	Name string
	Near []pageNear
}

type pageNear struct {
	calc.Boundary
	Row     int
	Service string // its name
	Outcome string
	Net     string
	Why     string
}

func nearOf(list listed, near []calc.Boundary) []nearGroup {
	var groups []nearGroup
	for _, kind := range calc.BoundaryKinds() {
		g := nearGroup{Name: letters.BoundaryTitle(kind)}
		for _, b := range near {
			if b.Kind == kind {
				g.Near = append(g.Near, pageNearOf(list, b))
			}
		}
		if len(g.Near) > 0 {
			groups = append(groups, g)
		}
	}
	return groups
}

func pageNearOf(list listed, b calc.Boundary) pageNear {
	service, _ := b.Position.Scheme.Service(b.Service)
	return pageNear{
		Boundary: b, Row: list.of(b.Position), Service: service.Name,
		Outcome: b.Position.Outcome.Words(), Net: netWords(b.Position.Balance), Why: letters.BoundaryReason(b),
	}
}

// worthOpening is a letter that tells much about all of them.
type worthOpening struct {
	Why    string
	Scheme string
	Row    int
	Code   calc.PracticeCode
	Name   string
	Net    string
}

// ends are where a fault of the figures or of the words would show first.
var ends = []struct {
	why    string
	counts func(calc.Position) bool
	beyond func(p, than calc.Position) bool
}{
	{"the most to pay", is(calc.Pay), func(p, than calc.Position) bool { return p.Balance.Cmp(than.Balance) > 0 }},
	{"the most to recoup", is(calc.Recoup), func(p, than calc.Position) bool { return p.Balance.Cmp(than.Balance) < 0 }},
	{"the smallest sum", moves, func(p, than calc.Position) bool { return p.Balance.Abs().Cmp(than.Balance.Abs()) < 0 }},
	{"nothing either way", is(calc.Nil), func(_, _ calc.Position) bool { return false }},
	{"the most coded late", late, func(p, than calc.Position) bool { return p.Late > than.Late }},
}

// worthOf picks, for each scheme, the letters at the ends, each once.
func worthOf(r Run, list listed) []worthOpening {
	var all []worthOpening
	for _, s := range r.Schemes {
		for _, end := range ends {
			best := furthest(r.Settled.Positions, s, end.counts, end.beyond)
			if best < 0 {
				continue
			}
			p := r.Settled.Positions[best]
			row := list.of(p)
			if slices.ContainsFunc(all, func(w worthOpening) bool { return w.Row == row }) {
				continue
			}
			all = append(all, worthOpening{end.why, s.Title, row, p.Practice.Code, p.Practice.Name, netWords(p.Balance)})
		}
	}
	return all
}

// furthest is the scheme's position beyond all others of those that count; -1 for none.
func furthest(positions []calc.Position, s *calc.Scheme, counts func(calc.Position) bool, beyond func(p, than calc.Position) bool) int {
	best := -1
	for i, p := range positions {
		if p.Outcome == calc.Held || p.Scheme.Code != s.Code || !counts(p) {
			continue
		}
		if best < 0 || beyond(p, positions[best]) {
			best = i
		}
	}
	return best
}

func is(o calc.Outcome) func(calc.Position) bool {
	return func(p calc.Position) bool { return p.Outcome == o }
}

func moves(p calc.Position) bool { return p.Balance.Sign() != 0 }

func late(p calc.Position) bool { return p.Late > 0 }
