package run

import (
	"fmt"
	"io"
	"maps"
	"slices"

	"yearend/calc"
	"yearend/letters/register"
	"yearend/letters/report"
	"yearend/letters/report/early"
)

// through is the last complete month of a run before the year has ended, as its
// record has it: 2026-01.
func through(s calc.Settlement) string { return s.LastMonth().YearMonth() }

// askedFor are the codes of the schemes that were asked for, where not all were.
func askedFor(s calc.Settlement) []string {
	var codes []string
	for _, scheme := range s.Terms.About {
		codes = append(codes, scheme.Code)
	}
	return codes
}

// needed is how many people must approve the run. Before the year has ended its
// letters move no money.
func (o Order) needed(r Rendered) int {
	approvals := o.Approvals
	if r.Settled.Terms.Through > 0 {
		approvals.TwoAbove = nil
	}
	return approvals.needed(r.Settled.Positions, r.issues())
}

// totalsAhead is what each scheme comes to before the year has ended: positions by
// where they are heading, and what is earned on each way on. Held positions are
// counted, and are in no sum.
func totalsAhead(s calc.Settlement) map[string]register.Totals {
	type sums struct{ value, floor, low, high, advance calc.Money }
	all, money := map[string]register.Totals{}, map[string]sums{}
	for _, p := range s.Positions {
		m := money[p.Scheme.Code]
		if p.Outcome != calc.Held {
			m = sums{m.value.Plus(p.Value), m.floor.Plus(p.Earned), m.low.Plus(p.Ahead.Low()), m.high.Plus(p.Ahead.High()), m.advance.Plus(p.Ahead.AdvanceYear)}
		}
		money[p.Scheme.Code] = m
	}
	heading := s.Heading()
	for code, m := range money {
		n := heading[code]
		all[code] = register.Totals{
			Pay: n[calc.ProjectedPay], Recoup: n[calc.ProjectedRecoup], Nil: n[calc.ProjectedNil], Either: n[calc.ProjectedEither], Held: n[calc.ProjectedHeld],
			ContractValue: m.value.String(), AdvancePaid: m.advance.String(),
			Ahead: &register.TotalsAhead{EarnedFloor: m.floor.String(), EarnedLow: m.low.String(), EarnedHigh: m.high.String()},
		}
	}
	return all
}

// writeEarly writes the tables of projections, and the page on which a person
// looks through them.
func writeEarly(put Put, o Order, run report.Run) error {
	if err := putEarlyTables(put, run, early.ProjectionTables(run.Settled)); err != nil {
		return err
	}
	head := early.HeadOf(o.Program, run.Issuer, o.AsOf, run.Settled)
	_, err := put("index.html", func(w io.Writer) error {
		return early.WriteReview(w, early.ReviewOf(head, o.AsOf, run.Settled, run.Issues))
	})
	return err
}

// putEarlyTables writes the tables that every run has, and those of the kind.
func putEarlyTables(put Put, run report.Run, own map[string]early.Table) error {
	tables, err := report.EarlyTables(run)
	if err != nil {
		return fmt.Errorf("write the tables: %w", err)
	}
	if err := putTables(put, tables); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(own)) {
		if _, err := put(name, own[name]); err != nil {
			return err
		}
	}
	return nil
}

func putTables(put Put, tables map[string]report.Table) error {
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		if _, err := put(name, tables[name].Write); err != nil {
			return err
		}
	}
	return nil
}
