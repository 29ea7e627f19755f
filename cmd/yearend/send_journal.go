package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"time"

	"yearend/letters/post"
	"yearend/letters/register"
)

// sentFile is the table for the team's file, which follows the journal.
const sentFile = "sent.csv"

// readJournals says where each letter stands, and looks into the journals of the
// other runs for a letter that has gone from there.
func (p *posting) readJournals() error {
	for _, run := range p.runs {
		entries, err := post.ReadJournal(run.Path(post.JournalFile))
		if err != nil {
			return err
		}
		if err := notBehind(run, entries); err != nil {
			return err
		}
		p.sentEver = p.sentEver || slices.ContainsFunc(entries, func(e post.Event) bool { return e.Kind == post.Sent && !e.Test })
		if run.Name == p.run.Name {
			p.standing = post.Standings(p.bag.Envelopes, entries)
			if len(p.standing) > len(p.bag.Envelopes) {
				return withHint(fmt.Errorf("the %s of %s tells of letters that %s has not: it is another run's", post.JournalFile, run.Name, run.Name),
					"put the right journal back; without it letters would be sent twice")
			}
			continue
		}
		for reference, standing := range post.Standings(nil, entries) {
			if standing.State == post.IsSent || standing.State == post.IsUnknown {
				p.bag.Withheld[reference] = fmt.Sprintf("%s says that it is %s from there", run.Name, standing.State)
			}
		}
	}
	p.retire()
	return nil
}

// retire takes the letters that a later run has replaced out of what is owed. One
// that has gone stays sent; and of one that may have gone a person must still
// find out, since the practice may hold two letters.
func (p *posting) retire() {
	for reference, why := range p.replaced {
		if now := p.standing[reference]; now.State != post.IsSent && now.State != post.IsUnknown {
			now.State, now.Words, now.Doubts = post.IsReplaced, why, false
			p.standing[reference] = now
		}
	}
}

// stand says anew where each letter stands, when the journal has grown.
func (p *posting) stand(entries []post.Event) {
	p.standing = post.Standings(p.bag.Envelopes, entries)
	p.retire()
}

// notBehind refuses a journal that knows less than sent.csv, which is written
// after it: it was lost, or an older copy stands in its place, and by it letters
// would be sent again.
func notBehind(run register.Run, entries []post.Event) error {
	data, err := os.ReadFile(run.Path(sentFile))
	if err != nil {
		return nil // there is nothing to compare with
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil // somebody has worked in it
	}
	reference, state, when := slices.Index(rows[0], "reference"), slices.Index(rows[0], "state"), slices.Index(rows[0], "when")
	if reference < 0 || state < 0 || when < 0 {
		return nil
	}
	standing := post.Standings(nil, entries)
	for _, row := range rows[1:] {
		sent := row[state] == string(post.IsSent) && standing[row[reference]].State != post.IsSent
		if sent || !knows(entries, row[reference], row[when]) {
			return withHint(fmt.Errorf("%s of %s says that %s was %s, and its %s does not: the journal was lost, or is an old copy",
				sentFile, run.Name, row[reference], orElse(row[state], "tried"), post.JournalFile),
				"put the right journal back; without it letters would be sent twice")
		}
	}
	return nil
}

// knows reports whether the entries tell of a letter at the moment that sent.csv
// gives; a moment that another program has written in its own way says nothing.
func knows(entries []post.Event, reference, when string) bool {
	moment, err := time.Parse(time.RFC3339, when)
	if err != nil {
		return true
	}
	return slices.ContainsFunc(entries, func(e post.Event) bool {
		return e.Reference == reference && e.At.Truncate(time.Second).Equal(moment)
	})
}
