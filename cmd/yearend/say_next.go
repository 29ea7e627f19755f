package main

import (
	"fmt"
	"strings"

	"yearend/cmd/yearend/season"
	"yearend/letters"
)

// nextSteps is what to do now, the first thing first.
func nextSteps(s season.Status) []string {
	if s.Busy != "" {
		return []string{"wait: " + s.Busy + " is at work"}
	}
	if len(s.Runs) == 0 {
		return []string{"put the files in place, read them with `yearend check`, then make the letters with `yearend produce`" + hurry(s)}
	}
	var todo []string
	for _, newest := range s.Newest {
		todo = append(todo, aboutNewest(s, newest)...)
	}
	todo = append(todo, toSend(s.Sent)...)
	if held := s.Held(); held > 0 {
		todo = append(todo, fmt.Sprintf("held and without a letter: %s; have the faults mended at their source, and run `yearend produce` again", manyPositions(held)))
	}
	if len(todo) == 0 {
		todo = append(todo, "nothing: every letter is made, approved and sent")
	}
	return todo
}

// aboutNewest is what to do about the newest run of a kind.
func aboutNewest(s season.Status, r season.Newest) []string {
	var todo []string
	if len(r.Changed) > 0 {
		todo = append(todo, fmt.Sprintf("%s changed since %s: make a new run with `yearend produce`", strings.Join(r.Changed, ", "), r.Run))
	}
	switch {
	case r.Approved || r.Letters == 0 && r.Follows: // nothing in it to approve
	case len(r.By) > 0:
		todo = append(todo, fmt.Sprintf("%s is approved by %s; %d more must approve it", r.Run, strings.Join(r.By, ", "), r.Needs-len(r.By)))
	default:
		look := fmt.Sprintf("look through %s, then approve it: `yearend approve %s --by NAME` (%s)", r.Run, r.Run, manyLetters(r.Letters))
		if r.Firsts > 0 { // only a first letter has a day that it is due by
			look += hurry(s)
		}
		todo = append(todo, look)
	}
	return todo
}

// hurry says how long there is until the letters are due.
func hurry(s season.Status) string {
	switch left := s.On.DaysTo(s.LettersBy); {
	case left < 0:
		return fmt.Sprintf("; the letters were due by %s", letters.LongDate(s.LettersBy))
	case left == 0:
		return "; the letters are due today"
	default:
		return fmt.Sprintf("; the letters are due by %s, in %s", letters.LongDate(s.LettersBy), manyDays(left))
	}
}

func manyDays(n int) string { return letters.Many(int64(n), "day") }

// toSend is what to do next about letters, in words.
func toSend(all []season.SentStatus) []string {
	var todo []string
	for _, s := range all {
		if s.Owed > 0 {
			todo = append(todo, fmt.Sprintf("%s has %s to send: look with `yearend send %s`, then add --live", s.Run, manyLetters(s.Owed), s.Run))
		}
		if n := len(s.ForPerson); n > 0 {
			todo = append(todo, fmt.Sprintf("%s has %s for a person to settle: `yearend send %s --resolve CODE=sent --by NAME`, or CODE=again", s.Run, manyLetters(n), s.Run))
		}
	}
	return todo
}
