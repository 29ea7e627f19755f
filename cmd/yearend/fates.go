package main

import (
	"fmt"

	"yearend/letters/post"
	"yearend/letters/register"
)

// fates counts letters by what became of them.
type fates struct {
	Sent      int `json:"sent"`
	Owed      int `json:"owed"`
	Refused   int `json:"refused"`
	Unknown   int `json:"unknown"`
	Stopped   int `json:"stopped"`
	NoMailbox int `json:"no_mailbox"`
	Replaced  int `json:"replaced"`
	KeptBack  int `json:"-"` // to go, but for something that a person must put right
}

// fates counts the letters of the run that are meant.
func (p *posting) fates(meant func(register.Envelope) bool) fates {
	var f fates
	count := map[post.State]*int{
		post.IsSent: &f.Sent, post.IsOwed: &f.Owed, post.IsRefused: &f.Refused, post.IsUnknown: &f.Unknown,
		post.IsStopped: &f.Stopped, post.IsNowhere: &f.NoMailbox, post.IsReplaced: &f.Replaced,
	}
	for _, e := range p.bag.Envelopes {
		switch state := p.standing[e.Reference].Now(); {
		case !meant(e):
		case state == post.IsOwed && p.bag.Withheld[e.Reference] != "":
			f.KeptBack++
		default:
			*count[state]++
		}
	}
	return f
}

func everyLetter(register.Envelope) bool { return true }

// owed is how many letters are still to go.
func (p *posting) owed() int { return p.fates(everyLetter).Owed }

// standsLine is where all the letters of the run stand.
func (p *posting) standsLine() string {
	f := p.fates(everyLetter)
	line := fmt.Sprintf("of %s of %s, %d are sent", manyLetters(len(p.bag.Envelopes)), p.run.Name, f.Sent)
	for _, other := range []struct {
		count int
		words string
	}{
		{f.Owed + f.KeptBack, "are still to go"}, {f.Stopped, "stopped"}, {f.Unknown, "unknown"}, {f.Refused, "refused"},
		{f.NoMailbox, "without a mailbox"}, {f.Replaced, "replaced by later letters"},
	} {
		if other.count > 0 {
			line += fmt.Sprintf(", %d %s", other.count, other.words)
		}
	}
	return line
}
