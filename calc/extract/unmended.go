package extract

import (
	"slices"
	"strings"

	"yearend/calc"
)

// unmended is the mark before a row that a fix list gives back as it came. In a
// workbook nothing shows any longer that the row had too many cells, or could
// not be split: without the mark it would be read, or passed over, in silence.
const unmended = "TO MEND:"

// withMark puts the mark before what stands in a cell.
func withMark(text string) string { return strings.TrimSpace(unmended + " " + text) }

// refuseUnmended reports a row that has come back with its mark.
func (p *page) refuseUnmended(r row) bool {
	marked := slices.IndexFunc(r.cells, func(c cell) bool { return strings.HasPrefix(c.text, unmended) })
	if marked < 0 {
		return false
	}
	p.report(calc.Problem{Code: "E-unmended", Row: r.number, Found: r.cells[marked].text,
		Remedy: "a fix list gave this row back to be mended, and it still has its mark, " + unmended +
			" put each of its values under its header, then take the mark out; or delete the row, if it is the rest of the one above"})
	return true
}
