package extract

import (
	"fmt"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// header is the row that says what the columns are.
type header struct {
	row   int
	cells []rows.Cell
	match match
	above []rows.Row // the rows before it, which are not read
	below []rows.Row // the first rows after it
}

// findHeader reads the first rows of a table, takes the one that names most
// columns for the header, and the layout that it fits. The rows read beyond it
// are given back.
func (r *reading) findHeader(t rows.Table, p *problems, f File, layouts []layout) (*header, []rows.Row) {
	all := layouts
	layouts = named(p, f, all)
	ahead := rows.Ahead(t)
	if slices.ContainsFunc(ahead, func(r rows.Row) bool {
		return len(r.Cells) > rows.MaxWidth && !(rows.Row{Cells: r.Cells[rows.MaxWidth:]}).Blank()
	}) {
		p.report(calc.Problem{Code: "E-size", Row: ahead[0].Number, Remedy: rows.Wide})
		return nil, nil
	}
	best, most := -1, 0
	for i, row := range ahead {
		if found := r.mostFound(row.Cells, t.Epoch(), layouts); found > most {
			best, most = i, found
		}
	}
	switch {
	case len(layouts) == 0, best < 0 && p.stopped():
		return nil, nil
	case len(ahead) == 0:
		p.report(calc.Problem{Code: "E-empty", Remedy: "there is nothing in it: ask for it again"})
		return nil, nil
	case best < 0:
		r.reportHeadless(p, ahead, t.Epoch(), layouts)
		return nil, nil
	}
	h := &header{row: ahead[best].Number, cells: ahead[best].Cells, above: ahead[:best], below: ahead[best+1:]}
	if !r.fit(h, t.Epoch(), p, layouts, all) {
		return nil, nil
	}
	reportAbove(p, ahead[:best], t.Epoch())
	return h, ahead[best+1:]
}

// named keeps the layout that the project file names, if it does.
func named(p *problems, f File, layouts []layout) []layout {
	if f.Layout == "" {
		return slices.DeleteFunc(slices.Clone(layouts), func(l layout) bool { return l.name == layoutODS })
	}
	kept := slices.DeleteFunc(slices.Clone(layouts), func(l layout) bool { return key(l.name) != key(f.Layout) })
	if len(kept) == 0 {
		var known []string
		for _, l := range layouts {
			known = append(known, l.name)
		}
		p.report(calc.Problem{Code: "E-layout", Found: f.Layout, Remedy: "there is no such layout: in the project file, leave it out or write " + calc.Or(known)})
	}
	return kept
}

func (r *reading) mostFound(cells []rows.Cell, e rows.Epoch, layouts []layout) int {
	most := 0
	for _, l := range layouts {
		most = max(most, r.names.match(l, cells, e).found)
	}
	return most
}

// reportAbove says that rows above the header are not read. Data there is a
// header that was sorted away from its place.
func reportAbove(p *problems, above []rows.Row, e rows.Epoch) {
	for _, row := range above {
		if p.refuseUnmended(row) {
			return
		}
		for _, c := range row.Cells {
			if _, err := calc.ParsePracticeCode(c.Text); err == nil {
				p.report(calc.Problem{Code: "E-header", Row: row.Number, Found: line(row.Cells, e),
					Remedy: "this row of data stands above the row that names the columns: move that row to the top"})
				return
			}
		}
	}
	if len(above) > 0 {
		p.report(calc.Problem{Code: "W-above-header", Row: above[0].Number, Found: line(above[0].Cells, e),
			Remedy: "what stands above the row that names the columns is not read: look whether it is a title only"})
	}
}

// fit chooses the layout: the only one whose columns are all there, of those
// that the project file allows.
func (r *reading) fit(h *header, e rows.Epoch, p *problems, layouts, all []layout) bool {
	var whole []match
	nearest := match{found: -1}
	for _, l := range layouts {
		m := r.names.match(l, h.cells, e)
		if len(m.missing) == 0 {
			whole = append(whole, m)
		}
		if l.months && len(m.months) == 0 && len(layouts) > 1 {
			continue // its other columns are those of any activity
		}
		if m.found-len(m.missing) > nearest.found-len(nearest.missing) || nearest.found < 0 {
			nearest = m
		}
	}
	switch len(whole) {
	case 0:
		if r.reportTwoRows(p, slices.Concat(h.above, []rows.Row{{Number: h.row, Cells: h.cells}}, h.below), e, layouts) {
			return false
		}
		for _, l := range all {
			if m := r.names.match(l, h.cells, e); len(m.missing) == 0 && l.name != layoutODS {
				p.report(calc.Problem{Code: "E-layout", Row: h.row, Found: line(h.cells, e),
					Remedy: "these are the columns of the layout " + l.name + ": in the project file, name that one for this file, or leave layout: out"})
				return false
			}
		}
		if other := r.ofAnother(h.cells, e, all); other != "" {
			p.report(calc.Problem{Code: "E-layout", Row: h.row, Found: line(h.cells, e),
				Remedy: "these are the columns of the " + other + " file: in the project file, name this file under " + other + ":, and the right one here"})
			return false
		}
		r.reportMissing(p, h, nearest, e)
		return false
	case 1:
		h.match = whole[0]
	default:
		p.report(calc.Problem{Code: "E-layout", Row: h.row, Found: line(h.cells, e), Remedy: fmt.Sprintf(
			"the columns are those of two layouts, %s and %s: take the columns of one of them out, or name the layout in the project file",
			whole[0].layout.name, whole[1].layout.name)})
		return false
	}
	r.reportUnknown(p, h)
	return !r.reportTwice(p, h, e)
}

// reportTwice reports the columns that two headers claim.
func (r *reading) reportTwice(p *problems, h *header, e rows.Epoch) bool {
	for _, name := range h.match.twice {
		var claim []string
		for i, head := range h.cells {
			if r.names.means(head.Text, name) {
				claim = append(claim, fmt.Sprintf("%s (column %s)", head.Text, columnLetters(i)))
			}
		}
		remedy := fmt.Sprintf("%s are both read as %s: take one of them out, or rename it", calc.And(claim), name)
		if len(r.names[key(name)]) > 1 {
			remedy += " (columns: in the project file says what else means " + name + ")"
		}
		p.report(calc.Problem{Code: "E-column-twice", Row: h.row, Column: name, Found: line(h.cells, e), Remedy: remedy})
	}
	return len(h.match.twice) > 0
}

// reportMissing says which columns a header lacks, and which of its names may be
// those, in other words.
func (r *reading) reportMissing(p *problems, h *header, m match, e rows.Epoch) {
	if r.reportUnclearMonths(p, h, m) {
		return
	}
	hint := ""
	if slices.ContainsFunc(h.cells, func(c rows.Cell) bool { return c.Kind == rows.Uncomputed }) {
		hint += " (a name in this row is a formula whose value was not saved: open the workbook in Excel, let it calculate, save it again)"
	}
	near := r.findNear(h, m, h.below)
	for _, name := range m.missing {
		if name == monthColumns {
			p.report(calc.Problem{Code: "E-column", Row: h.row, Found: line(h.cells, e),
				Remedy: "there are no columns of months: add the twelve of the year, named as Apr-25 or 2025-04"})
			continue
		}
		remedy := fmt.Sprintf("there is no column %q%s", name, r.whatStandsIn(name))
		if names := near[name]; len(names) > 0 {
			remedy += fmt.Sprintf(": %s meant, put this line into the project file: %s; otherwise add the column", comes(names), r.pasteable(near))
		} else {
			remedy += ": add it, or give the name that it has here under columns: in the project file"
		}
		p.report(calc.Problem{Code: "E-column", Row: h.row, Column: name, Found: line(h.cells, e), Remedy: remedy + r.ofOneOnly(name, p.file) + hint})
	}
}

// reportUnclearMonths says of a header with many columns that may be months, and
// none that certainly is, that these are what it takes them for.
func (r *reading) reportUnclearMonths(p *problems, h *header, m match) bool {
	var months []string
	for i, c := range h.cells {
		if !slices.Contains(m.at, i) && c.Kind <= rows.Text && likeMonth(c.Text) {
			months = append(months, c.Text)
		}
	}
	if len(months) < calc.Months/2 || m.layout.name != "records" && m.layout.name != "months" && m.layout.name != "wide" {
		return false
	}
	p.report(calc.Problem{Code: "E-column", Row: h.row, Found: strings.Join(months, ", "),
		Remedy: "these columns seem to be months, and are written so that the month or its year is not certain, or with other words beside: name each as Apr-25 or 2025-04"})
	return true
}

// comes says which names come near, up to what is to be done if one is meant.
func comes(names []string) string {
	if len(names) == 1 {
		return fmt.Sprintf("%q comes near; if it is", names[0])
	}
	var quoted []string
	for _, name := range names {
		quoted = append(quoted, fmt.Sprintf("%q", name))
	}
	return calc.And(quoted) + " come near; if the first is"
}

// whatStandsIn names what may stand in a column, where that is a word of a few.
func (r *reading) whatStandsIn(column string) string {
	switch column {
	case colScheme:
		return " (" + r.words.knownSchemes(r.schemes) + ")"
	case colService:
		return " (" + r.words.known() + ")"
	}
	return ""
}

// ofOneOnly says how a whole file is said to be of one scheme or service.
func (r *reading) ofOneOnly(column, file string) string {
	switch {
	case column == colScheme && len(r.schemes) > 0:
		return fmt.Sprintf("; or where the whole file is of one, say so in its entry in the project file, as {file: %s, scheme: %s}", file, r.schemes[0].Code)
	case column == colService && len(r.words.all) > 0:
		return fmt.Sprintf("; or where the whole file is of one, say so in its entry in the project file, as {file: %s, service: %s}", file, r.words.all[0].code)
	}
	return ""
}

// reportUnknown lists, once, the columns that are not read.
func (r *reading) reportUnknown(p *problems, h *header) {
	var unknown []string
	for i, c := range h.cells {
		if !c.Blank() && !slices.Contains(h.match.at, i) && !slices.Contains(h.match.months, i) {
			unknown = append(unknown, c.Text)
		}
	}
	if len(unknown) > 0 && len(h.match.twice) == 0 {
		remedy := "these columns are not read: look whether one of them is a column that is read, under another name"
		lacks := match{at: h.match.at, months: h.match.months}
		for i, c := range h.match.layout.columns {
			if h.match.at[i] < 0 && slices.Contains([]string{colCount, colLate}, c.name) { // which change figures
				lacks.missing = append(lacks.missing, c.name)
			}
		}
		if near := r.findNear(h, lacks, nil); len(near) > 0 {
			remedy += "; if so, put this line into the project file: " + r.pasteable(near)
		}
		p.report(calc.Problem{Code: "W-columns", Row: h.row, Found: strings.Join(unknown, ", "), Remedy: remedy})
	}
}

func wanted(l layout) []string {
	var names []string
	for _, c := range l.columns {
		if !c.optional {
			names = append(names, c.name)
		}
	}
	return names
}
