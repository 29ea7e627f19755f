package report

import (
	"slices"
	"strings"
	"testing"

	"yearend/calc"
	"yearend/letters"
)

// secondRun is the sample once more, after an approved run-001: P81002 has two
// more records than it had, P81003 crossed into another outcome, P81004 had
// figures and is held, P81001's LTC contract is new, and P81009's has gone.
func secondRun(t testing.TB) Run {
	t.Helper()
	r := sampleRun(t)
	ltc, year := ltcScheme(t), letters.YearEnd()
	was := map[string]*calc.Statement{
		"P81002": statement(t, ltc, contract(t, "P81002", ltc, "domain-2", 764, "8317.43", "6653.94"), 609, 0),
		"P81003": statement(t, ltc, contract(t, "P81003", ltc, "domain-2", 100, "1000.00", "800.00"), 78, 0),
	}
	for i, p := range r.Settled.Positions {
		now := calc.StatementOf(p)
		m := calc.Move{Practice: p.Practice.Code, Name: p.Practice.Name, Scheme: p.Scheme.Code, Kind: calc.MoveNone, Was: &now, Now: &now}
		issue := &r.Issues[i]
		switch key := positionKey(p); {
		case p.Outcome == calc.Held:
			before := statement(t, ltc, contract(t, "P81004", ltc, "domain-2", 100, "1000.00", "800.00"), 90, 0)
			m.Kind, m.Was, m.Now, issue.Stands, issue.StandsAt = calc.MoveHeld, before, nil, "run-001", year.LetterPath(p.Scheme.Code, p.Practice.Code)+".pdf"
		case was[string(p.Practice.Code)] != nil:
			m.Kind, m.Was = calc.Moved, was[string(p.Practice.Code)]
			m.Changes = calc.Changes(*m.Was, now)
			issue.Number, issue.Reference, issue.State = 2, year.Reference(p, 2), letters.Changed
			issue.Replaces, issue.Was = year.Reference(p, 1), m.Was
		case key == "P81001/LTC":
			m.Kind, m.Was = calc.MoveNew, nil
		default:
			issue.State, issue.Letter, issue.SHA256, issue.Stands, issue.StandsAt = letters.Unchanged, "", "", "run-001", year.LetterPath(p.Scheme.Code, p.Practice.Code)+".pdf"
		}
		r.Moves = append(r.Moves, m)
	}
	gone := statement(t, ltc, contract(t, "P81009", ltc, "domain-2", 100, "1000.00", "800.00"), 90, 0)
	r.Moves = append(r.Moves, calc.Move{Practice: "P81009", Name: "Gone Surgery", Scheme: ltc.Code, Kind: calc.MoveWithdrawn, Was: gone})
	return r
}

func statement(t testing.TB, s *calc.Scheme, c calc.Contract, recorded, late int64) *calc.Statement {
	t.Helper()
	line, err := calc.Measure(s, c, months(calc.ByMonth{11: recorded}, late))
	if err != nil {
		t.Fatal(err)
	}
	made := calc.StatementOf(calc.Reconcile(s, calc.Practice{Code: c.Practice}, []calc.Achievement{line}))
	return &made
}

func TestPageSaysWhatChanged(t *testing.T) {
	golden(t, "page-second.txt", []byte(plain(pages(t, secondRun(t))["index.html"])))
}

// A letter that stands without a contract keeps its line on the page for as long as
// that is so, also where nothing has moved since the run before.
func TestALetterWithoutAContractKeepsItsLine(t *testing.T) {
	r := secondRun(t)
	r.Moves = nil
	r.Withdrawn = []Withdrawn{{Practice: "P81009", Name: "Gone Surgery", Scheme: ltcScheme(t).Code, Number: 1, Reference: "P81009/LTC/2025-26/1",
		On: r.AsOf, Run: "run-001", Previous: money(t, "-93.10")}}
	page := plain(pages(t, r)["index.html"])
	for _, want := range []string{"Letters that stand without a contract", "P81009 Gone Surgery", "P81009/LTC/2025-26/1 of " + letters.LongDate(r.AsOf) + ", in run-001", "£93.10 to recoup"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not on the page", want)
		}
	}
	if r.Withdrawn = nil; strings.Contains(plain(pages(t, r)["index.html"]), "without a contract") {
		t.Error("without such a letter the page tells of one")
	}
}

// Without an earlier run there is nothing to compare with; with one of the same
// figures there is, and it is empty.
func TestChangesSheetIsThereWithAnEarlierRun(t *testing.T) {
	if s := changesSheet(sampleRun(t)); !s.omitted {
		t.Error("a first run has a sheet of changes")
	}
	if s := changesSheet(secondRun(t)); s.omitted || s.measure().count != 5 {
		t.Errorf("%d rows of changes, want 5", s.measure().count)
	}
}

// The same run again: the sheet has no row, and all figures still agree.
func TestNothingChanged(t *testing.T) {
	r := secondRun(t)
	for i := range r.Moves {
		r.Moves[i].Kind = calc.MoveNone
	}
	got := recalculate(t, atHand(r))
	if verdict := got["Summary"][3][0]; verdict != "All figures agree" {
		t.Errorf("the verdict is %q", verdict)
	}
}

// Where a balance without late coding is not known, nor is what they come to: a total
// would say that there is nothing.
func TestTotalOfWhatIsNotKnown(t *testing.T) {
	r := secondRun(t)
	for i, m := range r.Moves {
		if m.Now != nil {
			now := *m.Now
			now.BalanceOnTime = nil
			r.Moves[i].Now = &now
		}
	}
	got := recalculate(t, atHand(r))
	head := slices.IndexFunc(got["Changes"], func(row []string) bool { return slices.Contains(row, "on_time_now") })
	at := slices.Index(got["Changes"][head], "on_time_now")
	if now, was := got["Changes"][0][at], got["Changes"][0][at-1]; now != calc.NotKnown || was == calc.NotKnown {
		t.Errorf("the balances without late coding come to %q, and came to %q", now, was)
	}
	if verdict := got["Summary"][3][0]; verdict != "All figures agree" {
		t.Errorf("the verdict is %q", verdict)
	}
}
