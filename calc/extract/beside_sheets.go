package extract

import (
	"slices"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// searchBeside looks for NHS numbers in the sheets that are not read, of the
// workbooks that have such: a run keeps a copy of the whole workbook.
func (r *reading) searchBeside() {
	for _, f := range r.books {
		p := newProblems(f)
		r.searchBook(f, p)
		for _, found := range p.list {
			found.Remedy = "this sheet is not read, and goes wherever the workbook goes: " + found.Remedy
			r.problems = append(r.problems, found)
		}
	}
}

func (r *reading) searchBook(f File, p *problems) {
	w, fault := openBook(r.in.path(f))
	if fault != nil {
		return // it has changed since it was read, which is said where it is copied
	}
	defer w.Close()
	for _, s := range w.Sheets {
		p.sheet = s.Name
		if !r.hasRead(p.file, s.Name) && !search(w, s, p) {
			p.report(calc.Problem{Code: "W-patient", Remedy: "it could not be searched for NHS numbers to its end: look whether there are any in it or in the sheets after it, or save the sheet that is read as a workbook of its own"})
			return // one such sheet may be damaged; many would be made to cost time
		}
	}
}

// openBook opens a workbook to look through all its sheets.
func openBook(path string) (*rows.Workbook, *rows.Fault) {
	file, fault := rows.Open(path)
	if fault != nil {
		return nil, fault
	}
	return rows.OpenWorkbook(file)
}

func (r *reading) hasRead(file, sheet string) bool {
	return slices.ContainsFunc(r.sources, func(s calc.Source) bool { return s.File == file && s.Sheet == sheet })
}

// search judges all rows of a sheet as what stands above a header is judged. It
// is false for one that cannot be read to its end.
func search(w *rows.Workbook, s rows.Sheet, p *problems) (whole bool) {
	defer func() { whole = recover() == nil && whole }()
	sound := true
	t, fault := w.Read(s, func(rows.Fault) { sound = false })
	if fault != nil {
		return false
	}
	defer t.Close()
	watch := newPatientWatch(&input{problems: p, header: &header{}})
	filled, named := 0, false
	for blank := 0; blank <= maxBlank; {
		next, ok := t.Next()
		if !ok {
			watch.end()
			return sound
		}
		if next.Blank() {
			blank++
			continue
		}
		if filled++; filled <= rows.HeaderWithin && !named {
			named = p.refuseNames(next)
		}
		watch.row(next)
	}
	return false
}

// refuseNames reports a row that may be a header, and names data of patients.
func (p *problems) refuseNames(r rows.Row) bool {
	filled := 0
	for _, c := range r.Cells {
		if !c.Blank() {
			filled++
		}
	}
	if filled < 2 {
		return false // a title, or a note
	}
	for i, c := range r.Cells {
		if ofPatients(c.Text) {
			p.report(calc.Problem{Code: "E-patient", Row: r.Number, Column: "column " + columnLetters(i), Found: c.Text,
				Remedy: "this is the name of a column with data of patients" + noPatients + "sheet; if nothing there is of a patient, give the column another name"})
			return true
		}
	}
	return false
}
