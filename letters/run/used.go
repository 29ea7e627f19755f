package run

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/register"
)

// Used are the numbers of letters that were approved and taken back again, the
// highest of each position: none of them ever goes out, and no number is used again.
type Used map[register.PositionKey]int

// UsedBy reads them from the runs of which the approval was taken back.
func UsedBy(revoked []register.Run) (Used, error) {
	used := Used{}
	for _, run := range revoked {
		entries, err := run.Entries()
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if e.Stands != nil && e.Stands.Run == run.Name {
				used[e.Key()] = max(used[e.Key()], e.Stands.Number)
			}
		}
	}
	return used, nil
}

// next is the number of a position's next letter, after one of which it is known.
func (u Used) next(key register.PositionKey, before int) int { return max(u[key], before) + 1 }

// keptUsed is where a run keeps them.
const keptUsed = "inputs/earlier-revoked.csv"

var usedColumns = []string{"practice_code", "scheme", "issue"}

// copies keeps them in the run, where there are any.
func (u Used) copies(put Put) error {
	if len(u) == 0 {
		return nil
	}
	keys := slices.SortedFunc(maps.Keys(u), register.PositionKey.Compare)
	_, err := put(keptUsed, func(to io.Writer) error {
		w := letters.NewCSV(to, usedColumns...)
		for _, key := range keys {
			w.Row(string(key.Practice), key.Scheme, strconv.Itoa(u[key]))
		}
		return w.End()
	})
	return err
}

// readUsed reads them from a run's copy; none where it keeps none.
func readUsed(run register.Run) (Used, error) {
	if _, kept := run.Record.Outputs[keptUsed]; !kept {
		return nil, nil
	}
	data, err := run.Read(keptUsed)
	if err != nil {
		return nil, err
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil || len(rows) == 0 || !slices.Equal(rows[0], usedColumns) {
		return nil, fmt.Errorf("read %s: it is not as yearend writes it", keptUsed)
	}
	used := Used{}
	for _, row := range rows[1:] {
		number, err := strconv.Atoi(row[2])
		if err != nil {
			return nil, fmt.Errorf("read %s: %q is no number of an issue", keptUsed, row[2])
		}
		used[register.PositionKey{Practice: calc.PracticeCode(row[0]), Scheme: row[1]}] = number
	}
	return used, nil
}
