package main

import (
	"path/filepath"
	"strconv"
	"strings"
)

// till is what Finance was asked for by the approved runs, added up from the
// differences in their payments.csv alone, in pence.
type till map[place]int64

// checkPayments holds a run's payments.csv against its positions.csv and against
// what the approved runs before it came to, and gives what they come to with it.
func (s *sequence) checkPayments(run ledgerRun, before till) till {
	s.t.Helper()
	folder := filepath.Join(s.root, "output", run.name)
	after, rows := till{}, map[place]map[string]string{}
	for p, sum := range before {
		after[p] = sum
	}
	for _, row := range readTable(s.t, filepath.Join(folder, "payments.csv")) {
		p := place{row["practice_code"], row["scheme"]}
		rows[p] = row
		if row["kind"] != "indicative" || s.pence(row["previous"]) != before[p] {
			s.t.Errorf("%s: %v was asked for %s before, and the differences come to %d pence: %v", run.name, p, row["previous"], before[p], row)
		}
		after[p] += s.pence(row["difference"])
	}
	for _, at := range readTable(s.t, filepath.Join(folder, "positions.csv")) {
		p := place{at["practice_code"], at["scheme"]}
		row, has := rows[p]
		delete(rows, p)
		want := s.pence(at["balance"])
		switch state := at["state"]; {
		case state == "held" && at["outcome"] == "held":
			want = before[p]
			if !has || row["outcome"] != "held" || row["difference"] != "0.00" || row["amount"] != "" {
				s.t.Errorf("%s: %v is held, and its row is %v", run.name, p, row)
			}
		case state == "withdrawn":
			want = 0
			if !has || row["amount"] != "0.00" || row["sign"] != "0" {
				s.t.Errorf("%s: %v is withdrawn, and its row is %v", run.name, p, row)
			}
		case !has:
			if want != 0 || before[p] != 0 {
				s.t.Errorf("%s: %v has no row: %d pence, before %d", run.name, p, want, before[p])
			}
		default:
			sign, _ := strconv.ParseInt(row["sign"], 10, 64)
			if sign*s.pence(row["amount"]) != want || row["state"] != state || row["outcome"] != at["outcome"] || row["replaces"] != at["replaces"] {
				s.t.Errorf("%s: %v is %v, and its row is %v", run.name, p, at, row)
			}
		}
		if after[p] != want {
			s.t.Errorf("%s: the differences for %v come to %d pence, and the run asks for %d", run.name, p, after[p], want)
		}
	}
	for p, row := range rows {
		s.t.Errorf("%s: payments.csv has %v, and positions.csv has not: %v", run.name, p, row)
	}
	return after
}

// pence reads a sum as the tables write it.
func (s *sequence) pence(sum string) int64 {
	if sum == "" {
		return 0
	}
	whole, pence, two := strings.Cut(sum, ".")
	n, err := strconv.ParseInt(whole+pence, 10, 64)
	if err != nil || !two || len(pence) != 2 {
		s.t.Errorf("%q is no sum with two places", sum)
	}
	return n
}
