package rows

import (
	"bytes"
	"strings"
)

// readRow reads a row whose opening tag was just met. Rows must come in
// ascending order, and so must the cells of a row.
func (s *scan) readRow() error {
	last := s.row.number
	s.row = scannedRow{number: last + 1, cells: len(s.batch.cells)}
	numbered := false
	for rest := s.attributes(); ; {
		name, value, after, ok := attribute(rest)
		if !ok {
			return errShape
		}
		if name == nil {
			break
		}
		switch string(name) {
		case "r":
			ok = !numbered
			s.row.number, numbered = whole(value), true
		case "hidden":
			s.row.hidden = s.row.hidden || truth(string(value))
		case "ht":
			s.row.hidden = s.row.hidden || nought(value)
		case "spans", "s", "customFormat", "customHeight", "outlineLevel", "collapsed", "thickTop", "thickBot", "ph":
		default:
			ok = meansNothing(name)
		}
		if !ok || !isValue(value) {
			return errShape
		}
		rest = after
	}
	switch {
	case s.row.number > MaxRows:
		return errRows
	case s.row.number <= last:
		return errShape
	case !s.empty():
		if err := s.readCells(); err != nil {
			return err
		}
	}
	s.row.end = len(s.batch.cells)
	s.batch.rows = append(s.batch.rows, s.row)
	return nil
}

// meansNothing reports an attribute of another program's, by its prefix; not one
// that some take for an attribute of the sheet's own.
func meansNothing(name []byte) bool {
	_, local, prefixed := bytes.Cut(name, []byte(":"))
	switch string(local) {
	case "r", "s", "t", "hidden", "ht":
		return false
	}
	return prefixed && isName(name)
}

func (s *scan) readCells() error {
	column := int32(-1)
	for {
		if err := s.nextBetween(); err != nil {
			return err
		}
		switch {
		case s.closing():
			if !s.closes("row") {
				return errShape
			}
			return nil
		case string(s.name()) == "extLst":
			if err := s.skip(); err != nil {
				return err
			}
			continue
		case string(s.name()) != "c":
			return errShape
		}
		c, err := s.readCell(column)
		if err != nil {
			return err
		}
		column = c.column
		s.batch.cells = append(s.batch.cells, c)
	}
}

// readCell reads a cell whose opening tag was just met.
func (s *scan) readCell(last int32) (scannedCell, error) {
	c := scannedCell{column: last + 1, sort: 'n'}
	row, placed, styled, sorted := s.row.number, false, false, false
	for rest := s.attributes(); ; {
		name, value, after, ok := attribute(rest)
		if !ok {
			return c, errShape
		}
		if name == nil {
			break
		}
		switch string(name) {
		case "r":
			ok = !placed
			c.column, row = reference(value)
			placed = true
		case "s":
			ok = !styled
			c.style, styled = int32(whole(value)), true
		case "t":
			ok = !sorted
			c.sort, sorted = sortOf(value), true
		case "cm", "vm", "ph":
			ok = isValue(value)
		default:
			ok = meansNothing(name) && isValue(value)
		}
		if !ok {
			return c, errShape
		}
		rest = after
	}
	switch {
	case c.column >= maxColumns:
		return c, errRows
	case c.column >= MaxWidth && !s.empty():
		return c, errWide
	case c.column <= last || row != s.row.number || c.sort == 0 || c.style < 0 || c.style > 0 && int(c.style) >= len(s.styles):
		return c, errShape
	case s.empty():
		return c, nil
	}
	return c, s.readParts(&c)
}

// sortOf is what the t of a cell can be.
func sortOf(value []byte) byte {
	switch string(value) {
	case "n", "s", "b", "e", "d":
		return value[0]
	case "inlineStr":
		return 'i'
	case "str":
		return 'f'
	}
	return 0
}

// readParts reads the formula, the value and the text of a cell.
func (s *scan) readParts(c *scannedCell) error {
	b := s.batch
	for {
		err := s.nextBetween()
		if err != nil {
			return err
		}
		switch name := string(s.name()); {
		case s.closes("c"):
			return s.checkValue(c)
		case s.closing():
			return errShape
		case name == "f" && !c.formula && s.formula():
			c.formula = true
			s.spare, err = s.leaf(name, s.spare[:0])
		case name == "v" && !c.valued:
			c.valued, c.from = true, int32(len(b.chars))
			b.chars, err = s.leaf(name, b.chars)
			c.to = int32(len(b.chars))
		case name == "is" && c.sort == 'i' && !c.valued && s.wellFormed():
			c.valued, c.from = true, int32(len(b.chars))
			b.chars, err = s.richText(name, b.chars)
			c.to = int32(len(b.chars))
		case name == "extLst":
			err = s.skip()
		default:
			err = errShape
		}
		if err != nil {
			return err
		}
	}
}

// formula reports whether the tag of a formula is as Excel has them.
func (s *scan) formula() bool {
	for rest := s.attributes(); ; {
		name, value, after, ok := attribute(rest)
		if !ok || name == nil {
			return ok
		}
		switch string(name) {
		case "aca", "bx", "ca", "del1", "del2", "dt2D", "dtr":
			ok = booleans[string(value)] != ""
		case "si":
			ok = whole(value) >= 0
		}
		if !ok {
			return false
		}
		rest = after
	}
}

// checkValue holds a cell's value against its sort.
func (s *scan) checkValue(c *scannedCell) error {
	b := s.batch
	value := b.chars[c.from:c.to]
	if c.sort == 'i' || len(value) == 0 {
		return nil
	}
	if c.sort == 'f' {
		text, ok := unescape(value)
		if !ok {
			return errMarkup
		}
		c.to = c.from + int32(len(text))
		return nil
	}
	for c.from < c.to && spaceXML(b.chars[c.from]) {
		c.from++
	}
	for c.from < c.to && spaceXML(b.chars[c.to-1]) {
		c.to--
	}
	switch value = b.chars[c.from:c.to]; {
	case len(value) == 0:
	case c.sort == 's':
		n := whole(value)
		if n < 0 || n >= s.texts.count() {
			return errShape
		}
		c.shared = int32(n)
	case c.sort == 'n' && !numeral(value), c.sort == 'b' && booleans[string(value)] == "":
		return errShape
	}
	return nil
}

// booleans are TRUE and FALSE as a sheet has them.
var booleans = map[string]string{"1": "TRUE", "true": "TRUE", "0": "FALSE", "false": "FALSE"}

// numeral reports whether only what numbers are written with is in b.
func numeral(b []byte) bool {
	for _, c := range b {
		if (c < '0' || c > '9') && strings.IndexByte("+-.eE", c) < 0 {
			return false
		}
	}
	return true
}

// whole reads a whole number, and gives -1 for what is none.
func whole(b []byte) int {
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' || n > MaxRows*10 {
			return -1
		}
		n = n*10 + int(c-'0')
	}
	if len(b) == 0 {
		return -1
	}
	return n
}

// reference reads where a cell stands: the C7 of column C is 2 and 7.
func reference(b []byte) (column int32, row int) {
	i := 0
	for ; i < len(b) && b[i] >= 'A' && b[i] <= 'Z' && i < 4; i++ {
		column = column*26 + int32(b[i]-'A') + 1
	}
	if i == 0 {
		return -1, -1
	}
	return column - 1, whole(b[i:])
}

// rangeOf reads where merged cells lie: B2:C3, or one cell. It is false for what
// is no place.
func rangeOf(ref string) (Range, bool) {
	first, last, _ := strings.Cut(ref, ":")
	left, top := reference([]byte(first))
	right, bottom := reference([]byte(last))
	if bottom < 0 {
		right, bottom = left, top
	}
	return Range{ref, int(left), top, int(right), bottom}, top >= 0
}
