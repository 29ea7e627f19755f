package report

import (
	"cmp"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/letters"
)

// pageRow is one practice and scheme in the list. The page holds it as a row of
// a plain table, which a browser without scripts shows and the page's script
// reads: what the list is searched, filtered and sorted by is what stands there.
type pageRow struct {
	Code, Name string
	Scheme     string // its code
	Title      string
	Outcome    calc.Outcome
	Words      string // of the outcome
	Achieved   string
	Earned     string
	Advance    string
	Net        string
	State      letters.State
	Reference  string
	Stands     string // the run whose letter it is, where it is not this one's
	Working    string // the path of its working; that of its letter follows from it
	Lines      int    // how long its working is on paper
	Marks      []pageMark
	Search     string // further words that find the row
	Says       string // what the heading of its letter says, where that is more than the balance
	Rank       int    // how much it wants to be looked at
}

// pageMark is a reason to look, in a word or two.
type pageMark struct{ Kind, Words string }

func rowsOf(r Run, lines []int) []pageRow {
	nears := boundariesOf(r.Boundaries)
	rows := make([]pageRow, 0, len(r.Settled.Positions))
	for i, p := range r.Settled.Positions {
		row := rowWords(p, r.Issues[i])
		row.Lines = lines[i]
		row.mark(r, p, len(nears[positionKey(p)]))
		rows = append(rows, row)
	}
	return rows
}

// ranked puts the rows into the order in which the list opens: those alike by
// their marks stand together, the gravest first.
func ranked(rows []pageRow) []pageRow {
	slices.SortStableFunc(rows, func(a, b pageRow) int { return b.Rank - a.Rank })
	return rows
}

// listed is the list as it opens, and where in it practices and positions stand.
type listed struct {
	rows []pageRow
	at   map[string]int // from 0: each position by practice and scheme, a practice's first by the practice alone
}

func listOf(r Run, rows []pageRow) listed {
	l := listed{rows: rows, at: map[string]int{}}
	for i, row := range rows {
		l.at[row.Code+"/"+row.Scheme] = i
	}
	for _, p := range r.Settled.Positions {
		code := string(p.Practice.Code)
		if _, has := l.at[code]; !has {
			l.at[code] = l.of(p)
		}
	}
	return l
}

func (l listed) of(p calc.Position) int {
	return l.find(p.Practice.Code, p.Scheme.Code)
}

// find is -1 for what is not in the list. No scheme means each.
func (l listed) find(practice calc.PracticeCode, scheme string) int {
	key := string(practice)
	if scheme != "" {
		key += "/" + scheme
	}
	if i, has := l.at[key]; has {
		return i
	}
	return -1
}

func rowWords(p calc.Position, issue letters.Issue) pageRow {
	row := pageRow{
		Code: string(p.Practice.Code), Name: p.Practice.Name, Scheme: p.Scheme.Code, Title: p.Scheme.Title,
		Outcome: p.Outcome, Words: p.Outcome.Words(), State: issue.State, Stands: issue.Stands,
		Working: workingPath(p), Search: searched(p),
	}
	if says := saysOutcome(p, issue); says != saysBalance(p) {
		row.Says = says
	}
	if p.Outcome == calc.Held {
		return row
	}
	row.Reference, row.Achieved = issue.Reference, achievedWords(p)
	row.Earned, row.Advance, row.Net = letters.Pounds(p.Earned), letters.Pounds(p.Advance), netWords(p.Balance)
	return row
}

// searched is what finds a row beside its code, its name and its reference.
func searched(p calc.Position) string {
	words := []string{p.Scheme.Short}
	for _, problem := range append(slices.Clone(p.Held), p.Look...) {
		words = append(words, problem.Code)
	}
	return strings.Join(append(words, p.Practice.Postcode), " ")
}

// achievedWords is the achievement of a position's lines: of one, or from the
// lowest to the highest. The lowest is what the list is sorted by.
func achievedWords(p calc.Position) string {
	if len(p.Lines) == 0 {
		return ""
	}
	low, high := p.Lines[0].Highest().Achievement, p.Lines[0].Highest().Achievement
	for _, line := range p.Lines {
		if a := line.Highest().Achievement; a.Cmp(low) < 0 {
			low = a
		} else if a.Cmp(high) > 0 {
			high = a
		}
	}
	if low.Cmp(high) < 0 {
		return letters.Percent(low) + " to " + letters.Percent(high)
	}
	return letters.Percent(low)
}

// heldWords is the faults that hold a position: "held: a record id comes twice". Their
// codes stand in its working, and find the row.
func (r Run) heldWords(problems []calc.Problem) string {
	var all []string
	for _, p := range problems {
		if words := cmp.Or(r.Faults[p.Code], p.Code); !slices.Contains(all, words) {
			all = append(all, words)
		}
	}
	return "held: " + strings.Join(all, "; ")
}

// mark says why a person should look: held before look, look before what is
// near a boundary, and that before late coding.
func (row *pageRow) mark(r Run, p calc.Position, near int) {
	add := func(kind, words string, rank int) {
		row.Marks = append(row.Marks, pageMark{kind, words})
		row.Rank += rank
	}
	if p.Outcome == calc.Held {
		add("held", r.heldWords(p.Held), 1000)
	}
	if n := len(p.Look); n > 0 {
		add("look", "look: "+count(n), 100)
	}
	if near > 0 {
		add("near", "near a boundary", 10)
	}
	if p.Outcome != calc.Held && p.Late > 0 {
		add("late", letters.Count(p.Late)+" coded late", 1)
	}
	if row.State == letters.Changed {
		add("changed", "changed", 50)
	}
}
