package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"slices"

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
		if err := notBehind(run, post.Standings(nil, entries)); err != nil {
			return err
		}
		p.sentEver = p.sentEver || slices.ContainsFunc(entries, func(e post.Entry) bool { return e.Event == post.Sent && !e.Test })
		if run.Name == p.run.Name {
			p.standing = post.Standings(p.bag.Envelopes, entries)
			continue
		}
		for reference, standing := range post.Standings(nil, entries) {
			if standing.State == post.IsSent || standing.State == post.IsUnknown {
				p.bag.Stays[reference] = fmt.Sprintf("%s says that it is %s from there", run.Name, standing.State)
			}
		}
	}
	for reference, why := range p.replaced {
		if now := p.standing[reference]; now.State != post.IsSent {
			now.State, now.Words, now.Doubts = post.IsReplaced, why, false
			p.standing[reference] = now
		}
	}
	return nil
}

// notBehind refuses a journal that knows less than sent.csv, which is written
// after it: it was lost, or an older copy stands in its place, and by it letters
// would be sent again.
func notBehind(run register.Run, standing map[string]post.Standing) error {
	data, err := os.ReadFile(run.Path(sentFile))
	if err != nil {
		return nil // there is nothing to compare with
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil // somebody has worked in it
	}
	reference, state := slices.Index(rows[0], "reference"), slices.Index(rows[0], "state")
	if reference < 0 || state < 0 {
		return nil
	}
	for _, row := range rows[1:] {
		if row[state] == string(post.IsSent) && standing[row[reference]].State != post.IsSent {
			return withHint(fmt.Errorf("%s of %s says that %s was sent, and its %s does not: the journal was lost, or is an old copy",
				sentFile, run.Name, row[reference], post.JournalFile),
				"put the right journal back; without it letters would be sent twice")
		}
	}
	return nil
}
