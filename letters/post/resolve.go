package post

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"yearend/letters/register"
)

// What a person can say of a letter.
const (
	AsSent  = "sent"  // the practice has it
	AsAgain = "again" // it does not: send it
	// AsBounced: it was sent, and came back or went astray. It goes again when its
	// envelope bears another mailbox.
	AsBounced = "bounced"
	AsPosted  = "posted" // it has gone on paper
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

// Resolve notes a person's word on what is at odds, in journal, record and profile.
// Where all that was noted as sent is true, the journal takes over what it lacks.
func (p *Posting) Resolve(journal *Journal, books *Books, known Known, word Word, at time.Time) error {
	gone := known.gone(p.folder)
	if word.As == TrueSent {
		lines := known.all(p.Run.Digest)
		for _, g := range gone {
			lines = append(lines, known.all(g.Digest)...)
		}
		events := p.lacking(lines)
		for _, d := range known.doubled(p) {
			events = append(events, d.gone(p)...)
		}
		for _, event := range p.tabled() {
			if !slices.ContainsFunc(events, func(e Event) bool { return e.Reference == event.Reference }) {
				events = append(events, event)
			}
		}
		for _, event := range events {
			if err := journal.Add(event); err != nil {
				return err
			}
		}
	}
	for _, g := range gone {
		g.At, g.Origin, g.Event, g.Reference, g.To, g.As, g.By, g.Because = at, books.keep.Origin, Resolved, "", "", word.As, word.By, word.Because
		if err := books.add(g); err != nil {
			return err
		}
	}
	books.elsewhere = known.lengths()
	defer func() { books.elsewhere = nil }()
	return journal.Add(Event{At: at, Kind: Resolved, As: word.As, By: word.By, Words: word.Because})
}

// lacking are events of this run's letters that lines know and its journal does
// not, each letter by what is known of it last.
func (p *Posting) lacking(lines []Sending) []Event {
	last := map[string]Sending{}
	for _, s := range lines {
		if s.Reference != "" && !s.Test && !s.Copy {
			last[s.Reference] = s
		}
	}
	var events []Event
	for _, e := range p.Mailing.Envelopes {
		s, known := last[e.Reference]
		now := p.Standings[e.Reference]
		if !known || now.State.mayHave() || s.As == AsBounced && now.cameBack(s.At) {
			continue
		}
		event := eventOf(s.At, Unknown, e)
		event.To, event.Words = s.To, fmt.Sprintf("%s says so: %s on %s from %s", SendingsFile, s.Event, s.At.Local().Format("2 January 2006 at 15:04:05"), s.Origin)
		switch {
		case s.Event == Sent, s.Event == Resolved && (s.As == AsSent || s.As == AsPosted || s.As == AsBounced): // nothing more goes by itself
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
	return j.note(e, now, Event{At: at, As: as, By: by})
}

// Posted notes that a letter has gone on paper, on a day.
func (j *Journal) Posted(e register.Envelope, now Standing, on, by string, at time.Time) error {
	return j.note(e, now, Event{At: at, As: AsPosted, By: by, On: on})
}

// note adds a person's word, where it can be said of the letter.
func (j *Journal) note(e register.Envelope, now Standing, said Event) error {
	rule, known := ruleOf(said.As)
	if !known {
		return fmt.Errorf("%s can be resolved as %s, not as %q", e.Reference, Words(), said.As)
	}
	if why := rule.refuses(e, now); why != "" {
		return fmt.Errorf("%s %s", e.Reference, why)
	}
	event := eventOf(said.At, Resolved, e)
	event.As, event.By, event.On = said.As, said.By, said.On
	if said.As == AsBounced {
		event.To = now.To // from where it came back, whatever the envelope bears by now
	}
	return j.Add(event)
}

// rule is all that is known of a word that a person can say of a letter.
type rule struct {
	as      string
	of      []State                                        // of letters in which states it can be said
	refuses func(e register.Envelope, now Standing) string // why it cannot be said of this one; empty where it can
}

// rules has every word, in the order in which messages list them.
var rules = []rule{
	{AsSent, []State{IsRefused, IsUnknown, IsNowhere, IsBounced, IsStopped}, refusesSent},
	{AsAgain, []State{IsRefused, IsUnknown, IsBounced, IsPosted, IsStopped}, refusesAgain},
	{AsBounced, []State{IsSent, IsUnknown}, refusesBounced},
	{AsPosted, []State{IsOwed, IsRefused, IsUnknown, IsNowhere, IsBounced, IsStopped}, refusesPosted},
}

func ruleOf(as string) (rule, bool) {
	i := slices.IndexFunc(rules, func(r rule) bool { return r.as == as })
	if i < 0 {
		return rule{}, false
	}
	return rules[i], true
}

// IsWord reports whether it is one of the words.
func IsWord(as string) bool {
	_, known := ruleOf(as)
	return known
}

// CanSay reports whether a word can be said of a letter where it stands.
func CanSay(as string, now Standing) bool {
	r, known := ruleOf(as)
	return known && slices.Contains(r.of, now.Now())
}

// Words are all the words, as messages list them.
func Words() string {
	var all []string
	for _, r := range rules {
		all = append(all, r.as)
	}
	return strings.Join(all[:len(all)-1], ", ") + " or " + all[len(all)-1]
}

// nothingToSay is why nothing more is to be said of a letter that has gone, or never goes.
func nothingToSay(now Standing) string {
	switch now.State {
	case IsSent:
		return fmt.Sprintf("was sent to %s on %s, and needs no resolving: should it have come back or gone astray, say bounced",
			now.To, now.At.Format("2 January 2006"))
	case IsPosted:
		return fmt.Sprintf("has gone by post on %s, and needs no resolving", now.On)
	case IsReplaced:
		return fmt.Sprintf("never goes, since %s, and needs no resolving", now.Words)
	case IsOwed, IsRefused, IsUnknown, IsNowhere, IsBounced, IsStopped:
	}
	return ""
}

func refusesSent(_ register.Envelope, now Standing) string {
	if why := nothingToSay(now); why != "" {
		return why
	}
	if now.State == IsOwed && !now.Doubts && !now.Waits {
		return "was never tried: send it first"
	}
	return ""
}

func refusesAgain(e register.Envelope, now Standing) string {
	switch why := nothingToSay(now); {
	case now.State == IsPosted:
		return ""
	case why != "":
		return why
	case now.State == IsOwed:
		return "is still to be sent, and needs no resolving"
	case now.State == IsNowhere:
		return "has no mailbox to be sent to: " + e.Reason
	}
	return ""
}

func refusesBounced(_ register.Envelope, now Standing) string {
	if now.State == IsSent || now.State == IsUnknown {
		return ""
	}
	return fmt.Sprintf("was not sent, but is %s: only what was sent can have come back", now.Now())
}

func refusesPosted(_ register.Envelope, now Standing) string {
	if now.State == IsSent {
		return fmt.Sprintf("was sent to %s on %s: say bounced first, if it has not come there", now.To, now.At.Format("2 January 2006"))
	}
	return nothingToSay(now)
}
