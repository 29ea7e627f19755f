package report

import (
	"slices"
	"strings"

	"yearend/calc"
	"yearend/letters"
)

// pageRow is one practice and scheme in the list.
type pageRow struct {
	Row        int
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
	Letter     string // the PDF's path
	Stands     string // the run whose letter it is, where it is not this one's
	Twin       string // that of the same letter as a web page
	Marks      []pageMark
	Flags      string // the marks' kinds, for the filter
	Search     string // further words that find the row
	Rank       int    // how much it wants to be looked at

	// What the list is sorted by where the words would not do.
	AchievedKey, EarnedKey, AdvanceKey, BalanceKey string
}

// pageMark is a reason to look, in a word or two.
type pageMark struct{ Kind, Words string }

func rowsOf(r Run, near []calc.Boundary) []pageRow {
	nears := map[string]int{}
	for _, b := range near {
		nears[positionKey(b.Position)]++
	}
	var rows []pageRow
	for i, p := range r.Settled.Positions {
		row := rowWords(p, r.Issues[i])
		row.Row = i
		row.mark(p, nears[positionKey(p)])
		rows = append(rows, row)
	}
	return rows
}

// ranked puts the rows into the order in which the list opens, so that the
// browser need not lay it out twice.
func ranked(rows []pageRow) []pageRow {
	slices.SortStableFunc(rows, func(a, b pageRow) int { return b.Rank - a.Rank })
	return rows
}

func rowWords(p calc.Position, issue letters.Issue) pageRow {
	row := pageRow{
		Code: string(p.Practice.Code), Name: p.Practice.Name, Scheme: p.Scheme.Code, Title: p.Scheme.Title,
		Outcome: p.Outcome, Words: outcomeWords[p.Outcome], State: issue.State, Search: searched(p),
	}
	row.Letter, row.Stands = letterOf(issue), issue.Stands
	row.Twin = twin(row.Letter)
	if p.Outcome == calc.Held {
		return row
	}
	row.Reference = issue.Reference
	row.Achieved, row.AchievedKey = achievedWords(p)
	row.Earned, row.EarnedKey = letters.Pounds(p.Earned), pence(p.Earned).String()
	row.Advance, row.AdvanceKey = letters.Pounds(p.Advance), pence(p.Advance).String()
	row.Net, row.BalanceKey = netWords(p.Balance), pence(p.Balance).String()
	return row
}

// twin is where the same letter stands as a web page.
func twin(letter string) string {
	name, is := strings.CutSuffix(letter, ".pdf")
	if !is {
		return ""
	}
	return name + ".html"
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
func achievedWords(p calc.Position) (words, key string) {
	if len(p.Lines) == 0 {
		return "", ""
	}
	low, high := p.Lines[0].Highest().Achievement, p.Lines[0].Highest().Achievement
	for _, line := range p.Lines {
		if a := line.Highest().Achievement; a.Cmp(low) < 0 {
			low = a
		} else if a.Cmp(high) > 0 {
			high = a
		}
	}
	words, key = letters.Percent(low), low.Cut(places)
	if low.Cmp(high) < 0 {
		words += " to " + letters.Percent(high)
	}
	return words, key
}

// heldWords is the faults that hold a position: "held: E-date, E-repeat".
func heldWords(problems []calc.Problem) string {
	var codes []string
	for _, p := range problems {
		if !slices.Contains(codes, p.Code) {
			codes = append(codes, p.Code)
		}
	}
	return "held: " + strings.Join(codes, ", ")
}

// mark says why a person should look: held before look, look before what is
// near a boundary, and that before late coding.
func (row *pageRow) mark(p calc.Position, near int) {
	add := func(kind, words string, rank int) {
		row.Marks = append(row.Marks, pageMark{kind, words})
		row.Flags += kind + " "
		row.Rank += rank
	}
	if p.Outcome == calc.Held {
		add("held", heldWords(p.Held), 1000)
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
