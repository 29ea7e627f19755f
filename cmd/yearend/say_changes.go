package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/letters"
	"yearend/letters/register"
)

// sayMoves shows each practice that moved: both figures, then why.
func sayMoves(w io.Writer, moves []calc.Move, schemes map[string]*calc.Scheme, all bool) {
	shown := changed(moves)
	if all {
		shown = moves
	}
	for _, m := range shown {
		s := schemes[m.Scheme]
		fmt.Fprintf(w, "%s %s, %s: %s", m.Practice, m.Name, s.Title, m.Kind)
		switch {
		case m.Was != nil && m.Now != nil && m.Kind != calc.MoveNone && m.Kind != calc.MoveNew:
			fmt.Fprintf(w, ": was %s, now %s", letters.StatementWords(m.Was), letters.StatementWords(m.Now))
		case m.Now != nil:
			fmt.Fprintf(w, ": %s", letters.StatementWords(m.Now))
		case m.Was != nil:
			fmt.Fprintf(w, ": was %s", letters.StatementWords(m.Was))
		}
		if m.Was != nil && m.Now != nil && m.Was.Outcome != m.Now.Outcome {
			fmt.Fprint(w, "  (another outcome)")
		}
		fmt.Fprintln(w)
		sayOnTime(w, m)
		for _, why := range letters.MoveReasons(s, m) {
			fmt.Fprintf(w, "    %s\n", why)
		}
	}
	if len(shown) > 0 {
		fmt.Fprintln(w)
	}
}

// sayOnTime shows the position without what was coded late, then and now, where
// that is another or not known. Before the year has ended nothing is coded late.
func sayOnTime(w io.Writer, m calc.Move) {
	same := func(s *calc.Statement) bool {
		return s == nil || s.Ahead != nil || s.BalanceOnTime != nil && s.BalanceOnTime.Cmp(s.Balance) == 0
	}
	switch {
	case same(m.Was) && same(m.Now):
	case m.Was == nil:
		fmt.Fprintf(w, "    without late coding: %s\n", letters.BalanceWords(m.Now.BalanceOnTime))
	case m.Now == nil:
		fmt.Fprintf(w, "    without late coding: was %s\n", letters.BalanceWords(m.Was.BalanceOnTime))
	default:
		fmt.Fprintf(w, "    without late coding: was %s, now %s\n", letters.BalanceWords(m.Was.BalanceOnTime), letters.BalanceWords(m.Now.BalanceOnTime))
	}
}

// changed leaves out what did not move, and what had no figures and has none.
func changed(moves []calc.Move) []calc.Move {
	var some []calc.Move
	for _, m := range moves {
		if m.Kind != calc.MoveNone && (m.Was != nil || m.Now != nil) {
			some = append(some, m)
		}
	}
	return some
}

// sayMoveTotals is a line for each kind, and what the sums were and are.
func sayMoveTotals(w io.Writer, moves []calc.Move, schemes map[string]*calc.Scheme) {
	totals := calc.TotalMoves(moves)
	for _, code := range sortedKeys(totals) {
		t := totals[code]
		var counts []string
		for _, kind := range calc.MoveKinds() {
			if n := t.Count[kind]; n > 0 {
				counts = append(counts, letters.Count(n)+" "+string(kind))
			}
		}
		fmt.Fprintf(w, "%s: %s; %s of another outcome\n", schemes[code].Title, strings.Join(counts, ", "), letters.Count(t.OutcomeChanged))
		if ahead(moves, code) {
			fmt.Fprintln(w, "  if nothing more is recorded:")
		}
		table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
		fmt.Fprintln(table, "\tto pay\tto recoup\tnet\t")
		fmt.Fprintf(table, "was\t%s\t%s\t%s\t\n", letters.Pounds(t.ToPayWas), letters.Pounds(t.ToRecoupWas), letters.Pounds(t.BalanceWas))
		fmt.Fprintf(table, "now\t%s\t%s\t%s\t\n", letters.Pounds(t.ToPayNow), letters.Pounds(t.ToRecoupNow), letters.Pounds(t.BalanceNow))
		fmt.Fprintf(table, "moved\t%s\t%s\t%s\t\n", letters.Pounds(t.ToPayNow.Minus(t.ToPayWas)),
			letters.Pounds(t.ToRecoupNow.Minus(t.ToRecoupWas)), letters.Pounds(t.Difference()))
		table.Flush()
		if ahead(moves, code) {
			fmt.Fprintln(w)
			continue // nothing is coded late yet
		}
		fmt.Fprintf(w, "  net without late coding: was %s, now %s\n\n", letters.PoundsKnown(t.OnTimeWas()), letters.PoundsKnown(t.OnTimeNow()))
	}
}

// ahead reports whether the moves of a scheme are of a year that has not ended.
func ahead(moves []calc.Move, scheme string) bool {
	return slices.ContainsFunc(moves, func(m calc.Move) bool {
		return m.Scheme == scheme && (m.Was != nil && m.Was.Ahead != nil || m.Now != nil && m.Now.Ahead != nil)
	})
}

// sayGivenInstructions says what the team had decided by hand for the newer run.
func sayGivenInstructions(w io.Writer, c season.Changes) {
	if len(c.Given) == 0 {
		return
	}
	fmt.Fprintf(w, "Instructions of %s\n", c.After.Name)
	for _, p := range c.Given {
		fmt.Fprintf(w, "  %s\n", problemLine(p))
	}
	fmt.Fprintln(w)
}

func manyPositions(n int) string { return letters.Many(n, "position") }

// changesJSON is what `changes --json` prints.
type changesJSON struct {
	From   register.Earlier         `json:"from"`
	To     register.Earlier         `json:"to"`
	Moves  []moveJSON               `json:"positions"`
	Totals map[string]moveTotalJSON `json:"totals"`
	Given  []calc.Problem           `json:"instructions,omitempty"`
}

type moveJSON struct {
	Practice calc.PracticeCode `json:"practice_code"`
	Name     string            `json:"practice_name"`
	Scheme   string            `json:"scheme"`
	Kind     calc.MoveKind     `json:"change"`
	Was      *calc.Statement   `json:"was"`
	Now      *calc.Statement   `json:"now"`
	Moved    calc.Money        `json:"moved"`
	OnTime   [2]*calc.Money    `json:"balance_on_time"` // was, now; null where it is not known
	Why      []string          `json:"why"`
}

type moveTotalJSON struct {
	Count          map[calc.MoveKind]int `json:"count"`
	ToPay          [2]calc.Money         `json:"to_pay"` // was, now
	ToRecoup       [2]calc.Money         `json:"to_recoup"`
	Balance        [2]calc.Money         `json:"balance"`
	Moved          calc.Money            `json:"moved"`
	OnTime         [2]*calc.Money        `json:"balance_on_time"` // null where one of them is not known
	OutcomeChanged int                   `json:"outcome_changed"`
}

func changesReport(c season.Changes, all bool) changesJSON {
	shown := changed(c.Moves)
	if all {
		shown = c.Moves
	}
	r := changesJSON{
		From: register.Earlier{Run: c.Before.Name, Digest: c.Before.Digest}, To: register.Earlier{Run: c.After.Name, Digest: c.After.Digest},
		Moves: []moveJSON{}, Totals: map[string]moveTotalJSON{}, Given: c.Given,
	}
	for _, m := range shown {
		r.Moves = append(r.Moves, moveJSON{m.Practice, m.Name, m.Scheme, m.Kind, m.Was, m.Now, m.Difference(), [2]*calc.Money{m.OnTimeWas(), m.OnTimeNow()}, letters.MoveReasons(c.Schemes[m.Scheme], m)})
	}
	for scheme, t := range calc.TotalMoves(c.Moves) {
		r.Totals[scheme] = moveTotalJSON{t.Count, [2]calc.Money{t.ToPayWas, t.ToPayNow}, [2]calc.Money{t.ToRecoupWas, t.ToRecoupNow},
			[2]calc.Money{t.BalanceWas, t.BalanceNow}, t.Difference(), [2]*calc.Money{t.OnTimeWas(), t.OnTimeNow()}, t.OutcomeChanged}
	}
	return r
}
