package extract

import (
	"slices"
	"strings"

	"yearend/calc"
)

// totalWords begin the rows that spreadsheets and reporting tools put below the
// data, or between its groups.
var totalWords = []string{"total", "grandtotal", "subtotal", "overalltotal"}

// totals reports a row that adds up others: it says so where the practice code
// would stand, or before any other word.
func (s *sheet) totals(r row) bool {
	code := s.cell(r, 0).text
	if len(code) == 6 && code[1] >= '0' && code[1] <= '9' || s.header.match.layout.name == layoutODS {
		return false // as almost every row
	}
	if _, err := calc.ParsePracticeCode(code); err == nil {
		return false
	}
	for _, c := range r.cells {
		if c.blank() || c.kind > text {
			continue
		}
		k := key(c.text)
		return slices.ContainsFunc(totalWords, func(word string) bool { return strings.HasPrefix(k, word) || strings.HasSuffix(k, word) }) ||
			k == "sum" || k == "overall"
	}
	return false
}

// note reports a row with nothing in it but a few words at its beginning, as
// the line below an extract that says when it was made.
func (s *sheet) note(r row) bool {
	if len(r.cells) == 0 || s.header.match.layout.name == layoutODS {
		return false
	}
	for _, c := range r.cells[1:] {
		if !c.blank() {
			return false
		}
	}
	first := r.cells[0]
	return first.kind <= text && strings.Contains(first.text, " ") && len(s.header.match.at) > 1
}
