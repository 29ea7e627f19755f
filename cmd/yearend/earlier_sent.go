package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"time"

	"yearend/letters"
	"yearend/letters/post"
	"yearend/letters/register"
	"yearend/letters/report"
)

// archivedSent is where a run keeps what had become of earlier letters.
const archivedSent = "inputs/earlier-sent.csv"

var earlierSentColumns = []string{"run", "practice_code", "practice_name", "scheme", "reference", "address", "state", "when", "receipt"}

// lookAtSent writes down what has become of the letters of the runs whose sending
// has begun, for the workbook; nothing where there is none.
func lookAtSent(p project, runs []register.Run) ([]byte, error) {
	var rows [][]string
	for _, run := range runs {
		entries, err := post.ReadJournal(run.Path(post.JournalFile))
		if err != nil {
			return nil, err
		}
		if len(entries) == 0 {
			continue
		}
		taken, err := takeUp(p, run, runs, "")
		if err != nil {
			return nil, err
		}
		for _, e := range taken.bag.Envelopes {
			rows = append(rows, sentRow(run.Name, e, taken.standing[e.Reference]))
		}
	}
	if len(rows) == 0 {
		return nil, nil
	}
	return register.CSV(earlierSentColumns, rows)
}

func sentRow(run string, e register.Envelope, now post.Standing) []string {
	when := ""
	if !now.At.IsZero() {
		when = now.At.UTC().Format(time.RFC3339)
	}
	return []string{run, e.Practice, e.Name, e.Scheme, e.Reference, now.To, string(now.Now()), when, now.Words}
}

// earlierSent reads what lookAtSent has written.
func earlierSent(data []byte) ([]report.Sent, error) {
	if len(data) == 0 {
		return nil, nil
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil || len(rows) == 0 || len(rows[0]) != len(earlierSentColumns) {
		return nil, fmt.Errorf("read %s: it is not as yearend writes it: %w", archivedSent, err)
	}
	var all []report.Sent
	for _, row := range rows[1:] {
		for i := range row {
			row[i] = letters.AsWritten(row[i])
		}
		all = append(all, report.Sent{Run: row[0], Practice: row[1], Name: row[2], Scheme: row[3], Reference: row[4],
			Address: row[5], State: row[6], When: row[7], Receipt: row[8]})
	}
	return all, nil
}
