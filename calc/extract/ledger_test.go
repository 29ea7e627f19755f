package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"yearend/calc"
)

const (
	contractHead = "Practice code,Scheme,Service,Target,Contract value,Advance paid\n"
	ledgerHead   = "Practice code,Scheme,Reference,Paid on,Amount\n"
)

// paidAsDue is what a practice is paid for LTC, as the scheme schedules it.
func paidAsDue(code, each string, twice string) string {
	rows := code + ",LTC,P1/P2,2025-04-15," + twice + "\n"
	for i := 3; i <= 12; i++ {
		rows += fmt.Sprintf("%s,LTC,P%d,%s,%s\n", code, i, calc.Period{From: 20250401, To: 20260331}.MonthStart(i-2), each)
	}
	return rows
}

// readLedger reads the small ICB with other contracts, activity and a ledger.
func readLedger(t *testing.T, contracts, activity, ledger string) *calc.Extract {
	t.Helper()
	return mustRead(t, Inputs{
		Root: folder(t, map[string]string{"practices.csv": goodPractices, "contracts.csv": contractHead + contracts, "activity.csv": activity, "ledger.csv": ledgerHead + ledger}),
		AsOf: asOf, Domains: []string{"example.org"}, Ledger: []File{{Path: "ledger.csv"}},
		Practices: []File{{Path: "practices.csv"}}, Contracts: []File{{Path: "contracts.csv"}}, Activity: []File{{Path: "activity.csv"}},
	})
}

// What is paid before it is due is said, for a person to look at.
func TestAnInstalmentPaidBeforeItIsDueIsSaid(t *testing.T) {
	rows := strings.Split(paidAsDue("P81900", "640.00", "1280.00"), "\n")
	for paid, want := range map[int]string{ // by 20 October P1 to P8 are due, P9 on 1 November
		7: "", 8: "P9 paid before it is due",
	} {
		x := mustRead(t, Inputs{
			Root: folder(t, map[string]string{"practices.csv": goodPractices, "contracts.csv": contractHead + "P81900,ltc-les-2025-26,domain-2,160,9600.00,7680.00\n", "activity.csv": recordHead,
				"ledger.csv": ledgerHead + strings.ReplaceAll(strings.Join(rows[:paid], "\n"), "2025-11-01", "2025-10-01") + "\n"}),
			AsOf: 20251020, Through: complete, Domains: []string{"example.org"}, Ledger: []File{{Path: "ledger.csv"}},
			Practices: []File{{Path: "practices.csv"}}, Contracts: []File{{Path: "contracts.csv"}}, Activity: []File{{Path: "activity.csv"}},
		})
		var said []string
		for _, p := range x.Problems {
			if p.Code == "W-instalment" {
				said = append(said, p.Found)
			}
		}
		if got := strings.Join(said, "; "); got != want {
			t.Errorf("%d payments: %q, want %q", paid, got, want)
		}
	}
}

// What the contracts leave blank is what the ledger has beyond those that they state,
// and what was said of the blank ones is taken back: of these rows, and of no other.
func TestLedgerFillsWhatIsBlank(t *testing.T) {
	const ecg, phlebotomy, ltc = "P81900,capitated-les-2025-26,ecg,90,4500.00,", "P81900,capitated-les-2025-26,phlebotomy,90,1500.00,", "P81900,ltc-les-2025-26,domain-2,160,9600.00,"
	const other = "P81901,capitated-les-2025-26,ecg,90,4500.00,"
	asDue := paidAsDue("P81900", "640.00", "1280.00")
	for _, c := range []struct {
		name, contracts, ledger string
		advances, problems      []string
	}{
		{"both lines blank, another practice's as well", ecg + "\n" + phlebotomy + "\n" + other + "\n", "P81900,CAP,L1,2025-06-01,4800.00\n",
			[]string{"3600.00", "1200.00", "0.00"}, []string{"E-advance 4"}},
		{"one line blank", ecg + "3600.00\n" + phlebotomy + "\n" + other + "0.00\n", "P81900,CAP,L1,2025-06-01,4800.00\n",
			[]string{"3600.00", "1200.00", "0.00"}, nil},
		{"one line blank, and less than the other states", ecg + "3600.00\n" + phlebotomy + "\n", "P81900,CAP,L1,2025-06-01,3599.99\n",
			[]string{"3600.00", "0.00"}, []string{"E-ledger 2 £3,600.00", "E-advance 3"}},
		{"both stated, and a penny more paid", ecg + "3600.00\n" + phlebotomy + "1200.00\n", "P81900,CAP,L1,2025-06-01,4800.01\n",
			[]string{"3600.00", "1200.00"}, []string{"E-ledger 2 £4,800.00"}},
		{"as the scheme schedules it", ltc + "\n", asDue, []string{"7680.00"}, nil},
		{"a penny less than it schedules", ltc + "\n", strings.Replace(asDue, "640.00", "639.99", 1), []string{"7679.99"}, []string{"W-instalment 2 P3 other sum", "W-advance-share 2 £7,679.99"}},
		{"paid on the day of the letters", ecg + "4800.00\n", "P81900,CAP,L1,2026-04-17,4800.00\n", []string{"4800.00"}, []string{"W-advance-above 2 4800.00"}},
		{"paid the day after", ecg + "3600.00\n", "P81900,CAP,L1,2026-04-18,3600.00\n", []string{"3600.00"}, []string{"W-paid-future 2 L1 of £3,600.00 on 2026-04-18"}},
		{"one blank, and paid on the last day of the year", ecg + "3600.00\n" + phlebotomy + "\n", "P81900,CAP,L1,2026-03-31,4800.00\n", []string{"3600.00", "1200.00"}, nil},
		{"one blank, and a part paid the day after the year", ecg + "3600.00\n" + phlebotomy + "\n", "P81900,CAP,L1,2025-04-01,4800.00\nP81900,CAP,L2,2026-04-01,0.01\n",
			[]string{"3600.00", "0.00"}, []string{"E-paid-year 3 L2 of £0.01 on 2026-04-01", "E-advance 3"}},
		{"blank, and P12 of the year before", ltc + "\n", asDue + "P81900,LTC,P12,2025-03-31,640.00\n", []string{"7680.00"}, []string{"E-paid-year 2 P12 of £640.00 on 2025-03-31", "W-instalment 13 P12 twice", "W-advance-derived 2"}},
		{"stated, with what was paid after the year", ecg + "4800.00\n", "P81900,CAP,L1,2025-04-01,4700.00\nP81900,CAP,L2,2026-04-01,100.00\n", []string{"4800.00"}, []string{"W-advance-above 2 4800.00"}},
		{"paid when nothing was due", ltc + "7680.00\n", strings.Replace(asDue, "P3,2025-05-01", "P3,2026-03-02", 1), []string{"7680.00"}, []string{"W-instalment 2 P3 missing; P3 paid when nothing was due"}},
	} {
		x := readLedger(t, c.contracts, recordHead, c.ledger)
		var advances, problems []string
		for _, line := range x.Contracts {
			advances = append(advances, line.Advance.String())
			if line.Derived && !slices.Contains(c.problems, "W-advance-derived 2") {
				t.Errorf("%s: the advance of row %+v is said to be worked out", c.name, line)
			}
		}
		for _, p := range x.Problems {
			if strings.Contains(p.Code, "advance") || strings.Contains(p.Code, "ledger") || strings.Contains(p.Code, "paid") || p.Code == "W-instalment" {
				problems = append(problems, strings.TrimSpace(fmt.Sprint(p.Code, " ", p.Row, " ", p.Found)))
			}
		}
		slices.Sort(problems)
		slices.Sort(c.problems)
		if !slices.Equal(advances, c.advances) || !slices.Equal(problems, c.problems) {
			t.Errorf("%s: advances %q, should be %q;\n said %q, should be %q", c.name, advances, c.advances, problems, c.problems)
		}
	}
}

// Where a contract of the practice could not be read, its sums are not held against the
// ledger; where only its activity could not, they are.
func TestLedgerOfWhatCouldNotBeRead(t *testing.T) {
	const stated = "P81900,capitated-les-2025-26,ecg,90,4500.00,3600.00\n"
	for name, c := range map[string]struct {
		contracts, activity, ledger string
		want                        bool
	}{
		"all can be read":       {stated, recordHead + "P81900,ecg,2025-06-03,2025-06-03\n", "P81900,CAP,L1,2025-06-01,1.00\n", true},
		"a target is missing":   {strings.Replace(stated, "90", "", 1), recordHead + "P81900,ecg,2025-06-03,2025-06-03\n", "P81900,CAP,L1,2025-06-01,1.00\n", false},
		"a date is no date":     {stated, recordHead + "P81900,ecg,never,2025-06-03\n", "P81900,CAP,L1,2025-06-01,1.00\n", true},
		"a payment is no sum":   {stated, recordHead + "P81900,ecg,2025-06-03,2025-06-03\n", "P81900,CAP,L1,2025-06-01,1.00\nP81900,CAP,L2,2025-06-01,much\n", false},
		"another's is no sum":   {stated, recordHead + "P81900,ecg,2025-06-03,2025-06-03\n", "P81900,CAP,L1,2025-06-01,1.00\nP81901,CAP,L2,2025-06-01,much\n", true},
		"nothing of the scheme": {stated, recordHead + "P81900,ecg,2025-06-03,2025-06-03\n", "P81901,LTC,P3,2025-06-01,1.00\n", false},
	} {
		if x := readLedger(t, c.contracts, c.activity, c.ledger); hasCodeOf(x, "E-ledger") != c.want {
			t.Errorf("%s: the ledger is said to differ %v:\n%s", name, !c.want, messages(x.Problems))
		}
	}
}
