package report

import (
	"fmt"
	"slices"

	"yearend/calc"
	"yearend/letters/report/xlsx"
)

// methodsSheet works every averaging method out. A month is taken (1) or not
// (0); then, in whole numbers only,
//
//	total  Σ count × days ÷ (target × Σ days of the months taken)
//	mean   Σ (count × factor) × days ÷ (target × months taken × multiple)
//
// and the ratio is brought to lowest terms. Whole numbers are exact in a
// spreadsheet up to 9,007,199,254,740,991; decimals are not.
func methodsSheet(l layout) sheet {
	s := sheet{
		tab: "Methods", table: "Methods", keys: 6, printed: "check", colour: "00703C", alike: l.results,
		tells: "Every averaging method of every line. 1 marks a month that the method takes. achievement = n ÷ d in lowest terms, cut to six decimals and not rounded.",
		columns: []column{
			{head: "line", width: 22}, {head: "practice_code", width: 10}, {head: "scheme", width: 22}, {head: "service", width: 14},
			{head: "order", width: 6, format: xlsx.Count}, {head: "method", width: 18},
			{head: "months", width: 7, role: xlsx.Here, format: xlsx.Link, formula: jump("Monthly activity", "Activity", "line", "[@line]")},
			{head: "days worked", width: 7, role: xlsx.Here, format: xlsx.Link, formula: jump("Terms", "Terms", "scheme", "[@scheme]")},
			{head: "take", width: 7},
		},
	}
	for _, m := range l.months {
		s.columns = append(s.columns, column{head: m, width: 5, role: xlsx.Here, format: xlsx.Count})
	}
	s.columns = append(s.columns, methodColumns()...)
	s.rows = func(add func(row []xlsx.Cell)) {
		row := emptyRow()
		for _, p := range l.lined() {
			for _, line := range p.Lines {
				for i := range line.Results {
					add(methodRow(row, l, p, line, i))
				}
			}
		}
	}
	return s
}

func methodColumns() []column {
	return []column{
		{head: "numerator", width: 18, role: xlsx.Here, format: xlsx.Count},
		{head: "denominator", width: 18, role: xlsx.Here, format: xlsx.Count},
		{head: "n", width: 12, role: xlsx.Here, format: xlsx.Count, formula: "[@numerator]/GCD([@numerator],[@denominator])"},
		{head: "d", width: 12, role: xlsx.Here, format: xlsx.Count, formula: "[@denominator]/GCD([@numerator],[@denominator])"},
		{head: "achievement", width: 12, role: xlsx.Here, format: xlsx.Percent, formula: cutFormula("n", "d")},
		{head: "exact", width: 18, role: xlsx.Here, formula: `TEXT([@n],"0")&"/"&TEXT([@d],"0")`},
		{head: "applied", width: 8, role: xlsx.Here, formula: `IF([@order]=INDEX(Services[order],MATCH([@line],Services[line],0)),"yes","no")`},
		{head: program("achievement"), width: 12, role: xlsx.Program, format: xlsx.Percent},
		{head: program("exact"), width: 18, role: xlsx.Program},
		{head: program("applied"), width: 9, role: xlsx.Program},
		{head: "check", width: 9, role: xlsx.Here, format: xlsx.Mark, formula: check("achievement", "exact", "applied")},
		{head: "ratio", width: 16, role: xlsx.Here, format: xlsx.Ratio, formula: "[@n]/[@d]", folded: true},
		{head: "at", width: 7, role: xlsx.Here, formula: "MATCH([@line],Activity[line],0)", folded: true},
		{head: "term", width: 6, role: xlsx.Here, formula: "MATCH([@scheme],Terms[scheme],0)", folded: true},
		{head: "key", width: 26, role: xlsx.Here, formula: `[@line]&"/"&[@order]`, folded: true},
	}
}

// cutFormula cuts n ÷ d to six decimals. A spreadsheet may take a quotient that
// lies just below a whole number for that number; multiplying back, which is
// exact, shows it, and one is taken off.
func cutFormula(n, d string) string {
	quotient := "INT(1000000*[@" + n + "]/[@" + d + "])"
	return "(" + quotient + "-IF(" + quotient + "*[@" + d + "]>1000000*[@" + n + "],1,0))/1000000"
}

func methodRow(row []xlsx.Cell, l layout, p calc.Position, line calc.Achievement, i int) []xlsx.Cell {
	result := line.Results[i]
	row = append(lineKeys(row, p, line.Contract.Service), number(int64(i+1)), text(result.Method.ID), text("see"), text("see"), text(result.Method.Take.Word))
	formulas := l.formulas[averages{result.Method.Months, result.Method.Take}]
	for i, formula := range formulas.taken {
		taken := "0"
		if slices.Contains(result.Chosen, i) {
			taken = "1"
		}
		row = append(row, xlsx.Digits(taken).By(formula))
	}
	n, d := result.Parts(p.Scheme, line.Contract.Target, line.Activity.Recorded)
	row = append(row, big0(n).By(formulas.numerator), big0(d).By(formulas.denominator))
	above, below := parts(result.Achievement)
	achievement, written, applied := percent(result.Achievement), text(result.Achievement.Exact()), text(yes(i == line.Applied))
	return append(row, above, below, achievement, written, applied, achievement, written, applied,
		text(agree), decimals(result.Achievement), l.line(row), l.term(p), text(row[0].Value+"/"+whole(int64(i+1))))
}

// averages is what the formulas of a method depend on.
type averages struct {
	months calc.Taking
	take   calc.Take
}

// methodFormulas are the formulas of every row of a method: for each month whether
// it is taken, by a formula over the counts or by a rule that never changes; and
// what the ratio comes to.
type methodFormulas struct {
	taken                  []string
	numerator, denominator string
}

func (l layout) methodFormulas(m calc.Method) methodFormulas {
	f := methodFormulas{numerator: numeratorFormula(l.months, m.Take), denominator: denominatorFormula(l.months, m)}
	for i := range l.months {
		f.taken = append(f.taken, takenFormulas[m.Months.By](l, m.Months, i))
	}
	return f
}

// takenFormulas is how the workbook decides whether a month is taken, for all that
// can decide it. None is empty but where no count decides.
var takenFormulas = map[calc.TakenBy]func(l layout, t calc.Taking, month int) string{
	calc.InYear: func(layout, calc.Taking, int) string { return "" },
	calc.IfActive: func(l layout, t calc.Taking, month int) string {
		return "IF(" + l.runs(t.Together)[month/t.Together].recorded() + ">0,1,0)"
	},
	calc.ByShare: takenByShare,
}

// formulasKnown refuses a method of which the workbook cannot say how its months are
// taken: it would print them as if they never changed.
func formulasKnown(schemes []*calc.Scheme) error {
	for _, s := range schemes {
		for _, m := range s.Methods {
			if takenFormulas[m.Months.By] == nil {
				return fmt.Errorf("workbook: %s of %s takes its months %q, for which there is no formula", m.ID, s.Code, m.Months.By)
			}
		}
	}
	return nil
}

// takenByShare compares a month's rank with those of the places that are taken.
func takenByShare(l layout, t calc.Taking, month int) string {
	runs := l.runs(t.Together)
	var names []string
	for _, r := range runs {
		names = append(names, r.name)
	}
	mine := "INDEX(Activity[" + rank(runs[month/t.Together].name) + "],[@at])"
	atPlace := func(n int) string {
		return "LARGE(INDEX(" + span("Activity", names, rank) + ",[@at],0)," + whole(int64(n)) + ")"
	}
	if t.From == 1 {
		return "IF(" + mine + ">=" + atPlace(t.To) + ",1,0)"
	}
	return "IF(AND(" + mine + ">=" + atPlace(t.To) + "," + mine + "<=" + atPlace(t.From) + "),1,0)"
}

func numeratorFormula(months []string, take calc.Take) string {
	sum := "SUMPRODUCT(" + rowSpan("Methods", months) + ",INDEX(" + span("Activity", months, same) + ",[@at],0)"
	if take.PerDay {
		sum += ",INDEX(" + span("Terms", months, factor) + ",[@term],0)"
	}
	return sum + ")*INDEX(Terms[days],[@term])"
}

func denominatorFormula(months []string, m calc.Method) string {
	taken := rowSpan("Methods", months)
	expected := "INDEX(Activity[target],[@at])*SUMPRODUCT(" + taken + ",INDEX(" + span("Terms", months, same) + ",[@term],0))"
	if m.Take.PerDay {
		expected = "INDEX(Activity[target],[@at])*SUM(" + taken + ")*INDEX(Terms[multiple],[@term])"
	}
	if m.Months.By == calc.IfActive { // over no month at all the achievement is 0
		return "MAX(1," + expected + ")"
	}
	return expected
}
