package extract

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// Unmarkable reports the faults of a file that was not read to its end: a
// workbook made of it would lack the rest, or cost more than it is worth.
func Unmarkable(code string) bool {
	return slices.Contains([]string{"E-file", "E-type", "E-size", "E-damaged", "E-encoding", "E-faults"}, code)
}

var (
	errUnread    = errors.New("it cannot be read to its end: ask for it again")
	errLarge     = errors.New("it unpacks to more than 24 MB" + byTheList)
	errLargeText = errors.New("it is larger than 8 MB" + byTheList)
	errPatients  = errors.New("it may hold patients' data, which must be neither copied nor sent: look at it; if it does, delete it, and tell your data protection lead")
)

const byTheList = ", which is more than is marked: mend it by the list of problems, the whole of which is in yearend check --json"

func errManyCells(most int) error {
	return fmt.Errorf("it has more than %s cells%s", calc.Count(most), byTheList)
}

// Original is the content of a workbook that is to be marked.
func Original(in Inputs, file string) ([]byte, error) { return os.ReadFile(in.path(File{Path: file})) }

// RefuseToMark is the error of a workbook in which patients' data may stand, on
// any of its sheets, or that is too large for its problems to be marked in it.
func RefuseToMark(in Inputs, file string, mostCells int) error {
	w, fault := openBook(in.path(File{Path: file}))
	if fault != nil {
		return errUnread
	}
	defer w.Close()
	if w.Unpacked() > maxMarked {
		return errLarge
	}
	cells := 0
	for _, s := range dataSheets(w) {
		if err := refuseToMark(w, s, &cells, mostCells); err != nil {
			return err
		}
	}
	return nil
}

// refuseToMark adds the cells of a sheet to those of the sheets before it.
func refuseToMark(w *rows.Workbook, s rows.Sheet, cells *int, mostCells int) error {
	sound := true
	t, fault := w.Read(s, func(rows.Fault) { sound = false })
	if fault != nil {
		return errUnread
	}
	defer t.Close()
	var watch patientSearch
	last := 0
	for next, ok := t.Next(); ok; next, ok = t.Next() {
		watch.row(next)
		*cells += next.Reach
		if last = next.Number; *cells+last > mostCells {
			return errManyCells(mostCells)
		}
	}
	*cells += last
	switch {
	case !sound:
		return errUnread
	case watch.found():
		return errPatients
	}
	return nil
}

// RowsToMend gives the cells of a text file line by line, for a workbook in which
// its problems are marked: the first row is the file's first line. Nothing of the
// file is left out. A line that cannot be split for certain stands whole in the
// first cell; before it, and before a row with more or fewer cells than the
// header, stands a mark with which it is refused when it comes back. The problems
// say so too.
func RowsToMend(in Inputs, file string, found []calc.Problem, mostCells int) ([][]string, []calc.Problem, error) {
	r, p := newReading(in, nil), newProblems(File{Path: file})
	t, ok := r.open(File{Path: file}, nil, p).(*rows.CSV)
	if !ok {
		return nil, nil, errUnread
	}
	lines, torn, err := toMend(t, mostCells)
	if _, broken := t.Done(); err == nil {
		err = broken
	}
	switch {
	case err != nil:
		return nil, nil, err
	case !t.Whole() || p.full || slices.ContainsFunc(p.list, func(p calc.Problem) bool { return Unmarkable(p.Code) }):
		return nil, nil, errUnread
	}
	doubts := doubtful(lines, torn, found, p.list)
	for row := range doubts {
		if row < 1 || row > len(lines) { // the file is no longer the one that was judged
			return nil, nil, errUnread
		}
		lines[row-1][0] = withMark(lines[row-1][0])
	}
	return lines, withMarkSaid(found, doubts), nil
}

// toMend gives each line's cells, or the line whole, and which those are.
func toMend(t *rows.CSV, mostCells int) (lines [][]string, torn []int, err error) {
	var watch patientSearch
	cells, size := 0, 0
	for line, ok := t.Line(); ok; line, ok = t.Line() {
		if line.Torn {
			torn = append(torn, line.Number)
		}
		watch.row(line.Row)
		lines = append(lines, textOf(line.Cells))
		if cells += len(line.Cells) + 1; cells > mostCells { // the row itself takes as much as one
			return nil, nil, errManyCells(mostCells)
		}
		if size += line.Size; size > maxMarkable {
			return nil, nil, errLargeText
		}
	}
	if watch.found() {
		return nil, nil, errPatients
	}
	return lines, torn, nil
}

func textOf(cells []rows.Cell) []string {
	all := make([]string, len(cells))
	for i, c := range cells {
		all[i] = c.Text
	}
	return all
}

// doubtful are the rows of which it is not certain what stands in which cell, or
// that may be cut off; each with what is said of it if no problem has been.
func doubtful(lines [][]string, torn []int, found, atSplitting []calc.Problem) map[int]calc.Problem {
	doubts := map[int]calc.Problem{}
	if slices.ContainsFunc(found, unread) {
		doubts = uneven(lines)
	}
	for _, p := range slices.Concat(found, atSplitting) {
		if p.Code == "E-ragged" || p.Code == "E-cut" {
			doubts[p.Row] = p
		}
	}
	for _, line := range torn {
		doubts[line] = calc.Problem{Code: "E-line-break", Severity: calc.Stop, Row: line,
			Remedy: "this is the rest of the line above: put it there, and delete this row"}
	}
	for _, p := range atSplitting { // which no judge came to
		if _, torn := doubts[p.Row]; torn {
			doubts[p.Row] = p
		}
	}
	return doubts
}

// unread reports the faults after which the rows of a file, or the first of
// them, were not looked at one by one.
func unread(p calc.Problem) bool {
	return slices.Contains([]string{"E-sheet", "E-header", "E-layout", "E-column", "E-column-twice", "E-months", "E-icb", "E-empty"}, p.Code)
}

// uneven are the rows that have not as many cells as most have.
func uneven(lines [][]string) map[int]calc.Problem {
	often, most := map[int]int{}, 0
	for _, row := range lines {
		if often[len(row)]++; !allBlank(row) && often[len(row)] > often[most] {
			most = len(row)
		}
	}
	found := map[int]calc.Problem{}
	for i, row := range lines {
		if len(row) != most && !allBlank(row) {
			found[i+1] = calc.Problem{Code: "E-ragged", Severity: calc.Stop, Row: i + 1,
				Remedy: fmt.Sprintf("the row has %s where most have %d: %s", calc.Many(len(row), "cell"), most, lookForComma)}
		}
	}
	return found
}

func allBlank(row []string) bool {
	return !slices.ContainsFunc(row, func(text string) bool { return text != "" })
}

// withMarkSaid adds to each problem of a marked row what is to be done about the
// mark, and to the problems what has not been said of one.
func withMarkSaid(problems []calc.Problem, doubts map[int]calc.Problem) []calc.Problem {
	const mark = "; when the row is right, take " + unmended + " out of it"
	said, all := map[int]bool{}, slices.Clone(problems)
	for i, p := range all {
		if _, marked := doubts[p.Row]; marked {
			all[i].Remedy += mark
			said[p.Row] = true
		}
	}
	for _, row := range slices.Sorted(maps.Keys(doubts)) {
		if p := doubts[row]; !said[row] {
			p.Remedy += mark
			all = append(all, p)
		}
	}
	return all
}

// unmended is the mark before a row that a fix list gives back as it came. In a
// workbook nothing shows any longer that the row had too many cells, or could
// not be split: without the mark it would be read, or passed over, in silence.
const unmended = "TO MEND:"

// withMark puts the mark before what stands in a cell.
func withMark(text string) string { return strings.TrimSpace(unmended + " " + text) }

// refuseUnmended reports a row that has come back with its mark.
func (p *problems) refuseUnmended(r rows.Row) bool {
	marked := slices.IndexFunc(r.Cells, func(c rows.Cell) bool { return strings.HasPrefix(c.Text, unmended) })
	if marked < 0 {
		return false
	}
	p.report(calc.Problem{Code: "E-unmended", Row: r.Number, Found: r.Cells[marked].Text,
		Remedy: "a fix list gave this row back to be mended, and it still has its mark, " + unmended +
			" put each of its values under its header, then take the mark out; or delete the row, if it is the rest of the one above"})
	return true
}
