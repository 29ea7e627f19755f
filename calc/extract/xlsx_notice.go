package extract

import (
	"fmt"
	"slices"
	"strings"

	"yearend/calc"
)

// lookOver reports what a sheet shows to nobody, or shows as other than it is.
func (t *sheetTable) lookOver(s *sheet) {
	var hidden []string
	if t.part.hidden {
		hidden = append(hidden, "the sheet itself")
	}
	if rows := t.hiddenBelow(s.header.row); rows > 0 {
		hidden = append(hidden, many(rows, "row"))
	}
	if t.tandem.scan.columns > 0 {
		hidden = append(hidden, "columns")
	}
	if t.tandem.scan.filter {
		hidden = append(hidden, "what a filter leaves out")
	}
	if len(hidden) > 0 {
		t.report(calc.Problem{Code: "W-hidden", Found: strings.Join(hidden, ", "),
			Remedy: "what is hidden is read like the rest (" + list(hidden) + "): unhide it and look whether it belongs there"})
	}
	for _, merge := range t.tandem.scan.merges {
		t.refuseMerge(merge, s)
	}
}

func (t *sheetTable) hiddenBelow(header int) int {
	n := 0
	for _, row := range t.hidden {
		if row > header {
			n++
		}
	}
	return n
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
			return
		}
	}
}
