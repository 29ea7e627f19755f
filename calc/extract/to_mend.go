package extract

import (
	"errors"
	"fmt"
	"slices"

	"yearend/calc"
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

const byTheList = ", which is more than is marked: mend it by the list above, the whole of which is in check --json"

func errManyCells(most int) error {
	return fmt.Errorf("it has more than %s cells%s", thousands(most), byTheList)
}

// RowsToMend gives the cells of a text file line by line, for a workbook in which
// its problems are marked: the first row is the file's first line. Nothing of the
// file is left out. A line that cannot be split for certain stands whole in the
// first cell; before it, and before a row with more or fewer cells than the
// header, stands a mark with which it is refused when it comes back.
func RowsToMend(in Inputs, file string, problems []calc.Problem, mostCells int) ([][]string, error) {
	r, p := newReading(in, nil), newPage(File{Path: file})
	t, ok := r.open(File{Path: file}, nil, p).(*csvTable)
	if !ok {
		return nil, errUnread
	}
	defer t.file.Close()
	rows, err := t.toMend(doubtful(problems), mostCells)
	t.blocks.stop()
	switch {
	case err != nil:
		return nil, err
	case t.err != nil:
		return nil, t.err
	case t.givenUp || t.full || !t.blocks.over || slices.ContainsFunc(t.problems, func(p calc.Problem) bool { return Unmarkable(p.Code) }):
		return nil, errUnread
	}
	return rows, nil
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

func (t *csvTable) toMend(doubtful map[int]bool, mostCells int) ([][]string, error) {
	var rows [][]string
	var watch lookout
	cells, size := 0, 0
	for line, ok := t.nextLine(); ok; line, ok = t.nextLine() {
		split := t.split(line)
		if !split {
			t.cells = append(t.cells[:0], cell{text: tidy(line)})
		}
		watch.row(row{t.line, t.cells})
		next := textOf(t.cells)
		if !split || doubtful[t.line] {
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

// RefuseToMark is the error of a workbook in which patients' data may stand, on
// any of its sheets, or that is too large for its problems to be marked in it.
func RefuseToMark(in Inputs, file string, mostCells int) error {
	from, remedy := openRegular(in.Place(File{Path: file}))
	if remedy != "" {
		return errUnread
	}
	parts, err := openParts(from)
	if err != nil {
		return errors.Join(errUnread, from.Close())
	}
	t := &sheetTable{page: &page{}, file: from, parts: parts, book: &book{parts: parts}}
	defer t.release()
	if parts.unpacked() > maxMarked {
		return errLarge
	}
	t.leaveListOut()
	for _, s := range parts.sheets {
		if err := t.refuseToMark(s, mostCells); err != nil {
			return err
		}
	}
	return nil
}

// unpacked is how many bytes all parts are.
func (p *parts) unpacked() (size uint64) {
	for _, f := range p.byName {
		size += f.UncompressedSize64
	}
	return size
}

func (t *sheetTable) refuseToMark(s part, mostCells int) error {
	t.part = s
	if t.start(stretches-1) != nil {
		return errUnread
	}
	var watch lookout
	last := 0
	for next, ok := t.next(); ok; next, ok = t.next() {
		watch.row(next)
		if last = next.number; t.reach+last > mostCells {
			return errManyCells(mostCells)
		}
	}
	t.reach += last
	switch {
	case t.stopped():
		return errUnread
	case watch.found():
		return errPatients
	}
	return nil
}
