package post

import (
	"fmt"
	"time"

	"yearend/letters/register"
)

// What a person can say of a letter.
const (
	AsSent  = "sent"  // the practice has it
	AsAgain = "again" // it does not: send it
)

// What a person can say of a run whose journal, record of sendings and profile are
// at odds.
const (
	TrueHere = "here" // what stands in this folder
	TrueSent = "sent" // what was ever noted as sent, wherever
)

// Word is a person's word, and why.
type Word struct {
	As, By, Because string
}

// Settle notes a person's word on what is at odds, in journal, record and profile.
// Where all that was noted as sent is true, the journal takes over what it lacks.
func (p *Posting) Settle(journal *Journal, books *Books, known Known, word Word, at time.Time) error {
	gone := known.gone(p.folder)
	if word.As == TrueSent {
		lines := known.all(p.Run.Digest)
		for _, g := range gone {
			lines = append(lines, known.all(g.Digest)...)
		}
		for _, event := range p.lacking(lines) {
			if err := journal.Add(event); err != nil {
				return err
			}
		}
	}
	for _, g := range gone {
		g.At, g.Place, g.Event, g.Reference, g.To, g.As, g.By, g.Because = at, books.keep.Place, Resolved, "", "", word.As, word.By, word.Because
		if err := books.add(g); err != nil {
			return err
		}
	}
	return journal.Add(Event{At: at, Kind: Resolved, As: word.As, By: word.By, Words: word.Because})
}

// lacking are events of this run's letters that lines know and its journal does
// not, each letter by what is known of it last.
func (p *Posting) lacking(lines []Sending) []Event {
	last := map[string]Sending{}
	for _, s := range lines {
		if s.Reference != "" && !s.Test {
			last[s.Reference] = s
		}
	}
	var events []Event
	for _, e := range p.Mailing.Envelopes {
		s, known := last[e.Reference]
		now := p.Standings[e.Reference].State
		if !known || now == IsSent || now == IsUnknown {
			continue
		}
		event := eventOf(s.At, Unknown, e)
		event.To, event.Words = s.To, fmt.Sprintf("%s says so: %s on %s from %s", SendingsFile, s.Event, s.At.Local().Format("2 January 2006 at 15:04:05"), s.Place)
		switch {
		case s.Event == Sent, s.Event == Resolved && s.As == AsSent:
			event.Kind = Sent
		case s.Event == Intent, s.Event == Unknown:
		default:
			continue // refused, put off, or a person said that it goes again
		}
		events = append(events, event)
	}
	return events
}

// Stop notes that a letter stays: something on it is not its practice's own.
func (j *Journal) Stop(e register.Envelope, why string, at time.Time) error {
	event := eventOf(at, Stopped, e)
	event.Words = why
	return j.Add(event)
}

// Resolve notes a person's word on a letter that does not get any further by itself.
func (j *Journal) Resolve(e register.Envelope, now Standing, as, by string, at time.Time) error {
	switch {
	case as != AsSent && as != AsAgain:
		return fmt.Errorf("%s can be settled as sent or as again, not as %q", e.Reference, as)
	case now.State == IsSent:
		return fmt.Errorf("%s was sent to %s on %s, and needs no settling: should it have come back, have the mailbox corrected and forward the letter yourself",
			e.Reference, now.To, now.At.Format("2 January 2006"))
	case now.State == IsReplaced:
		return fmt.Errorf("%s never goes, since %s, and needs no settling", e.Reference, now.Words)
	case now.State == IsOwed && as == AsAgain:
		return fmt.Errorf("%s is still to be sent, and needs no settling", e.Reference)
	case now.State == IsOwed && !now.Doubts && !now.Waits:
		return fmt.Errorf("%s was never tried: send it first", e.Reference)
	case now.State == IsNowhere && as == AsAgain:
		return fmt.Errorf("%s has no mailbox to be sent to: %s", e.Reference, e.Reason)
	}
	event := eventOf(at, Resolved, e)
	event.As, event.By = as, by
	return j.Add(event)
}
