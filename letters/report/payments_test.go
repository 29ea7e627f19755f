package report

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"yearend/calc"
	"yearend/letters/report/xlsx"
)

func TestSupplierColumns(t *testing.T) {
	good := []SupplierColumn{{Name: "Supplier number"}, {Name: "Cost centre", Value: "=1+1"}}
	if err := CheckSupplier(good); err != nil {
		t.Error(err)
	}
	for name, want := range map[string]string{
		"":                      "no name for a column",
		" Cost centre":          "no name for a column",
		"Cost\ncentre":          "no name for a column",
		strings.Repeat("x", 61): "at most 60 characters",
		"AMOUNT":                `there is a column "AMOUNT" already`, // of payments.csv
		"Check":                 `there is a column "Check" already`,  // of the sheet
		"Agreed_plan":           `there is a column "Agreed_plan" already`,
		"supplier number":       `there is a column "supplier number" already`,
	} {
		err := CheckSupplier(append(good, SupplierColumn{Name: name}))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", name, err, want)
		}
	}
	r := sampleRun(t)
	r.Supplier = good
	for i, line := range strings.Split(strings.TrimSpace(string(written(t, r)["payments.csv"])), "\n") {
		end := ",,'=1+1"
		if i == 0 {
			end = ",Supplier number,Cost centre"
		}
		if !strings.HasSuffix(line, end) {
			t.Errorf("line %d of payments.csv does not end in %q: %s", i+1, end, line)
		}
	}
	workbook(t, r)
	for i, p := range r.Settled.Positions {
		r.Settled.Positions[i].Practice.Name = "=1+1&" + p.Practice.Name
	}
	for _, s := range atHand(r).Sheets {
		for i, row := range s.Rows {
			for _, cell := range row {
				if strings.HasPrefix(cell.Value, "=1+1") && (cell.Formula != "" || cell.Kind != xlsx.Text) || strings.Contains(cell.Formula, "1+1") {
					t.Errorf("%s row %d runs %+v", s.Name, i+1, cell)
				}
			}
		}
	}
}

// The sheets say of each sum what was asked for before and the difference to it, as
// payments.csv does.
func TestSheetsSayWhatWasAskedForBefore(t *testing.T) {
	r := sampleRun(t)
	for i := range r.Settled.Positions {
		r.Previous = append(r.Previous, calc.Pence(int64(12_345*i-30_000)))
	}
	said := map[string][]string{}
	for row := range strings.SplitSeq(strings.TrimSpace(string(written(t, r)["payments.csv"])), "\n") {
		cells, err := csv.NewReader(strings.NewReader(row)).Read()
		if err != nil {
			t.Fatal(err)
		}
		said[cells[0]+cells[2]] = cells
	}
	at := func(head string) int { return slices.Index(said["practice_codescheme"], head) }
	rows := 0
	for _, s := range []sheet{paymentsSheet(r), recoupmentsSheet(r)} {
		previous, difference := s.columnOf("previous"), s.columnOf("difference")
		s.rows(func(row []xlsx.Cell) {
			rows++
			want := said[row[s.columnOf("practice_code")].Value+row[s.columnOf("scheme")].Value]
			if want == nil || row[previous].Value != want[at("previous")] || row[difference].Value != want[at("difference")] {
				t.Errorf("%s: %q and %q, want %q", s.tab, row[previous].Value, row[difference].Value, want)
			}
		})
	}
	if rows < 3 {
		t.Errorf("%d rows", rows)
	}
}

// What was asked for before is taken back where nothing is due any more, whether it was to
// be paid or to be recouped; a position of which nothing was ever asked has no row.
func TestNothingDueTakesBackWhatWasAskedFor(t *testing.T) {
	for _, previous := range []int64{-217, 0, 217} {
		r := sampleRun(t)
		for i := range r.Settled.Positions {
			p := &r.Settled.Positions[i]
			if p.Outcome != calc.Held {
				p.Advance, p.Balance, p.Outcome = p.Earned, calc.Money{}, calc.Nil
			}
			r.Previous = append(r.Previous, calc.Pence(previous))
		}
		rows := 0
		for _, row := range cellsOf(payments(r)) {
			if row[6] == string(calc.Held) {
				continue
			}
			rows++
			if got, want := []string{row[7], row[8], row[10], row[11]}, []string{"0.00", "0", calc.Pence(previous).String(), calc.Pence(-previous).String()}; !slices.Equal(got, want) {
				t.Errorf("amount, sign, previous and difference of %s are %v, want %v", row[0], got, want)
			}
		}
		if held := len(r.Settled.Positions) - rows; previous == 0 && rows > 0 || previous != 0 && held != 1 {
			t.Errorf("%d rows, and %s was asked for on each of %d positions", rows, calc.Pence(previous), len(r.Settled.Positions))
		}
	}
}

// What is repaid by a plan has a row a payment, and its difference once: the differences of a
// run come to what is asked for now less what was asked for before.
func TestAPlanHasItsDifferenceOnce(t *testing.T) {
	r := sampleRun(t)
	i := slices.IndexFunc(r.Settled.Positions, func(p calc.Position) bool { return p.Outcome == calc.Recoup })
	p := &r.Settled.Positions[i]
	r.Previous = make([]calc.Money, len(r.Settled.Positions))
	r.Previous[i] = p.Balance.Minus(calc.Pence(500)) // more was asked for before
	first := p.Balance.Abs().Minus(calc.Pence(20))
	p.Final = &calc.Final{Plan: []calc.PlanPayment{{Month: date(t, 2026, 6, 1), Sum: first}, {Month: date(t, 2026, 7, 1), Sum: calc.Pence(10)}, {Month: date(t, 2026, 8, 1), Sum: calc.Pence(10)}}}
	var amounts, differences calc.Money
	rows := 0
	for _, row := range cellsOf(payments(r)) {
		if row[0] != string(p.Practice.Code) || row[2] != p.Scheme.Code {
			continue
		}
		rows++
		amounts = amounts.Plus(money(t, row[7]))
		if row[11] != "" {
			differences = differences.Plus(money(t, row[11]))
		}
	}
	if rows != 3 || amounts.Cmp(p.Balance.Abs()) != 0 || differences.Cmp(calc.Pence(500)) != 0 {
		t.Errorf("%d rows of %s in all, and a difference of %s; the balance is %s, and was 5.00 lower", rows, amounts, differences, p.Balance)
	}
}

// How much was coded late stands in no table where it is not known, not as none.
func TestLateCodingThatIsNotKnownIsBlank(t *testing.T) {
	r := sampleRun(t)
	for i := range r.Settled.Positions {
		p := &r.Settled.Positions[i]
		p.LateUnknown = true
		for j := range p.Lines {
			p.Lines[j].Activity.LateUnknown = true
		}
	}
	tables, err := Tables(r)
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for name, table := range tables {
		at := slices.Index(table.columns, "late_coded")
		if at < 0 {
			continue
		}
		seen++
		for _, row := range cellsOf(table) {
			if row[at] != "" {
				t.Errorf("%s says of %s that %q was coded late", name, row[0], row[at])
			}
		}
	}
	if seen < 3 {
		t.Errorf("only %d tables say how much was coded late", seen)
	}
}
