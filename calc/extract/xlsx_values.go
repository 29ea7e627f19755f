package extract

import (
	"github.com/xuri/excelize/v2"
)

// values is a sheet as excelize reads it, ahead of the scan and on a core of
// its own, for it is the slower of the two by far. Rows without values are
// left out.
type values struct {
	out  chan []valueRow
	quit chan struct{}
	held []valueRow
}

// valueRow is a row's values by column, from 0.
type valueRow struct {
	number int
	cells  []string
	broken bool // excelize gave up here
}

// ahead is how many rows are handed over at once.
const ahead = 256

func readValues(book *excelize.File, sheet string) *values {
	v := &values{out: make(chan []valueRow, 8), quit: make(chan struct{})}
	go v.run(book, sheet)
	return v
}

// run hands the rows over. Whatever excelize does on a damaged sheet, it does
// it here: the row is then marked as broken, and refused.
func (v *values) run(book *excelize.File, sheet string) {
	defer close(v.out)
	defer func() {
		if recover() != nil {
			v.send([]valueRow{{broken: true}})
		}
	}()
	rows, err := book.Rows(sheet)
	if err != nil {
		v.send([]valueRow{{broken: true}})
		return
	}
	defer rows.Close()
	var batch []valueRow
	for number := 1; rows.Next(); number++ {
		cells, err := rows.Columns()
		if len(cells) > 0 || err != nil {
			batch = append(batch, valueRow{number, cells, err != nil})
		}
		if len(batch) == ahead {
			if !v.send(batch) {
				return
			}
			batch = nil
		}
	}
	if rows.Error() != nil {
		batch = append(batch, valueRow{broken: true})
	}
	v.send(batch)
}

// send reports whether anybody still listens.
func (v *values) send(batch []valueRow) bool {
	select {
	case v.out <- batch:
		return true
	case <-v.quit:
		return false
	}
}

// peek gives the next row, which stays the next until it is taken.
func (v *values) peek() (valueRow, bool) {
	for len(v.held) == 0 {
		batch, ok := <-v.out
		if !ok {
			return valueRow{}, false
		}
		v.held = batch
	}
	return v.held[0], true
}

// row gives the values of a row, none if the row has none. It is false when
// excelize has met a row before it that the scan has not, or gave up.
func (v *values) row(number int) ([]string, bool) {
	next, ok := v.peek()
	switch {
	case !ok || next.number > number:
		return nil, true
	case next.number < number || next.broken:
		return nil, false
	}
	v.held = v.held[1:]
	return next.cells, true
}

// over reports whether there is no further row.
func (v *values) over() bool {
	_, more := v.peek()
	return !more
}

// stop ends the reading, wherever it is, and waits for it.
func (v *values) stop() {
	close(v.quit)
	for range v.out {
		continue // what was on its way
	}
}
