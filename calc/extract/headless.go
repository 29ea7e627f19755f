package extract

import (
	"fmt"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// headless says what is wanted of a file in which no row names the columns, by
// what its first row looks like.
func headless(first rows.Row, p *problems, layouts []layout) string {
	if layouts[0].name == "practices" && likeODS(first) {
		return fmt.Sprintf("this looks like the public ODS file, which has no header: write it as {file: %s, layout: %s, icb: QZZ} in the project file, with your ICB's code", p.file, layoutODS)
	}
	if mark := delimiterOf(first); mark != "" {
		return "the cells of this file are separated by " + mark + ", which is not read: save it as CSV, with commas, semicolons or tabs"
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
	return "no row at the top names the columns: put a row above the data with " + list(names)
}

// delimiterOf finds what separates the cells of a row that was read as one.
func delimiterOf(r rows.Row) string {
	for _, mark := range []string{"|", "^", "~"} {
		if len(r.Cells) == 1 && strings.Count(r.Cells[0].Text, mark) >= 2 {
			return mark
		}
	}
	return ""
}

// ofAnother is the kind of input, if any, whose columns these are, and no fewer
// of them than of the file's own kind: files get listed in each other's place.
func (r *reading) ofAnother(cells []rows.Cell, e rows.Epoch, own []layout) string {
	best, most := "", r.mostFound(cells, e, own)-1
	for _, other := range []struct {
		kind    string
		layouts []layout
	}{
		{"practices", r.practiceLayouts()}, {"contracts", r.contractLayouts()}, {"activity", r.activityLayouts()}, {"mailboxes", r.mailboxLayouts()},
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
