// Package rows turns a file into rows of cells: a CSV in whatever encoding, or a
// sheet of an XLSX workbook. It knows nothing of what the cells mean. What is
// wrong with a file is a Fault, with its row and its remedy; no row is dropped in
// silence, and a file whose rows cannot be told apart for certain is refused.
//
// Reading order:
//
//	rows, fault, limits          what a table gives, what can be wrong, how large a file may be
//	open                         what a file is, by its first bytes
//	csv, csv_blocks, csv_decode  a text file: blocks of whole lines, in UTF-8
//	csv_split                    one line as cells
//	parts, index                 a workbook as the zip file that it is, and where its sheets are
//	workbook                     a workbook, and how one of its sheets is read
//	tags, scan, scan_row         the XML of a sheet as scanned rows
//	tandem, book, style          the same rows as excelize has them
//	sheet, number                both joined to rows of cells
package rows

import (
	"slices"
	"strings"
	"unicode"
)

// Table is a file that gives its rows in order. A CSV is one, a sheet of a
// workbook is the other.
type Table interface {
	// Next gives the next row, blank ones too. It is false at the end, and
	// after a fault that ends the reading, which was reported.
	Next() (Row, bool)
	// Even reports whether every row must have as many cells as the header.
	Even() bool
	// Epoch is the day that the numbers of dates count from.
	Epoch() Epoch
	// Beside is what is odd about the table beside its rows, once they are read.
	Beside() Beside
	// Done closes the file and gives the SHA-256 of its bytes; none of a file
	// that was given up.
	Done() (string, error)
}

// Row is one row of a table. It is good until the next one is asked for.
type Row struct {
	Number int // as the spreadsheet numbers it; of a CSV the physical line
	Cells  []Cell
	Reach  int // cells of a sheet's row up to the last that is there, also if it is blank
	// Clear says that all its texts are clear, and was found out for many rows at
	// once; where it is false they may still be.
	Clear bool
}

// Blank reports whether nothing stands in the row.
func (r Row) Blank() bool {
	for _, c := range r.Cells {
		if !c.Blank() {
			return false
		}
	}
	return true
}

// Cell is one value of a row. Its text is trimmed of every kind of space.
type Cell struct {
	Text string
	Kind Kind
}

// Blank reports whether nothing stands in the cell.
func (c Cell) Blank() bool { return c.Text == "" && c.Kind != Uncomputed }

// Kind is what a file says about a cell beside its characters.
type Kind uint8

// The kinds of cells. Only the first is of a CSV.
const (
	Written    Kind = iota // characters, whatever they mean
	Text                   // a text
	Number                 // a number, written out plainly
	Percent                // a number that the sheet shows as a percentage
	Date                   // a number that the sheet shows as a date
	Boolean                // TRUE or FALSE
	Failed                 // an error value, as #N/A
	Uncomputed             // a formula whose value the workbook does not hold
	EmptyText              // a formula whose value is a text of no characters: it shows nothing
)

// Epoch is one of the two days from which workbooks count.
type Epoch uint8

// The first days of workbooks.
const (
	From1900 Epoch = iota
	From1904
)

// Beside is what a sheet shows to nobody, or shows as other than it is.
type Beside struct {
	SheetHidden   bool
	HiddenRows    []int
	HiddenColumns [][2]int // the first and the last of each run, from 1
	Filtered      bool
	Merged        []Range
}

// Range is a rectangle of cells: its columns from 0, its rows as they are numbered.
type Range struct {
	Written                  string // as the sheet has it, as B2:C3
	Left, Top, Right, Bottom int
}

// HeaderWithin is how far down the names of columns are looked for: above them
// may stand a title, as in many a workbook.
const HeaderWithin = 10

// blankWithin is how many blank rows may lie above the data, and among the first
// of it.
const blankWithin = 1000

// Ahead reads the first rows that are not blank. The table uses its cells again,
// so they are copied.
func Ahead(t Table) []Row {
	var ahead []Row
	for blank := 0; len(ahead) < HeaderWithin && blank < blankWithin; {
		next, ok := t.Next()
		if !ok {
			break
		}
		if next.Blank() {
			blank++
			continue
		}
		next.Cells = slices.Clone(next.Cells)
		ahead = append(ahead, next)
	}
	return ahead
}

// Tidy trims every kind of space, and the marks that spreadsheets pick up from web
// pages and from programs that write from right to left.
func Tidy(s string) string {
	if s == "" || plain(s[0]) && plain(s[len(s)-1]) {
		return s
	}
	return strings.TrimFunc(s, Invisible)
}

func plain(b byte) bool { return b > ' ' && b < 0x7f }

// Invisible reports a space of any kind, or a character that takes no room.
func Invisible(r rune) bool { return unicode.IsSpace(r) || Unseen(r) }

// brailleBlank is a sign of Braille without a dot, which shows as nothing.
const brailleBlank = '\u2800'

// Unseen reports a character that is no space and shows nothing: a soft hyphen, a
// mark of no width, a change of the direction of writing, a control character.
func Unseen(r rune) bool {
	if r < 0x7f {
		return r < ' ' && !unicode.IsSpace(r)
	}
	return r == brailleBlank || !unicode.IsSpace(r) &&
		unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}

// Clear reports a text of ordinary characters alone, in which nothing can be unseen.
func Clear(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x7f {
			return false
		}
	}
	return true
}
