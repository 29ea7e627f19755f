package register

import (
	"cmp"
	"slices"

	"yearend/calc"
	"yearend/letters"
)

// Compare says what became of each practice and scheme from one run to another,
// by practice and scheme.
func Compare(before, after []Entry) []calc.Move {
	was := map[PositionKey]Entry{}
	for _, e := range before {
		was[e.Key()] = e
	}
	var moves []calc.Move
	for _, now := range after {
		if m, ok := moveOf(was[now.Key()], now); ok {
			moves = append(moves, m)
		}
		delete(was, now.Key())
	}
	for _, gone := range was {
		if gone.State != letters.Withdrawn && gone.State != letters.Aside {
			moves = append(moves, calc.Move{Practice: gone.Practice, Name: gone.Name, Scheme: gone.Scheme, Kind: calc.MoveWithdrawn, Was: gone.Statement})
		}
	}
	slices.SortFunc(moves, func(a, b calc.Move) int {
		return cmp.Or(cmp.Compare(a.Practice, b.Practice), cmp.Compare(a.Scheme, b.Scheme))
	})
	return moves
}

// moveOf compares two entries of the same place; the earlier one is empty where
// there was none. What was withdrawn and still is, is no move; nor is anything
// of a scheme that the later run is not about.
func moveOf(was, now Entry) (calc.Move, bool) {
	if was.State == letters.Aside { // its figures are those of the letter that stood
		was.Statement = &was.Stands.Statement
	}
	m := calc.Move{Practice: now.Practice, Name: now.Name, Scheme: now.Scheme, Was: was.Statement, Now: now.Statement}
	absent := was.Practice == "" || was.State == letters.Withdrawn
	switch {
	case now.State == letters.Aside:
		return m, false
	case now.State == letters.Withdrawn:
		m.Kind = calc.MoveWithdrawn
		return m, !absent
	case now.Statement == nil:
		m.Kind = calc.MoveHeld
	case absent:
		m.Kind = calc.MoveNew
	case was.Statement == nil:
		m.Kind = calc.MoveReleased
	case now.Statement.Onward(*was.Statement):
		m.Kind = calc.MoveNew // through another month it is a letter of its own
	default:
		m.Kind = calc.MoveNone
		if m.Changes = calc.Changes(*was.Statement, *now.Statement); len(m.Changes) > 0 {
			m.Kind = calc.Moved
		}
	}
	return m, true
}

// Otherwise says of each position on which a newer run does not agree with an older
// one's letter in what way it does not.
func Otherwise(before, after []Entry) map[PositionKey]string {
	other := map[PositionKey]string{}
	for _, m := range Compare(before, after) {
		if m.Was != nil && m.Now != nil && m.Now.Onward(*m.Was) { // it takes no letter's place
			continue
		}
		key := PositionKey{m.Practice, m.Scheme}
		switch m.Kind {
		case calc.Moved:
			other[key] = "has other figures"
		case calc.MoveHeld:
			other[key] = "holds the practice"
		case calc.MoveWithdrawn:
			other[key] = "has no contract for it"
		case calc.MoveNone, calc.MoveNew, calc.MoveReleased:
		}
	}
	return other
}
