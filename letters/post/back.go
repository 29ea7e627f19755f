package post

import (
	"cmp"
	"fmt"
	"slices"

	"yearend/letters/register"
)

// cameBack is a letter that came back from a mailbox or went astray there, and
// whose word that is.
type cameBack struct{ reference, practice, from, by string }

// returned are the letters of all runs that came back, so that no other letter of
// their practices goes to the same mailbox.
type returned struct {
	letters []cameBack
	again   map[string]bool // references of letters that came back, and of which a person said afterwards that they go again
}

// hear takes what a journal says of letters that came back. Whoever says that such
// a letter arrived after all, or goes again as it is, takes its coming back away.
func (r *returned) hear(events []Event) {
	for _, e := range events {
		if e.Kind != Resolved || e.Reference == "" {
			continue
		}
		own := func(c cameBack) bool { return c.reference == e.Reference }
		switch e.As {
		case AsBounced:
			r.letters = append(r.letters, cameBack{e.Reference, e.Practice, e.To, e.By})
			delete(r.again, e.Reference)
		case AsAgain:
			if slices.ContainsFunc(r.letters, own) {
				r.again[e.Reference] = true
			}
			r.letters = slices.DeleteFunc(r.letters, own)
		case AsSent:
			r.letters = slices.DeleteFunc(r.letters, own)
		}
	}
}

// keeps says why a letter may not go to the mailbox that its envelope bears; empty
// where it may.
func (r *returned) keeps(e register.Envelope) string {
	if e.To == "" || r.again[e.Reference] {
		return ""
	}
	for _, c := range r.letters {
		if (c.practice == e.Practice || c.practice == e.Reader()) && register.SameAddress(c.from, e.To) {
			return fmt.Sprintf("%s came back from %s, says %s: put another mailbox into the register, then make a run with `yearend produce` and approve it",
				c.reference, c.from, c.by)
		}
	}
	return ""
}

// bar keeps back every letter that is to go to a mailbox which is another's by now, or
// from which a letter of its practice came back; and of those that go by post every one
// on which another address stands. One that came back itself waits already.
func (p *Posting) bar(back *returned) {
	for _, e := range p.Mailing.Envelopes {
		why := ""
		switch p.Standings[e.Reference].State {
		case IsOwed:
			why = cmp.Or(p.Mailing.decided(e).Elsewhere, back.keeps(e))
		case IsNowhere:
			why = p.Mailing.decided(e).OnPaper
		case IsSent, IsPosted, IsRefused, IsUnknown, IsBounced, IsReplaced, IsStopped: // what has gone may still have its copies
		}
		if why == "" {
			continue
		}
		p.Mailing.Barred[e.Reference] = why
		if p.Superseded[e.Reference] == p.although { // it is no newer run any more that keeps it
			delete(p.Superseded, e.Reference)
		}
	}
}

// KeptBack is why a letter that is owed, or goes by post, does not go; empty where it may.
func (p *Posting) KeptBack(reference string) string {
	return cmp.Or(p.Mailing.Withheld[reference], p.Mailing.Barred[reference])
}
