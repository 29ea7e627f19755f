package extract

import (
	"path/filepath"
	"slices"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// open opens a file by what it is, not by its name alone. Where that cannot be
// done, the reason is among the problems and there is no table.
func (r *reading) open(f File, layouts []layout, p *problems) rows.Table {
	path := r.in.path(f)
	file, fault := rows.Open(path)
	switch {
	case fault != nil:
	case rows.IsWorkbook(path):
		var book *rows.Workbook
		if book, fault = rows.OpenWorkbook(file); fault == nil {
			return r.openSheet(book, f, layouts, p)
		}
	case f.Sheet != "":
		file.Close()
		p.report(calc.Problem{Code: "E-sheet", Found: f.Sheet, Remedy: "a text file has no sheets: take `sheet:` out of its entry in the project file"})
		return nil
	default:
		var t *rows.CSV
		if t, fault = rows.OpenCSV(file, r.names.is, p.reportFault); fault == nil {
			return t
		}
	}
	p.reportFault(*fault)
	return nil
}

// openSheet begins to read the sheet of a workbook that is meant.
func (r *reading) openSheet(w *rows.Workbook, f File, layouts []layout, p *problems) (opened rows.Table) {
	defer func() {
		if opened == nil {
			w.Close()
		}
	}()
	choice := &sheetChoice{problems: p, reading: r, book: w, sheets: dataSheets(w), file: f, layouts: layouts}
	s, ok := choice.choose()
	if !ok {
		return nil
	}
	p.sheet = s.Name
	if len(choice.sheets) > 1 && !slices.ContainsFunc(r.books, func(b File) bool { return b.Path == f.Path }) {
		r.books = append(r.books, f)
	}
	t, fault := w.Read(s, p.reportFault)
	if fault != nil {
		p.reportFault(*fault)
		return nil
	}
	return t
}

// path is where a file is found.
func (in Inputs) path(f File) string {
	if copied, ok := in.Copies[f.Path]; ok {
		return copied
	}
	path := filepath.FromSlash(f.Path)
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(in.Root, path)
}
