package extract

import (
	"strings"
)

// next gives one row, after both ways of reading have agreed on it.
func (t *sheetTable) next() (row, bool) {
	if t.over {
		return row{}, false
	}
	read, values, err := t.tandem.next()
	if err == nil && read != nil {
		err = t.combine(read, values)
	}
	if t.over = err != nil || read == nil; t.over {
		switch {
		case err == nil:
		case read == nil:
			t.refuse(err, 0)
		default:
			t.refuse(err, read.number)
		}
		return row{}, false
	}
	if n := len(read.cells); n > 0 {
		t.reach += read.cells[n-1].column + 1
	}
	if read.hidden {
		t.hidden = append(t.hidden, read.number)
	}
	return row{read.number, t.cells}, true
}

// combine makes cells. Each value of excelize's must be of a scanned cell, and
// a number must be written the same in both.
func (t *sheetTable) combine(read *scannedRow, values []string) error {
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
		if made.blank() && made.kind != hollow {
			continue
		}
		for len(t.cells) < c.column {
			t.cells = append(t.cells, cell{})
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
func (t *sheetTable) cell(c scannedCell, value string) (cell, error) {
	raw := string(c.value)
	switch {
	case c.formula && raw == "" && c.sort != 'f' && c.sort != 'i':
		return cell{kind: uncomputed}, nil
	case c.formula && !c.valued:
		return cell{kind: uncomputed}, nil
	case c.formula && raw == "" && value == "" && c.sort == 'f':
		return cell{kind: hollow}, nil
	case c.filled && value == "", c.sort == 'n' && value != raw, c.sort == 's' && raw == "" && value != "":
		return cell{}, errDiffers
	}
	switch c.sort {
	case 'n':
		return cell{plainNumber(value), t.numberKind(c.style)}, nil
	case 'b':
		return cell{booleans[raw], boolean}, nil
	case 'e':
		return cell{tidy(raw), failed}, nil
	case 'd':
		return cell{tidy(raw), text}, nil
	}
	return cell{tidy(strings.ToValidUTF8(value, "?")), text}, nil
}

func (t *sheetTable) numberKind(style int) kind {
	if style == 0 {
		return number
	}
	return t.book.styles.kind(style)
}
