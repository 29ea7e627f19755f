package early

import (
	"cmp"
	"slices"

	"yearend/calc"
	"yearend/letters"
)

// ReviewAdvances is the statement of advances of a practice and scheme, folded up on
// the page: what was due by the day of the letters, held against the ledger.
type ReviewAdvances struct {
	ID, Code, Name, Scheme string
	Heads                  []string
	Rows                   []ReviewAdvance
	Due, Paid, Difference  string // in all, of what is due by now; no due and no difference where the scheme has no instalments
	Asks                   int    // how many of the rows a person should look at
}

// ReviewAdvance is an instalment, or a payment for none.
type ReviewAdvance struct {
	Cells []string
	Asks  bool
}

// advanceHeads are the columns of a statement, as letters.InstalmentCells fills them.
var advanceHeads = []string{"Reference", "For", "Due in", "Due", "Paid on", "Paid", "Difference", "Finding"}

// advancesOf are the statements of all positions of which the ledger says anything,
// those with something to look at first.
func advancesOf(positions []calc.Position, on calc.Date) []ReviewAdvances {
	var all []ReviewAdvances
	for _, p := range positions {
		if hasAdvances(p) {
			all = append(all, reviewAdvances(p, on))
		}
	}
	slices.SortStableFunc(all, func(a, b ReviewAdvances) int { return cmp.Compare(b.Asks, a.Asks) })
	return all
}

func reviewAdvances(p calc.Position, on calc.Date) ReviewAdvances {
	a := ReviewAdvances{ID: advancesID(p), Code: string(p.Practice.Code), Name: p.Practice.Name, Scheme: p.Scheme.Title, Heads: advanceHeads}
	for _, row := range p.Instalments.Rows {
		asks := row.Asks(on)
		if asks {
			a.Asks++
		}
		a.Rows = append(a.Rows, ReviewAdvance{letters.InstalmentCells(row), asks})
	}
	due, paid := p.Instalments.Due(), p.Instalments.Paid()
	a.Paid = letters.Pounds(paid)
	if p.Scheme.Advance != nil && len(p.Scheme.Advance.Schedule) > 0 {
		a.Due, a.Difference = letters.Pounds(due), letters.DifferenceWords(paid.Minus(due))
	}
	return a
}

func hasAdvances(p calc.Position) bool {
	return p.Instalments.Scheme != nil && len(p.Instalments.Rows) > 0
}

func advancesID(p calc.Position) string {
	return "advances-" + string(p.Practice.Code) + "-" + p.Scheme.Code
}
