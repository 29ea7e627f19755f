package main

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/letters"
	"yearend/letters/post"
)

// sayEachLetter is a line a kind and scheme: every letter of the season, each in one place.
func sayEachLetter(w io.Writer, all []season.LettersOf) {
	if len(all) == 0 {
		return
	}
	fmt.Fprintln(w, "\nEvery letter, once")
	for _, of := range all {
		var states []string
		for _, state := range season.LetterStates() {
			if n := of.In[state]; n > 0 {
				states = append(states, fmt.Sprintf("%s %s", letters.Count(n), state))
			}
		}
		line := fmt.Sprintf("  %s, %s: %s: %s", of.Kind, of.Scheme, manyLetters(of.Letters), calc.And(states))
		if of.ForPerson > 0 {
			line += fmt.Sprintf("; %s for a person", letters.Count(of.ForPerson))
		}
		fmt.Fprintln(w, line)
	}
}

// task is what letters of one run wait for, with the command that takes them further.
type task struct {
	waits   func(season.Letter) bool
	command func(s season.Status, first season.Letter, n int) string
}

// tasks are in the order in which they are best done.
var tasks = []task{
	{func(l season.Letter) bool { return l.State == season.LetterUnknown }, func(_ season.Status, l season.Letter, n int) string {
		return fmt.Sprintf("%s of %s may have arrived, or not: find out, beginning with %s, then `%s`, or =again", manyLetters(n), l.Run.Name, l.Reference, resolving(l, post.AsSent))
	}},
	{func(l season.Letter) bool { return l.State == season.LetterBounced }, func(s season.Status, l season.Letter, n int) string {
		return fmt.Sprintf("%s of %s came back, beginning with %s: put another mailbox into the register, then make a run with `%s` and approve it",
			manyLetters(n), l.Run.Name, l.Reference, produceKind(s, l.Kind, l.Run.Record.Through))
	}},
	{sending(post.IsRefused), func(_ season.Status, l season.Letter, n int) string {
		return fmt.Sprintf("%s refused, beginning with %s: when its mailbox takes letters, `%s`", keeps(n, l.Run.Name, "was", "were"), l.Reference, resolving(l, post.AsAgain))
	}},
	{func(l season.Letter) bool {
		return sending(post.IsNowhere)(l) && !l.NotOnPaper
	}, func(_ season.Status, l season.Letter, n int) string {
		return fmt.Sprintf("%s to be posted: `yearend print %s`; when they have gone, beginning with %s, `%s`",
			keeps(n, l.Run.Name, "is", "are"), l.Run.Name, l.Reference, resolving(l, post.AsPosted)+" --on DATE")
	}},
	{func(l season.Letter) bool {
		return l.State == season.ToSend && l.ForPerson && (l.Sending == post.IsStopped || l.Sending == post.IsOwed || l.NotOnPaper)
	}, func(_ season.Status, l season.Letter, n int) string {
		return fmt.Sprintf("%s kept back, beginning with %s, since %s: `yearend send %s` names each", keeps(n, l.Run.Name, "is", "are"), l.Reference, l.Why, l.Run.Name)
	}},
	{func(l season.Letter) bool {
		return l.State == season.ToSend && l.Sending == post.IsOwed && l.Why == ""
	}, func(_ season.Status, l season.Letter, n int) string {
		return fmt.Sprintf("%s has %s to send: look with `yearend send %s`, then add --live", l.Run.Name, manyLetters(n), l.Run.Name)
	}},
}

func sending(state post.State) func(season.Letter) bool {
	return func(l season.Letter) bool {
		return l.State == season.ToSend && l.Sending == state
	}
}

// keeps is "1 letter of run-001 is" or "3 letters of run-001 are".
func keeps(n int, run, one, more string) string {
	return fmt.Sprintf("%s of %s %s", manyLetters(n), run, calc.Agree(n, one, more))
}

// resolving is the command by which a person says what became of a letter.
func resolving(l season.Letter, as string) string {
	return fmt.Sprintf("yearend send %s --resolve %s=%s --scheme %s --by NAME", l.Run.Name, l.Practice, as, l.Scheme)
}

// nextLetters is what to do about letters that are approved, run by run.
func nextLetters(s season.Status) []string {
	var all []season.Letter
	for _, l := range s.Each {
		switch {
		case s.Ended && l.Kind.Early && l.State != season.LetterUnknown: // a projection says nothing any more
		case goesByNewest(s, l): // which is to be approved, and has been said
		default:
			all = append(all, l)
		}
	}
	var todo []string
	for _, run := range runNames(all) {
		for _, t := range tasks {
			var first *season.Letter
			n := 0
			for i := range all {
				if all[i].Run.Name != run || !t.waits(all[i]) {
					continue
				}
				if n++; first == nil {
					first = &all[i]
				}
			}
			if first != nil {
				todo = append(todo, t.command(s, *first, n))
			}
		}
	}
	return todo
}

// nextCopies is what to do about copies that lag behind their letters; where letters
// are to go from the run as well, they go with those.
func nextCopies(s season.Status) []string {
	var todo []string
	for _, of := range s.Sent {
		if of.Copies > 0 && of.Owed == 0 && !(s.Ended && of.Early) {
			todo = append(todo, fmt.Sprintf("%s has %s of letters to send that have gone: look with `yearend send %s`, then add --live", of.Run, letters.Many(of.Copies, "copy"), of.Run))
		}
	}
	return todo
}

// goesByNewest reports whether a letter that waits goes to another mailbox once the
// newest run is approved.
func goesByNewest(s season.Status, l season.Letter) bool {
	for _, references := range s.Readdressed {
		if slices.Contains(references, l.Reference) {
			return l.State != season.LetterUnknown // of which a person must find out all the same
		}
	}
	return false
}

// runNames are the runs of the letters, in their order.
func runNames(all []season.Letter) []string {
	var names []string
	for _, l := range all {
		if !slices.Contains(names, l.Run.Name) {
			names = append(names, l.Run.Name)
		}
	}
	return names
}

// sayPractice is everything that ever happened to a practice, and where its letters stand.
func sayPractice(w io.Writer, s season.PracticeStatus) {
	fmt.Fprintf(w, "%s %s\n\n", s.Practice, s.Name)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "when\trun\tletter\twhat\twho")
	for _, h := range s.History {
		when, letter := "dated "+h.On, h.Reference
		if !h.At.IsZero() {
			when = h.At.Local().Format("2006-01-02 15:04:05")
		}
		if letter == "" {
			letter = h.Scheme
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\n", when, h.Run, letter, h.What, h.Who)
	}
	t.Flush()
	fmt.Fprintln(w, "\nNow")
	for _, l := range s.Letters {
		fmt.Fprintf(w, "  %s\n", letterNow(l))
	}
	if len(s.Letters) == 0 {
		fmt.Fprintln(w, "  no letter")
	}
}

// letterNow is where a letter stands, with why it waits.
func letterNow(l season.Letter) string {
	name := l.Reference
	if name == "" {
		name = l.Scheme
	}
	words := fmt.Sprintf("%s: %s (%s)", name, l.State, l.Run.Name)
	if l.Why != "" {
		words += ": " + l.Why
	}
	return words
}

// practiceReport is what `status --practice --json` prints.
type practiceReport struct {
	Practice string             `json:"practice_code"`
	Name     string             `json:"practice_name"`
	History  []season.Happening `json:"history"`
	Letters  []practiceLetter   `json:"letters"`
}

type practiceLetter struct {
	Run       string `json:"run"`
	Kind      string `json:"kind"`
	Scheme    string `json:"scheme"`
	Reference string `json:"reference,omitempty"`
	State     string `json:"state"`
	Why       string `json:"why,omitempty"`
}

func practiceJSON(s season.PracticeStatus) practiceReport {
	r := practiceReport{Practice: s.Practice, Name: s.Name, History: s.History, Letters: []practiceLetter{}}
	for _, l := range s.Letters {
		r.Letters = append(r.Letters, practiceLetter{l.Run.Name, l.Kind.Name, l.Scheme, l.Reference, string(l.State), l.Why})
	}
	return r
}
