package main

import (
	"fmt"
	"strings"

	"yearend/letters"
	"yearend/letters/register"
)

// next is what to do now, in words, the first thing first.
func (y *yearEnd) next(s standing, runs []register.Run) []string {
	if s.Busy != "" {
		return []string{"wait: " + s.Busy + " is at work"}
	}
	if len(runs) == 0 {
		return []string{"put the files in place, read them with `yearend check`, then make the letters with `yearend produce`" + y.hurry()}
	}
	newest, last := runs[len(runs)-1], s.Runs[len(s.Runs)-1]
	var todo []string
	if changed := y.changedSince(newest); len(changed) > 0 {
		todo = append(todo, fmt.Sprintf("%s changed since %s: make a new run with `yearend produce`", strings.Join(changed, ", "), newest.Name))
	}
	switch {
	case last.Approved || last.Letters == 0 && newest.Record.Earlier != nil: // nothing in it to approve
	case len(last.By) > 0:
		todo = append(todo, fmt.Sprintf("%s is approved by %s; %d more must approve it", newest.Name, strings.Join(last.By, ", "), last.Needs-len(last.By)))
	default:
		look := fmt.Sprintf("look through %s, then approve it: `yearend approve %s --by NAME` (%s)", newest.Name, newest.Name, manyLetters(last.Letters))
		if newest.Record.Firsts() > 0 { // only a first letter has a day that it is due by
			look += y.hurry()
		}
		todo = append(todo, look)
	}
	todo = append(todo, toSend(s.Sent)...)
	if held := heldIn(s.Schemes); held > 0 {
		todo = append(todo, fmt.Sprintf("held and without a letter: %s; have the faults mended at their source, and run `yearend produce` again", manyPositions(held)))
	}
	if len(todo) == 0 {
		todo = append(todo, "nothing: every letter is made, approved and sent")
	}
	return todo
}

func heldIn(schemes []schemeStatus) int {
	held := 0
	for _, s := range schemes {
		held += len(s.Held)
	}
	return held
}

// hurry says how long there is until the letters are due.
func (y *yearEnd) hurry() string {
	first := y.schemes()[0].Dates.LettersBy
	for _, s := range y.schemes() {
		first = min(first, s.Dates.LettersBy)
	}
	switch left := y.asOf.DaysTo(first); {
	case left < 0:
		return fmt.Sprintf("; the letters were due by %s", letters.LongDate(first))
	case left == 0:
		return "; the letters are due today"
	default:
		return fmt.Sprintf("; the letters are due by %s, in %s", letters.LongDate(first), days(left))
	}
}

func days(n int) string {
	if n == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", n)
}
