package extract

import (
	"fmt"
	"slices"
	"strings"

	"yearend/calc"
)

// headerWithin is how far down a header is looked for: above it may stand a
// title, as in many a workbook.
const headerWithin = 10

// blankWithin is how many blank rows may lie above the data, and among the first
// of it.
const blankWithin = 1000

// header is the row that says what the columns are.
type header struct {
	row   int
	cells []cell
	match match
	above []row // the rows before it, which are not read
}

// findHeader reads the first rows of a table, takes the one that names most
// columns for the header, and the layout that it fits. The rows read beyond it
// are given back.
func (r *reading) findHeader(t table, p *page, f File, layouts []layout) (*header, []row) {
	all := layouts
	layouts = named(p, f, all)
	ahead := lookAhead(t)
	if slices.ContainsFunc(ahead, func(r row) bool { return len(r.cells) > maxWidth && !(row{0, r.cells[maxWidth:]}).blank() }) {
		p.report(calc.Problem{Code: "E-size", Row: ahead[0].number, Remedy: errWide.Error()})
		return nil, nil
	}
	best, most := -1, 0
	for i, row := range ahead {
		if found := r.mostFound(row.cells, t.epoch(), layouts); found > most {
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
		p.report(calc.Problem{Code: "E-header", Row: ahead[0].number, Found: line(ahead[0].cells, t.epoch()), Remedy: headless(ahead[0], p, layouts)})
		return nil, nil
	}
	reportAbove(p, ahead[:best], t.epoch())
	h := &header{row: ahead[best].number, cells: ahead[best].cells, above: ahead[:best]}
	if !r.fit(h, t.epoch(), p, layouts, all) {
		return nil, nil
	}
	return h, ahead[best+1:]
}

// named keeps the layout that the project file names, if it does.
func named(p *page, f File, layouts []layout) []layout {
	if f.Layout == "" {
		return slices.DeleteFunc(slices.Clone(layouts), func(l layout) bool { return l.name == layoutODS })
	}
	kept := slices.DeleteFunc(slices.Clone(layouts), func(l layout) bool { return key(l.name) != key(f.Layout) })
	if len(kept) == 0 {
		var known []string
		for _, l := range layouts {
			known = append(known, l.name)
		}
		p.report(calc.Problem{Code: "E-layout", Found: f.Layout, Remedy: "there is no such layout: in the project file, leave it out or write " + either(known)})
	}
	return kept
}

// lookAhead reads the first rows that are not blank. The table uses its cells
// again, so they are copied.
func lookAhead(t table) []row {
	var ahead []row
	for blank := 0; len(ahead) < headerWithin && blank < blankWithin; {
		next, ok := t.next()
		if !ok {
			break
		}
		if next.blank() {
			blank++
			continue
		}
		ahead = append(ahead, row{next.number, slices.Clone(next.cells)})
	}
	return ahead
}

func (r *reading) mostFound(cells []cell, e epoch, layouts []layout) int {
	most := 0
	for _, l := range layouts {
		most = max(most, r.names.match(l, cells, e).found)
	}
	return most
}

// reportAbove says that rows above the header are not read. Data there is a
// header that was sorted away from its place.
func reportAbove(p *page, above []row, e epoch) {
	for _, row := range above {
		if p.refuseUnmended(row) {
			return
		}
		for _, c := range row.cells {
			if _, err := calc.ParsePracticeCode(c.text); err == nil {
				p.report(calc.Problem{Code: "E-header", Row: row.number, Found: line(row.cells, e),
					Remedy: "this row of data stands above the row that names the columns: move that row to the top"})
				return
			}
		}
	}
	if len(above) > 0 {
		p.report(calc.Problem{Code: "W-above-header", Row: above[0].number, Found: line(above[0].cells, e),
			Remedy: "what stands above the row that names the columns is not read: look whether it is a title only"})
	}
}

// fit chooses the layout: the only one whose columns are all there, of those
// that the project file allows.
func (r *reading) fit(h *header, e epoch, p *page, layouts, all []layout) bool {
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
		reportMissing(p, h, nearest, e)
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
func (r *reading) reportTwice(p *page, h *header, e epoch) bool {
	for _, name := range h.match.twice {
		var claim []string
		for i, head := range h.cells {
			if r.names.means(head.text, name) {
				claim = append(claim, fmt.Sprintf("%s (column %s)", head.text, columnLetters(i)))
			}
		}
		remedy := fmt.Sprintf("%s are both read as %s: take one of them out, or rename it", list(claim), name)
		if len(r.names[key(name)]) > 1 {
			remedy += " (columns: in the project file says what else means " + name + ")"
		}
		p.report(calc.Problem{Code: "E-column-twice", Row: h.row, Column: name, Found: line(h.cells, e), Remedy: remedy})
	}
	return len(h.match.twice) > 0
}

func reportMissing(p *page, h *header, m match, e epoch) {
	hint := ""
	if m.layout.name == "records" && len(h.cells) >= calc.Months && len(m.missing) == 2 {
		hint = "; if the file has one column a month instead, name each as Apr-25 or 2025-04"
	}
	if slices.ContainsFunc(h.cells, func(c cell) bool { return c.kind == uncomputed }) {
		hint += " (a name in this row is a formula whose value was not saved: open the workbook in Excel, let it calculate, save it again)"
	}
	for _, name := range m.missing {
		if name == monthColumns {
			p.report(calc.Problem{Code: "E-column", Row: h.row, Found: line(h.cells, e),
				Remedy: "there are no columns of months: add the twelve of the year, named as Apr-25 or 2025-04"})
			continue
		}
		p.report(calc.Problem{Code: "E-column", Row: h.row, Column: name, Found: line(h.cells, e),
			Remedy: fmt.Sprintf("there is no column %q: add it, or give the name that it has here under columns: in the project file%s", name, hint)})
	}
}

// reportUnknown lists, once, the columns that are not read.
func (r *reading) reportUnknown(p *page, h *header) {
	var unknown []string
	for i, c := range h.cells {
		if !c.blank() && !slices.Contains(h.match.at, i) && !slices.Contains(h.match.months, i) {
			unknown = append(unknown, c.text)
		}
	}
	if len(unknown) > 0 && len(h.match.twice) == 0 {
		p.report(calc.Problem{Code: "W-columns", Row: h.row, Found: strings.Join(unknown, ", "),
			Remedy: "these columns are not read: look whether one of them is a column that is read, under another name"})
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
