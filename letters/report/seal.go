package report

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"yearend/letters/report/xlsx"
)

// A row of a table with a check is sealed: what stands in it and is worked out by
// no formula (keys, names, states, references, counts) is made into one number by
// the sheet itself, and held against the program's. A cell that somebody
// overwrites turns the check red although no sum rests on it. So is each row of a
// list, whose check is that alone.
//
// The number adds up the code of each character times the square of its place, all
// in whole numbers that a spreadsheet has exactly.
const (
	seal = "seal"
	// sealLength is how many characters of a row are looked at, where the words of
	// its cells may not come to more.
	sealLength = 400
)

// listed gives a list its check, behind its last column, which is where it ends in print.
func (s sheet) listed() sheet {
	s.list, s.wordy, s.printed = true, true, s.columns[len(s.columns)-1].head
	s.columns = append(s.columns, column{head: "check", width: 9, role: xlsx.Here, format: xlsx.Mark, formula: `"` + agree + `"`})
	rows := s.rows
	s.rows = func(add func(row []xlsx.Cell)) {
		rows(func(row []xlsx.Cell) { add(append(row, text(agree))) })
	}
	return s
}

// sealed gives the table the columns of its seal, if it has a check.
func (s sheet) sealed() sheet {
	at := s.columnOf("check")
	if at < 0 {
		return s
	}
	for i, c := range s.columns {
		if i != at && c.formula == "" && c.role != xlsx.Here && c.role != xlsx.Box && !strings.HasPrefix(c.head, program("")) {
			s.seals = append(s.seals, i)
		}
	}
	s.columns = append(slices.Clone(s.columns),
		column{head: seal, width: 14, role: xlsx.Here, format: xlsx.Whole, folded: true},
		column{head: program(seal), width: 14, role: xlsx.Program, format: xlsx.Whole, folded: true})
	s.columns[at].formula = fmt.Sprintf(`IF([@%s]=[@%s],%s,"%s")`, seal, program(seal), s.columns[at].formula, differ)
	return s
}

// sealedTo has each row sealed to its end, of which the longest is known now.
func (s sheet) sealedTo(longest int) sheet {
	if s.seals == nil {
		return s
	}
	s.length = (max(sealLength, longest) + 99) / 100 * 100
	var parts []string
	for _, i := range s.seals {
		parts = append(parts, "[@"+s.columns[i].head+"]")
	}
	places := fmt.Sprintf("ROW($1:$%d)", s.length)
	s.columns = slices.Clone(s.columns)
	s.columns[s.columnOf(seal)].formula = fmt.Sprintf(`SUMPRODUCT(_xlfn.UNICODE(MID(%s&REPT(" ",%d),%s,1))*%s*%s)`,
		strings.Join(parts, `&"|"&`), s.length, places, places, places)
	return s
}

// withSeal is a row with its seal behind it.
func (s sheet) withSeal(row []xlsx.Cell, seal xlsx.Cell) []xlsx.Cell {
	return append(append(row, none(len(s.columns)-2-len(row))...), seal, seal)
}

// sealOf is the seal of a row, over so many characters of some of its cells.
func sealOf(row []xlsx.Cell, of []int, length int) xlsx.Cell {
	sum, place, last := int64(0), int64(0), int64(length)
	for words := range wordsOf(row, of) {
		for _, r := range words {
			if place++; place <= last {
				sum += int64(r) * place * place
			}
		}
	}
	if place < last {
		sum += ' ' * (squares(last) - squares(place))
	}
	return number(sum)
}

// squares are those of all whole numbers up to one, added up.
func squares(last int64) int64 { return last * (last + 1) * (2*last + 1) / 6 }

// lengthOf is how many characters a row's seal would look at, were it long enough.
func lengthOf(row []xlsx.Cell, of []int) int {
	length := 0
	for words := range wordsOf(row, of) {
		length += utf8.RuneCountInString(words)
	}
	return length
}

// wordsOf are some of a row's cells as its seal reads them, with what parts them.
func wordsOf(row []xlsx.Cell, of []int) iter.Seq[string] {
	return func(yield func(string) bool) {
		for n, i := range of {
			if n > 0 && !yield("|") || i < len(row) && !yield(asShown(row[i])) {
				return
			}
		}
	}
}

// asShown is what a spreadsheet makes of a cell within words: a number has no
// zeros behind its last figure.
func asShown(c xlsx.Cell) string {
	if c.Kind != xlsx.Number || !strings.Contains(c.Value, ".") {
		return c.Value
	}
	return strings.TrimSuffix(strings.TrimRight(c.Value, "0"), ".")
}
