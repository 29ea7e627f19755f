package extract

import (
	"io"

	"github.com/xuri/excelize/v2"
)

// tandem reads a sheet in both ways. The scan goes in front and cuts the sheet
// into stretches; excelize reads those, several at once, for it is the slower
// of the two by far.
type tandem struct {
	scan    *scan
	book    *excelize.File
	sheet   part
	ahead   [stretches]pending // a ring
	scanned int                // stretches
	taken   int                // of them
	more    bool               // the scan has not come to its end
	failure error              // of the scan, after the rows it has read

	rows   []scannedRow // left of the stretch that was taken last
	values [][]string   // of those rows
}

// pending is a stretch that excelize reads.
type pending struct {
	stretch
	read <-chan [][]string
}

// stretches is how many are held at once.
const stretches = 16

func newTandem(from io.Reader, shared texts, book *excelize.File, sheet part) *tandem {
	return &tandem{scan: newScan(from, shared), book: book, sheet: sheet, more: true}
}

// next gives a row and its values by column, from 0. At the end the row is nil.
func (t *tandem) next() (*scannedRow, []string, error) {
	for len(t.rows) == 0 {
		t.scanAhead()
		if t.taken == t.scanned {
			return nil, nil, t.failure
		}
		next := &t.ahead[t.taken%stretches]
		t.taken++
		t.rows, t.values = next.rows, <-next.read
		if len(t.rows) != len(t.values) {
			return nil, nil, errDiffers
		}
	}
	row, values := &t.rows[0], t.values[0]
	t.rows, t.values = t.rows[1:], t.values[1:]
	return row, values, nil
}

// scanAhead keeps the scan ahead of excelize, and excelize ahead of what is
// taken.
func (t *tandem) scanAhead() {
	for t.more && t.scanned-t.taken < stretches-1 {
		into := &t.ahead[t.scanned%stretches]
		t.more, t.failure = t.scan.read(&into.stretch)
		if len(into.rows) > 0 {
			into.read = readStretch(t.book, t.sheet, &into.stretch)
			t.scanned++
		}
	}
}

// stop waits for what excelize is still reading.
func (t *tandem) stop() {
	for ; t.taken < t.scanned; t.taken++ {
		<-t.ahead[t.taken%stretches].read
	}
}

// readStretch has excelize read a stretch, as a sheet of its own in the place
// of the true one, and gives the values of each of its rows. It sees no row that
// the scan has not been through, which refuses what is a trap. The channel is
// closed in any case, empty if excelize failed.
func readStretch(book *excelize.File, sheet part, s *stretch) <-chan [][]string {
	read := make(chan [][]string, 1)
	book.Pkg.Store(sheet.path, s.xml)
	rows, err := book.Rows(sheet.name)
	if err != nil {
		close(read)
		return read
	}
	go func() {
		defer close(read)
		defer func() { _ = recover() }() // whatever excelize does on a damaged sheet, it does it here
		defer rows.Close()
		values := make([][]string, 0, len(s.rows))
		for rows.Next() {
			cells, err := rows.Columns()
			if err != nil {
				return
			}
			values = append(values, cells)
		}
		if rows.Error() == nil {
			read <- values
		}
	}()
	return read
}
