package extract

import (
	"maps"
	"slices"

	"yearend/calc"
)

// RowsToMend gives the cells of a text file line by line, for a workbook in which
// its problems are marked: the first row is the file's first line. Nothing of the
// file is left out. A line that cannot be split for certain stands whole in the
// first cell; before it, and before a row with more or fewer cells than the
// header, stands a mark with which it is refused when it comes back. The problems
// say so too.
func RowsToMend(in Inputs, file string, problems []calc.Problem, mostCells int) ([][]string, []calc.Problem, error) {
	r, p := newReading(in, nil), newPage(File{Path: file})
	t, ok := r.open(File{Path: file}, nil, p).(*csvTable)
	if !ok {
		return nil, nil, errUnread
	}
	defer t.file.Close()
	marked := doubtful(problems)
	rows, err := t.toMend(marked, mostCells)
	t.blocks.stop()
	switch {
	case err != nil:
		return nil, nil, err
	case t.err != nil:
		return nil, nil, t.err
	case t.givenUp || t.full || !t.blocks.over || slices.ContainsFunc(t.problems, func(p calc.Problem) bool { return Unmarkable(p.Code) }):
		return nil, nil, errUnread
	}
	return rows, withMarkSaid(problems, marked), nil
}

// withMarkSaid adds to each problem of a marked row what is to be done about the
// mark. The rest of a line that was broken has no problem of its own, and gets one.
func withMarkSaid(problems []calc.Problem, marked map[int]bool) []calc.Problem {
	said, all := map[int]bool{}, slices.Clone(problems)
	for i, p := range all {
		if marked[p.Row] {
			all[i].Remedy += "; when the row is right, take " + unmended + " out of it"
			said[p.Row] = true
		}
	}
	for _, row := range slices.Sorted(maps.Keys(marked)) {
		if !said[row] {
			all = append(all, calc.Problem{Code: "E-line-break", Severity: calc.Stop, Row: row,
				Remedy: "this is the rest of the line above: put it there, and delete this row"})
		}
	}
	return all
}

// doubtful are the rows whose cells may stand under the wrong headers, or whose
// last cell may be cut off.
func doubtful(problems []calc.Problem) map[int]bool {
	rows := map[int]bool{}
	for _, p := range problems {
		if p.Code == "E-ragged" || p.Code == "E-cut" {
			rows[p.Row] = true
		}
	}
	return rows
}

// toMend marks the rows that are to be, and those that cannot be split.
func (t *csvTable) toMend(marked map[int]bool, mostCells int) ([][]string, error) {
	var rows [][]string
	var watch lookout
	cells, size := 0, 0
	for line, ok := t.nextLine(); ok; line, ok = t.nextLine() {
		if !t.split(line) {
			marked[t.line] = true
			t.cells = append(t.cells[:0], cell{text: tidy(line)})
		}
		watch.row(row{t.line, t.cells})
		next := textOf(t.cells)
		if marked[t.line] {
			next[0] = withMark(next[0])
		}
		rows = append(rows, next)
		if cells += len(next) + 1; cells > mostCells { // the row itself takes as much as one
			return nil, errManyCells(mostCells)
		}
		if size += len(line); size > maxMarkable {
			return nil, errLargeText
		}
	}
	if watch.found() {
		return nil, errPatients
	}
	return rows, nil
}

func textOf(cells []cell) []string {
	all := make([]string, len(cells))
	for i, c := range cells {
		all[i] = c.text
	}
	return all
}
