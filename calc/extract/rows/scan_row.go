package rows

import (
	"bytes"
	"strings"
)

// readRow reads a row whose opening tag was just met. Rows must come in
// ascending order, and so must the cells of a row.
func (s *scan) readRow() error {
	if len(bytes.TrimSpace(s.tags.text)) > 0 {
		return errShape
	}
	last := s.row.number
	s.row = scannedRow{number: last + 1}
	known := true
	ok := s.tags.attributes(func(name, value []byte) {
		switch string(name) {
		case "r":
			s.row.number = whole(value)
		case "hidden":
			s.row.hidden = s.row.hidden || truth(value)
		case "ht":
			s.row.hidden = s.row.hidden || nought(value)
		case "spans", "s", "customFormat", "customHeight", "outlineLevel", "collapsed", "thickTop", "thickBot", "ph":
		default:
			known = known && bytes.IndexByte(name, ':') >= 0
		}
	})
	switch {
	case s.row.number > MaxRows:
		return errRows
	case !ok || !known || s.row.number <= last:
		return errShape
	}
	if len(s.tags.kept) == 0 {
		s.tags.kept = append(s.tags.kept, s.opening...)
	}
	s.tags.kept = append(append(s.tags.kept, '<'), s.tags.fullName()...)
	if s.tags.empty() {
		s.tags.kept = append(s.tags.kept, "/>"...)
		return nil
	}
	s.tags.kept = append(s.tags.kept, '>')
	s.tags.keeping, s.tags.most = true, len(s.tags.kept)+maxRow
	defer func() { s.tags.keeping = false }()
	return s.readCells()
}

// nought reports a height or a width at which nothing is seen.
func nought(value []byte) bool { return len(value) > 0 && len(bytes.Trim(value, "0.")) == 0 }

func (s *scan) readCells() error {
	column, first := -1, len(s.cells)
	for {
		if err := s.tags.next(); err != nil {
			return unfinished(err)
		}
		name := string(s.tags.name())
		switch {
		case len(bytes.TrimSpace(s.tags.text)) > 0 || s.tags.comment():
			return errShape
		case name == "row" && s.tags.closing():
			s.row.cells = s.cells[first:]
			return nil
		case name == "extLst" && !s.tags.closing():
			if err := s.skip(name, func() {}); err != nil {
				return err
			}
			continue
		case name != "c" || s.tags.closing():
			return errShape
		}
		c, err := s.readCell(column)
		if err != nil {
			return err
		}
		column = c.column
		s.cells = append(s.cells, c)
	}
}

// readCell reads a cell whose opening tag was just met.
func (s *scan) readCell(last int) (scannedCell, error) {
	c := scannedCell{column: last + 1, sort: 'n'}
	known, row := true, s.row.number
	ok := s.tags.attributes(func(name, value []byte) {
		switch string(name) {
		case "r":
			c.column, row = reference(value)
		case "s":
			c.style = whole(value)
		case "t":
			c.sort = sorts[string(value)]
		case "cm", "vm", "ph":
		default:
			known = known && bytes.IndexByte(name, ':') >= 0
		}
	})
	switch {
	case c.column >= maxColumns:
		return c, errRows
	case c.column >= MaxWidth && !s.tags.empty():
		return c, errWide
	case !ok || !known || c.column <= last || row != s.row.number || c.sort == 0 || c.style < 0:
		return c, errShape
	case s.tags.empty():
		return c, nil
	}
	return c, s.readParts(&c)
}

// sorts are what the t of a cell can be.
var sorts = map[string]byte{"n": 'n', "s": 's', "inlineStr": 'i', "str": 'f', "b": 'b', "e": 'e', "d": 'd'}

// readParts reads the formula, the value and the text of a cell.
func (s *scan) readParts(c *scannedCell) error {
	for {
		if err := s.tags.next(); err != nil {
			return unfinished(err)
		}
		name := string(s.tags.name())
		if len(bytes.TrimSpace(s.tags.text)) > 0 || s.tags.comment() {
			return errShape
		}
		if s.tags.closing() {
			if name != "c" {
				return errShape
			}
			return s.settle(c)
		}
		if err := s.readPart(c, name); err != nil {
			return err
		}
	}
}

func (s *scan) readPart(c *scannedCell, name string) error {
	switch {
	case name == "f" && !c.formula:
		c.formula = true
		return s.leaf(name)
	case name == "v" && !c.valued:
		c.valued = true
		empty := s.tags.empty()
		if err := s.leaf(name); err != nil || empty {
			return err
		}
		c.value = s.tags.text
		return nil
	case name == "is" && c.sort == 'i' && !c.valued, name == "extLst":
		c.valued = c.valued || name == "is"
		return s.skip(name, func() { c.filled = c.filled || name == "is" && s.tags.endsText() })
	}
	return errShape
}

// leaf reads to the end of an element that holds text only, which is left in
// the tags.
func (s *scan) leaf(name string) error {
	if s.tags.empty() {
		return nil
	}
	if err := s.tags.next(); err != nil {
		return unfinished(err)
	}
	if !s.tags.closing() || string(s.tags.name()) != name {
		return errShape
	}
	return nil
}

// skip reads to the end of an element, whatever is in it, and shows each tag.
func (s *scan) skip(name string, show func()) error {
	if s.tags.empty() {
		return nil
	}
	open := []string{name}
	for len(open) > 0 {
		if err := s.tags.next(); err != nil {
			return unfinished(err)
		}
		show()
		inner := string(s.tags.name())
		switch {
		case s.tags.comment():
			return errMarkup
		case s.tags.closing() && inner != open[len(open)-1]:
			return errShape
		case s.tags.closing():
			open = open[:len(open)-1]
		case !s.tags.empty() && len(open) == depth:
			return errDeep
		case !s.tags.empty():
			open = append(open, inner)
		}
	}
	return nil
}

// settle checks a cell's value against its sort.
func (s *scan) settle(c *scannedCell) error {
	c.filled = c.filled || len(bytes.TrimSpace(c.value)) > 0
	switch {
	case c.sort == 's' && len(c.value) > 0:
		n := whole(c.value)
		if n < 0 || n >= s.shared.count {
			return errShape
		}
		c.filled = !s.shared.empty(n)
	case c.sort == 'n' && !numeral(c.value), c.sort == 'b' && !isBoolean(c.value):
		return errShape
	}
	return nil
}

// booleans are TRUE and FALSE as a sheet has them.
var booleans = map[string]string{"1": "TRUE", "true": "TRUE", "0": "FALSE", "false": "FALSE", "": ""}

func isBoolean(b []byte) bool {
	_, known := booleans[string(b)]
	return known
}

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
func reference(b []byte) (column, row int) {
	i := 0
	for ; i < len(b) && b[i] >= 'A' && b[i] <= 'Z' && i < 4; i++ {
		column = column*26 + int(b[i]-'A') + 1
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
	r := Range{Written: ref}
	r.Left, r.Top = reference([]byte(first))
	r.Right, r.Bottom = reference([]byte(last))
	if r.Bottom < 0 {
		r.Right, r.Bottom = r.Left, r.Top
	}
	return r, r.Top >= 0
}
