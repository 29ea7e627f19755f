package main

import (
	"fmt"
	"slices"

	"yearend/calc"
	"yearend/letters"
)

// composed is one position's letter in words, before it is rendered.
type composed struct {
	issue    letters.Issue
	letter   letters.Letter
	email    letters.Email
	words    string // digest of how it reads, whatever its number
	rephrase rephrase
}

// makes reports whether the run makes a letter of it.
func (c composed) makes() bool {
	return c.issue.State == letters.New || c.issue.State == letters.Changed
}

// rephrase says in what an unchanged letter would read otherwise today.
type rephrase int

const (
	sameWords rephrase = iota
	otherWords
	otherAddress
)

// compose writes the letter of every position that is not held.
func (y *yearEnd) compose() ([]composed, error) {
	all := make([]composed, len(y.settled.Positions))
	for i, p := range y.settled.Positions {
		c := composed{issue: y.issueOf(p)}
		var err error
		switch c.issue.State {
		case letters.New, letters.Changed:
			err = y.composeNew(&c, p)
		case letters.Unchanged:
			err = y.composeAgain(&c, p)
		}
		if err != nil {
			return nil, fmt.Errorf("write to %s on %s: %w", p.Practice.Code, p.Scheme.Title, err)
		}
		all[i] = c
	}
	return all, nil
}

func (y *yearEnd) composeNew(c *composed, p calc.Position) (err error) {
	if c.letter, c.email, err = y.write(p, c.issue, y.asOf); err != nil {
		return err
	}
	c.words = c.letter.Check
	if c.issue.State == letters.Changed {
		c.words, err = y.wordsOf(p, y.asOf)
	}
	return err
}

// composeAgain sees whether a letter whose figures stand would read otherwise
// today. Only if it was asked for, that is a reason to issue it again.
func (y *yearEnd) composeAgain(c *composed, p calc.Position) error {
	before, _ := y.stands(p)
	words, err := y.wordsOf(p, before.Date)
	if err != nil || words == before.Words {
		return err
	}
	if y.reissueWording {
		c.issue = replacing(p, before)
		return y.composeNew(c, p)
	}
	c.rephrase = otherWords
	if !slices.Equal(addressLines(p.Practice), before.Address) {
		c.rephrase = otherAddress
	}
	return nil
}

// wordsOf is a digest of the letter on a position as it would read if it were
// the first one, dated that day.
func (y *yearEnd) wordsOf(p calc.Position, on calc.Date) (string, error) {
	l, err := letters.Compose(y.rule(p.Scheme.Code).letter.wording, p, letters.Issue{State: letters.New, Number: 1, Reference: letters.YearEnd().Reference(p, 1)}, y.occasion(p, on))
	return l.Check, err
}

// write writes the letter on a position, and the e-mail that will carry it, so
// that a fault in the words of either is found before there is any letter.
func (y *yearEnd) write(p calc.Position, issue letters.Issue, on calc.Date) (letters.Letter, letters.Email, error) {
	rules, occasion := y.rule(p.Scheme.Code), y.occasion(p, on)
	l, err := letters.Compose(rules.letter.wording, p, issue, occasion)
	if err != nil {
		return l, letters.Email{}, err
	}
	e, err := letters.ComposeEmail(rules.email.wording, p, issue, occasion)
	return l, e, err
}

func (y *yearEnd) occasion(p calc.Position, on calc.Date) letters.Occasion {
	return letters.Occasion{Kind: letters.YearEnd(),
		Issuer: y.project.Issuer, On: on, FormLink: y.project.MitigationForms[p.Scheme.Code],
		Marking: y.project.Marking, Logo: y.project.logo.picture,
	}
}

// reworded reports the letters that stand, and would read otherwise today: each
// where the address is another, and how many there are where only the words are.
func (y *yearEnd) reworded(all []composed) []calc.Problem {
	var problems []calc.Problem
	words := map[string]int{}
	for i, c := range all {
		p := y.settled.Positions[i]
		switch c.rephrase {
		case otherWords:
			words[p.Scheme.Code]++
		case otherAddress:
			before, _ := y.stands(p)
			problems = append(problems, calc.Problem{
				Code: "W-readdressed", Severity: calc.Look, Practice: p.Practice.Code, Scheme: p.Scheme.Code, Found: before.Reference,
				Remedy: "the name or address is not the one in the letter that stands; its figures are the same: `yearend produce --reissue-wording` would issue it again",
			})
		}
	}
	for _, scheme := range sortedKeys(words) {
		problems = append(problems, calc.Problem{
			Code: "W-reworded", Severity: calc.Look, Scheme: scheme, Found: manyLetters(words[scheme]),
			Remedy: "the words are not those of the letters that stand, and the figures are the same: they are not issued again, unless with `yearend produce --reissue-wording`",
		})
	}
	return problems
}
