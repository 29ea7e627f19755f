package report

import (
	"cmp"
	"io"
	"math/big"
	"slices"
	"strings"
	"testing"

	"yearend/calc"
	"yearend/calc/rulebook"
	"yearend/fixtures/long"
	"yearend/fixtures/recount"
	"yearend/letters"
	"yearend/letters/report/xlsx"
)

// otherAverages has choices that no scheme file has: the months in the middle
// of all, of which two are the median, and the better half of the year.
func otherAverages() calc.Averages {
	a := calc.KnownAverages()
	a.Months = append(a.Months,
		calc.MonthsChoice{Word: "middle", Numbered: true, Taking: func(n int) calc.Taking {
			return calc.Taking{By: calc.ByShare, Together: 1, From: (calc.Months-n)/2 + 1, To: (calc.Months + n) / 2}
		}},
		calc.MonthsChoice{Word: "half", Taking: func(int) calc.Taking {
			return calc.Taking{By: calc.ByShare, Together: 6, From: 1, To: 1}
		}})
	return a
}

const otherMethods = `  list:
    - {id: year_total, name: Full-year total, months: all, take: total}
    - {id: quarter_total, name: Best quarter, months: quarter, take: total}
    - {id: quarter_mean, name: Mean of the best quarter, months: quarter, take: mean}
    - {id: active_total, name: Active months, months: active, take: total}
    - {id: median_month, name: The month in the middle, months: middle 2, take: mean}
    - {id: middle_six, name: 'The {months} months in the middle', months: middle 6, take: total}
    - {id: better_half, name: The better half year, months: half, take: mean}
`

// otherScheme is a shipped scheme file with other methods in it.
func otherScheme(t testing.TB) *calc.Scheme {
	t.Helper()
	shipped, _ := rulebook.Shipped("capitated-les-2025-26")
	before, rest, found := strings.Cut(string(shipped), "  list:\n    - {id: year_total")
	_, after, ends := strings.Cut(rest, "  assumption:")
	if !found || !ends {
		t.Fatal("the methods do not stand in the file where they did")
	}
	s, err := rulebook.ReadWith(otherAverages(), "other.yaml", []byte(before+otherMethods+"  assumption:"+after))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A method added as one entry of the table is right in every output: it measures
// what its definition says, the annex and working.csv and the sheet Working tell
// sums that come to it, and the workbook's formulas work it out.
func TestAnotherMethodIsRightEverywhere(t *testing.T) {
	r := icbRunOf(t, long.Times(25), otherScheme(t), ltcScheme(t))
	r.Schemes[1].Period, r.Schemes[1].Dates = r.Schemes[0].Period, r.Schemes[0].Dates
	applied := map[string]int{}
	table, sheet := workingRows(cellsOf(working(r))), workingRows(sheetRows(workingSheet(r)))
	for _, p := range r.Settled.Positions {
		for _, line := range p.Lines {
			applied[line.Highest().Method.ID]++
			for _, result := range line.Results {
				if want := byDefinition(line, result.Method.ID); result.Achievement.Exact() != exactly(want) {
					t.Errorf("%s %s of %v: %s, and by its definition %s", p.Practice.Code, result.Method.ID, line.Activity.Recorded, result.Achievement.Exact(), exactly(want))
				}
			}
		}
		if p.Outcome != calc.Held {
			reworked(t, p, "the letter", annex(t, p))
			reworked(t, p, "working.csv", labelled(p, table[positionKey(p)]))
			reworked(t, p, "the sheet", labelled(p, sheet[positionKey(p)]))
		}
	}
	if applied["quarter_total"] == 0 || applied["quarter_mean"] == 0 {
		t.Errorf("a quarter is applied to no line: %v", applied)
	}
	book := atHand(r)
	formulas := spoil(book)
	if compared := compareFormulas(t, atHand(r), recalculate(t, book)); compared != formulas {
		t.Errorf("%d of %d formulas compared", compared, formulas)
	}
}

func exactly(n *big.Rat) string { return n.Num().String() + "/" + n.Denom().String() }

// byDefinition finds the achievement in another way than calc: recount knows the
// choices that scheme files have, and the others are put in order here.
func byDefinition(line calc.Achievement, id string) *big.Rat {
	days := [calc.Months]int64{20, 20, 21, 23, 20, 22, 23, 20, 21, 21, 20, 22}
	target, recorded := line.Contract.Target, line.Activity.Recorded
	of := func(i int) *big.Rat { return big.NewRat(recorded[i]*253, target*days[i]) }
	total := func(months []int) *big.Rat {
		var a, d int64
		for _, i := range months {
			a, d = a+recorded[i], d+days[i]
		}
		return big.NewRat(a*253, target*d)
	}
	mean := func(months []int) *big.Rat {
		sum := new(big.Rat)
		for _, i := range months {
			sum.Add(sum, of(i))
		}
		return sum.Mul(sum, big.NewRat(1, int64(len(months))))
	}
	order := []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}
	slices.SortFunc(order, func(i, j int) int { return cmp.Or(of(j).Cmp(of(i)), i-j) })
	switch id {
	case "median_month":
		return mean(order[5:7])
	case "middle_six":
		return total(order[3:9])
	case "better_half":
		first, second := []int{0, 1, 2, 3, 4, 5}, []int{6, 7, 8, 9, 10, 11}
		if total(second).Cmp(total(first)) > 0 {
			return mean(second)
		}
		return mean(first)
	}
	words := map[string][2]string{"year_total": {"all", "total"}, "quarter_total": {"quarter", "total"}, "quarter_mean": {"quarter", "mean"}, "active_total": {"active", "total"}}
	return recount.Average(words[id][0], words[id][1], target, recorded, days)
}

// reworked holds what the written sums come to against what was measured.
func reworked(t *testing.T, p calc.Position, where string, steps []recount.Step) {
	t.Helper()
	w, err := recount.Rework(steps)
	if err != nil {
		t.Errorf("%s, %s: %v", positionKey(p), where, err)
		return
	}
	for i, line := range p.Lines {
		if w.Lines[i].Earned.FloatString(2) != line.Earned.String() {
			t.Errorf("%s, %s: earned comes to %s, and is %s", positionKey(p), where, w.Lines[i].Earned.FloatString(2), line.Earned)
		}
		for j, result := range line.Results {
			if got := w.Lines[i].Methods[j]; exactly(got.Share) != result.Achievement.Exact() || got.Name != result.Method.Name {
				t.Errorf("%s, %s: %s comes to %s, measured is %s", positionKey(p), where, got.Name, exactly(got.Share), result.Achievement.Exact())
			}
		}
	}
}

func sheetRows(s sheet) [][]string {
	var rows [][]string
	s.rows(func(row []xlsx.Cell) {
		var cells []string
		for _, c := range row {
			cells = append(cells, c.Value)
		}
		rows = append(rows, cells)
	})
	return rows
}

// workingRows are the steps of working.csv, or of the sheet, by position.
func workingRows(rows [][]string) map[string][]recount.Step {
	steps := map[string][]recount.Step{}
	short := map[string]string{"capitated-les-2025-26": "CAP", "ltc-les-2025-26": "LTC"}
	for _, row := range rows {
		key := row[0] + "/" + short[row[1]]
		steps[key] = append(steps[key], recount.Step{Label: row[3], Sum: row[4], Value: row[5]})
	}
	return steps
}

// labelled takes the services off the labels that they stand before.
func labelled(p calc.Position, steps []recount.Step) []recount.Step {
	for i, s := range steps {
		for _, service := range p.Scheme.Services {
			if own, of := strings.CutPrefix(s.Label, service.Name+": "); of {
				steps[i].Service, steps[i].Label = service.Name, own
			}
		}
	}
	return steps
}

// Every sum of the sheet Working comes to what the figures beside it say, too.
func TestSheetWorkingAddsUp(t *testing.T) {
	for _, r := range []Run{sampleRun(t), secondRun(t), icbRun(t, 196)} {
		sheet := workingRows(sheetRows(workingSheet(r)))
		for _, p := range r.Settled.Positions {
			if p.Outcome != calc.Held {
				reworked(t, p, "the sheet", labelled(p, sheet[positionKey(p)]))
			}
		}
	}
}

// annex is the working in the letter on a position.
func annex(t *testing.T, p calc.Position) []recount.Step {
	t.Helper()
	words, err := letters.ParseWording("annex.md", "# A letter\n\n{{.Working}}\n")
	if err != nil {
		t.Fatal(err)
	}
	letter, err := letters.Compose(words, p, letters.Issue{State: letters.New, Number: 1}, letters.Occasion{})
	if err != nil {
		t.Fatal(err)
	}
	var steps []recount.Step
	for _, block := range letter.Blocks {
		table, is := block.(letters.Table)
		if !is {
			continue
		}
		service := ""
		for _, row := range table.Rows {
			if row.Cells[1] == "" && row.Cells[2] == "" { // whose the steps below it are
				service = strings.TrimSuffix(row.Cells[0], "All services")
				continue
			}
			steps = append(steps, recount.Step{Service: service, Label: row.Cells[0], Sum: row.Cells[1], Value: row.Cells[2]})
		}
	}
	return steps
}

// A way to take months that the workbook has no formula for is refused, and not
// printed as if the months never changed.
func TestNoFormulaIsRefused(t *testing.T) {
	r := sampleRun(t)
	r.Schemes[0].Methods[0].Months.By = "by the moon"
	if err := Workbook(io.Discard, r); err == nil || !strings.Contains(err.Error(), `year_total of capitated-les-2025-26 takes its months "by the moon", for which there is no formula`) {
		t.Errorf("%v", err)
	}
}
