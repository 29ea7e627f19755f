package extract

import (
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
	rows, err := t.toMend(mostCells)
	t.blocks.stop()
	switch {
	case err != nil:
		return nil, nil, err
	case t.err != nil:
		return nil, nil, t.err
	case t.givenUp || t.full || !t.blocks.over || slices.ContainsFunc(t.problems, func(p calc.Problem) bool { return Unmarkable(p.Code) }):
		return nil, nil, errUnread
	}
	doubts := t.doubts(rows, problems)
	for row := range doubts {
		if row < 1 || row > len(rows) { // the file is no longer the one that was judged
			return nil, nil, errUnread
		}
		rows[row-1][0] = withMark(rows[row-1][0])
	}
	return rows, withMarkSaid(problems, doubts), nil
}

// toMend gives each line's cells, or the line whole.
func (t *csvTable) toMend(mostCells int) ([][]string, error) {
	var rows [][]string
	var watch lookout
	cells, size := 0, 0
	for line, ok := t.nextLine(); ok; line, ok = t.nextLine() {
		if !t.split(line) {
			t.cells = append(t.cells[:0], cell{text: tidy(line)})
			t.torn = append(t.torn, t.line)
		}
		watch.row(row{t.line, t.cells})
		rows = append(rows, textOf(t.cells))
		if cells += len(t.cells) + 1; cells > mostCells { // the row itself takes as much as one
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
