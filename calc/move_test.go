package calc

import (
	"reflect"
	"testing"
)

func stands(outcome Outcome, balance int64, onTime *Money) *Statement {
	return &Statement{Outcome: outcome, Balance: Pence(balance), BalanceOnTime: onTime}
}

// What moved adds up by scheme: to pay and to recoup apart, a position without figures as nothing,
// and nothing for what is not known.
func TestMovesAddUp(t *testing.T) {
	known := func(pence int64) *Money { m := Pence(pence); return &m }
	all := TotalMoves([]Move{
		{Scheme: "cap", Kind: Moved, Was: stands(Recoup, -300, known(-400)), Now: stands(Pay, 250, known(200))},
		{Scheme: "cap", Kind: Moved, Was: stands(Pay, 100, known(90)), Now: stands(Pay, 170, known(150))},
		{Scheme: "cap", Kind: MoveNew, Now: stands(Recoup, -70, known(-80))},
		{Scheme: "cap", Kind: MoveHeld, Was: stands(Nil, 0, known(0))},
		{Scheme: "ltc", Kind: MoveNone, Was: stands(Pay, 500, nil), Now: stands(Pay, 500, known(1))},
	})
	cap := all["cap"]
	for what, pair := range map[string][2]Money{
		"to pay before": {cap.ToPayWas, Pence(100)}, "to recoup before": {cap.ToRecoupWas, Pence(300)}, "before": {cap.BalanceWas, Pence(-200)},
		"to pay now": {cap.ToPayNow, Pence(420)}, "to recoup now": {cap.ToRecoupNow, Pence(70)}, "now": {cap.BalanceNow, Pence(350)},
		"the difference": {cap.Difference(), Pence(550)}, "on time before": {*cap.OnTimeWas(), Pence(-310)}, "on time now": {*cap.OnTimeNow(), Pence(270)},
	} {
		if pair[0].Cmp(pair[1]) != 0 {
			t.Errorf("%s: %s, want %s", what, pair[0], pair[1])
		}
	}
	if cap.OutcomeChanged != 1 || !reflect.DeepEqual(cap.Count, map[MoveKind]int{Moved: 2, MoveNew: 1, MoveHeld: 1}) {
		t.Errorf("%d of another outcome, %v", cap.OutcomeChanged, cap.Count)
	}
	if ltc := all["ltc"]; ltc.OutcomeChanged != 0 || ltc.OnTimeWas() != nil || ltc.OnTimeNow().Cmp(Pence(1)) != 0 {
		t.Errorf("on time: %v, %v", ltc.OnTimeWas(), ltc.OnTimeNow())
	}
}

// A move is told unless nothing moved; what is held without ever having had figures moved nothing.
func TestWhatMovedIsTold(t *testing.T) {
	for _, c := range []struct {
		move       Move
		tells      bool
		difference int64
	}{
		{Move{Kind: Moved, Was: stands(Pay, 100, nil), Now: stands(Pay, 130, nil)}, true, 30},
		{Move{Kind: MoveNone, Was: stands(Pay, 100, nil), Now: stands(Pay, 100, nil)}, false, 0},
		{Move{Kind: MoveHeld, Was: stands(Pay, 100, nil)}, true, -100},
		{Move{Kind: MoveHeld}, false, 0},
		{Move{Kind: MoveNew, Now: stands(Recoup, -5, nil)}, true, -5},
	} {
		if got := c.move.Difference(); c.move.Tells() != c.tells || got.Cmp(Pence(c.difference)) != 0 {
			t.Errorf("%s: told %v, moved by %s", c.move.Kind, c.move.Tells(), got)
		}
		if was := c.move.OnTimeWas(); (c.move.Was == nil) != (was != nil && was.Sign() == 0) {
			t.Errorf("%s: on time before %v", c.move.Kind, was)
		}
	}
}
