package extract

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// reportHeadless refuses a file in which no row has a name that is known.
func (r *reading) reportHeadless(p *problems, ahead []rows.Row, e rows.Epoch, layouts []layout) {
	if r.reportTwoRows(p, ahead, e, layouts) || r.reportOtherWords(p, ahead, e, layouts) {
		return
	}
	remedy := headless(ahead[0], p, layouts)
	if unsplit := unsplit(ahead, p.sheet != ""); unsplit != "" {
		remedy = unsplit
	}
	p.report(calc.Problem{Code: "E-header", Row: ahead[0].Number, Found: line(ahead[0].Cells, e), Remedy: remedy})
}

// reportOtherWords takes the row above the first practice code for the header, if
// there are words in it alone: its names are those of another system.
func (r *reading) reportOtherWords(p *problems, ahead []rows.Row, e rows.Epoch, layouts []layout) bool {
	first := slices.IndexFunc(ahead, hasCode)
	if first < 1 || slices.ContainsFunc(ahead[first-1].Cells, func(c rows.Cell) bool {
		return !c.Blank() && (c.Kind > rows.Text || !strings.ContainsFunc(c.Text, unicode.IsLetter))
	}) {
		return false
	}
	h := &header{row: ahead[first-1].Number, cells: ahead[first-1].Cells, below: ahead[first:]}
	best, most := match{}, 0
	for _, l := range layouts {
		if m := r.names.match(l, h.cells, e); l.name != layoutODS && !l.months && len(r.findNear(h, m, h.below)) > most {
			best, most = m, len(r.findNear(h, m, h.below))
		}
	}
	if most == 0 {
		return false
	}
	r.reportMissing(p, h, best, e)
	return true
}

// hasCode reports a row with a practice code: one of data.
func hasCode(r rows.Row) bool {
	return slices.ContainsFunc(r.Cells, func(c rows.Cell) bool {
		_, err := calc.ParsePracticeCode(c.Text)
		return err == nil
	})
}

// reportTwoRows says of a file that names its columns in two rows, one above the
// other, that it does: as "2025/26" above the months, or "Practice" above "code".
func (r *reading) reportTwoRows(p *problems, ahead []rows.Row, e rows.Epoch, layouts []layout) bool {
	for i := 1; i < len(ahead); i++ {
		upper, lower := ahead[i-1], ahead[i]
		if hasCode(upper) || hasCode(lower) {
			return false
		}
		for _, cells := range joined(upper.Cells, lower.Cells) {
			for _, l := range layouts {
				if l.name == layoutODS || len(r.names.match(l, cells, e).missing) > 0 {
					continue
				}
				p.report(calc.Problem{Code: "E-header", Row: upper.Number, Found: line(upper.Cells, e) + " / " + line(lower.Cells, e), Remedy: fmt.Sprintf(
					"the names of the columns stand in two rows, %d and %d: put them into one, each name whole above its own column, and take the other row out", upper.Number, lower.Number)})
				return true
			}
		}
	}
	return false
}

// joined are the ways in which two rows may name the columns together: by the
// lower name where there is one, by the upper one, or by both, where the upper
// one may stand over several columns.
func joined(upper, lower []rows.Cell) [3][]rows.Cell {
	var all [3][]rows.Cell
	over := ""
	for i := range max(len(upper), len(lower)) {
		up, low := cellAt(upper, i), cellAt(lower, i)
		if !up.Blank() {
			over = up.Text
		}
		all[0], all[1] = append(all[0], low), append(all[1], up)
		if low.Blank() {
			all[0][i] = up
		}
		if up.Blank() {
			all[1][i] = low
		}
		all[2] = append(all[2], rows.Cell{Text: strings.TrimSpace(over + " " + low.Text)})
	}
	return all
}

func cellAt(cells []rows.Cell, i int) rows.Cell {
	if i < len(cells) {
		return cells[i]
	}
	return rows.Cell{}
}

// headless says what is wanted of a file in which no row names the columns, by
// what its first row looks like.
func headless(first rows.Row, p *problems, layouts []layout) string {
	if layouts[0].name == "practices" && likeODS(first) {
		return fmt.Sprintf("this looks like the public ODS file, which has no header: write it as {file: %s, layout: %s, icb: QZZ} in the project file, with your ICB's code", p.file, layoutODS)
	}
	nearest := layouts[0]
	for _, l := range layouts {
		if l.name == likeness(first) {
			nearest = l
		}
	}
	names := wanted(nearest)
	if nearest.months {
		names = append(names, "the twelve months, as Apr-25 or 2025-04")
	}
	return "no row at the top names the columns: put a row above the data with " + calc.And(names)
}

// unsplit says of a file most of whose rows are one cell each what keeps them from
// being split.
func unsplit(ahead []rows.Row, workbook bool) string {
	switch {
	case mostly(ahead, func(s string) bool { return delimiterOf(s) != "" }):
		mark := ""
		for _, r := range ahead {
			mark = cmp.Or(mark, delimiterOf(only(r)))
		}
		return "the cells of this file are separated by " + mark + ", which is not read: save it as CSV, with commas, semicolons or tabs"
	case mostly(ahead, hasSeparators) && workbook:
		return "each row stands whole in its first cell, as a CSV does that was pasted into a sheet: name the CSV itself in the project file, or split the column in Excel with Data, Text to Columns"
	case mostly(ahead, hasSeparators):
		return "each row stands in quotation marks as a whole, so that it is one cell, as Excel saves a CSV that was opened in one column: ask for the CSV from which it was made, or take the outer quotation marks off"
	case mostly(ahead, inFixedPlaces):
		return "the columns of this file are kept apart by spaces (fixed width), which is not read, since nothing shows for certain where a column ends: ask for it as CSV, " +
			"or open it in Excel with Data, From Text/CSV, choose Fixed Width, look whether codes and dates are right, and save it as .xlsx"
	}
	return ""
}

// mostly reports rows most of which are one cell each, of which that is true.
func mostly(ahead []rows.Row, is func(string) bool) bool {
	n := 0
	for _, r := range ahead {
		if is(only(r)) {
			n++
		}
	}
	return 2*n > len(ahead)
}

// only is the text of a row that is one cell, and else nothing.
func only(r rows.Row) string {
	if len(r.Cells) == 0 || !(rows.Row{Cells: r.Cells[1:]}).Blank() {
		return ""
	}
	return r.Cells[0].Text
}

// delimiterOf finds what separates the cells of a row that was read as one.
func delimiterOf(text string) string {
	for _, mark := range []string{"|", "^", "~"} {
		if strings.Count(text, mark) >= 2 {
			return mark
		}
	}
	return ""
}

// hasSeparators reports a text in which what separates cells stands twice or more.
func hasSeparators(text string) bool {
	return strings.Count(text, ",") >= 2 || strings.Count(text, ";") >= 2 || strings.Count(text, "\t") >= 2
}

// inFixedPlaces reports a text whose words stand apart as in columns.
func inFixedPlaces(text string) bool { return len(apart.FindAllString(text, -1)) >= 2 }

var apart = regexp.MustCompile(`\S {2,}`)

// ofAnother is the kind of input, if any, whose columns these are, and no fewer
// of them than of the file's own kind: files get listed in each other's place.
func (r *reading) ofAnother(cells []rows.Cell, e rows.Epoch, own []layout) string {
	best, most := "", r.mostFound(cells, e, own)-1
	for _, other := range []struct {
		kind    string
		layouts []layout
	}{
		{"practices", r.practiceLayouts()}, {"contracts", r.contractLayouts()}, {"activity", r.activityLayouts()}, {"mailboxes", r.mailboxLayouts()},
		{kindLedger, r.ledgerLayouts()}, {"instructions", r.instructionLayouts()},
	} {
		for _, l := range other.layouts {
			m := r.names.match(l, cells, e)
			mine := slices.ContainsFunc(own, func(o layout) bool { return o.name == l.name })
			if l.name != layoutODS && !mine && len(m.missing) == 0 && m.found > most {
				best, most = other.kind, m.found
			}
		}
	}
	return best
}

// likeness is the layout of activity that a row of data looks like: many numbers
// are months side by side, one that is a month and no day is a row of monthly
// figures.
func likeness(r rows.Row) string {
	numbers, month := 0, false
	for _, c := range r.Cells {
		if _, f := countIn(c, maxMonth); f == nil && !c.Blank() {
			numbers++
		}
		if _, is := writtenMonth(c.Text); is {
			month = true
		}
	}
	switch {
	case numbers >= calc.Months/2:
		return "wide"
	case month:
		return "months"
	}
	return "records"
}

// likeODS reports the 27 columns of the public file, with a code in front and a
// status in its place.
func likeODS(r rows.Row) bool {
	return len(r.Cells) >= odsSetting && len(r.Cells[odsCode].Text) == 6 &&
		slices.Contains([]string{"A", "C", "D", "P", "ACTIVE", "INACTIVE"}, r.Cells[odsStatus].Text)
}
