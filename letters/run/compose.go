package run

import (
	"slices"

	"yearend/calc"
	"yearend/letters"
)

// Composed is one position's letter in words, before it is rendered.
type Composed struct {
	Issue  letters.Issue
	Letter letters.Letter
	email  letters.Email
	words  string // digest of how it reads, whatever its number
	differ differ
}

// differ says in what a letter that stands would read otherwise today.
type differ int

const (
	inNothing differ = iota
	inWords
	inAddress
	inNotes
)

// compose writes the letter on a position in words, where it is new or has other
// figures; a letter that stands is only compared with.
func (o Order) compose(c Compared, p calc.Position) (Composed, error) {
	switch issue := c.Issue(p); {
	case issue.Makes():
		return o.letter(p, issue)
	case issue.State == letters.Unchanged:
		return o.letterAgain(c, p, issue)
	default:
		return Composed{Issue: issue}, nil
	}
}

func (s Stationery) letter(p calc.Position, issue letters.Issue) (c Composed, err error) {
	c.Issue = issue
	if c.Letter, c.email, err = s.Write(p, issue); err != nil {
		return c, err
	}
	c.words = c.Letter.Check
	if issue.Number > 1 {
		c.words, err = s.wordsOf(p, s.AsOf)
	}
	return c, err
}

// letterAgain sees whether a letter whose figures stand would read otherwise
// today. Only if it was asked for, that is a reason to issue it again.
func (o Order) letterAgain(c Compared, p calc.Position, issue letters.Issue) (Composed, error) {
	before := c.stands[keyOf(p)]
	words, err := o.wordsOf(p, before.Date)
	switch {
	case err != nil || words == before.Words:
		return Composed{Issue: issue}, err
	case o.ReissueWording:
		return o.letter(p, c.again(p, before))
	case !slices.Equal(p.Notes(), before.Notes):
		return Composed{Issue: issue, differ: inNotes}, nil
	case slices.Equal(AddressLines(p), before.Address):
		return Composed{Issue: issue, differ: inWords}, nil
	}
	return Composed{Issue: issue, differ: inAddress}, nil
}

// wordsOf is a digest of the letter on a position as it would read if it were
// the first one, dated that day.
func (s Stationery) wordsOf(p calc.Position, on calc.Date) (string, error) {
	first := letters.Issue{State: letters.New, Number: 1, Reference: s.Kind.Reference(p, 1)}
	l, err := letters.Compose(s.rules(p.Scheme.Code).Letter.wording, p, first, s.occasion(p, on))
	return l.Check, err
}

// Write writes the letter on a position, and the e-mail that will carry it, so
// that a fault in the words of either is found before there is any letter.
func (s Stationery) Write(p calc.Position, issue letters.Issue) (letters.Letter, letters.Email, error) {
	rules, matter := s.rules(p.Scheme.Code), letters.MatterOf(p, issue, s.occasion(p, s.AsOf))
	l, err := matter.Letter(rules.Letter.wording)
	if err != nil || s.Kind.Email == "" {
		return l, letters.Email{}, err
	}
	e, err := matter.Email(rules.Email.wording)
	return l, e, err
}

// Placeholders are what the words of the letter on a position may name, and what each
// comes to in it.
func (s Stationery) Placeholders(p calc.Position, issue letters.Issue) []letters.Placeholder {
	return letters.PlaceholdersFor(p, issue, s.occasion(p, s.AsOf))
}

// AddressLines is all that decides where a letter goes by post.
func AddressLines(p calc.Position) []string {
	to := p.Recipient()
	lines := []string{to.Addressee, to.Name}
	if p.Successor != nil {
		lines = append(lines, p.Practice.Name)
	}
	return append(append(lines, to.Address...), to.Postcode)
}

// reworded reports the letters that stand, and would read otherwise today: each
// where the address is another, and how many there are where only the words are.
func reworded(c Compared, all []Written) []calc.Problem {
	var problems []calc.Problem
	words := map[string]int{}
	for i, one := range all {
		p := c.Settled.Positions[i]
		switch one.differ {
		case inWords:
			words[p.Scheme.Code]++
		case inNotes:
			problems = append(problems, calc.Problem{
				Code: calc.NotedLater, Severity: calc.Look, Practice: p.Practice.Code, Scheme: p.Scheme.Code, Found: one.Issue.Reference,
				Remedy: "the notes are not those of the letter of " + letters.LongDate(c.stands[keyOf(p)].Date) + ", which stands, since its figures are the same: " +
					"tell the practice, or `yearend produce --reissue-wording` issues it again with the notes as they are now",
			})
		case inAddress:
			problems = append(problems, calc.Problem{
				Code: "W-readdressed", Severity: calc.Look, Practice: p.Practice.Code, Scheme: p.Scheme.Code, Found: one.Issue.Reference,
				Remedy: "the name or address is not the one in the letter that stands; its figures are the same: `yearend produce --reissue-wording` would issue it again",
			})
		}
	}
	for scheme, n := range words {
		problems = append(problems, calc.Problem{
			Code: "W-reworded", Severity: calc.Look, Scheme: scheme, Found: letters.Many(n, "letter"),
			Remedy: "the words are not those of the letters that stand, and the figures are the same: they are not issued again, unless with `yearend produce --reissue-wording`",
		})
	}
	return problems
}
