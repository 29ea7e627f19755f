package season

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yearend/calc"
)

// What holds of any ICB, whatever its files say. Each property is tried on a hundred; -rapid.checks tries more.

// Of any files, also with rows that cannot be: each record is found again once, and each
// contract is in one position.
func TestAnyRecordIsAccountedFor(t *testing.T) {
	settled := 0
	rapid.Check(t, func(t *rapid.T) {
		icb := drawICB(t, true)
		s, ok := settleAny(t, icb, 1)
		if !ok {
			return
		}
		settled++
		var all calc.Tally
		for code, tally := range s.Tallies {
			if err := tally.Check(); err != nil {
				t.Fatalf("%s: %v", code, err)
			}
			all = all.Plus(tally)
		}
		if all.Read < len(icb.records) {
			t.Fatalf("%d rows, and %d records are accounted for", len(icb.records), all.Read)
		}
		lines := map[string]bool{}
		for _, row := range icb.contracts {
			lines[strings.Join(strings.Split(row, ",")[:2], " ")] = true
		}
		for _, p := range s.Positions {
			key := fmt.Sprint(p.Practice.Code, " ", p.Scheme.Code)
			if !lines[key] {
				t.Fatalf("%s has a position without a contract, or two", key)
			}
			delete(lines, key)
		}
		if len(lines) > 0 {
			t.Fatalf("contracts without a position: %v", lines)
		}
	})
	if settled == 0 {
		t.Error("no ICB was settled")
	}
}

// However the activity is split into files, and in whatever order rows stand, every table is the same. A file all of
// which lies outside the year is refused as another year's, so that each begins with a record of the year.
func TestOrderAndFilesChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		icb := drawICB(t, false)
		one, ok := settleAny(t, icb, 1)
		other := anyICB{
			practices: rapid.Permutation(icb.practices).Draw(t, "practices in this order"),
			contracts: rapid.Permutation(icb.contracts).Draw(t, "contracts in this order"),
			records:   rapid.Permutation(icb.records).Draw(t, "records in this order"),
		}
		files := rapid.IntRange(1, 1+len(icb.records)/8).Draw(t, "files")
		two, too := settleAny(t, other, max(1, ofTheYearFirst(other.records, files)))
		if ok != too {
			t.Fatalf("one is refused, and the other is not")
		}
		if !ok {
			return
		}
		a, b := tablesOf(t, one), tablesOf(t, two)
		for _, name := range []string{"positions.csv", "services.csv", "methods.csv", "payments.csv", "working.csv"} {
			if !reflect.DeepEqual(a[name], b[name]) {
				t.Fatalf("%s differs:\n%v\n%v", name, a[name], b[name])
			}
		}
	})
}

// ofTheYearFirst brings so many records of the contract year to the front, and says how many there were.
func ofTheYearFirst(records []string, most int) (found int) {
	for i, record := range records {
		day := strings.Split(record, ",")[2]
		if found < most && day >= "2025-04-01" && day <= "2026-03-31" {
			records[found], records[i] = records[i], records[found]
			found++
		}
	}
	return found
}

// The sums of a position are those of its services; what payments.csv asks for is its balance; and
// what a scheme comes to, as the Summary has it, is what its positions come to.
func TestTablesAgreeWithEachOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, ok := settleAny(t, drawICB(t, true), 1)
		if !ok {
			return
		}
		tables := tablesOf(t, s)
		totals := map[string]calc.Money{}
		for _, row := range tables["positions.csv"] {
			if row["outcome"] == "held" {
				continue
			}
			for _, sum := range []string{"contract_value", "earned", "advance_paid", "balance"} {
				if got, want := sumOf(t, tables["services.csv"], row, sum), row[sum]; got != want {
					t.Fatalf("%s of %s: %s in positions.csv, %s in services.csv", sum, row["practice_code"], want, got)
				}
			}
			if got := asked(t, tables["payments.csv"], row); got != row["balance"] {
				t.Fatalf("%s is asked of %s, and the balance is %s", got, row["practice_code"], row["balance"])
			}
			totals[row["scheme"]] = totals[row["scheme"]].Plus(moneyOf(t, row["balance"]))
		}
		for code, total := range calc.TotalsByScheme(s.Positions) {
			if total.Balance().Cmp(totals[code]) != 0 {
				t.Fatalf("%s comes to %s, its positions to %s", code, total.Balance(), totals[code])
			}
		}
	})
}

func moneyOf(t *rapid.T, text string) calc.Money {
	m, err := calc.ParseMoney(text)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// sumOf adds up a column of the rows of one practice and scheme.
func sumOf(t *rapid.T, rows []map[string]string, of map[string]string, column string) string {
	var sum calc.Money
	for _, row := range rows {
		if row["practice_code"] == of["practice_code"] && row["scheme"] == of["scheme"] {
			sum = sum.Plus(moneyOf(t, row[column]))
		}
	}
	return sum.String()
}

// asked is what payments.csv asks for, signed; a position of nothing has no row.
func asked(t *rapid.T, rows []map[string]string, of map[string]string) string {
	i := slices.IndexFunc(rows, func(row map[string]string) bool {
		return row["practice_code"] == of["practice_code"] && row["scheme"] == of["scheme"]
	})
	if i < 0 {
		return "0.00"
	}
	amount := moneyOf(t, rows[i]["amount"])
	if rows[i]["sign"] == "-1" {
		amount = calc.Money{}.Minus(amount)
	}
	return amount.String()
}

// One record more never earns less, and changes no other position; nothing is earned above the
// contract value, and nothing recouped above what was paid in advance.
func TestMoreActivityNeverEarnsLess(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		icb := drawICB(t, false)
		before, ok := settleAny(t, icb, 1)
		if !ok {
			return
		}
		more := icb
		more.records = append(slices.Clone(icb.records), drawRecord(t, []string{"P81901"}, false))
		after, ok := settleAny(t, more, 1)
		if !ok { // what is recorded is not plausible any more, and a person looks
			return
		}
		if len(before.Positions) != len(after.Positions) {
			t.Fatalf("with one record more, %d positions are %d", len(before.Positions), len(after.Positions))
		}
		for i, p := range before.Positions {
			now := after.Positions[i]
			if p.Outcome == calc.Held || now.Outcome == calc.Held {
				continue
			}
			if now.Earned.Cmp(p.Earned) < 0 || p.Practice.Code != "P81901" && now.Earned.Cmp(p.Earned) != 0 {
				t.Fatalf("%s on %s earned %s, and earns %s", p.Practice.Code, p.Scheme.Code, p.Earned, now.Earned)
			}
			if p.Earned.Sign() < 0 || p.Earned.Cmp(p.Value) > 0 {
				t.Fatalf("%s of %s is earned", p.Earned, p.Value)
			}
			if p.Balance.Sign() < 0 && p.Balance.Abs().Cmp(p.Advance) > 0 {
				t.Fatalf("%s is recouped of %s paid in advance", p.Balance.Abs(), p.Advance)
			}
		}
	})
}

// Whatever the panel accepts, what is final is what the letters said and what mitigation adds, in each scheme, and
// each position's own balance is what its services come to.
func TestFinalIsIndicativeAndMitigation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, ok := settleAny(t, drawICB(t, true), 1)
		if !ok {
			return
		}
		var d calc.Decided
		for _, p := range s.Positions {
			for _, line := range p.Lines {
				if rapid.Bool().Draw(t, "asks") {
					d.Answers = append(d.Answers, drawAnswer(t, p, line, len(d.Answers)))
				}
			}
		}
		final, err := s.Decide(d)
		if err != nil {
			t.Fatal(err)
		}
		indicative, settled := map[string]calc.Money{}, map[string]calc.Money{}
		for i, p := range s.Positions {
			now := final.Positions[i]
			code := p.Scheme.Code
			if p.Outcome != calc.Held {
				indicative[code] = indicative[code].Plus(p.Balance)
			}
			if now.Outcome != calc.Held {
				settled[code] = settled[code].Plus(now.Balance)
				if now.Balance.Cmp(p.Balance) < 0 {
					t.Fatalf("%s had %s, and has %s when the panel has accepted", p.Practice.Code, p.Balance, now.Balance)
				}
			}
		}
		for code, b := range final.Bridges() {
			if b.Indicative.Cmp(indicative[code]) != 0 || b.Final.Cmp(settled[code]) != 0 || b.Indicative.Plus(b.Mitigation).Cmp(b.Final.Plus(b.Held)) != 0 {
				t.Fatalf("%s: %+v, its letters come to %s, what is final to %s", code, b, indicative[code], settled[code])
			}
		}
	})
}

// drawAnswer is what the panel decides on a request for a line: all of what is claimed, some, or none.
func drawAnswer(t *rapid.T, p calc.Position, line calc.Achievement, n int) calc.Answer {
	var claimed, accepted calc.ByMonth
	for i := range claimed {
		claimed[i] = rapid.Int64Range(0, 60).Draw(t, "claimed")
		accepted[i] = rapid.Int64Range(0, claimed[i]).Draw(t, "accepted")
	}
	d := &calc.Decision{Verdict: calc.AcceptedPart, Accepted: accepted, Line: calc.LineOf(line)}
	switch {
	case accepted.Sum() == 0:
		d.Verdict = calc.Refused
	case accepted == claimed:
		d.Verdict = calc.AcceptedWhole
	}
	return calc.Answer{Decision: d, Request: calc.Request{Name: fmt.Sprint(p.Scheme.Short, "-", n), Scheme: p.Scheme.Code, Practice: p.Practice.Code,
		Service: line.Contract.Service, Claimed: claimed, State: calc.RequestDecided}}
}
