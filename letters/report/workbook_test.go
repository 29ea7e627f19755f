package report

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	"yearend/calc"
	"yearend/letters"
)

// icbRun is a made-up ICB of many practices in both schemes, always the same,
// with figures of every size.
func icbRun(t testing.TB, practices int) Run {
	t.Helper()
	return icbRunOf(t, practices, capitatedScheme(t), ltcScheme(t))
}

func icbRunOf(t testing.TB, practices int, schemes ...*calc.Scheme) Run {
	t.Helper()
	dice := rand.New(rand.NewPCG(2026, 4))
	x := &calc.Extract{Activity: map[calc.ActivityKey]calc.Activity{}}
	for i := range practices {
		code := calc.PracticeCode(fmt.Sprintf("P%05d", 82000+i))
		x.Practices = append(x.Practices, calc.Practice{Code: code, Name: fmt.Sprintf("Practice %d", i)})
		for _, s := range schemes {
			for _, service := range s.Services {
				addLine(x, s, code, service.Code, dice)
			}
		}
	}
	settled, err := calc.Settle(x, schemes)
	if err == nil {
		t.Fatal("records without a source were settled")
	}
	return Run{
		Program: "yearend 0.1.0", Kind: letters.YearEnd(), AsOf: date(t, 2026, 4, 17), Issuer: "NHS Example Integrated Care Board",
		Schemes: schemes, Contracts: x.Contracts, Settled: settled, Issues: issues(settled), Boundaries: calc.Near(settled.Positions),
	}
}

// addLine gives a practice a line: now and then with a tie, nothing recorded,
// a sum of nine figures, or no target.
func addLine(x *calc.Extract, s *calc.Scheme, code calc.PracticeCode, service string, dice *rand.Rand) {
	value := calc.Pence(dice.Int64N(5_000_000))
	if dice.IntN(40) == 0 {
		value = calc.Pence(99_999_999_999 - dice.Int64N(1000))
	}
	target := 1 + dice.Int64N(20_000)
	if dice.IntN(60) == 0 {
		target = 0
	}
	var a calc.ByMonth
	for i, w := range s.Weights {
		a[i] = target * w * (60 + dice.Int64N(60)) / 25_300
		switch {
		case dice.IntN(20) == 0:
			a[i] = 0
		case target < 300:
			a[i] = w // every month the same share: all methods tie
		}
	}
	advance, _ := calc.ParseShare("80%")
	x.Contracts = append(x.Contracts, calc.Contract{Practice: code, Scheme: s.Code, Service: service, Target: target, Value: value, Advance: value.Times(advance)})
	x.Activity[calc.ActivityKey{Practice: code, Service: service}] = months(a, dice.Int64N(4))
}

// The same run gives the same bytes: nothing in the file comes from the clock
// or from the order of a map.
func TestWorkbookIsAlwaysTheSame(t *testing.T) {
	r := sampleRun(t)
	first := workbook(t, r)
	for range 8 {
		if !bytes.Equal(first, workbook(t, r)) {
			t.Fatal("two workbooks of one run differ")
		}
	}
}

func workbook(t testing.TB, r Run) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Workbook(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func BenchmarkWorkbook(b *testing.B) {
	r := icbRun(b, 196)
	for b.Loop() {
		if err := Workbook(io.Discard, r); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(workbook(b, r)))/1e6, "MB")
}

func BenchmarkTables(b *testing.B) {
	r := icbRun(b, 196)
	for b.Loop() {
		if _, err := Tables(r); err != nil {
			b.Fatal(err)
		}
	}
}
