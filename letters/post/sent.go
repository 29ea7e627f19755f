package post

import (
	"bytes"
	"cmp"
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

// sentRow is what sent.csv says of a letter.
type sentRow struct{ reference, to, state, when string }

// sentRows reads sent.csv; none where it is not there, or somebody has worked in it.
func sentRows(run register.Run) []sentRow {
	data, err := register.ReadPlain(run.Path(SentFile), register.MostRecord)
	if err != nil {
		return nil
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil
	}
	reference, to, state, when := slices.Index(rows[0], "reference"), slices.Index(rows[0], "address"), slices.Index(rows[0], "state"), slices.Index(rows[0], "when")
	if reference < 0 || to < 0 || state < 0 || when < 0 {
		return nil
	}
	var all []sentRow
	for _, row := range rows[1:] {
		all = append(all, sentRow{row[reference], row[to], row[state], row[when]})
	}
	return all
}

// behind says that a journal knows less than sent.csv, which is written after it:
// it was lost, or an older copy stands in its place, and by it letters would be
// sent again.
func behind(run register.Run, events []Event) []string {
	for _, row := range sentRows(run) {
		sent := row.state == string(IsSent) && !everSent(events, row.reference)
		if sent || !knows(events, row.reference, row.when) {
			return []string{fmt.Sprintf("%s of %s says that %s was %s, and its %s does not: the journal was lost, or is an old copy",
				SentFile, run.Name, row.reference, cmp.Or(row.state, "tried"), JournalFile)}
		}
	}
	return nil
}

// tabled are events of this run's letters that sent.csv knows to have gone, or not to have
// come where they went, and its journal does not: nothing more goes of them by itself.
func (p *Posting) tabled() []Event {
	var events []Event
	for _, row := range sentRows(p.Run) {
		at := slices.IndexFunc(p.Mailing.Envelopes, func(e register.Envelope) bool { return e.Reference == row.reference })
		when, err := time.Parse(time.RFC3339, row.when)
		state, now := State(row.state), p.Standings[row.reference]
		back := state == IsBounced && !now.cameBack(when)
		if at < 0 || err != nil || now.State.mayHave() || !state.mayHave() && !back {
			continue
		}
		event := eventOf(when, Sent, p.Mailing.Envelopes[at])
		if state == IsUnknown {
			event.Kind = Unknown
		}
		event.To, event.Words = row.to, fmt.Sprintf("%s says so: %s on %s", SentFile, row.state, when.Local().Format("2 January 2006 at 15:04:05"))
		events = append(events, event)
	}
	return events
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
