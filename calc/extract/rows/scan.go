package rows

import (
	"bytes"
	"io"
)

// scan reads the XML of a sheet and sends its rows on, some at a time. It accepts
// nothing but a whole sheet, in which every element and every character is one
// that it knows or that can mean nothing: what it does not understand it refuses,
// so that no row is dropped or read otherwise than Excel reads it.
type scan struct {
	*tags
	texts   texts // that cells refer to by number
	styles  []Kind
	hadRows bool // their one element was met
	beside  int  // elements other than rows
	spare   []byte

	batch *batch
	row   scannedRow
	send  func(*batch) (next *batch) // nil if nobody listens any longer

	columns [][2]int // hidden ones, the first and the last of each run, from 1
	filter  bool
	merges  []Range
}

// batch is a run of rows.
type batch struct {
	rows  []scannedRow
	cells []scannedCell // of all its rows
	chars []byte        // of all its cells, but for shared texts
	text  string        // the same, once it is sent
	err   error         // that ends the sheet; then there are no rows
}

// batchSize is how many characters, or cells, make a batch whole.
const batchSize = 16 << 10

type scannedRow struct {
	number int
	hidden bool
	cells  int // of the batch, before the row's own
	end    int
}

// scannedCell is a cell as its XML has it.
type scannedCell struct {
	column   int32 // from 0
	style    int32
	shared   int32 // the number of its text
	from, to int32 // its characters in the batch
	sort     byte  // n number, s shared text, i text in place, f text of a formula, b boolean, e error, d date
	formula  bool
	valued   bool // it has a value, if only an empty one
}

// read reads a sheet from its first byte to its last.
func (s *scan) read(in io.Reader) error {
	err := document(in, "worksheet", func(t *tags) error {
		s.tags = t
		if string(t.name()) != "sheetData" {
			return s.around()
		}
		if s.hadRows {
			return errShape
		}
		s.hadRows = true
		return s.readRows()
	})
	if err == nil && len(s.batch.rows) > 0 {
		err = s.flush()
	}
	return err
}

// around notices what a person should be told of what stands before and after the
// rows: hidden columns, a filter, merged cells.
func (s *scan) around() error {
	return s.walk(func() error {
		if s.beside++; s.beside > maxBeside {
			return errTags
		}
		local := s.fullName()
		local = local[bytes.IndexByte(local, ':')+1:]
		if string(local) == "sheetData" || string(local) == "row" && !s.hadRows {
			return errShape // rows within something else
		}
		switch string(s.name()) {
		case "col":
			s.noticeColumns()
		case "filterColumn":
			s.filter = true
		case "mergeCell":
			ref := ""
			if !s.value("ref", &ref) {
				return errShape
			}
			if merged, is := rangeOf(ref); is {
				s.merges = append(s.merges, merged)
			}
		}
		return nil
	})
}

func (s *scan) noticeColumns() {
	var hidden, width string
	first, last := 0, 0
	if s.value("hidden", &hidden) && s.value("width", &width) && s.whole("min", &first) && s.whole("max", &last) &&
		(truth(hidden) || nought([]byte(width))) {
		s.columns = append(s.columns, [2]int{first, last})
	}
}

func truth(value string) bool { return value == "1" || value == "true" }

// nought reports a height or a width at which nothing is seen.
func nought(value []byte) bool { return len(value) > 0 && len(bytes.Trim(value, "0.")) == 0 }

// readRows reads the rows, whose element was just met.
func (s *scan) readRows() error {
	return s.children(func() error {
		if string(s.name()) != "row" {
			return errShape
		}
		s.limit = s.taken + maxRow
		err := s.readRow()
		s.limit = 0
		if err == nil && (len(s.batch.chars) >= batchSize || len(s.batch.cells) >= batchSize || len(s.batch.rows) == cap(s.batch.rows)) {
			err = s.flush()
		}
		return err
	})
}

// flush sends the rows of the batch on.
func (s *scan) flush() error {
	s.batch.text = string(s.batch.chars)
	if s.batch = s.send(s.batch); s.batch == nil {
		return errUnheard
	}
	s.batch.rows, s.batch.cells, s.batch.chars = s.batch.rows[:0], s.batch.cells[:0], s.batch.chars[:0]
	return nil
}
