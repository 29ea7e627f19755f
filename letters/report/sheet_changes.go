package report

import (
	"strings"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/report/xlsx"
)

// changesSheet holds every position that moved against the last approved run.
// What it was is read from that run; what it is, the sheet takes from
// Positions, and how much it moved is the difference.
func changesSheet(r Run) sheet {
	s := sheet{
		tab: "Changes", table: "Changes", keys: 3, colour: "AE2573", printed: "why", wordy: true, omitted: len(r.Moves) == 0,
		tells: "Positions that are not as they were in the last approved run. moved = balance_now − balance_was; on_time_was and on_time_now are the same balances without what had been coded after the cut-off.",
		columns: []column{
			{head: "position", width: 13}, {head: "practice_code", width: 10}, {head: "practice_name", width: 32}, {head: "scheme", width: 22},
			{head: "sums", width: 6, role: xlsx.Here, format: xlsx.Link},
			{head: "change", width: 11}, {head: "outcome_was", width: 10}, {head: "outcome_now", width: 10},
			{head: "reference", width: 22}, {head: "replaces", width: 22},
			{head: "balance_was", width: 15, role: xlsx.Input, format: xlsx.Money, totals: true},
			{head: "balance_now", width: 15, role: xlsx.Here, format: xlsx.Money, totals: true, formula: "IFERROR(N(INDEX(Positions[balance],MATCH([@position],Positions[position],0))),0)"},
			{head: "moved", width: 15, role: xlsx.Here, format: xlsx.Money, totals: true, formula: "ROUND([@balance_now]-[@balance_was],2)"},
			{head: program("moved"), width: 15, role: xlsx.Program, format: xlsx.Money},
			{head: "check", width: 9, role: xlsx.Here, format: xlsx.Mark, formula: check("moved")},
			{head: "on_time_was", width: 15, role: xlsx.Program, format: xlsx.Money, totals: true},
			{head: "on_time_now", width: 15, role: xlsx.Program, format: xlsx.Money, totals: true}, wrapped("why", 60),
		},
	}
	s.rows = func(add func(row []xlsx.Cell)) {
		rows := rowNumbers(r)
		for _, m := range r.Moves {
			if m.Tells() {
				add(changesRow(r, rows, m))
			}
		}
	}
	return s
}

func changesRow(r Run, rows map[string]int, m calc.Move) []xlsx.Cell {
	scheme := r.scheme(m.Scheme)
	key := string(m.Practice) + "/" + scheme.Short
	see, reference, replaces := xlsx.Cell{}, "", ""
	if i, has := rows[key]; has {
		see = text("see").By(jump("Positions", "Positions", "position", "[@position]"))
		reference, replaces = r.Issues[i].Reference, r.Issues[i].Replaces
	}
	moved := pounds(m.Difference())
	return []xlsx.Cell{
		text(key), text(string(m.Practice)), text(m.Name), text(m.Scheme), see,
		text(string(m.Kind)), text(outcomeOf(m.Was)), text(outcomeOf(m.Now)), text(reference), text(replaces),
		pounds(m.BalanceWas()), pounds(m.BalanceNow()), moved, moved, text(agree), poundsKnown(m.OnTimeWas()), poundsKnown(m.OnTimeNow()),
		text(strings.Join(letters.MoveReasons(scheme, m), "; ")),
	}
}

// poundsKnown is a sum, or that it is not known.
func poundsKnown(m *calc.Money) xlsx.Cell {
	if m == nil {
		return text(calc.NotKnown)
	}
	return pounds(*m)
}

// outcomeOf is empty where there are no figures.
func outcomeOf(s *calc.Statement) string {
	if s == nil {
		return ""
	}
	return string(s.Outcome)
}

// scheme finds one of the run's schemes; an earlier run may have had others.
func (r Run) scheme(code string) *calc.Scheme {
	for _, s := range r.Schemes {
		if s.Code == code {
			return s
		}
	}
	return &calc.Scheme{Code: code, Short: code, Title: code}
}
