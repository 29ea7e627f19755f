package report

import (
	"slices"

	"yearend/calc"
	"yearend/letters"
)

// pageTotals is what a scheme comes to, in words.
type pageTotals struct {
	Scheme                 string
	Positions              string // with figures and without
	Pay, Recoup, Nil, Held string
	ToPay, ToRecoup        string
	Value, Earned, Advance string
	Net                    string
}

func (p *page) addTotals() {
	totals := calc.TotalsByScheme(p.Settled.Positions)
	var all calc.Totals
	for _, s := range p.Schemes {
		t := totals[s.Code]
		p.Totals = append(p.Totals, totalsWords(s.Title, t))
		all.Pay, all.Recoup, all.Nil, all.Held = all.Pay+t.Pay, all.Recoup+t.Recoup, all.Nil+t.Nil, all.Held+t.Held
		all.Value, all.Earned, all.Advance = all.Value.Plus(t.Value), all.Earned.Plus(t.Earned), all.Advance.Plus(t.Advance)
		all.ToPay, all.ToRecoup = all.ToPay.Plus(t.ToPay), all.ToRecoup.Plus(t.ToRecoup)
	}
	p.All = totalsWords("All schemes", all)
	p.Letters, p.Standing = lettersOf(p.Issues)
	p.Tallies = talliesOf(p.Run)
}

func totalsWords(name string, t calc.Totals) pageTotals {
	return pageTotals{
		Scheme: name, Positions: count(t.Letters() + t.Held),
		Pay: count(t.Pay), Recoup: count(t.Recoup), Nil: count(t.Nil), Held: count(t.Held),
		ToPay: letters.Pounds(t.ToPay), ToRecoup: letters.Pounds(t.ToRecoup),
		Value: letters.Pounds(t.Value), Earned: letters.Pounds(t.Earned), Advance: letters.Pounds(t.Advance),
		Net: netWords(t.Balance()),
	}
}

// shownBeside is how many of a kind stand beside the totals.
const shownBeside = 5

// farOf is the first of what is implausible: a wrong figure would move the totals.
func farOf(looks []lookGroup) (some []pageProblem, more int) {
	for _, g := range looks {
		if calc.FirstToLookAt(g.Code) {
			some = append(some, g.Problems...)
		}
	}
	if len(some) > shownBeside {
		some, more = some[:shownBeside], len(some)-shownBeside
	}
	return some, more
}

// movedMost are the positions that moved most since the last approved run.
func movedMost(c *pageChanges) []pageMove {
	if c == nil {
		return nil
	}
	most := slices.DeleteFunc(slices.Clone(c.Moves), func(m pageMove) bool { return m.moved.Sign() == 0 })
	slices.SortStableFunc(most, func(a, b pageMove) int { return b.moved.Abs().Cmp(a.moved.Abs()) })
	return most[:min(shownBeside, len(most))]
}

// lettersOf counts the letters of this run, and those of an earlier one that stand.
func lettersOf(issues []letters.Issue) (made, standing string) {
	m, s := 0, 0
	for _, i := range issues {
		if i.State.HasLetter() {
			m++
		} else if i.State == letters.Unchanged {
			s++
		}
	}
	if s > 0 {
		standing = count(s)
	}
	return count(m), standing
}

// netWords says a balance with its direction, never by a minus sign alone.
func netWords(m calc.Money) string {
	switch m.Sign() {
	case 1:
		return letters.Pounds(m) + " to pay"
	case -1:
		return letters.Pounds(m.Abs()) + " to recoup"
	}
	return letters.Pounds(m)
}

// pageTally is what became of the records of a scheme.
type pageTally struct {
	Scheme                                                        string
	Read, Counted, OutOfPeriod, ExcludedService, NoContract, Held string
}

func talliesOf(r Run) []pageTally {
	var all []pageTally
	for _, s := range r.Schemes {
		all = append(all, tallyWords(s.Title, r.Settled.Tallies[s.Code]))
	}
	if t, some := r.Settled.Tallies[calc.Unattributed]; some {
		all = append(all, tallyWords("Of no known service", t))
	}
	return all
}

func tallyWords(name string, t calc.Tally) pageTally {
	return pageTally{
		Scheme: name, Read: count(t.Read), Counted: count(t.Counted), OutOfPeriod: count(t.OutOfPeriod),
		ExcludedService: count(t.ExcludedService), NoContract: count(t.NoContract), Held: count(t.Held),
	}
}

func count(n int) string { return letters.Count(n) }
