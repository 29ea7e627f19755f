package post

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"yearend/letters/register"
)

// position is a letter's reference without its number: practice, scheme, year and
// kind. A practice that has one letter on a position must not get another as if it
// were the first.
func position(reference string) string {
	return reference[:max(strings.LastIndex(reference, "/"), 0)]
}

// doubled are the letters of a run that a practice may have from another folder
// already: the season was made anew there, or here.
type doubled struct {
	last    Sending            // of all that is known of them there
	letters map[string]Sending // reference here → what is known last of the letter there
}

// doubled finds them, folder by folder. What a person has spoken of since is none,
// and a letter that the journals here know as gone is no news.
func (k Known) doubled(p *Posting) []doubled {
	there := map[string]map[string]Sending{} // folder → position → the last letter on it
	for digest, lines := range k.foreign {
		if k.heardOf(p.Run.Digest, digest) >= len(lines) {
			continue
		}
		for reference, s := range mayHave(lines) {
			folder, at := s.Computer+"\n"+s.Folder, position(reference)
			if there[folder] == nil {
				there[folder] = map[string]Sending{}
			}
			if before, known := there[folder][at]; !p.had[reference] && (!known || s.At.After(before.At)) {
				there[folder][at] = s
			}
		}
	}
	var all []doubled
	for _, folder := range slices.Sorted(maps.Keys(there)) {
		d := doubled{letters: map[string]Sending{}}
		for _, e := range p.Mailing.Envelopes {
			s, went := there[folder][position(e.Reference)]
			if now := p.Standings[e.Reference].State; !went || now.mayHave() || now == IsReplaced {
				continue
			}
			d.letters[e.Reference] = s
			if s.At.After(d.last.At) {
				d.last = s
			}
		}
		if len(d.letters) > 0 {
			all = append(all, d)
		}
	}
	return all
}

// mayHave are the letters of some lines that their practices have or may have, each
// with the last line about it.
func mayHave(lines []Sending) map[string]Sending {
	var events []Event
	last := map[string]Sending{}
	for _, s := range lines {
		events = append(events, Event{At: s.At, Kind: s.Event, Reference: s.Reference, To: s.To, Test: s.Test, Copy: s.Copy, As: s.As, By: s.By})
		if s.Reference != "" && !s.Test && !s.Copy {
			last[s.Reference] = s
		}
	}
	for reference, now := range Standings(nil, events) {
		if !now.State.mayHave() {
			delete(last, reference)
		}
	}
	return last
}

// heardOf is how many lines about a run elsewhere were known when a person last spoke
// of it, here. That it was none of this season is true of every run here; that its
// letters have gone was noted for the one run alone of which it was said.
func (k Known) heardOf(run, digest string) int {
	most := 0
	for _, s := range slices.Concat(k.lines, k.profile[run]) {
		if s.As == TrueHere || s.Digest == run {
			most = max(most, s.Elsewhere[digest])
		}
	}
	return most
}

// lengths are how many lines are known of each run that went from elsewhere.
func (k Known) lengths() map[string]int {
	var all map[string]int
	for digest, lines := range k.foreign {
		if all == nil {
			all = map[string]int{}
		}
		all[digest] = len(lines)
	}
	return all
}

// words say it to the person who must know which is true.
func (d doubled) words(run register.Run) string {
	first := slices.Sorted(maps.Keys(d.letters))[0]
	many := "the practice has it"
	if len(d.letters) > 1 {
		many = "the practices have them"
	}
	return fmt.Sprintf("%d of the letters of %s went, or may have gone, from another folder, beginning with %s: as its %s, from %s, the last on %s; sent from here, %s twice",
		len(d.letters), run.Name, first, d.last.Run, d.last.Origin, d.last.At.Local().Format("2 January 2006 at 15:04"), many)
}

// gone are the letters as events of this run's own journal. What was sent under the
// same reference is sent; of any other a person must find out before it goes.
func (d doubled) gone(p *Posting) []Event {
	var events []Event
	for _, e := range p.Mailing.Envelopes {
		s, went := d.letters[e.Reference]
		if !went {
			continue
		}
		event := eventOf(s.At, Unknown, e)
		if s.Reference == e.Reference && s.Event != Intent && s.Event != Unknown {
			event.Kind = Sent
		}
		event.To, event.Words = s.To, fmt.Sprintf("your profile says so: %s %s on %s from %s", s.Reference, s.Event, s.At.Local().Format("2 January 2006 at 15:04:05"), s.Origin)
		events = append(events, event)
	}
	return events
}
