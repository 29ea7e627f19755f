package extract

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// readAll reads the files of one kind.
func (r *reading) readAll(kind string, files []File, layouts []layout) {
	for _, f := range files {
		source, p := r.readFile(kind, f, layouts)
		r.refuseTwin(p, source)
		r.unread[kind] = r.unread[kind] || p.loses()
		r.problems = append(r.problems, p.list...)
		r.sources = append(r.sources, source)
	}
}

// refuseTwin reports a file that was read before under the same or another name.
func (r *reading) refuseTwin(p *problems, source calc.Source) {
	for _, earlier := range r.sources {
		if earlier.Kind == source.Kind && earlier.SHA256 == source.SHA256 && earlier.Sheet == source.Sheet && source.SHA256 != "" {
			p.list, p.full = nil, false // all that is wrong in it has been said of the other
			p.report(calc.Problem{Code: "E-file-twice", Found: earlier.File,
				Remedy: "this file holds the same, byte for byte, as another of the project file: take one of them out"})
		}
	}
}

// readFile reads one file to its end. Whatever goes wrong in it, the others
// are read.
func (r *reading) readFile(kind string, f File, layouts []layout) (source calc.Source, p *problems) {
	p = newProblems(f)
	source = calc.Source{Kind: kind, File: p.file}
	defer func() {
		if cause := recover(); cause != nil {
			p.report(calc.Problem{Code: "E-damaged", Remedy: "the file is so damaged that it cannot be read: save it again, or ask for it again"})
		}
	}()
	says, ok := r.understand(kind, f, p)
	if !ok {
		return source, p
	}
	r.names, layouts = newNames(r.in.Columns, f.Columns), says.easing(layouts)
	t := r.open(f, layouts, p)
	if t == nil {
		return source, p
	}
	defer func() {
		var err error
		if source.SHA256, err = t.Done(); err != nil {
			r.failure = errors.Join(r.failure, fmt.Errorf("read %s: %w", p.file, err))
		}
	}()
	source.Sheet = p.sheet
	r.readRows(t, p, f, layouts, says, &source)
	return source, p
}

// readRows finds the header and gives each row below it to the judge.
func (r *reading) readRows(t rows.Table, p *problems, f File, layouts []layout, says said, source *calc.Source) {
	s, ahead := r.locate(t, p, f, layouts)
	if s == nil || s.refuseRunning(says) {
		return
	}
	s.fill(says)
	j := s.header.match.layout.judge(s)
	watch := newPatientWatch(s)
	blank, last := 0, 0
	for !p.full && blank <= maxBlank {
		next, ok := following(t, &ahead)
		if !ok {
			break
		}
		if next.Blank() {
			blank++
			continue
		}
		last = next.Number
		s.seeThrough(next)
		if s.sound(next, t.Even()) {
			source.Rows++
			s.countUnnamed(next)
			watch.row(next)
			source.Records += j.row(next)
		}
	}
	s.reportBeside(t.Beside())
	j.end()
	watch.end()
	s.end(blank, source.Rows)
	s.reportFull(last)
}

// locate finds the header. The layout of ODS has none.
func (r *reading) locate(t rows.Table, p *problems, f File, layouts []layout) (*input, []rows.Row) {
	s := newInput(p, t.Epoch(), f)
	s.undrawable = r.in.Undrawable
	for _, l := range layouts {
		if l.name == layoutODS && key(f.Layout) == layoutODS {
			s.header = headerODS(l)
			return s, nil
		}
	}
	h, ahead := r.findHeader(t, p, f, layouts)
	if h == nil {
		return nil, nil
	}
	s.header = h
	s.findUnnamed()
	return s, ahead
}

// refuseRunning refuses single records that are said to be running totals.
func (s *input) refuseRunning(says said) bool {
	if says.running && s.header.match.layout.name == "records" {
		s.report(calc.Problem{Code: "E-entry", Found: YearToDate, Remedy: "in the project file, the months of this file are said to be running totals, and it has single records: take months: out of its entry"})
		return true
	}
	return false
}

func following(t rows.Table, ahead *[]rows.Row) (rows.Row, bool) {
	if len(*ahead) > 0 {
		next := (*ahead)[0]
		*ahead = (*ahead)[1:]
		return next, true
	}
	return t.Next()
}

// end reports what shows only when all rows are read.
func (s *input) end(blank, rows int) {
	if blank > maxBlank {
		s.report(calc.Problem{Code: "E-size", Remedy: "there are more than 100,000 blank rows: delete them (in Excel: select them, Delete Rows), and save again"})
	} else if rows == 0 && !s.stopped() && s.header.match.layout.name == layoutInstructions {
		s.report(calc.Problem{Code: calc.NoInstruction, Row: s.header.row, Remedy: "there is no instruction in it: look whether a row was lost that holds a letter"})
	} else if rows == 0 && !s.stopped() && !mayBeEmpty(s.header.match.layout.name) {
		s.report(calc.Problem{Code: "E-empty", Row: s.header.row, Remedy: "below the header there is no row at all: ask for the file again"})
	}
	s.reportBeyond(rows)
	s.reportText()
	s.reportClocks(rows)
	s.reportOrder()
	s.reportUnnamed()
	s.reportUnseen()
}

// mayBeEmpty reports whether nothing to say is something to say: nobody has asked
// for anything yet, and nothing was put right.
func mayBeEmpty(layout string) bool {
	return slices.Contains([]string{layoutForm, layoutCorrections, layoutPlans}, layout)
}

// reportFull stops on a file whose last row is the last that Excel has, now or
// in its old form: that no more was sent would be a great coincidence.
func (s *input) reportFull(last int) {
	if !s.full && (last == rows.MaxRows || last == rows.MaxOldRows) {
		s.report(calc.Problem{Code: "E-full", Row: last, Remedy: fmt.Sprintf("the file ends with row %s, the last that a sheet of Excel can hold, so that the rest was probably cut off: "+
			"ask for the extract straight from the system as CSV, or in parts; if this is its true end, send it in two files", calc.Count(last))})
	}
}

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
