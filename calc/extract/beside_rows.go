package extract

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// reportBeside reports what a sheet shows to nobody, or shows as other than it is.
func (s *input) reportBeside(b rows.Beside) {
	var hidden []string
	if b.SheetHidden {
		hidden = append(hidden, "the sheet itself")
	}
	below := slices.DeleteFunc(b.HiddenRows, func(row int) bool { return row <= s.header.row })
	if len(below) > 0 {
		hidden = append(hidden, some("row", runs(below), strconv.Itoa))
	}
	if len(b.HiddenColumns) > 0 {
		hidden = append(hidden, some("column", b.HiddenColumns, func(n int) string { return columnLetters(n - 1) }))
	}
	if b.Filtered {
		hidden = append(hidden, "what a filter leaves out")
	}
	if len(hidden) > 0 {
		s.report(calc.Problem{Code: "W-hidden", Found: strings.Join(hidden, "; "),
			Remedy: "what is hidden is read like the rest: unhide it and look whether it belongs there"})
	}
	for _, merged := range b.Merged {
		s.refuseMerged(merged)
	}
}

// runs are the first and the last of numbers that follow one another.
func runs(numbers []int) (all [][2]int) {
	for _, n := range numbers {
		if end := len(all) - 1; end >= 0 && all[end][1] == n-1 {
			all[end][1] = n
		} else {
			all = append(all, [2]int{n, n})
		}
	}
	return all
}

// some writes "rows 3, 7 to 9" and, of more than five runs, how many there are beside.
func some(thing string, all [][2]int, name func(int) string) string {
	const enough = 5
	var words []string
	for i, run := range all {
		switch {
		case i == enough:
			return fmt.Sprintf("%ss %s and %d more", thing, strings.Join(words, ", "), len(all)-enough)
		case run[0] == run[1]:
			words = append(words, name(run[0]))
		default:
			words = append(words, name(run[0])+" to "+name(run[1]))
		}
	}
	if len(all) == 1 && all[0][0] == all[0][1] {
		return thing + " " + words[0]
	}
	return thing + "s " + strings.Join(words, ", ")
}

// refuseMerged reports merged cells among the data: only the first of them
// holds the value, and it is not certain which rows it is meant for.
func (s *input) refuseMerged(m rows.Range) {
	if m.Bottom <= s.header.row {
		return
	}
	for _, at := range slices.Concat(s.header.match.at, s.header.match.months) {
		if at < m.Left || at > m.Right {
			continue
		}
		s.report(calc.Problem{Code: "E-merged", Row: max(m.Top, s.header.row), Column: heading(s.header.cells[at], s.epoch), Found: m.Written,
			Remedy: fmt.Sprintf("the cells %s are merged, so that it is not certain which rows the value is for: unmerge them and fill in each", m.Written)})
		s.list = slices.DeleteFunc(s.list, func(f calc.Problem) bool { // what is blank only because it is merged
			return f.Row > m.Top && f.Row <= m.Bottom && f.Found == "" && (f.Code == "E-practice" || f.Code == "E-blank")
		})
		return
	}
}
