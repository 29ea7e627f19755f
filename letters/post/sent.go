package post

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"yearend/letters/register"
)

// SentFile is the table for the team's file, which follows the journal.
const SentFile = "sent.csv"

// SentCSV is a row a letter: where it stands, since when, and by what receipt.
func SentCSV(envelopes []register.Envelope, standings map[string]Standing) ([]byte, error) {
	var rows [][]string
	for _, e := range envelopes {
		s := standings[e.Reference]
		rows = append(rows, []string{e.Practice, e.Name, e.Scheme, strconv.Itoa(e.Issue), e.Reference, s.To, string(s.Now()), s.When(), s.Words, s.ID, e.SHA256, strings.Join(s.Back, "; ")})
	}
	return register.CSV([]string{"practice_code", "practice_name", "scheme", "issue", "reference", "address", "state", "when", "receipt", "message_id", "sha256", "came_back_from"}, rows)
}

// When is the moment of the last event as the tables write it; empty for none.
func (s Standing) When() string {
	if s.At.IsZero() {
		return ""
	}
	return s.At.UTC().Format(time.RFC3339)
}

// WriteSent writes sent.csv anew.
func (p *Posting) WriteSent() error {
	table, err := SentCSV(p.Mailing.Envelopes, p.Standings)
	if err == nil {
		err = register.Replace(p.Run.Path(SentFile), table)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", SentFile, err)
	}
	return nil
}

// behind says that a journal knows less than sent.csv, which is written after it:
// it was lost, or an older copy stands in its place, and by it letters would be
// sent again.
func behind(run register.Run, events []Event) []string {
	data, err := register.ReadPlain(run.Path(SentFile), register.MostRecord)
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
	for _, row := range rows[1:] {
		sent := row[state] == string(IsSent) && !everSent(events, row[reference])
		if sent || !knows(events, row[reference], row[when]) {
			was := row[state]
			if was == "" {
				was = "tried"
			}
			return []string{fmt.Sprintf("%s of %s says that %s was %s, and its %s does not: the journal was lost, or is an old copy",
				SentFile, run.Name, row[reference], was, JournalFile)}
		}
	}
	return nil
}

// everSent reports whether a letter was ever sent, whatever became of it since.
func everSent(events []Event, reference string) bool {
	return slices.ContainsFunc(events, func(e Event) bool {
		return e.Reference == reference && !e.Test && !e.Copy && (e.Kind == Sent || e.Kind == Resolved && e.As == AsSent)
	})
}

// knows reports whether the events tell of a letter at the moment that sent.csv
// gives; a moment that another program has written in its own way says nothing.
func knows(events []Event, reference, when string) bool {
	moment, err := time.Parse(time.RFC3339, when)
	if err != nil {
		return true
	}
	return slices.ContainsFunc(events, func(e Event) bool {
		return e.Reference == reference && e.At.Truncate(time.Second).Equal(moment)
	})
}
