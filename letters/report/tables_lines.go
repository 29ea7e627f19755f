package report

import (
	"strconv"

	"yearend/calc"
	"yearend/letters"
)

// services is one row a practice, scheme and service. A held one keeps its keys
// and the reason.
func services(r Run) Table {
	columns := []string{
		"practice_code", "scheme", "service", "target", "recorded", "late_coded", "out_of_period", "method",
		"achievement", "exact", "capped", "contract_value", "earned", "advance_paid", "balance", "reason",
	}
	return Table{columns, func(add func(cells ...string)) {
		for _, p := range r.Settled.Positions {
			for _, service := range r.heldServices(p) {
				add(append(append(keys(p, service), make([]string, 12)...), Reason(p.Held))...)
			}
			for _, line := range p.Lines {
				add(append(keys(p, line.Contract.Service), lineCells(line)...)...)
			}
		}
	}}
}

// keys are the cells that say whose row it is, and for what.
func keys(p calc.Position, service string) []string {
	return []string{string(p.Practice.Code), p.Scheme.Code, service}
}

func lineCells(line calc.Achievement) []string {
	a, c, highest := line.Activity, line.Contract, line.Highest()
	return []string{
		whole(c.Target), whole(a.Recorded.Sum()), lateCell(a.LateUnknown, a.Late.Sum()), whole(a.OutOfPeriod), highest.Method.ID,
		highest.Achievement.Cut(places), highest.Achievement.Exact(), line.Capped.Cut(places),
		c.Value.String(), line.Earned.String(), c.Advance.String(), line.Balance().String(), "",
	}
}

// places is how many decimals of a share the tables show, cut and not rounded.
const places = 6

// lateCell is how much was coded late, and empty where that is not known.
func lateCell(unknown bool, late int64) string {
	if unknown {
		return ""
	}
	return whole(late)
}

func whole(n int64) string { return strconv.FormatInt(n, 10) }

// methods is one row for each averaging method of each line, whether it was
// applied or not. A held position has none.
func methods(r Run) Table {
	columns := []string{"practice_code", "scheme", "service", "method", "achievement", "exact", "applied"}
	return Table{columns, func(add func(cells ...string)) {
		for _, p := range r.Settled.Positions {
			for _, line := range p.Lines {
				for i, result := range line.Results {
					add(append(keys(p, line.Contract.Service), result.Method.ID,
						result.Achievement.Cut(places), result.Achievement.Exact(), yes(i == line.Applied))...)
				}
			}
		}
	}}
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// working is every step from the records read to the balance, numbered from 1
// within a practice and scheme. A held position has one, which says why.
func working(r Run) Table {
	columns := []string{"practice_code", "scheme", "step", "label", "sum", "value", "clause"}
	return Table{columns, func(add func(cells ...string)) {
		for _, p := range r.Settled.Positions {
			if p.Outcome == calc.Held {
				add(string(p.Practice.Code), p.Scheme.Code, "1", "Held: no figures", Reason(p.Held), "", "")
			}
			for i, step := range calc.Working(p) {
				add(string(p.Practice.Code), p.Scheme.Code, strconv.Itoa(i+1),
					stepLabel(step), step.Sum.String(), step.Value.String(), step.By())
			}
		}
	}}
}

func stepLabel(s calc.Step) string {
	if s.Service == "" {
		return s.Label
	}
	return s.Service + ": " + s.Label
}

// advances is one row an instalment, and after those of a practice the payments
// that were for none of them. A scheme of which the ledger knows nothing has none.
func advances(r Run) Table {
	columns := []string{"practice_code", "scheme", "reference", "covers", "due_month", "due", "paid_on", "paid", "difference", "verdict"}
	return Table{columns, func(add func(cells ...string)) {
		for _, statement := range r.Settled.Statements() {
			for _, row := range statement.Rows {
				add(append([]string{string(statement.Practice), statement.Scheme.Code}, instalmentCells(row)...)...)
			}
		}
	}}
}

// instalmentCells are those of a row as a spreadsheet reads it.
func instalmentCells(r calc.AdvanceRow) []string {
	verdict := func(r calc.AdvanceRow) string { return string(r.Verdict) }
	return letters.InstalmentForm{Month: calc.Date.YearMonth, Day: calc.Date.String, Sum: calc.Money.String, Difference: calc.Money.String, Verdict: verdict}.Cells(r)
}
