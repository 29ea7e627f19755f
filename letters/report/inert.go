package report

import (
	"strings"
	"unicode"
)

// starters are the signs with which a cell of a CSV file becomes a formula when
// a spreadsheet opens it; the wide forms do so in East Asian settings.
const starters = "=+-@\t\r\n＝＋－＠"

// inert puts an apostrophe before a text that a spreadsheet would run, also
// where spaces or quotes stand before its first sign. A plain number, such as a
// sum to recoup, stays as it is.
func inert(cell string) string {
	if cell == "" || plainNumber(cell) {
		return cell
	}
	first := strings.TrimLeftFunc(cell, func(r rune) bool {
		return r == '"' || r == '\'' || unicode.IsSpace(r) && !strings.ContainsRune(starters, r)
	})
	if first != "" && strings.ContainsRune(starters, []rune(first)[0]) {
		return "'" + cell
	}
	return cell
}

// plainNumber reports whether the cell is "12", "-2.17" and the like.
func plainNumber(cell string) bool {
	whole, part, point := strings.Cut(strings.TrimPrefix(cell, "-"), ".")
	return digits(whole) && (!point || digits(part))
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
