package post

import (
	"strconv"
	"time"

	"yearend/letters/register"
)

// SentCSV is a row a letter, for the team's file: where it stands, since when,
// and by what receipt.
func SentCSV(envelopes []register.Envelope, standings map[string]Standing) ([]byte, error) {
	var rows [][]string
	for _, e := range envelopes {
		s := standings[e.Reference]
		when := ""
		if !s.At.IsZero() {
			when = s.At.UTC().Format(time.RFC3339)
		}
		rows = append(rows, []string{e.Practice, e.Name, e.Scheme, strconv.Itoa(e.Issue), e.Reference, s.To, string(s.Now()), when, s.Words, s.ID, e.SHA256})
	}
	return register.CSV([]string{"practice_code", "practice_name", "scheme", "issue", "reference", "address", "state", "when", "receipt", "message_id", "sha256"}, rows)
}
