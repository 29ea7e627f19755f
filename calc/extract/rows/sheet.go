package rows

import (
	"io"
	"strings"
)

// SheetTable is a sheet of a workbook, read in two ways at once: see scan.
type SheetTable struct {
	workbook *Workbook
	sheet    Sheet
	report   func(Fault)
	from     io.ReadCloser
	tandem   *tandem
	cells    []Cell
	hidden   []int // rows
	over     bool
}

// Even is false: a sheet leaves out the cells at the end of a row that are empty.
func (t *SheetTable) Even() bool { return false }

// Epoch is the workbook's.
func (t *SheetTable) Epoch() Epoch { return t.workbook.Epoch }

// Next gives one row, after both ways of reading have agreed on it.
func (t *SheetTable) Next() (Row, bool) {
	if t.over {
		return Row{}, false
	}
	read, values, err := t.tandem.next()
	if err == nil && read != nil {
		err = t.combine(read, values)
	}
	if t.over = err != nil || read == nil; t.over {
		switch {
		case err == nil:
		case read == nil:
			t.report(*faultOf(err, 0))
		default:
			t.report(*faultOf(err, read.number))
		}
		return Row{}, false
	}
	if read.hidden {
		t.hidden = append(t.hidden, read.number)
	}
	row := Row{Number: read.number, Cells: t.cells}
	if n := len(read.cells); n > 0 {
		row.Reach = read.cells[n-1].column + 1
	}
	return row, true
}

// Beside is what the sheet hides, filters and merges.
func (t *SheetTable) Beside() Beside {
	scan := t.tandem.scan
	return Beside{SheetHidden: t.sheet.Hidden, HiddenRows: t.hidden, HiddenColumns: scan.columns, Filtered: scan.filter, Merged: scan.merges}
}

// Close ends the reading, wherever it is.
func (t *SheetTable) Close() {
	t.tandem.stop()
	t.from.Close()
}

// Done closes the workbook too.
func (t *SheetTable) Done() (string, error) {
	t.Close()
	defer t.workbook.Close()
	return t.workbook.digest()
}

// combine makes cells. Each value of excelize's must be of a scanned cell, and
// a number must be written the same in both.
func (t *SheetTable) combine(read *scannedRow, values []string) error {
	t.cells = t.cells[:0]
	used := 0
	for _, c := range read.cells {
		value := ""
		if c.column < len(values) {
			value = values[c.column]
		}
		if value != "" {
			used++
		}
		made, err := t.cell(c, value)
		if err != nil {
			return err
		}
		if made.Blank() && made.Kind != EmptyText {
			continue
		}
		for len(t.cells) < c.column {
			t.cells = append(t.cells, Cell{})
		}
		t.cells = append(t.cells, made)
	}
	for _, value := range values {
		if value != "" {
			used--
		}
	}
	if used != 0 {
		return errDiffers
	}
	return nil
}

// cell joins a value and its sort.
func (t *SheetTable) cell(c scannedCell, value string) (Cell, error) {
	raw := string(c.value)
	switch {
	case c.formula && raw == "" && c.sort != 'f' && c.sort != 'i':
		return Cell{Kind: Uncomputed}, nil
	case c.formula && !c.valued:
		return Cell{Kind: Uncomputed}, nil
	case c.formula && raw == "" && value == "" && c.sort == 'f':
		return Cell{Kind: EmptyText}, nil
	case c.filled && value == "", c.sort == 'n' && value != raw, c.sort == 's' && raw == "" && value != "":
		return Cell{}, errDiffers
	}
	switch c.sort {
	case 'n':
		return Cell{plainNumber(value), t.numberKind(c.style)}, nil
	case 'b':
		return Cell{booleans[raw], Boolean}, nil
	case 'e':
		return Cell{Tidy(raw), Failed}, nil
	case 'd':
		return Cell{Tidy(raw), Text}, nil
	}
	return Cell{Tidy(strings.ToValidUTF8(value, "?")), Text}, nil
}

func (t *SheetTable) numberKind(style int) Kind {
	if style == 0 {
		return Number
	}
	return t.workbook.book.styles.kind(style)
}
