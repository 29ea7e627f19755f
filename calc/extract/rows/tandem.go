package rows

import "io"

// tandem reads a sheet in both ways. The scan goes in front and cuts the sheet
// into stretches; excelize reads those, several at once, for it is the slower
// of the two by far.
type tandem struct {
	scan    *scan
	book    *book
	abreast int                // stretches that excelize may be reading
	ahead   [stretches]pending // a ring
	scanned int                // stretches
	begun   int                // of them, by excelize
	taken   int                // of those
	more    bool               // the scan has not come to its end

	rows   []scannedRow // left of the stretch that was taken last
	values [][]string   // of those rows
}

// pending is a stretch that excelize reads.
type pending struct {
	stretch
	read <-chan [][]string
}

// stretches is how many are held at once: those that excelize may be reading,
// and the one that was taken last.
const stretches = 16

func newTandem(from io.Reader, b *book, abreast int) *tandem {
	return &tandem{scan: newScan(from, b.parts.shared), book: b, abreast: abreast, more: true}
}

// next gives a row and its values by column, from 0. At the end the row is nil.
// Of a sheet that the scan has found damaged it gives no further row. Where the
// two ways do not agree it gives the row from which on.
func (t *tandem) next() (*scannedRow, []string, error) {
	for len(t.rows) == 0 {
		if err := t.readAhead(); err != nil {
			return nil, nil, err
		}
		if t.taken == t.begun {
			return nil, nil, nil
		}
		next := &t.ahead[t.taken%stretches]
		t.taken++
		t.rows, t.values = next.rows, <-next.read
		if len(t.rows) != len(t.values) {
			return &next.rows[0], nil, errDiffers
		}
	}
	row, values := &t.rows[0], t.values[0]
	t.rows, t.values = t.rows[1:], t.values[1:]
	return row, values, nil
}

// readAhead keeps the scan ahead of excelize, and excelize ahead of what is
// taken. What the scan refuses at once costs nothing more.
func (t *tandem) readAhead() (err error) {
	for t.more && t.scanned-t.taken < t.abreast {
		into := &t.ahead[t.scanned%stretches].stretch
		if t.more, err = t.scan.read(into); err != nil {
			return err
		}
		if len(into.rows) > 0 {
			t.scanned++
		}
	}
	if t.begun < t.scanned {
		err = t.book.open()
	}
	for ; err == nil && t.begun < t.scanned; t.begun++ {
		next := &t.ahead[t.begun%stretches]
		next.read = t.book.read(&next.stretch)
	}
	return err
}

// stop waits for what excelize is still reading.
func (t *tandem) stop() {
	for ; t.taken < t.begun; t.taken++ {
		<-t.ahead[t.taken%stretches].read
	}
}
