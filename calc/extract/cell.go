package extract

import (
	"strings"
	"unicode"
)

// kind is what a file says about a cell beside its characters.
type kind uint8

const (
	written    kind = iota // a CSV's cell: characters, whatever they mean
	text                   // a workbook's text
	number                 // a workbook's number, written out plainly
	percent                // a number that the sheet shows as a percentage
	dated                  // a number that the sheet shows as a date
	boolean                // TRUE or FALSE
	failed                 // an error value, as #N/A
	uncomputed             // a formula whose value the workbook does not hold
	hollow                 // a formula whose value is a text of no characters: it shows nothing
)

// cell is one value of a row. Its text is trimmed of every kind of space.
type cell struct {
	text string
	kind kind
}

// blank reports whether nothing stands in the cell.
func (c cell) blank() bool { return c.text == "" && c.kind != uncomputed }

// row is one row of a table. It is good until the next one is asked for.
type row struct {
	number int // as the spreadsheet numbers it; of a CSV the physical line
	cells  []cell
}

// blank reports whether nothing stands in the row.
func (r row) blank() bool {
	for _, c := range r.cells {
		if !c.blank() {
			return false
		}
	}
	return true
}

// tidy trims every kind of space, and the marks of no width that spreadsheets
// pick up from web pages.
func tidy(s string) string {
	if s == "" || plain(s[0]) && plain(s[len(s)-1]) {
		return s
	}
	return strings.TrimFunc(s, invisible)
}

func plain(b byte) bool { return b > ' ' && b < 0x7f }

func invisible(r rune) bool {
	return unicode.IsSpace(r) || r >= '\u200b' && r <= '\u200d' || r == '\u2060' || r == '\ufeff' || r == '\u00ad'
}
