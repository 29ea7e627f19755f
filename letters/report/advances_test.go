package report

import (
	"fmt"
	"strings"
	"testing"

	"yearend/calc"
	"yearend/letters"
)

// ledgerRun is the sample with a finance ledger that shows every verdict: P1 and
// P2 at once, P4 missing, P5 twice, P6 of another sum, P7 in another month, and a
// payment when nothing was due any more; and payments of a scheme without a
// schedule.
func ledgerRun(t testing.TB) Run {
	t.Helper()
	r := sampleRun(t)
	capitated, ltc := r.Schemes[0], r.Schemes[1]
	for i := range calc.Months {
		ltc.Advance.Schedule = append(ltc.Advance.Schedule, calc.Instalment{Reference: fmt.Sprintf("P%d", i+1), Covers: i, Due: max(0, i-1)})
	}
	x := *r.Settled.Extract
	add := func(practice calc.PracticeCode, s *calc.Scheme, reference string, on calc.Date, amount string) {
		x.Ledger = append(x.Ledger, calc.LedgerLine{Practice: practice, Scheme: s.Code, Reference: reference, PaidOn: on, Amount: money(t, amount)})
	}
	add("P81001", capitated, "CAP-1", date(t, 2025, 5, 6), "16876.54")
	add("P81002", ltc, "P1/P2", date(t, 2025, 4, 15), "1109.00")
	for i := 2; i < 12; i++ {
		amount, on := "554.50", ltc.Period.MonthStart(i-1)
		switch i {
		case 3:
			continue
		case 5:
			amount = "600.00"
		case 6:
			on = ltc.Period.MonthStart(i)
		}
		add("P81002", ltc, fmt.Sprintf("P%d", i+1), on, amount)
	}
	add("P81002", ltc, "P5", date(t, 2025, 8, 20), "554.50")
	add("P81002", ltc, "P13", date(t, 2026, 3, 9), "8.00")
	settled, err := calc.Terms{Schemes: r.Schemes, AsOf: r.AsOf}.Settle(&x)
	if err != nil {
		t.Fatal(err)
	}
	r.Settled, r.Issues = settled, issues(settled)
	return r
}

func TestAdvances(t *testing.T) {
	golden(t, "advances.csv", written(t, ledgerRun(t))["advances.csv"])
}

// A ledger that knows nothing of a scheme says nothing of it, and neither do the
// table, the workbook and the review page.
func TestNoLedgerNoAdvances(t *testing.T) {
	r := sampleRun(t)
	if lines := strings.Count(string(written(t, r)["advances.csv"]), "\n"); lines != 1 {
		t.Errorf("%d lines in advances.csv, want its header alone", lines)
	}
	if !advancesSheet(r).omitted {
		t.Error("the workbook has a sheet of advances")
	}
}

// The review page shows each instalment with its verdict in words, also beside a
// position that is held.
func TestPageShowsInstalments(t *testing.T) {
	r := ledgerRun(t)
	for _, p := range r.Settled.Positions {
		if p.Practice.Code != "P81002" {
			continue
		}
		var said []string
		for _, line := range instalmentLines(p) {
			said = append(said, line[0]+": "+line[1])
		}
		all := strings.Join(said, "\n")
		for _, want := range []string{"Advance P4 for July 2025, due £554.50: £0.00, missing: £554.50 less", "Advance P5 for August 2025, due £554.50: £1,109.00 on 20 August 2025, paid more than once: £554.50 more",
			"Advance P6 for September 2025, due £554.50: £600.00 on 1 August 2025, another sum: £45.50 more", "Advance P7 for October 2025, due £554.50: £554.50 on 1 October 2025, in another month", "Advance P13, due £0.00: £8.00 on 9 March 2026, not due: £8.00 more"} {
			if !strings.Contains(all, want) {
				t.Errorf("the page does not say %q:\n%s", want, all)
			}
		}
		p.Outcome = calc.Held
		if lines := accountOf(p, letters.Issue{}); len(lines) != len(said) {
			t.Errorf("held: %d lines, want %d", len(lines), len(said))
		}
	}
}
