package season

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/post"
	"yearend/letters/register"
)

// Happening is one thing that happened to a practice's letters.
type Happening struct {
	Run       string    `json:"run"`
	At        time.Time `json:"at,omitzero"`         // zero for the making of a run, which has a date alone
	On        string    `json:"on,omitempty"`        // that date
	Reference string    `json:"reference,omitempty"` // the letter; empty for what is of the whole run
	Scheme    string    `json:"scheme,omitempty"`
	What      string    `json:"what"`
	Who       string    `json:"who,omitempty"`
}

// PracticeStatus is everything that ever happened to a practice's letters, and
// where each of them stands now.
type PracticeStatus struct {
	Practice string
	Name     string
	History  []Happening
	Letters  []Letter
}

// PracticeOn says it of one practice, over all runs.
func PracticeOn(p Project, code string) (PracticeStatus, error) {
	s := PracticeStatus{Practice: strings.ToUpper(strings.TrimSpace(code))}
	runs, err := p.folder().Runs()
	if err != nil {
		return s, err
	}
	for _, run := range runs {
		if run.Kind.OnPages {
			continue
		}
		if err := s.inRun(run); err != nil {
			return s, err
		}
	}
	if len(s.History) == 0 {
		return s, Usage{fmt.Errorf("no run knows the practice %q", s.Practice)}
	}
	over, err := overBy(runs)
	if err != nil {
		return s, err
	}
	postings, err := postingsOf(p, runs, over)
	if err != nil {
		return s, err
	}
	all, err := seasonLetters(runs, postings)
	for _, l := range all {
		if l.Practice == s.Practice {
			s.Letters = append(s.Letters, l)
		}
	}
	return s, err
}

// PracticeNamed is a practice that a run knows.
type PracticeNamed struct{ Code, Name string }

// PracticesNamed are the practices of all runs whose code or name has the words in it, by
// their codes, each by the name that its newest run has for it.
func PracticesNamed(p Project, words string) ([]PracticeNamed, error) {
	runs, err := p.folder().Runs()
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, run := range runs {
		if run.Kind.OnPages {
			continue
		}
		entries, err := run.Entries()
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			names[string(e.Practice)] = e.Name
		}
	}
	var found []PracticeNamed
	for code, name := range names {
		if strings.Contains(strings.ToLower(code+" "+name), strings.ToLower(words)) {
			found = append(found, PracticeNamed{code, name})
		}
	}
	slices.SortFunc(found, func(a, b PracticeNamed) int { return cmp.Compare(a.Code, b.Code) })
	return found, nil
}

// inRun adds what happened in one run: it was made, approved and sent.
func (s *PracticeStatus) inRun(run register.Run) error {
	entries, err := run.Entries()
	if err != nil {
		return err
	}
	known := false
	for _, e := range entries {
		if string(e.Practice) != s.Practice {
			continue
		}
		known, s.Name = true, e.Name
		made := Happening{Run: run.Name, On: run.Record.AsOf, Scheme: e.Scheme, What: madeWords(e)}
		if e.Stands != nil {
			made.Reference = e.Stands.Reference
		}
		s.History = append(s.History, made)
	}
	if !known {
		return nil
	}
	approval, err := run.Approval()
	if err != nil {
		return err
	}
	var then []Happening
	approved := func(all []register.Signatory) {
		for _, by := range all {
			then = append(then, Happening{Run: run.Name, At: by.At, What: "approved", Who: by.Name})
		}
	}
	approved(approval.By)
	for _, back := range approval.Revoked {
		approved(back.Of)
		then = append(then, Happening{Run: run.Name, At: back.At, What: "the approval was taken back: " + back.Because, Who: back.Name})
	}
	journal, err := post.ReadJournal(run.Path(post.JournalFile), run.Digest)
	if err != nil {
		return err
	}
	by := ""
	for _, e := range journal.Events() {
		if e.Kind == post.Begun {
			by = e.By
		}
		if e.Practice == s.Practice {
			then = append(then, Happening{Run: run.Name, At: e.At, Reference: e.Reference, Scheme: e.Scheme, What: eventWords(e), Who: cmp.Or(e.By, by)})
		}
	}
	slices.SortStableFunc(then, func(a, b Happening) int { return a.At.Compare(b.At) })
	s.History = append(s.History, then...)
	return nil
}

// madeWords is what a run says of a position.
func madeWords(e register.Entry) string {
	switch e.State {
	case letters.New:
		return "made: " + balanceWords(e.Statement)
	case letters.Changed:
		return "made again, with other figures: " + balanceWords(e.Statement)
	case letters.Unchanged:
		return "unchanged: the letter of " + e.Stands.Run + " stands"
	case letters.Held:
		return "held: " + e.Reason
	case letters.Withdrawn:
		return "withdrawn: there is no contract for it"
	case letters.Unasked:
		return "final as the year-end letter has it: nothing was asked for"
	case letters.Aside:
	}
	return "the scheme is left out of the run: its letter stands"
}

func balanceWords(s *calc.Statement) string {
	if s == nil {
		return "no figures"
	}
	return letters.StatementWords(s)
}

// eventWords is a line of the journal in words.
func eventWords(e post.Event) string {
	words := string(e.Kind)
	switch e.Kind {
	case post.Intent:
		words = "about to be sent"
	case post.Resolved:
		words = "resolved as " + e.As
		if e.On != "" {
			words += " on " + e.On
		}
	case post.Begun, post.Sent, post.Refused, post.Deferred, post.Unknown, post.Stopped, post.Ended:
	}
	if e.To != "" && e.As != post.AsPosted {
		words += map[bool]string{true: " from ", false: " to "}[e.As == post.AsBounced] + e.To
	}
	switch {
	case e.Test:
		words += ", as a test"
	case e.Copy:
		words += ", a copy"
	}
	return e.Answered(words)
}
