package report

import (
	"math/big"

	"yearend/letters/report/xlsx"
)

// totals is the first row of a sheet: its name, and above the columns that ask
// for it what the rows in sight come to, so that a filter adds up its own rows.
func (s sheet) totals() []xlsx.Cell {
	row := []xlsx.Cell{text(s.tab).In(xlsx.Style{Role: xlsx.Title})}
	for i, c := range s.columns {
		if !c.totals {
			continue
		}
		if len(row) < i { // the first of them has a word before it
			row = append(row, none(i-1-len(row))...)
			row = append(row, text("rows in sight").In(xlsx.Style{Role: xlsx.Note}))
		}
		total := xlsx.Digits(s.sum(i)).By("ROUND(SUBTOTAL(109," + s.table + "[" + c.head + "]),2)")
		row = append(row, total.In(xlsx.Style{Format: c.format, Role: xlsx.Here}))
	}
	return row
}

// sum adds a column up, exactly.
func (s sheet) sum(column int) string {
	sum := new(big.Rat)
	for _, row := range s.rows {
		if value, is := new(big.Rat).SetString(row[column].Value); is {
			sum.Add(sum, value)
		}
	}
	return sum.FloatString(2)
}
