package desk

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/letters"
	"yearend/letters/register"
)

// changesShown is what differs between two runs.
type changesShown struct {
	Before, After register.Run
	Alone         bool // there is nothing to compare it with
	All           bool
	Asked         string // part of a code or name that was looked for
	Totals        []moveTotals
	Given         []string // what became of the newer run's instructions
	Moves         []moveShown
	Pages         paging
}

// moveTotals are what the positions of a scheme came to, and come to, in all.
type moveTotals struct {
	Scheme    string
	Counts    []string // how many of each kind of move
	Rows      []totalsRow
	OnTime    []string // the net balance without late coding, was and now; none before the year has ended
	Projected bool     // what would be, if nothing more is recorded
}

type totalsRow struct{ Of, ToPay, ToRecoup, Net string }

type moveShown struct {
	Practice, Name, Scheme, Kind string
	Was, Now                     string
	Other                        bool // the outcome is another
	Why                          []string
}

// Heading is the title of its page.
func (c changesShown) Heading() string {
	if c.Alone {
		return "What changed in " + c.After.Name
	}
	return fmt.Sprintf("What changed from %s to %s", c.Before.Name, c.After.Name)
}

func (d *Desk) showChanges(v *visit) (any, error) {
	run, err := season.OpenRun(v.Project, v.PathValue("run"))
	if err != nil {
		return nil, err
	}
	before, err := season.RunBefore(v.Project, run)
	if err != nil {
		return nil, err
	}
	if before == "" {
		return changesShown{After: run, Alone: true}, nil
	}
	c, err := season.CompareRuns(v.Project, run.Kind, []string{before, run.Name})
	if err != nil {
		return nil, err
	}
	shown := changesShown{Before: c.Before, After: c.After, All: v.URL.Query().Has("all"), Asked: strings.TrimSpace(v.URL.Query().Get("practice")), Totals: totalsOf(c)}
	for _, p := range c.Given {
		shown.Given = append(shown.Given, d.asked.Program.Problem(p))
	}
	moves := slices.DeleteFunc(c.Moves, func(m calc.Move) bool {
		return !shown.All && (m.Kind == calc.MoveNone || m.Was == nil && m.Now == nil) ||
			!named(shown.Asked, m.Practice, m.Name)
	})
	shown.Pages = v.paging(len(moves))
	for _, m := range moves[shown.Pages.From:shown.Pages.To] {
		s := c.Schemes[m.Scheme]
		shown.Moves = append(shown.Moves, moveShown{Practice: string(m.Practice), Name: m.Name, Scheme: s.Title, Kind: string(m.Kind),
			Was: d.position(m.Was), Now: d.position(m.Now), Other: m.Was != nil && m.Now != nil && m.Was.Outcome != m.Now.Outcome, Why: letters.MoveReasons(s, m)})
	}
	return shown, nil
}

// totalsOf adds the moves of two runs up, scheme by scheme, as the command prints them.
func totalsOf(c season.Changes) []moveTotals {
	var all []moveTotals
	totals := calc.TotalMoves(c.Moves)
	for _, code := range slices.Sorted(maps.Keys(totals)) {
		t := totals[code]
		one := moveTotals{Scheme: c.Schemes[code].Title, Projected: slices.ContainsFunc(c.Moves, func(m calc.Move) bool {
			return m.Scheme == code && (m.Was != nil && m.Was.Ahead != nil || m.Now != nil && m.Now.Ahead != nil)
		})}
		for _, kind := range calc.MoveKinds() {
			if n := t.Count[kind]; n > 0 {
				one.Counts = append(one.Counts, letters.Count(n)+" "+string(kind))
			}
		}
		one.Counts = append(one.Counts, letters.Count(t.OutcomeChanged)+" of another outcome")
		one.Rows = []totalsRow{
			{"was", letters.Pounds(t.ToPayWas), letters.Pounds(t.ToRecoupWas), letters.Pounds(t.BalanceWas)},
			{"now", letters.Pounds(t.ToPayNow), letters.Pounds(t.ToRecoupNow), letters.Pounds(t.BalanceNow)},
			{"moved", letters.Pounds(t.ToPayNow.Minus(t.ToPayWas)), letters.Pounds(t.ToRecoupNow.Minus(t.ToRecoupWas)), letters.Pounds(t.Difference())},
		}
		if !one.Projected { // before the year has ended nothing is coded late
			one.OnTime = []string{letters.PoundsKnown(t.OnTimeWas()), letters.PoundsKnown(t.OnTimeNow())}
		}
		all = append(all, one)
	}
	return all
}

func (d *Desk) position(s *calc.Statement) string {
	if s == nil {
		return "no figures"
	}
	return d.asked.Program.Position(s)
}
