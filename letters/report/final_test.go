package report

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"yearend/calc"
	"yearend/fixtures"
	"yearend/letters"
)

// finalRun is a year end after the panel: each third practice asked, and some of what
// it asked for is accepted, refused, taken back or open.
func finalRun(t testing.TB, practices int) Run {
	t.Helper()
	r := icbRun(t, practices)
	dice := rand.New(rand.NewPCG(16, 2026))
	var d calc.Decided
	for i, p := range r.Settled.Positions {
		d.Letters = append(d.Letters, calc.LetterNamed{Practice: p.Practice.Code, Scheme: p.Scheme.Code, Reference: letters.YearEnd().Reference(p, 1), On: r.AsOf})
		if p.Outcome == calc.Held || i%3 != 0 {
			continue
		}
		line := p.Lines[dice.IntN(len(p.Lines))]
		d.Answers = append(d.Answers, drawnAnswer(fmt.Sprintf("%s-%d", p.Scheme.Short, i+1), p, line, dice))
		if p.Scheme.Plan && p.Outcome == calc.Recoup && dice.IntN(2) == 0 {
			d.Plans = append(d.Plans, calc.Plan{Practice: p.Practice.Code, Scheme: p.Scheme.Code, First: date(t, 2026, 6, 1), Payments: 2 + dice.IntN(11)})
		}
	}
	var err error
	if r.Settled, err = r.Settled.Decide(d); err != nil {
		t.Fatal(err)
	}
	r.Kind, r.Boundaries = letters.Outcome(), nil
	for i, p := range r.Settled.Positions {
		r.Previous = append(r.Previous, p.Final.Indicative.Balance)
		switch {
		case p.Outcome == calc.Held:
			r.Issues[i] = letters.Issue{State: letters.Held}
		case !p.Final.Answered():
			r.Issues[i] = letters.Issue{State: letters.Unasked, Reference: p.Final.Letter.Reference}
		default:
			r.Issues[i].Reference = r.Kind.Reference(p, 1)
		}
	}
	return r
}

func drawnAnswer(name string, p calc.Position, line calc.Achievement, dice *rand.Rand) calc.Answer {
	a := calc.Answer{Request: calc.Request{Name: name, Scheme: p.Scheme.Code, Practice: p.Practice.Code, Service: line.Contract.Service, State: calc.RequestDecided},
		Decision: &calc.Decision{Request: name, Verdict: calc.AcceptedPart, Line: calc.LineOf(line), Reason: "as it was drawn", On: 20260512}}
	for m := range a.Request.Claimed {
		a.Request.Claimed[m] = dice.Int64N(1 + line.Contract.Target/40)
		a.Decision.Accepted[m] = dice.Int64N(a.Request.Claimed[m] + 1)
	}
	switch dice.IntN(8) {
	case 0:
		a.Decision.Verdict, a.Decision.Accepted = calc.Refused, calc.ByMonth{}
	case 1:
		a.Request.State, a.Decision = calc.RequestWithdrawn, nil
	case 2:
		a.Request.State, a.Decision = calc.RequestInPack, nil
	}
	return a
}

// The bridge is what the rows of final.csv add up to, and the differences of
// payments.csv what is added to the letters' sums.
func TestFinalTablesAddUp(t *testing.T) {
	r := finalRun(t, 60)
	tables, err := FinalTables(r)
	if err != nil {
		t.Fatal(err)
	}
	final, bridge, payments := rowsOfTable(t, tables["final.csv"]), rowsOfTable(t, tables["bridge.csv"]), rowsOfTable(t, tables["payments.csv"])
	sum := func(rows []map[string]string, column string, of func(map[string]string) bool) (total calc.Money) {
		for _, row := range rows {
			if row[column] == "" || !of(row) {
				continue
			}
			m, err := calc.ParseMoney(row[column])
			if err != nil {
				t.Fatal(err)
			}
			total = total.Plus(m)
		}
		return total
	}
	states := map[string]int{}
	for _, b := range bridge {
		ours := func(row map[string]string) bool { return row["scheme"] == b["scheme"] }
		held := func(row map[string]string) bool { return ours(row) && row["basis"] == "held" }
		for column, got := range map[string]calc.Money{
			"indicative": sum(final, "indicative_balance", ours), "final": sum(final, "final_balance", ours), "held": sum(final, "indicative_balance", held),
			"mitigation": sum(payments, "difference", ours),
		} {
			if got.String() != b[column] {
				t.Errorf("%s of %s: the bridge has %s, the rows come to %s", column, b["scheme"], b[column], got)
			}
		}
	}
	for _, row := range payments {
		states[row["state"]]++
		if row["kind"] != "final" {
			t.Errorf("%s: kind %s", row["practice_code"], row["kind"])
		}
	}
	if states["unchanged"] == 0 || states["changed"] == 0 || states["held"] == 0 {
		t.Errorf("the states are %v", states)
	}
}

// Once the month of the payment run is over, what has changed since the letters comes in
// the next possible one; what was asked for before was in it, and a plan has its months.
func TestWhatIsFinalAfterTheRunComesInTheNext(t *testing.T) {
	r := finalRun(t, 60)
	for _, of := range []struct {
		on   calc.Date
		late string
	}{{date(t, 2026, 6, 30), "June 2026"}, {date(t, 2026, 7, 1), "next possible"}} {
		r.AsOf = of.on
		tables, err := FinalTables(r)
		if err != nil {
			t.Fatal(err)
		}
		periods := map[string]map[string]int{"moved": {}, "stays": {}}
		for _, row := range rowsOfTable(t, tables["payments.csv"]) {
			switch {
			case row["outcome"] == "recoup" && row["scheme"] == "ltc-les-2025-26", row["state"] == "held": // perhaps by a plan
			case row["difference"] == "0.00":
				periods["stays"][row["period"]]++
			default:
				periods["moved"][row["period"]]++
			}
		}
		if len(periods["moved"]) != 1 || periods["moved"][of.late] == 0 || len(periods["stays"]) != 1 || periods["stays"]["June 2026"] == 0 {
			t.Errorf("on %s the periods are %v", of.on, periods)
		}
	}
}

func rowsOfTable(t *testing.T, table Table) []map[string]string {
	t.Helper()
	var b bytes.Buffer
	if err := table.Write(&b); err != nil {
		t.Fatal(err)
	}
	rows, err := fixtures.NamedRows(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// An accepted count that somebody changes moves achievement, earned, balance and
// bridge, and turns the verdict red.
func TestAcceptedCountMovesTheBridge(t *testing.T) {
	book := atHand(finalRun(t, 30))
	var line string
	for i := range book.Sheets {
		s := &book.Sheets[i]
		if s.Name != "Accepted" {
			continue
		}
		row := s.Rows[s.Table.HeaderRow]
		line = row[0].Value
		for c, head := range s.Rows[s.Table.HeaderRow-1] {
			if head.Value == "accepted Oct" {
				row[c] = number(0).In(row[c].Style)
				row[c].Value = "1"
			}
		}
	}
	spoil(book)
	got := recalculate(t, book)
	if verdict := got["Summary"][3][0]; verdict == "All figures agree" {
		t.Errorf("a count of %s was changed, and the verdict is %q", line, verdict)
	}
}
