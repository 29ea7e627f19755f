package report

import (
	"strings"

	"yearend/calc"
	"yearend/letters/report/xlsx"
)

// termsSheet holds what a scheme's sums rest on: the cap and the working days.
// To stay with whole numbers, a month is not weighed by 1 ÷ its days but by
// its factor: the least common multiple of all months' days ÷ its own. Where a
// method ranks quarters, they have their days, a multiple and factors too.
func termsSheet(l layout) sheet {
	s := sheet{
		tab: "Terms", table: "Terms", keys: 1, colour: "FFB81C",
		tells: "What the sums of each scheme rest on. The cap is cap_n ÷ cap_d. A month's factor is multiple ÷ its working days: a whole number.",
		columns: []column{
			{head: "scheme", width: 24}, {head: "short", width: 8}, {head: "title", width: 20},
			{head: "cap_n", width: 8, role: xlsx.Input, format: xlsx.Count},
			{head: "cap_d", width: 8, role: xlsx.Input, format: xlsx.Count},
		},
	}
	for _, m := range l.months {
		s.columns = append(s.columns, column{head: m, width: 6, role: xlsx.Input, format: xlsx.Count})
	}
	s.columns = append(s.columns, column{head: "days", width: 8, role: xlsx.Here, format: xlsx.Count, formula: "SUM(" + rowSpan("Terms", l.months) + ")"})
	for _, together := range l.ranked {
		s.columns = append(s.columns, l.factorColumns(together)...)
	}
	s.columns = append(s.columns, column{head: "check", width: 9, role: xlsx.Here, format: xlsx.Mark, formula: `"` + agree + `"`})
	s.rows = func(add func(row []xlsx.Cell)) {
		for _, scheme := range l.Schemes {
			add(l.termsRow(scheme))
		}
	}
	return s
}

// factorColumns are the multiple and the factors of so many months together,
// and before them their days, which single months have already.
func (l layout) factorColumns(together int) []column {
	var columns []column
	var heads []string
	runs := l.runs(together)
	for _, run := range runs {
		heads = append(heads, "[@"+run.days()+"]")
		if together > 1 {
			columns = append(columns, column{head: run.days(), width: 9, role: xlsx.Here, format: xlsx.Count, formula: "SUM(" + rowSpan("Terms", run.months) + ")"})
		}
	}
	all := strings.Join(heads, ",")
	if together == 1 {
		all = rowSpan("Terms", l.months)
	}
	columns = append(columns, column{head: multiple(together), width: 12, role: xlsx.Here, format: xlsx.Count, formula: "LCM(" + all + ")"})
	for i, run := range runs {
		columns = append(columns, column{head: factor(run.name), width: 9, role: xlsx.Here, format: xlsx.Count, formula: "[@" + multiple(together) + "]/" + heads[i]})
	}
	return columns
}

func (l layout) termsRow(s *calc.Scheme) []xlsx.Cell {
	n, d := parts(s.Cap)
	row := []xlsx.Cell{text(s.Code), text(s.Short), text(s.Title), n, d}
	for _, w := range s.Weights {
		row = append(row, number(w))
	}
	row = append(row, number(s.WorkingDays()))
	for _, together := range l.ranked {
		days := s.DaysTogether(together)
		for _, w := range days {
			if together > 1 {
				row = append(row, number(w))
			}
		}
		least := calc.Multiple(days...)
		row = append(row, number(least))
		for _, w := range days {
			row = append(row, number(least/w))
		}
	}
	return append(row, text(agree))
}

// multiple is the head of the column with the number that all days divide.
func multiple(together int) string {
	if together == 1 {
		return "multiple"
	}
	return "multiple of " + whole(int64(together)) + " months"
}

// factor is the head of a month's weighing factor.
func factor(months string) string { return "factor " + months }
