package report

import (
	"math/big"
	"slices"

	"yearend/letters/report/xlsx"
)

// measured is what must be known of a sheet's rows before the first is written.
type measured struct {
	count  int
	sums   []*big.Rat   // of the columns that ask for it, exactly
	styles []xlsx.Style // in the order in which the cells come to use them
}

func (s sheet) measure() measured {
	m := measured{sums: make([]*big.Rat, len(s.columns))}
	for i, c := range s.columns {
		if c.totals {
			m.sums[i] = new(big.Rat)
		}
	}
	s.rows(func(row []xlsx.Cell) {
		m.count++
		for i, c := range row {
			if look := s.look(i, c); !slices.Contains(m.styles, look) {
				m.styles = append(m.styles, look)
			}
			if m.sums[i] == nil {
				continue
			}
			if value, is := new(big.Rat).SetString(c.Value); is {
				m.sums[i].Add(m.sums[i], value)
			}
		}
	})
	return m
}

// totals is the first row of a sheet: its name, and above the columns that ask
// for it what the rows in sight come to, so that a filter adds up its own rows.
func (s sheet) totals(sums []*big.Rat) []xlsx.Cell {
	row := []xlsx.Cell{text(s.tab).In(xlsx.Style{Role: xlsx.Title})}
	for i, c := range s.columns {
		if !c.totals {
			continue
		}
		if len(row) < i { // the first of them has a word before it
			row = append(row, none(i-1-len(row))...)
			row = append(row, text("rows in sight").In(xlsx.Style{Role: xlsx.Note}))
		}
		total := xlsx.Digits(sums[i].FloatString(2)).By("ROUND(SUBTOTAL(109," + s.table + "[" + c.head + "]),2)")
		row = append(row, total.In(xlsx.Style{Format: c.format, Role: xlsx.Here}))
	}
	return row
}
