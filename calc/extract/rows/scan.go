package rows

import (
	"bytes"
	"io"
	"strconv"
)

// scan reads the XML of a sheet row by row. It is the second of the two ways
// in which a sheet is read: excelize gives the values, and drops what it
// cannot parse without a word; the scan accepts nothing but a whole sheet, and
// says what each cell is. They must agree.
type scan struct {
	tags    *tags
	shared  texts // that cells refer to by number
	stack   [][]byte
	inRows  bool
	hadRows bool // their one element was opened
	beside  int  // elements other than rows
	ended   bool

	stretch // being read
	row     scannedRow
	columns [][2]int // hidden ones, the first and the last of each run, from 1
	filter  bool
	merges  []Range
	opening []byte // of a stretch: the sheet's own first line, which may name its encoding, and the elements around rows
}

// stretch is a run of rows, good until the scan reads into it again.
type stretch struct {
	rows  []scannedRow
	cells []scannedCell // of all its rows
	xml   []byte        // a sheet of those rows alone, their numbers left out, with a row of our own at the end
}

// stretchSize ends a stretch with the row that makes its XML so long.
const stretchSize = 16 << 10

// How the XML of a stretch begins and ends.
const (
	beforeRows = `<worksheet><sheetData>`
	endMark    = `1`
	afterRows  = `<row><c><v>` + endMark + `</v></c></row></sheetData></worksheet>`
)

type scannedRow struct {
	number int
	hidden bool
	cells  []scannedCell
}

// scannedCell is a cell as its XML has it.
type scannedCell struct {
	column  int // from 0
	style   int
	sort    byte // n number, s shared text, i text in place, f text of a formula, b boolean, e error, d date
	formula bool
	valued  bool   // it has a value, if only an empty one
	filled  bool   // something other than spaces is in it
	value   []byte // a part of the stretch; none for texts in place
}

// depth is how far elements may lie within one another.
const depth = 64

func newScan(from io.Reader, shared texts) *scan {
	return &scan{tags: newTags(from), shared: shared, opening: []byte(beforeRows)}
}

// read reads a stretch of rows. It is false at the end of the sheet.
func (s *scan) read(into *stretch) (more bool, err error) {
	s.stretch = stretch{into.rows[:0], into.cells[:0], into.xml[:0]}
	for more = true; more && len(s.xml) < stretchSize; {
		s.tags.kept = s.xml
		if more, err = s.next(); err != nil {
			return false, err
		}
		if more {
			s.rows, s.xml = append(s.rows, s.row), s.tags.kept
		}
	}
	s.xml = append(s.xml, afterRows...)
	*into = s.stretch
	return more, nil
}

// next reads one row. At the end of the rows it reads on to the end of the
// file, and is false.
func (s *scan) next() (bool, error) {
	if s.ended {
		return false, nil
	}
	for {
		if err := s.tags.next(); err != nil {
			return false, s.atEnd(err)
		}
		var err error
		switch {
		case s.tags.comment() && !s.inRows:
			err = s.declare()
		case s.tags.comment():
			err = errMarkup
		case s.inRows && string(s.tags.name()) == "row" && !s.tags.closing():
			return true, s.readRow()
		case s.inRows && string(s.tags.name()) != "sheetData":
			err = errShape
		default:
			err = s.around()
		}
		if err != nil {
			return false, err
		}
	}
}

// declare takes notice of the line in which a file says that it is XML.
func (s *scan) declare() error {
	after, is := bytes.CutPrefix(s.tags.tag, []byte("?xml"))
	if !is || len(after) == 0 || !spaceXML(after[0]) {
		return nil
	}
	if len(s.tags.tag) > maxDeclared || len(s.opening) > len(beforeRows) {
		return errMarkup
	}
	s.opening = []byte("<" + string(s.tags.tag) + ">" + beforeRows)
	return nil
}

// maxDeclared is how long that line can be: every stretch has it.
const maxDeclared = 200

// atEnd accepts the end of the file only when every element is closed.
func (s *scan) atEnd(err error) error {
	if err != io.EOF {
		return err
	}
	if len(s.stack) > 0 || !s.ended {
		return errCutOff
	}
	return nil
}

// around keeps track of what stands before and after the rows.
func (s *scan) around() error {
	if len(bytes.TrimSpace(s.tags.text)) > 0 && s.inRows {
		return errShape
	}
	if s.beside++; s.beside > maxBeside {
		return errTags
	}
	name := s.tags.name()
	s.notice(name)
	switch {
	case s.tags.closing():
		if len(s.stack) == 0 || !bytes.Equal(s.stack[len(s.stack)-1], name) {
			return errShape
		}
		s.stack = s.stack[:len(s.stack)-1]
	case !s.tags.empty():
		if len(s.stack) == depth {
			return errDeep
		}
		s.stack = append(s.stack, bytes.Clone(name))
	}
	if string(name) == "sheetData" && !s.tags.closing() {
		if s.hadRows || len(s.stack) > 2 { // a second one, or one within something else
			return errShape
		}
		s.hadRows = true
	}
	if string(name) == "sheetData" {
		s.inRows = !s.tags.closing() && !s.tags.empty()
	}
	if string(name) == "worksheet" && s.tags.closing() && len(s.stack) == 0 {
		s.ended = true
	}
	return nil
}

// notice remembers what a person should be told: hidden columns, a filter,
// merged cells.
func (s *scan) notice(name []byte) {
	switch string(name) {
	case "col":
		hidden, first, last := false, 0, 0
		s.tags.attributes(func(name, value []byte) {
			switch string(name) {
			case "min":
				first, _ = strconv.Atoi(string(value))
			case "max":
				last, _ = strconv.Atoi(string(value))
			}
			hidden = hidden || string(name) == "hidden" && truth(value) || string(name) == "width" && nought(value)
		})
		if hidden {
			s.columns = append(s.columns, [2]int{first, last})
		}
	case "filterColumn":
		s.filter = true
	case "mergeCell":
		s.tags.attributes(func(name, value []byte) {
			if merged, is := rangeOf(string(value)); is && string(name) == "ref" {
				s.merges = append(s.merges, merged)
			}
		})
	}
}

func truth(value []byte) bool { return string(value) == "1" || string(value) == "true" }
