package season

import (
	"fmt"
	"slices"
	"strings"

	"yearend/letters/post"
	"yearend/letters/register"
)

// Resolved is a letter on which a person has given their word.
type Resolved struct {
	Envelope register.Envelope
	As       string // post.AsSent or post.AsAgain
	Replaced string // why it is not sent again all the same, in words; empty where it is
}

// Resolve notes a person's word on letters that get no further by themselves:
// CODE=sent or CODE=again each. What was noted before an error is given too.
func (s *Sending) Resolve(words, schemes []string, by string) (noted []Resolved, err error) {
	codes, err := s.schemeCodes(schemes)
	if err != nil {
		return nil, err
	}
	if !s.Approved {
		return nil, fmt.Errorf("%s is not approved, so that nothing was sent from it", s.Run.Name)
	}
	meant, err := s.meant(words, codes)
	if err != nil {
		return nil, err
	}
	if err := s.Doubtless(); err != nil {
		return nil, err
	}
	journal, err := s.openBooks()
	if err != nil {
		return nil, err
	}
	defer journal.Close()
	for _, m := range meant {
		if err := journal.Resolve(m.Envelope, s.Standings[m.Envelope.Reference], m.As, by, s.now()); err != nil {
			return noted, err
		}
		noted = append(noted, m)
	}
	s.Heard(journal.Events())
	return noted, s.WriteSent()
}

// Settle notes a person's word on what is at odds about the run: whether what stands
// in this folder is true, or all that was ever noted as sent.
func (s *Sending) Settle(word post.Word) error {
	word.By, word.Because = strings.Join(strings.Fields(word.By), " "), strings.Join(strings.Fields(word.Because), " ")
	switch {
	case word.As != post.TrueHere && word.As != post.TrueSent:
		return Usage{fmt.Errorf("--resolve %s=%s: write %s=here or %s=sent", s.Run.Name, word.As, s.Run.Name, s.Run.Name)}
	case word.By == "" || word.Because == "":
		return Usage{fmt.Errorf("--resolve %s=%s needs --by NAME and --because TEXT: whose word it is, and what it rests on", s.Run.Name, word.As)}
	case len(s.Doubts) == 0:
		return fmt.Errorf("nothing is at odds about what was sent from %s, and needs no settling", s.Run.Name)
	}
	journal, err := s.openBooks()
	if err != nil {
		return err
	}
	defer journal.Close()
	if err := s.Posting.Settle(journal.Journal, journal.outside, s.known, word, s.now()); err != nil {
		return err
	}
	s.Heard(journal.Events())
	return s.WriteSent()
}

// meant are the letters that the words are about, each named once.
func (s *Sending) meant(words, schemes []string) ([]Resolved, error) {
	var meant []Resolved
	for _, text := range words {
		code, as, ok := strings.Cut(text, "=")
		if !ok {
			return nil, Usage{fmt.Errorf("--resolve %s: write CODE=sent or CODE=again", text)}
		}
		e, err := s.waiting(strings.ToUpper(code), schemes)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(meant, func(m Resolved) bool { return m.Envelope.Reference == e.Reference }) {
			return nil, Usage{fmt.Errorf("--resolve names %s twice: say one thing of it", e.Reference)}
		}
		meant = append(meant, Resolved{e, strings.ToLower(as), s.ReplacedBy(e)})
	}
	return meant, nil
}

// waiting is the one letter to a practice that waits for a person's word.
func (s *Sending) waiting(code string, schemes []string) (register.Envelope, error) {
	all := s.LettersTo(code, strings.Join(schemes, ""))
	var found []register.Envelope
	for _, e := range all {
		if s.Standings[e.Reference].NeedsPerson() {
			found = append(found, e)
		}
	}
	switch {
	case len(all) == 0:
		return register.Envelope{}, Usage{fmt.Errorf("%s has no letter to %q", s.Run.Name, code)}
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return register.Envelope{}, Usage{withHint(fmt.Errorf("%d letters to %s wait for a person's word", len(found), code),
			"say which with --scheme")}
	case len(all) == 1:
		return all[0], nil // the journal says why it needs none
	}
	return register.Envelope{}, Usage{fmt.Errorf("no letter to %s waits for a person's word", code)}
}
