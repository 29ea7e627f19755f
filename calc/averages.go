package calc

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Averages is what a scheme file chooses among for a method: which months are
// taken, and how they are taken together. An entry is all that there is to a
// choice: the rule book's list, the sum that is measured, the sum that a person
// reads and the workbook's formulas follow from its terms.
type Averages struct {
	Months []MonthsChoice
	Takes  []Take
}

// MonthsChoice is a choice of months by the word that a scheme file has for it.
type MonthsChoice struct {
	Word     string
	Numbered bool // a number of months stands after the word: "best 9"
	Taking   func(n int) Taking
}

// Taking says which months of the year are taken: singly or so many together,
// those from one place to another in some order, or those with any activity.
type Taking struct {
	By       TakenBy
	Together int // 1: each month by itself; 3: the quarters of the year
	From, To int // their places in the order, from 1; not for IfActive
}

// TakenBy is what decides whether months are taken.
type TakenBy string

const (
	InYear   TakenBy = "in the year" // their order in the year, April first
	ByShare  TakenBy = "by share"    // that of recorded ÷ expected, the highest first; of equals the earlier
	IfActive TakenBy = "if active"   // that there is any activity in them
)

// Take is how the months taken make one ratio.
type Take struct {
	Word string
	// PerDay: each month's own recorded ÷ expected counts alike, and the ratio is
	// their mean. Otherwise it is Σ recorded ÷ Σ expected.
	PerDay bool
}

// KnownAverages are the choices that a scheme file has.
func KnownAverages() Averages {
	return Averages{
		Months: []MonthsChoice{
			{Word: "all", Taking: func(int) Taking { return Taking{By: InYear, Together: 1, From: 1, To: Months} }},
			{Word: "best", Numbered: true, Taking: func(n int) Taking { return Taking{By: ByShare, Together: 1, From: 1, To: n} }},
			{Word: "last", Numbered: true, Taking: func(n int) Taking { return Taking{By: InYear, Together: 1, From: Months - n + 1, To: Months} }},
			{Word: "active", Taking: func(int) Taking { return Taking{By: IfActive, Together: 1} }},
			{Word: "quarter", Taking: func(int) Taking { return Taking{By: ByShare, Together: 3, From: 1, To: 1} }},
		},
		Takes: []Take{{Word: "total"}, {Word: "mean", PerDay: true}},
	}
}

// MonthsOf reads a choice of months as a scheme file writes it: "best 9".
func (a Averages) MonthsOf(text string) (Taking, error) {
	word, number, _ := strings.Cut(text, " ")
	i := slices.IndexFunc(a.Months, func(c MonthsChoice) bool { return c.Word == word })
	if i < 0 {
		var words []string
		for _, c := range a.Months {
			words = append(words, c.Word)
		}
		return Taking{}, unknownChoice(word, words)
	}
	choice := a.Months[i]
	if !choice.Numbered && number != "" {
		return Taking{}, fmt.Errorf("%q takes no number", word)
	}
	n, err := strconv.Atoi(number)
	if choice.Numbered && (err != nil || n < 1 || n > Months) {
		return Taking{}, fmt.Errorf("%q needs a number of months from 1 to 12, as in %q", text, word+" 9")
	}
	return choice.Taking(n), nil
}

// Words are those that its choices are written with.
func (a Averages) Words() []string {
	var words []string
	for _, c := range a.Months {
		words = append(words, c.Word)
	}
	for _, t := range a.Takes {
		words = append(words, t.Word)
	}
	return words
}

// Count is how many months are taken, 0 where the year decides it.
func (t Taking) Count() int {
	if t.By == IfActive {
		return 0
	}
	return (t.To - t.From + 1) * t.Together
}

// TakeOf reads a way to take the months as a scheme file writes it: "mean".
func (a Averages) TakeOf(word string) (Take, error) {
	var words []string
	for _, t := range a.Takes {
		if t.Word == word {
			return t, nil
		}
		words = append(words, t.Word)
	}
	return Take{}, unknownChoice(word, words)
}

func unknownChoice(word string, known []string) error {
	return fmt.Errorf("%q is not known here: write %s", word, Or(known))
}
