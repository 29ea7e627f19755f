package extract

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

const layoutSuppliers = "suppliers"

// supplierLayouts have the columns that the finance system wants, by their own names.
func (r *reading) supplierLayouts() []layout {
	columns := append(need(colPractice), maybe(append([]string{colScheme}, r.in.SupplierColumns...)...)...)
	return []layout{{name: layoutSuppliers, columns: columns, judge: func(s *input) judge { return &suppliers{s, r} }}}
}

// suppliers judges what the finance system wants to know of each practice. A row
// that is misread pays one practice's sum to another, so that it stops the run.
type suppliers struct {
	*input
	reading *reading
}

// supplierRow is a row as it was read.
type supplierRow struct {
	calc.Supplier
	place calc.Problem
}

const sScheme = 1 // the place of the scheme in the layout; the columns asked for follow

func (j *suppliers) row(r rows.Row) int {
	code, ok := j.practice(r, 0)
	if !ok {
		return 1
	}
	row := supplierRow{calc.Supplier{Practice: code, Cells: map[string]string{}}, j.where(r.Number, code)}
	wrong := func(i int, remedy string) {
		j.flawed(r, i, &flaw{"E-supplier", remedy}, calc.Problem{Practice: code})
	}
	if c := j.cell(r, sScheme); !c.Blank() {
		scheme := j.reading.words.scheme(c.Text)
		if scheme == nil {
			wrong(sScheme, "the project runs no such scheme: write "+j.reading.words.knownSchemes(j.reading.schemes)+", or leave the cell blank for each of the practice's")
			return 1
		}
		row.Scheme = scheme.Code
	}
	for i, column := range j.reading.in.SupplierColumns {
		c := j.cell(r, sScheme+1+i)
		if f := lost(c); f != nil {
			wrong(sScheme+1+i, f.remedy)
			return 1
		}
		row.Cells[column] = strings.Clone(spaced(seen(c, j.epoch)))
	}
	for _, earlier := range j.reading.suppliers {
		if earlier.Practice == code && earlier.Scheme == row.Scheme {
			wrong(0, "the practice stands in "+at(earlier.place)+" as well: take out the row that is not valid, or say of which scheme each is")
			return 1
		}
	}
	j.reading.suppliers = append(j.reading.suppliers, row)
	return 1
}

func (j *suppliers) end() {}

// crossSuppliers names the practices with a contract of which the files do not
// say what payments.csv is to have, and those that nothing else names.
func (r *reading) crossSuppliers() {
	if len(r.in.Suppliers) == 0 || r.unread[layoutSuppliers] {
		return
	}
	all := r.supplierList()
	for _, column := range r.in.SupplierColumns {
		if !slices.Contains(r.in.SupplierFixed, column) {
			r.noteUnsupplied(column, all)
		}
	}
	var strangers []string
	for _, s := range r.suppliers {
		if _, signed := r.contracts.signed[s.Practice]; !signed && r.practices.byCode[s.Practice] == nil {
			strangers = append(strangers, string(s.Practice))
		}
	}
	if len(strangers) > 0 {
		place := r.suppliers[slices.IndexFunc(r.suppliers, func(s supplierRow) bool { return string(s.Practice) == strangers[0] })].place
		r.note("W-supplier", place, calc.Problem{Column: colPractice, Found: strings.Join(strangers, ", "),
			Remedy: "these practices stand neither in the register nor in the contracts, and their rows are not used: look whether a code is wrong"})
	}
}

// noteUnsupplied says which practices a column of payments.csv stays empty for.
func (r *reading) noteUnsupplied(column string, all calc.Suppliers) {
	var without []string
	for _, code := range slices.Sorted(maps.Keys(r.contracts.signed)) {
		if r.lacks(code, column, all) {
			without = append(without, string(code))
		}
	}
	if len(without) == 0 {
		return
	}
	place := calc.Problem{File: r.in.Suppliers[0].Path}
	remedy := fmt.Sprintf("payments.csv has no %s for it: enter it in the suppliers file, or Finance fills it in", column)
	if len(without) > unsignedNamed {
		r.note("W-supplier", place, calc.Problem{Column: column, Found: calc.Many(len(without), "practice"), Remedy: "payments.csv has no " + column + " for these: look whether the file is the right one"})
		return
	}
	for _, code := range without {
		r.note("W-supplier", place, calc.Problem{Practice: calc.PracticeCode(code), Column: column, Found: code, Remedy: remedy})
	}
}

// lacks reports whether nothing stands in a column for a practice, in one of its schemes.
func (r *reading) lacks(code calc.PracticeCode, column string, all calc.Suppliers) bool {
	for _, s := range r.schemes {
		if _, given := all.Cell(code, s.Code, column); !given && (len(r.suppliers) == 0 || r.contracts.has(code, s.Code)) {
			return true
		}
	}
	return false
}

// supplierList is what was read, to be looked up.
func (r *reading) supplierList() calc.Suppliers {
	var list []calc.Supplier
	for _, row := range r.suppliers {
		list = append(list, row.Supplier)
	}
	return calc.SuppliersOf(list)
}
