package extract

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"yearend/calc"
)

// lookOver reports what a sheet shows to nobody, or shows as other than it is.
func (t *sheetTable) lookOver(s *sheet) {
	var hidden []string
	if t.part.hidden {
		hidden = append(hidden, "the sheet itself")
	}
	if rows := t.hiddenBelow(s.header.row); len(rows) > 0 {
		hidden = append(hidden, some("row", runs(rows), strconv.Itoa))
	}
	if columns := t.tandem.scan.columns; len(columns) > 0 {
		hidden = append(hidden, some("column", columns, func(n int) string { return columnLetters(n - 1) }))
	}
	if t.tandem.scan.filter {
		hidden = append(hidden, "what a filter leaves out")
	}
	if len(hidden) > 0 {
		t.report(calc.Problem{Code: "W-hidden", Found: strings.Join(hidden, "; "),
			Remedy: "what is hidden is read like the rest: unhide it and look whether it belongs there"})
	}
	for _, merge := range t.tandem.scan.merges {
		t.refuseMerge(merge, s)
	}
}

func (t *sheetTable) hiddenBelow(header int) []int {
	for i, row := range t.hidden {
		if row > header {
			return t.hidden[i:]
		}
	}
	return nil
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

// refuseMerge reports merged cells among the data: only the first of them
// holds the value, and it is not certain which rows it is meant for.
func (t *sheetTable) refuseMerge(ref string, s *sheet) {
	first, last, _ := strings.Cut(ref, ":")
	left, top := reference([]byte(first))
	right, bottom := reference([]byte(last))
	if bottom < 0 {
		right, bottom = left, top
	}
	if top < 0 || bottom <= s.header.row {
		return
	}
	for _, at := range slices.Concat(s.header.match.at, s.header.match.months) {
		if at >= left && at <= right {
			t.report(calc.Problem{Code: "E-merged", Row: max(top, s.header.row), Column: s.header.cells[at].heading(s.epoch), Found: ref,
				Remedy: fmt.Sprintf("the cells %s are merged, so that it is not certain which rows the value is for: unmerge them and fill in each", ref)})
			t.problems = slices.DeleteFunc(t.problems, func(f calc.Problem) bool { // what is blank only because it is merged
				return f.Row > top && f.Row <= bottom && f.Found == "" && (f.Code == "E-practice" || f.Code == "E-blank")
			})
			return
		}
	}
}
