package report

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"yearend/letters/report/xlsx"
)

// A row of a table with a check is sealed: what stands in it and is worked out by
// no formula (keys, names, states, references, counts) is made into one number by
// the sheet itself, and held against the program's. A cell that somebody
// overwrites turns the check red although no sum rests on it.
//
// The number adds up the code of each character times the square of its place, all
// in whole numbers that a spreadsheet has exactly.
const (
	seal = "seal"
	// sealLength is how many characters of a row are looked at; the words of a
	// reason, which come last, may go on.
	sealLength = 400
)

// sealed gives the table its seal, if it has a check.
func (s sheet) sealed() sheet {
	at := s.columnOf("check")
	if at < 0 {
		return s
	}
	var parts []string
	var of []int
	for i, c := range s.columns {
		if i != at && c.formula == "" && c.role != xlsx.Here && c.role != xlsx.Box && !strings.HasPrefix(c.head, program("")) {
			parts, of = append(parts, "[@"+c.head+"]"), append(of, i)
		}
	}
	columns := append(make([]column, 0, len(s.columns)+2), s.columns...)
	columns[at].formula = fmt.Sprintf(`IF([@%s]=[@%s],%s,"%s")`, seal, program(seal), columns[at].formula, differ)
	places := fmt.Sprintf("ROW($1:$%d)", sealLength)
	s.columns = append(columns,
		column{head: seal, width: 14, role: xlsx.Here, format: xlsx.Whole, folded: true,
			formula: fmt.Sprintf(`SUMPRODUCT(_xlfn.UNICODE(MID(%s&REPT(" ",%d),%s,1))*%s*%s)`, strings.Join(parts, `&"|"&`), sealLength, places, places, places)},
		column{head: program(seal), width: 14, role: xlsx.Program, format: xlsx.Whole, folded: true})
	rows, wide := s.rows, len(columns)
	s.rows = func(add func(row []xlsx.Cell)) {
		rows(func(row []xlsx.Cell) {
			row = append(row, none(wide-len(row))...)
			number := sealOf(row, of)
			add(append(row, number, number))
		})
	}
	return s
}

// sealOf is the seal of a row, over some of its cells.
func sealOf(row []xlsx.Cell, of []int) xlsx.Cell {
	var text strings.Builder
	for n, i := range of {
		if n > 0 {
			text.WriteByte('|')
		}
		text.WriteString(asShown(row[i]))
	}
	words := text.String()
	sum, place := int64(0), int64(0)
	for _, r := range words {
		if place++; place > sealLength {
			break
		}
		sum += int64(r) * place * place
	}
	for place = int64(utf8.RuneCountInString(words)) + 1; place <= sealLength; place++ {
		sum += ' ' * place * place
	}
	return number(sum)
}

// asShown is what a spreadsheet makes of a cell within words: a number has no
// zeros behind its last figure.
func asShown(c xlsx.Cell) string {
	if c.Kind != xlsx.Number || !strings.Contains(c.Value, ".") {
		return c.Value
	}
	return strings.TrimSuffix(strings.TrimRight(c.Value, "0"), ".")
}
