package main

import (
	"fmt"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/register"
)

// bring takes what a later approved run says of this run's letters: which it
// replaces, which it holds in doubt, and to which mailbox the others go now.
func (p *posting) bring(last register.Run) error {
	entries, err := last.Entries()
	if err != nil {
		return err
	}
	envelopes, err := last.Envelopes()
	if err != nil {
		return err
	}
	now := map[register.PositionKey]register.Entry{}
	for _, e := range entries {
		now[placeOf(e)] = e
	}
	mailboxes := map[string]register.Envelope{} // by practice: a letter that never goes must not claim a mailbox that is another's now
	for _, e := range envelopes {
		mailboxes[e.Practice] = e
	}
	for i := range p.bag.Envelopes {
		e := &p.bag.Envelopes[i]
		p.judge(last.Name, e, now[register.PositionKey{Practice: calc.PracticeCode(e.Practice), Scheme: e.Scheme}])
		if newer, ok := mailboxes[e.Practice]; ok {
			e.To, e.Reason = newer.To, newer.Reason
		}
	}
	return nil
}

// judge says whether a letter may still go, after a later run.
func (p *posting) judge(last string, e *register.Envelope, now register.Entry) {
	switch {
	case now.Stands == nil:
		p.bag.Withheld[e.Reference] = fmt.Sprintf("%s, approved later, knows nothing of it", last)
	case now.Stands.Reference != e.Reference || now.Stands.Run != p.run.Name:
		p.replaced[e.Reference] = fmt.Sprintf("%s of %s has taken its place", now.Stands.Reference, now.Stands.Run)
	case now.State == letters.Held:
		p.bag.Withheld[e.Reference] = fmt.Sprintf("%s, approved later, holds the practice: %s", last, now.Reason)
	case now.State == letters.Withdrawn:
		p.bag.Withheld[e.Reference] = fmt.Sprintf("%s, approved later, has no contract for it", last)
	}
}
