package register

import (
	"testing"

	"yearend/calc"
	"yearend/letters"
)

// Every way from one state to another is a move of one kind, or none.
func TestCompare(t *testing.T) {
	figures := func(pence int64) *calc.Statement { return &calc.Statement{Balance: calc.Pence(pence)} }
	none := Entry{}
	new1 := Entry{State: letters.New, Statement: figures(1), Stands: &Issued{Statement: *figures(1)}}
	changed2 := Entry{State: letters.Changed, Statement: figures(2), Stands: &Issued{Statement: *figures(2)}}
	same1 := Entry{State: letters.Unchanged, Statement: figures(1), Stands: new1.Stands}
	held := Entry{State: letters.Held}
	heldIssued := Entry{State: letters.Held, Stands: new1.Stands}
	gone := Entry{State: letters.Withdrawn, Stands: new1.Stands}
	aside := Entry{State: letters.Aside, Stands: new1.Stands}
	for i, is := range []struct {
		was, now Entry
		kind     calc.MoveKind
		moved    string
	}{
		{none, new1, calc.MoveNew, "0.01"},
		{none, held, calc.MoveHeld, "0.00"},
		{new1, same1, calc.MoveNone, "0.00"},
		{new1, changed2, calc.Moved, "0.01"},
		{changed2, same1, calc.Moved, "-0.01"},
		{new1, heldIssued, calc.MoveHeld, "-0.01"},
		{held, new1, calc.MoveReleased, "0.01"},
		{heldIssued, changed2, calc.MoveReleased, "0.02"},
		{held, held, calc.MoveHeld, "0.00"},
		{new1, gone, calc.MoveWithdrawn, "-0.01"},
		{new1, none, calc.MoveWithdrawn, "-0.01"},
		{gone, gone, "", ""},
		{gone, none, "", ""},
		{gone, same1, calc.MoveNew, "0.01"},
		{new1, aside, "", ""},
		{aside, aside, "", ""},
		{aside, none, "", ""},
		{aside, same1, calc.MoveNone, "0.00"},
		{aside, changed2, calc.Moved, "0.01"},
	} {
		moves := Compare(at(is.was), at(is.now))
		if is.kind == "" {
			if len(moves) != 0 {
				t.Errorf("%d: %v", i, moves)
			}
			continue
		}
		if len(moves) != 1 || moves[0].Kind != is.kind || moves[0].Difference().String() != is.moved || moves[0].Practice != "P81999" {
			t.Errorf("%d: %+v, and not %s by %s", i, moves, is.kind, is.moved)
		}
	}
}

// at is an entry in its place, or nothing.
func at(e Entry) []Entry {
	if e.State == "" {
		return nil
	}
	e.Practice, e.Scheme = "P81999", "ltc"
	return []Entry{e}
}

func TestMovesAreInOrder(t *testing.T) {
	entries := func(places ...PositionKey) (all []Entry) {
		for _, p := range places {
			all = append(all, Entry{Practice: p.Practice, Scheme: p.Scheme, State: letters.New, Statement: &calc.Statement{}})
		}
		return all
	}
	moves := Compare(entries(PositionKey{"P81901", "ltc"}, PositionKey{"P81999", "cap"}), entries(PositionKey{"P81999", "ltc"}, PositionKey{"P81950", "ltc"}, PositionKey{"P81999", "cap"}))
	var got string
	for _, m := range moves {
		got += string(m.Practice) + "/" + m.Scheme + " " + string(m.Kind) + "; "
	}
	if want := "P81901/ltc withdrawn; P81950/ltc new; P81999/cap unchanged; P81999/ltc new; "; got != want {
		t.Errorf("%s\n%s", got, want)
	}
}
