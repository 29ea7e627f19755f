package report

import (
	"yearend/calc"
	"yearend/letters"
)

// Move is what became of one practice and scheme between two runs.
type Move struct {
	Practice calc.PracticeCode
	Name     string
	Scheme   string
	Kind     MoveKind
	Was, Now *calc.Statement // nil where there are no figures: held, withdrawn, or not there
	Changes  []calc.Change   // what is not as it was; none unless Kind is Moved
}

// MoveKind says what a Move is.
type MoveKind string

const (
	MoveNew       MoveKind = "new"       // not in the earlier run
	Moved         MoveKind = "changed"   // other figures
	MoveNone      MoveKind = "unchanged" // the same figures
	MoveHeld      MoveKind = "held"      // no figures now, whether there were some or not
	MoveReleased  MoveKind = "released"  // held before, figures now
	MoveWithdrawn MoveKind = "withdrawn" // in the earlier run, and no contract now
)

// Difference is how much the balance moved, from nothing where there were no
// figures, to nothing where there are none.
func (m Move) Difference() calc.Money { return balanceOf(m.Now).Minus(balanceOf(m.Was)) }

// LateCoding is the part of the difference that rests on activity coded after
// the cut-off.
func (m Move) LateCoding() calc.Money { return restsOnLate(m.Now).Minus(restsOnLate(m.Was)) }

func balanceOf(s *calc.Statement) calc.Money {
	if s == nil {
		return calc.Money{}
	}
	return s.Balance
}

func restsOnLate(s *calc.Statement) calc.Money {
	if s == nil {
		return calc.Money{}
	}
	return s.Balance.Minus(s.BalanceOnTime)
}

// Tells reports whether there is anything to say: not of what is as it was,
// with figures or without.
func (m Move) Tells() bool { return m.Kind != MoveNone && (m.Kind != MoveHeld || m.Was != nil) }

// Why says in words what moved the position: the causes, not what follows from
// them.
func (m Move) Why(s *calc.Scheme) []string {
	var why []string
	for _, c := range m.Changes {
		if len(c.Cause) == 0 {
			why = append(why, letters.ChangeName(s, c)+": "+letters.ChangeReason(s, c))
		}
	}
	if len(why) == 0 && m.Kind == Moved {
		why = append(why, "an amendment of the scheme's rules")
	}
	return why
}

// MoveTotals is what the positions of one scheme came to, and come to.
type MoveTotals struct {
	Count                       map[MoveKind]int
	ToPayWas, ToPayNow          calc.Money
	ToRecoupWas, ToRecoupNow    calc.Money // without a sign
	BalanceWas, BalanceNow      calc.Money
	OutcomeChanged, OnLateMoved int        // positions: of another outcome; moved by late coding
	LateCoding                  calc.Money // the part of what moved that rests on late coding
}

// Difference is how much all balances moved.
func (t MoveTotals) Difference() calc.Money { return t.BalanceNow.Minus(t.BalanceWas) }

// TotalMoves adds moves up, by scheme.
func TotalMoves(moves []Move) map[string]MoveTotals {
	all := map[string]MoveTotals{}
	for _, m := range moves {
		all[m.Scheme] = all[m.Scheme].with(m)
	}
	return all
}

func (t MoveTotals) with(m Move) MoveTotals {
	if t.Count == nil {
		t.Count = map[MoveKind]int{}
	}
	t.Count[m.Kind]++
	t.ToPayWas, t.ToRecoupWas = split(t.ToPayWas, t.ToRecoupWas, balanceOf(m.Was))
	t.ToPayNow, t.ToRecoupNow = split(t.ToPayNow, t.ToRecoupNow, balanceOf(m.Now))
	t.BalanceWas, t.BalanceNow = t.BalanceWas.Plus(balanceOf(m.Was)), t.BalanceNow.Plus(balanceOf(m.Now))
	if m.Was != nil && m.Now != nil && m.Was.Outcome != m.Now.Outcome {
		t.OutcomeChanged++
	}
	if m.LateCoding().Sign() != 0 {
		t.OnLateMoved++
	}
	t.LateCoding = t.LateCoding.Plus(m.LateCoding())
	return t
}

func split(pay, recoup, balance calc.Money) (calc.Money, calc.Money) {
	if balance.Sign() < 0 {
		return pay, recoup.Plus(balance.Abs())
	}
	return pay.Plus(balance), recoup
}
