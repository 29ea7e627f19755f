package extract

import (
	"errors"
	"fmt"
	"os"
	"slices"
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

// Original is the content of a workbook that is to be marked.
func Original(in Inputs, file string) ([]byte, error) { return os.ReadFile(in.place(File{Path: file})) }

// RefuseToMark is the error of a workbook in which patients' data may stand, on
// any of its sheets, or that is too large for its problems to be marked in it.
func RefuseToMark(in Inputs, file string, mostCells int) error {
	t, err := openSheets(in.place(File{Path: file}))
	if err != nil {
		return errUnread
	}
	defer t.release()
	if t.parts.unpacked() > maxMarked {
		return errLarge
	}
	t.leaveListOut()
	for _, s := range t.parts.sheets {
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
