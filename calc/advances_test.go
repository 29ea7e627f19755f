package calc

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
)

// scheduled is a scheme with the twelve instalments of the LTC LES.
func scheduled() *Scheme {
	s := inYear()[1]
	for i := range Months {
		s.Advance.Schedule = append(s.Advance.Schedule, Instalment{Reference: fmt.Sprintf("P%d", i+1), Covers: i, Due: max(i-1, 0)})
	}
	return s
}

// randomLedger is payments as they come: most as they are due, some missing,
// twice, of another sum, early, late, in March, for nothing.
func randomLedger(r *rand.Rand, s *Scheme, value Money) Ledger {
	references := []string{"P1/P2", "p 7", "P3/P4/P5", "P13", "", "ADJ", "P6/X"}
	for _, in := range s.Advance.Schedule {
		references = append(references, in.Reference, in.Reference)
	}
	var ledger Ledger
	for range r.IntN(20) {
		amount := s.Advance.Instalment(value)
		if r.IntN(3) == 0 {
			amount = Pence(r.Int64N(1e7) - 1e6)
		}
		ledger = append(ledger, LedgerLine{
			Practice: "P81999", Scheme: s.Code, Reference: references[r.IntN(len(references))], Amount: amount,
			PaidOn: DateOf(s.Period.From.Time().AddDate(0, r.IntN(15)-1, r.IntN(28))),
		})
	}
	return ledger
}

// Whatever the ledger has: nothing that was paid is lost or counted twice, what
// is due over the year is what the contract's advance comes to, and each row's
// verdict is what its figures say.
func TestNoPaymentIsLost(t *testing.T) {
	r := rand.New(rand.NewPCG(31, 31))
	s := scheduled()
	seen := map[Verdict]int{}
	for range 4000 {
		c := Contract{Practice: "P81999", Scheme: s.Code, Service: "domain-2", Value: Pence(r.Int64N(1e8) + 100)}
		ledger := randomLedger(r, s, c.Value)
		asOf := DateOf(s.Period.From.Time().AddDate(0, r.IntN(15), r.IntN(28)))
		a := CompareAdvances([]Contract{c}, ledger, []*Scheme{s}, asOf)[0]
		if got := a.Paid().Plus(a.Early().Sum()); got.Cmp(ledger.Sum()) != 0 {
			t.Fatalf("the ledger has %s, the statement %s", ledger.Sum(), got)
		}
		if asOf >= s.Period.To && a.Due().Cmp(s.Advance.Paid(c.Value)) != 0 {
			t.Fatalf("%s is due over the year, the advance is %s", a.Due(), s.Advance.Paid(c.Value))
		}
		for i, row := range a.Rows {
			seen[row.Verdict]++
			checkRow(t, s, i, row, asOf)
		}
	}
	for _, v := range Verdicts() {
		if v != OnlyListed && v != NotRead && seen[v] < 100 {
			t.Errorf("%q came %d times", v, seen[v])
		}
	}
}

func checkRow(t *testing.T, s *Scheme, i int, row AdvanceRow, asOf Date) {
	t.Helper()
	late := row.PaidOn()/100 != row.DueMonth/100
	other := row.Paid().Cmp(row.Due) != 0
	var want Verdict
	switch {
	case i >= len(s.Advance.Schedule), row.DueMonth/100 > asOf/100:
		want = NotDue
	case len(row.Payments) == 0:
		want = NotPaid
	case len(row.Payments) > 1:
		want = PaidTwice
	case other:
		want = PaidOtherSum
	case late:
		want = PaidOtherMonth
	default:
		want = PaidAsDue
	}
	if row.Verdict != want {
		t.Fatalf("%s: %s, want %s (%+v, asked on %s)", row.Reference, row.Verdict, want, row, asOf)
	}
	if row.NotYet() != (want == NotDue && i < len(s.Advance.Schedule)) || row.Asks(asOf) == (want == PaidAsDue || row.NotYet() || want == NotPaid && row.DueMonth == asOf.monthStart()) {
		t.Fatalf("%s: %s, not yet %v, asks %v", row.Reference, row.Verdict, row.NotYet(), row.Asks(asOf))
	}
	if row.Covers == 0 && (row.DueMonth != 0 || row.Due.Sign() != 0 || len(row.Payments) != 1) {
		t.Fatalf("a payment for nothing: %+v", row)
	}
}

// Without a schedule, and without a contract value to reckon from, nothing is
// compared, and nothing is asked.
func TestNothingToCompareWith(t *testing.T) {
	unscheduled, known := inYear()[1], Contract{Practice: "P81999", Scheme: "ltc", Value: Pence(100000)}
	ledger := Ledger{{Practice: "P81999", Scheme: "ltc", Reference: "P1/P2", PaidOn: 20250415, Amount: Pence(5)}}
	for name, a := range map[string][]Advances{
		"no schedule":       CompareAdvances([]Contract{known}, ledger, []*Scheme{unscheduled}, 20260417),
		"no contract value": CompareAdvances([]Contract{{Practice: "P81999", Scheme: "ltc"}}, ledger, []*Scheme{scheduled()}, 20260417),
	} {
		if len(a) != 1 || len(a[0].Rows) != 1 {
			t.Fatalf("%s: %+v", name, a)
		}
		if row := a[0].Rows[0]; row.Verdict != OnlyListed || row.HasDue() || row.Asks(20260417) || row.Paid().String() != "0.05" || row.Reference != "P1/P2" {
			t.Errorf("%s: %+v", name, row)
		}
	}
}

// Each practice and scheme has its own lines, in the order of the positions.
func TestStatementsAreByPracticeAndScheme(t *testing.T) {
	ltc, cap := scheduled(), inYear()[0]
	contracts := []Contract{
		{Practice: "P81002", Scheme: "ltc", Service: "domain-2", Value: Pence(120000)},
		{Practice: "P81001", Scheme: "ltc", Service: "domain-2", Value: Pence(120000)},
		{Practice: "P81001", Scheme: "cap", Service: "ecg", Value: Pence(120000)},
		{Practice: "P81003", Scheme: "cap", Service: "psa", Value: Pence(120000)}, // excluded: no position, no statement
	}
	ledger := Ledger{
		{Practice: "P81001", Scheme: "cap", Reference: "P3", PaidOn: 20250515, Amount: Pence(1)},
		{Practice: "P81002", Scheme: "ltc", Reference: "P3", PaidOn: 20250515, Amount: Pence(2)},
	}
	var got []string
	for _, a := range CompareAdvances(contracts, ledger, []*Scheme{ltc, cap}, 20260417) {
		got = append(got, fmt.Sprintf("%s %s %d %s", a.Practice, a.Scheme.Code, len(a.Rows), a.Paid()))
	}
	want := []string{"P81001 cap 1 0.01", "P81001 ltc 12 0.00", "P81002 ltc 12 0.02"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestVerdictsAreAClosedSet(t *testing.T) {
	want := []Verdict{"missing", "twice", "other sum", "other month", "paid", "not due", "listed", ""}
	if got := Verdicts(); !slices.Equal(got, want) {
		t.Errorf("verdicts %v, want %v", got, want)
	}
}

// The parts add up to the sum, and each is cut to the penny, whatever the signs.
func TestSplitAddsUp(t *testing.T) {
	for _, c := range []struct {
		sum  int64
		by   []int64
		want string
	}{
		{480056, []int64{240028, 240028}, "[2400.28 2400.28]"},
		{480001, []int64{240028, 240028}, "[2400.00 2400.01]"},
		{-5, []int64{1, 1}, "[-0.02 -0.03]"},
		{100, []int64{1, 2, 3}, "[0.16 0.33 0.51]"},
		{5, []int64{0, 0}, "[0.02 0.03]"},
		{7, []int64{0, 5}, "[0.00 0.07]"},
		{7, []int64{5}, "[0.07]"},
		{7, nil, "[]"},
	} {
		var by []Money
		for _, weight := range c.by {
			by = append(by, Pence(weight))
		}
		if got := fmt.Sprint(Pence(c.sum).Split(by)); got != c.want {
			t.Errorf("%s by %v: %s, want %s", Pence(c.sum), c.by, got, c.want)
		}
	}
	r := rand.New(rand.NewPCG(32, 32))
	for range 5000 {
		sum, n := Pence(r.Int64N(1e9)-5e8), r.IntN(12)+1
		var by []Money
		for range n {
			by = append(by, Pence(r.Int64N(1e6)))
		}
		var back Money
		for _, part := range sum.Split(by) {
			back = back.Plus(part)
		}
		if back.Cmp(sum) != 0 {
			t.Fatalf("%s by %v comes back as %s", sum, by, back)
		}
	}
}

func TestAdvancesAreFilledFromTheLedger(t *testing.T) {
	line := func(value, advance int64) Contract { return Contract{Value: Pence(value), Advance: Pence(advance)} }
	for name, c := range map[string]struct {
		paid   int64
		lines  []Contract
		blank  []bool
		want   string
		agrees bool
	}{
		"one blank":                    {2880336, []Contract{line(3600415, 0)}, []bool{true}, "[28803.36]", true},
		"one blank, nothing paid":      {0, []Contract{line(3600415, 0)}, []bool{true}, "[0.00]", true},
		"given and the same":           {2880336, []Contract{line(3600415, 2880336)}, []bool{false}, "[28803.36]", true},
		"given and a penny more":       {2880336, []Contract{line(3600415, 2880335)}, []bool{false}, "[28803.35]", false},
		"given and a penny less":       {2880336, []Contract{line(3600415, 2880337)}, []bool{false}, "[28803.37]", false},
		"three blank, by their values": {100000, []Contract{line(100, 0), line(200, 0), line(300, 0)}, []bool{true, true, true}, "[166.66 333.33 500.01]", true},
		"one of two blank":             {100000, []Contract{line(100, 60000), line(200, 0)}, []bool{false, true}, "[600.00 400.00]", true},
		"more given than was paid":     {50000, []Contract{line(100, 60000), line(200, 0)}, []bool{false, true}, "[600.00 -100.00]", false},
	} {
		got, agrees := FillAdvances(Pence(c.paid), c.lines, c.blank)
		if fmt.Sprint(got) != c.want || agrees != c.agrees {
			t.Errorf("%s: %v, agrees %v", name, got, agrees)
		}
	}
}

func TestLedgerProblemNamesBothSums(t *testing.T) {
	p := LedgerProblem("P81999", "ltc", Pence(2880335), Pence(2880336))
	want := "the finance ledger has £28,803.36 paid in advance for this practice and scheme, the contracts have £28,803.35: " +
		"ask Finance which of them is right, and mend the other"
	if p.Code != "E-ledger" || p.Severity != Hold || p.Found != "£28,803.35" || p.Remedy != want || !p.Touches("P81999", "ltc") {
		t.Errorf("%+v", p)
	}
	if l := (Ledger{{Scheme: "ltc"}}); !l.Knows("ltc") || l.Knows("cap") {
		t.Error("the ledger knows another scheme than its lines")
	}
}

// A reference is read as people write it, and is none where it says two things.
func TestReferencesAreReadAsTheySay(t *testing.T) {
	a := scheduled().Advance
	for reference, want := range map[string][]int{
		"P1/P2": {0, 1}, "P1 & P2": {0, 1}, "P1&P2": {0, 1}, "P1 and P2": {0, 1}, "p1 AND p2": {0, 1}, "P1+P2": {0, 1}, "P1, P2": {0, 1}, "P1-P2": {0, 1}, "P1 – P2": {0, 1},
		"P01/P02": {0, 1}, "p4.": {3}, " p 4 ": {3}, "Ｐ４": {3}, "Ｐ１／Ｐ２": {0, 1}, "P10": {9}, "P010": {9}, "P1/P2/P3": {0, 1, 2},
		"P1-P3": nil, "P2-P1": nil, "P1/2": nil, "P13": nil, "P0": nil, "P": nil, "": nil, "P1/": nil, "INV-P1": nil, "P3/P13": nil, "ADJ": nil, "P1P2": nil,
	} {
		if got := a.named(reference); !slices.Equal(got, want) {
			t.Errorf("%q names %v, want %v", reference, got, want)
		}
	}
}

// An instalment is rounded once, from the exact twelfth of the share: a share that was
// brought to the penny first would make it a penny more on one contract in fifteen. All
// twelve come to what was paid in advance.
func TestAnInstalmentIsRoundedOnce(t *testing.T) {
	share, _ := Ratio(4, 5)
	a := Advance{Share: share, Instalments: 12}
	for pence := range int64(3000) {
		value := Pence(831743 + pence)
		exact := new(big.Rat).Mul(big.NewRat(831743+pence, 1), big.NewRat(4, 5*12))
		got, _ := new(big.Rat).SetString(a.Instalment(value).String())
		off := new(big.Rat).Sub(got.Mul(got, big.NewRat(100, 1)), exact)
		if off.Cmp(big.NewRat(1, 2)) > 0 || off.Cmp(big.NewRat(-1, 2)) <= 0 {
			t.Fatalf("an instalment of %s is %s, which is off by %s of a penny", value, a.Instalment(value), off)
		}
		if a.Paid(value).Cmp(a.Instalment(value).Many(12)) != 0 {
			t.Fatalf("twelve of %s come to %s", a.Instalment(value), a.Paid(value))
		}
	}
}

// A name of an instalment is the same with zeros before its number, also where it is but a number, and a
// character the same in its full width, from the first of them to the last.
func TestNamesOfInstalments(t *testing.T) {
	for name, want := range map[string]string{"01": "1", "p 007": "P7", "P10": "P10", "00": "", "one.": "ONE"} {
		if got := bare(name); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
	for wide, want := range map[rune]rune{'！': '!', '～': '~', 'Ｐ': 'P', '４': '4', 'P': 'P', '–': '–', '｟': '｟'} {
		if got := narrow(wide); got != want {
			t.Errorf("%q is %q, want %q", wide, got, want)
		}
	}
}

// Where a line of the practice's ledger is lost, nothing is called missing; what was
// paid stands.
func TestALostLineIsNoMissingPayment(t *testing.T) {
	c := Contract{Practice: "P81999", Scheme: "ltc", Service: "domain-2", Value: Pence(3600415), Target: 764}
	x := &Extract{
		Practices: []Practice{{Code: "P81999"}}, Contracts: []Contract{c},
		Ledger:   Ledger{{Practice: "P81999", Scheme: "ltc", Reference: "P1", PaidOn: 20250415, Amount: Pence(240028)}},
		Sources:  []Source{{Kind: LedgerKind, File: "ledger.csv"}},
		Problems: []Problem{{Code: "E-money", Severity: Hold, Practice: "P81999", Scheme: "ltc", File: "ledger.csv", Row: 3}},
	}
	s := scheduled()
	settled, err := Terms{Schemes: []*Scheme{s}, AsOf: 20260417}.Settle(x)
	if err != nil {
		t.Fatal(err)
	}
	rows := settled.Statements()[0].Rows
	if rows[0].Verdict != PaidAsDue || !rows[0].HasPaid() {
		t.Errorf("what was paid: %+v", rows[0])
	}
	for _, row := range rows[1:] {
		if row.Verdict != NotRead || row.HasPaid() || !row.HasDue() {
			t.Errorf("%s: %+v", row.Reference, row)
		}
	}
}
