package report

import (
	"strings"

	"yearend/calc"
	"yearend/letters"
)

// pageChanges is what became of the positions since the last approved run.
type pageChanges struct {
	Totals []pageMoveTotals
	Moves  []pageMove // all that moved, those of another outcome first
}

// pageMoveTotals is what the positions of a scheme came to, and come to.
type pageMoveTotals struct {
	Scheme                                             string
	New, Changed, Unchanged, Held, Released, Withdrawn string
	ToPayWas, ToPayNow, ToRecoupWas, ToRecoupNow       string
	Difference, OutcomeChanged                         string
	OnTimeWas, OnTimeNow                               string // without what was coded late
}

type pageMove struct {
	Row                  int // -1 where the practice has no contract any more
	Practice             calc.PracticeCode
	Name, Title          string
	Kind                 calc.MoveKind
	Was, Now, Difference string
	OnTimeWas, OnTimeNow string // without what was coded late
	Outcome              bool   // another outcome
	moved                calc.Money
	Why                  []string
}

// changesOf is nil where nothing was approved before.
func changesOf(r Run, list listed) *pageChanges {
	if len(r.Moves) == 0 {
		return nil
	}
	c := &pageChanges{}
	totals := calc.TotalMoves(r.Moves)
	for _, s := range r.Schemes {
		c.Totals = append(c.Totals, moveTotalsWords(s.Title, totals[s.Code]))
	}
	var others []pageMove
	for _, m := range r.Moves {
		if !m.Tells() {
			continue
		}
		if move := pageMoveOf(r, list, m); move.Outcome {
			c.Moves = append(c.Moves, move)
		} else {
			others = append(others, move)
		}
	}
	c.Moves = append(c.Moves, others...)
	return c
}

func moveTotalsWords(name string, t calc.MoveTotals) pageMoveTotals {
	return pageMoveTotals{
		Scheme: name, New: count(t.Count[calc.MoveNew]), Changed: count(t.Count[calc.Moved]), Unchanged: count(t.Count[calc.MoveNone]),
		Held: count(t.Count[calc.MoveHeld]), Released: count(t.Count[calc.MoveReleased]), Withdrawn: count(t.Count[calc.MoveWithdrawn]),
		ToPayWas: letters.Pounds(t.ToPayWas), ToPayNow: letters.Pounds(t.ToPayNow),
		ToRecoupWas: letters.Pounds(t.ToRecoupWas), ToRecoupNow: letters.Pounds(t.ToRecoupNow),
		Difference: moreWords(t.Difference()), OutcomeChanged: count(t.OutcomeChanged),
		OnTimeWas: letters.PoundsKnown(t.OnTimeWas()), OnTimeNow: letters.PoundsKnown(t.OnTimeNow()),
	}
}

// moreWords says a difference with its direction: what the practice gains is more.
func moreWords(m calc.Money) string {
	switch m.Sign() {
	case 1:
		return letters.Pounds(m) + " more"
	case -1:
		return letters.Pounds(m.Abs()) + " less"
	}
	return letters.Pounds(m)
}

func pageMoveOf(r Run, list listed, m calc.Move) pageMove {
	move := pageMove{
		Row: list.find(m.Practice, m.Scheme), Practice: m.Practice, Name: m.Name, Kind: m.Kind,
		Was: statementWords(m.Was), Now: statementWords(m.Now), Difference: moreWords(m.Difference()),
		OnTimeWas: onTimeWords(m.Was), OnTimeNow: onTimeWords(m.Now),
		moved: m.Difference(), Outcome: m.Was != nil && m.Now != nil && m.Was.Outcome != m.Now.Outcome,
	}
	s := r.scheme(m.Scheme)
	move.Title, move.Why = s.Title, letters.MoveReasons(s, m)
	return move
}

func statementWords(s *calc.Statement) string {
	if s == nil {
		return "no figures"
	}
	return netWords(s.Balance)
}

// onTimeWords say the balance without what was coded late, or that it is not known.
func onTimeWords(s *calc.Statement) string {
	switch {
	case s == nil:
		return "no figures"
	case s.BalanceOnTime == nil:
		return calc.NotKnown
	}
	return netWords(*s.BalanceOnTime)
}

// Because is the reasons in one sentence.
func (m pageMove) Because() string { return strings.Join(m.Why, "; ") }
