package extract

import (
	"slices"

	"yearend/calc"
)

// searchBeside looks for NHS numbers in the sheets that are not read, of the
// workbooks that have such: a run keeps a copy of the whole workbook.
func (r *reading) searchBeside() {
	for _, f := range r.books {
		p := newPage(f)
		r.searchBook(f, p)
		for _, found := range p.problems {
			found.Remedy = "this sheet is not read, and goes wherever the workbook goes: " + found.Remedy
			r.problems = append(r.problems, found)
		}
	}
}

func (r *reading) searchBook(f File, p *page) {
	t, err := openSheets(r.in.place(f))
	if err != nil {
		return // it has changed since it was read, which is said where it is copied
	}
	defer t.release()
	for _, s := range t.parts.sheets {
		p.sheet = s.name
		if !r.hasRead(p.file, s.name) && !t.search(s, p) {
			p.report(calc.Problem{Code: "W-patient", Remedy: "it could not be searched for NHS numbers to its end: look whether there are any in it or in the sheets after it, or save the sheet that is read as a workbook of its own"})
			return // one such sheet may be damaged; many would be made to cost time
		}
	}
}

func (r *reading) hasRead(file, sheet string) bool {
	return slices.ContainsFunc(r.sources, func(s calc.Source) bool { return s.File == file && s.Sheet == sheet })
}

// search judges all rows of a sheet as what stands above a header is judged. It
// is false for one that cannot be read to its end.
func (t *sheetTable) search(s part, p *page) (whole bool) {
	defer func() { whole = recover() == nil && whole }()
	t.part = s
	if t.start(stretches-1) != nil {
		return false
	}
	watch := newPatientWatch(&sheet{page: p, header: &header{}})
	rows, named := 0, false
	for blank := 0; blank <= maxBlank; {
		next, ok := t.next()
		if !ok {
			watch.end()
			return !t.page.stopped()
		}
		if next.blank() {
			blank++
			continue
		}
		if rows++; rows <= headerWithin && !named {
			named = p.refuseNames(next)
		}
		watch.row(next)
	}
	return false
}

// refuseNames reports a row that may be a header, and names data of patients.
func (p *page) refuseNames(r row) bool {
	filled := 0
	for _, c := range r.cells {
		if !c.blank() {
			filled++
		}
	}
	if filled < 2 {
		return false // a title, or a note
	}
	for i, c := range r.cells {
		if ofPatients(c.text) {
			p.report(calc.Problem{Code: "E-patient", Row: r.number, Column: "column " + columnLetters(i), Found: c.text,
				Remedy: "this is the name of a column with data of patients" + noPatients + "sheet; if nothing there is of a patient, give the column another name"})
			return true
		}
	}
	return false
}
