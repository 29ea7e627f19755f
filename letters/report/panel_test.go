package report

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"yearend/calc"
	"yearend/fixtures/long"
	"yearend/letters/report/xlsx"
)

// panelOf asks for something on every other line of a run, on one of them twice, and for an
// excluded service.
func panelOf(t testing.TB, r Run) Panel {
	t.Helper()
	dice := rand.New(rand.NewPCG(2026, 511))
	p := Panel{Program: r.Program, Name: "panel-001", On: date(t, 2026, 5, 11), Issuer: r.Issuer, Schemes: r.Schemes,
		Members: []calc.Member{{Name: "Alex Sample", Seat: calc.Commissioning}, {Name: "Kim Sample", Seat: calc.LMC, Interests: []calc.PracticeCode{"P82001"}}}}
	for _, position := range r.Settled.Positions {
		if position.Outcome == calc.Held {
			continue
		}
		p.Positions = append(p.Positions, position)
		for _, line := range position.Lines {
			if dice.IntN(2) == 0 {
				p.Asked = append(p.Asked, askedOf(t, position, line, len(p.Asked)+1, dice))
			}
		}
	}
	again := p.Asked[0] // a second request of the same line
	again.Request.Name += "-again"
	p.Asked = append(p.Asked, again)
	first := p.Positions[0]
	p.Asked = append(p.Asked, Asked{Scheme: first.Scheme, Practice: first.Practice.Name, Service: "PSA", Excluded: true, Indicative: first.Balance, IfAll: first.Balance,
		Request: calc.Request{Name: "CAP-999", Practice: first.Practice.Code, Scheme: first.Scheme.Code, Service: "psa", Claimed: calc.ByMonth{5}}})
	return p
}

func askedOf(t testing.TB, position calc.Position, line calc.Achievement, number int, dice *rand.Rand) Asked {
	t.Helper()
	var claimed calc.ByMonth
	for i := range claimed {
		if dice.IntN(3) == 0 {
			claimed[i] = dice.Int64N(line.Contract.Target/12 + 2)
		}
	}
	e, err := calc.EffectOf(position, line.Contract.Service, claimed)
	if err != nil {
		t.Fatal(err)
	}
	return Asked{
		Request: calc.Request{Name: fmt.Sprintf("%s-%d", position.Scheme.Short, number), Practice: position.Practice.Code, Scheme: position.Scheme.Code, Service: line.Contract.Service,
			Claimed: claimed, Findings: []calc.Finding{{Code: "late"}, {Code: "no evidence"}}},
		Scheme: position.Scheme, Practice: position.Practice.Name, Service: line.Contract.Service, Ground: "other circumstances",
		IfAll: e.After.Balance, Change: e.Change, Indicative: position.Balance,
	}
}

// What a panel enters as accepted moves achievement, earned, balance and totals to what
// the program pays if it is decided so, to the penny and by every averaging method: the
// workbook begins with nothing accepted, counts are entered into it, every remembered
// value is spoilt, and LibreOffice works it out.
func TestAcceptedCountsMoveThePack(t *testing.T) {
	dice := rand.New(rand.NewPCG(2026, 512))
	other := icbRunOf(t, long.Times(20), otherScheme(t), ltcScheme(t))
	other.Schemes[1].Period = other.Schemes[0].Period
	books, wanted, formulas := map[string]xlsx.Book{}, map[string]xlsx.Book{}, map[string]int{}
	for name, r := range map[string]Run{"icb": icbRun(t, long.Times(30)), "other": other} {
		p := panelOf(t, r)
		books[name] = packAtHand(t, p)
		for i := range p.Asked {
			if p.Asked[i].Excluded {
				continue
			}
			for month, claimed := range p.Asked[i].Request.Claimed {
				accepted := dice.Int64N(claimed + 1)
				p.Asked[i].Accepted[month] = accepted
				find(t, books[name], "Accepted", acceptedHead(r.Schemes[0].Period.MonthName(month)), headerRow+1+i).Value = whole(accepted)
			}
		}
		formulas[name] = spoil(books[name])
		wanted[name] = packAtHand(t, p)
	}
	for name, got := range recalculateAll(t, books) {
		t.Run(name, func(t *testing.T) {
			if compared := compareFormulas(t, wanted[name], got); compared != formulas[name] || compared == 0 {
				t.Errorf("%d of %d formulas compared", compared, formulas[name])
			}
			t.Logf("%d formulas agree", formulas[name])
		})
	}
}

// More than is asked for shows red.
func TestMoreThanIsAskedForShowsInThePack(t *testing.T) {
	p := panelOf(t, sampleRun(t))
	book := packAtHand(t, p)
	month := slices.IndexFunc(p.Asked[0].Request.Claimed[:], func(n int64) bool { return n > 0 })
	find(t, book, "Accepted", acceptedHead(p.Schemes[0].Period.MonthName(month)), headerRow+1).Value = whole(p.Asked[0].Request.Claimed[month] + 1)
	got := recalculate(t, book)
	check := slices.Index(got["Accepted"][headerRow-1], "check")
	for i, row := range got["Accepted"][headerRow:] {
		if want := map[bool]string{true: differ, false: agree}[i == 0]; row[check] != want {
			t.Errorf("row %d says %q, should say %q", i+1, row[check], want)
		}
	}
}

// A panel that writes its decisions by hand has the larger paper for their columns.
func TestDecisionsArePrintedOnLargePaper(t *testing.T) {
	var file bytes.Buffer
	if err := DecisionsBook(&file, panelOf(t, icbRun(t, 3)), "digest"); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&file)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	layout, err := book.GetPageLayout(decisionsTab)
	if a3 := 8; err != nil || layout.Size == nil || *layout.Size != a3 {
		t.Errorf("the paper is %v, %v", layout.Size, err)
	}
}

func packAtHand(t testing.TB, p Panel) xlsx.Book {
	t.Helper()
	book, err := panelBook(p)
	if err != nil {
		t.Fatal(err)
	}
	for i := range book.Sheets {
		s := &book.Sheets[i]
		s.More.Each(func(row []xlsx.Cell, height int) { s.Rows = append(s.Rows, slices.Clone(row)) })
		s.More.Count, s.More.Each = 0, nil
	}
	if out := os.Getenv("PACK_XLSX"); out != "" {
		file, _ := os.Create(out)
		book.Write(file)
		file.Close()
	}
	return book
}
