package rows

import "io"

// SheetTable is a sheet of a workbook. Its XML is scanned on a core of its own,
// ahead of whoever takes the rows.
type SheetTable struct {
	workbook *Workbook
	sheet    Sheet
	report   func(Fault)
	scan     *scan
	out      chan *batch
	used     chan *batch // that can be filled again
	quit     chan struct{}
	stopped  bool

	batch  *batch
	taken  int // rows of the batch
	cells  []Cell
	hidden []int // rows
	over   bool
}

func newSheetTable(w *Workbook, s Sheet, from io.ReadCloser, report func(Fault)) *SheetTable {
	const ahead = 4
	t := &SheetTable{
		workbook: w, sheet: s, report: report,
		out: make(chan *batch, ahead), used: make(chan *batch, ahead+2), quit: make(chan struct{}),
	}
	t.scan = &scan{texts: w.parts.shared, styles: w.parts.styles, batch: newBatch(), send: t.send}
	go t.run(from)
	return t
}

func newBatch() *batch { return &batch{rows: make([]scannedRow, 0, 256)} }

// run scans the sheet. Of the batch in which something is wrong no row is sent.
func (t *SheetTable) run(from io.ReadCloser) {
	defer close(t.out)
	defer from.Close()
	defer func() {
		if recover() != nil {
			t.send(&batch{err: errShape})
		}
	}()
	if err := t.scan.read(from); err != nil {
		t.send(&batch{err: err})
	}
}

// send hands a batch on, and gives one to be filled next, if anybody still listens.
func (t *SheetTable) send(b *batch) *batch {
	select {
	case t.out <- b:
	case <-t.quit:
		return nil
	}
	select {
	case next := <-t.used:
		return next
	default:
		return newBatch()
	}
}

// Even is false: a sheet leaves out the cells at the end of a row that are empty.
func (t *SheetTable) Even() bool { return false }

// Epoch is the workbook's.
func (t *SheetTable) Epoch() Epoch { return t.workbook.Epoch }

// Next gives one row.
func (t *SheetTable) Next() (Row, bool) {
	for t.batch == nil || t.taken == len(t.batch.rows) {
		if t.over || !t.more() {
			t.over = true
			return Row{}, false
		}
	}
	read := t.batch.rows[t.taken]
	t.taken++
	if read.hidden {
		t.hidden = append(t.hidden, read.number)
	}
	row := Row{Number: read.number}
	t.cells = t.cells[:0]
	for _, c := range t.batch.cells[read.cells:read.end] {
		row.Reach = int(c.column) + 1
		made := t.cell(c)
		if made.Blank() && made.Kind != EmptyText {
			continue
		}
		for len(t.cells) < int(c.column) {
			t.cells = append(t.cells, Cell{})
		}
		t.cells = append(t.cells, made)
	}
	row.Cells = t.cells
	return row, true
}

// more takes the next batch.
func (t *SheetTable) more() bool {
	if t.batch != nil {
		select {
		case t.used <- t.batch:
		default:
		}
	}
	next, ok := <-t.out
	t.batch, t.taken = next, 0
	if ok && next.err != nil {
		t.report(*faultOf(next.err))
		return false
	}
	return ok
}

// cell is what a scanned cell holds.
func (t *SheetTable) cell(c scannedCell) Cell {
	value := t.batch.text[c.from:c.to]
	switch {
	case c.formula && !c.valued, c.formula && value == "" && c.sort != 'f' && c.sort != 'i':
		return Cell{Kind: Uncomputed}
	case c.formula && value == "" && c.sort == 'f':
		return Cell{Kind: EmptyText}
	}
	switch c.sort {
	case 'n':
		return Cell{plainNumber(value), t.workbook.parts.kindOf(c.style)}
	case 's':
		if value == "" {
			return Cell{}
		}
		return Cell{t.workbook.parts.shared.at(int(c.shared)), Text}
	case 'b':
		return Cell{booleans[value], Boolean}
	case 'e':
		return Cell{Tidy(value), Failed}
	}
	return Cell{Tidy(value), Text}
}

// Beside is what the sheet hides, filters and merges.
func (t *SheetTable) Beside() Beside {
	t.Close()
	return Beside{SheetHidden: t.sheet.Hidden, HiddenRows: t.hidden, HiddenColumns: t.scan.columns, Filtered: t.scan.filter, Merged: t.scan.merges}
}

// Close ends the reading, wherever it is, and waits for it.
func (t *SheetTable) Close() {
	if !t.stopped {
		t.stopped, t.over = true, true
		close(t.quit)
	}
	for range t.out {
		continue // what was on its way
	}
}

// Done closes the workbook too.
func (t *SheetTable) Done() (string, error) {
	t.Close()
	defer t.workbook.Close()
	return t.workbook.digest()
}
