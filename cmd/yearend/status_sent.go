package main

import (
	"fmt"

	"yearend/letters/register"
)

// sentStatus is what became of the letters of an approved run.
type sentStatus struct {
	Run     string `json:"run"`
	Letters int    `json:"letters"`
	fates
	ForPerson []string `json:"for_person"` // a letter each, with why
}

// posted counts the letters of a scheme by what became of them.
type posted struct {
	Sent    int `json:"sent"`
	Owed    int `json:"to_send"`
	Refused int `json:"refused"`
	Unknown int `json:"unknown"`
	ByHand  int `json:"by_hand"` // a person must post it, or put right what stops it
}

// sentOf says what became of the letters of every approved run, and counts them
// by scheme.
func (s *standing) sentOf(p project, runs []register.Run) ([]sentStatus, error) {
	all := []sentStatus{}
	for _, run := range runs {
		if approved, err := run.Approved(); err != nil || !approved || run.Record.Letters() == 0 {
			continue // an approval that cannot be read has been reported
		}
		taken, err := takeUp(p, run, runs, "")
		if err != nil {
			return nil, err
		}
		all = append(all, taken.status())
		s.countPosted(taken)
	}
	return all, nil
}

// countPosted adds the letters of one run to their schemes.
func (s *standing) countPosted(p *posting) {
	for i := range s.Schemes {
		of := &s.Schemes[i]
		f := p.fates(func(e register.Envelope) bool { return e.Scheme == of.Scheme })
		of.Posted.Sent += f.Sent
		of.Posted.Owed += f.Owed
		of.Posted.Refused += f.Refused
		of.Posted.Unknown += f.Unknown
		of.Posted.ByHand += f.NoMailbox + f.Stopped + f.KeptBack
	}
}

func (p *posting) status() sentStatus {
	s := sentStatus{Run: p.run.Name, Letters: len(p.bag.Envelopes), fates: p.fates(everyLetter), ForPerson: []string{}}
	for _, e := range p.forPerson() {
		s.ForPerson = append(s.ForPerson, p.personLine(e))
	}
	return s
}

// personLine is a letter that waits for a person, with why.
func (p *posting) personLine(e register.Envelope) string {
	now := p.standing[e.Reference]
	return fmt.Sprintf("%s: %s: %s", e.Reference, stateWords(now), orElse(p.bag.Withheld[e.Reference], now.Words))
}

// toSend is what to do next about letters, in words.
func toSend(all []sentStatus) []string {
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
