package report

import (
	"yearend/calc"
	"yearend/letters/report/xlsx"
)

// termsSheet holds what a scheme's sums rest on: the cap and the working days.
// To stay with whole numbers, a month is not weighed by 1 ÷ its days but by
// its factor: the least common multiple of all months' days ÷ its own.
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
	months := l.months
	for _, m := range months {
		s.columns = append(s.columns, column{head: m, width: 6, role: xlsx.Input, format: xlsx.Count})
	}
	s.columns = append(s.columns,
		column{head: "days", width: 8, role: xlsx.Here, format: xlsx.Count, formula: "SUM(" + rowSpan("Terms", months) + ")"},
		column{head: "multiple", width: 12, role: xlsx.Here, format: xlsx.Count, formula: "LCM(" + rowSpan("Terms", months) + ")"})
	for _, m := range months {
		s.columns = append(s.columns, column{head: factor(m), width: 9, role: xlsx.Here, format: xlsx.Count, formula: "[@multiple]/[@" + m + "]"})
	}
	for _, scheme := range l.Schemes {
		s.rows = append(s.rows, termsRow(scheme))
	}
	return s
}

func termsRow(s *calc.Scheme) []xlsx.Cell {
	most := ratio(s.Cap)
	row := []xlsx.Cell{text(s.Code), text(s.Short), text(s.Title), big0(most.Num()), big0(most.Denom())}
	for _, w := range s.Weights {
		row = append(row, number(w))
	}
	row = append(row, number(days(s)), number(multiple(s)))
	for _, w := range s.Weights {
		row = append(row, number(multiple(s)/w))
	}
	return row
}

// factor is the head of a month's weighing factor.
func factor(month string) string { return "factor " + month }

// days is the working days of the whole year.
func days(s *calc.Scheme) int64 {
	var sum int64
	for _, w := range s.Weights {
		sum += w
	}
	return sum
}

// multiple is the least number that every month's working days divide.
func multiple(s *calc.Scheme) int64 {
	least := int64(1)
	for _, w := range s.Weights {
		least = least / divisor(least, w) * w
	}
	return least
}

// divisor is the greatest common divisor.
func divisor(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
