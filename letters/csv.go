package letters

import (
	"bufio"
	"encoding/csv"
	"io"
	"strings"
	"unicode"
)

// CSV writes a table as RFC 4180 has it, row by row, in UTF-8 without a mark and
// with "\n" on every system, so that the bytes are the same everywhere. A cell
// that a spreadsheet would run is made inert.
type CSV struct {
	to   *csv.Writer
	safe []string
}

// NewCSV begins a table with its header.
func NewCSV(to io.Writer, columns ...string) *CSV {
	c := &CSV{csv.NewWriter(bufio.NewWriterSize(to, 1<<16)), make([]string, 0, len(columns))}
	c.Row(columns...)
	return c
}

// Row writes a row. That it could not be written shows at the end.
func (c *CSV) Row(cells ...string) {
	c.safe = c.safe[:0]
	for _, cell := range cells {
		c.safe = append(c.safe, inert(cell))
	}
	_ = c.to.Write(c.safe)
}

// End ends the table.
func (c *CSV) End() error {
	c.to.Flush()
	return c.to.Error()
}

// AsWritten takes back the apostrophe that CSV put before a cell.
func AsWritten(cell string) string {
	if bare, marked := strings.CutPrefix(cell, "'"); marked && inert(bare) == cell {
		return bare
	}
	return cell
}

// Inert reports whether a spreadsheet takes a cell of a CSV file for words, or a number.
func Inert(cell string) bool { return inert(cell) == cell }

// starters are the signs with which a cell of a CSV file becomes a formula when
// a spreadsheet opens it; the wide forms do so in East Asian settings.
const starters = "=+-@\t\r\n＝＋－＠"

// inert puts an apostrophe before a text that a spreadsheet would run, also
// where spaces or quotes stand before its first sign. A plain number, such as a
// sum to recoup, stays as it is.
func inert(cell string) string {
	for _, first := range cell { // that is no quote and no space
		switch {
		case strings.ContainsRune(starters, first) && !plainNumber(cell):
			return "'" + cell
		case first != '"' && first != '\'' && !unicode.IsSpace(first):
			return cell
		}
	}
	return cell
}

// plainNumber reports whether the cell is "12", "-2.17" and the like.
func plainNumber(cell string) bool {
	whole, part, point := strings.Cut(strings.TrimPrefix(cell, "-"), ".")
	return digits(whole) && (!point || digits(part))
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
