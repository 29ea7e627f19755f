package extract

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// reportBeside reports what a sheet shows to nobody, or shows as other than it is.
func (s *input) reportBeside(b rows.Beside) {
	var hidden []string
	if b.SheetHidden {
		hidden = append(hidden, "the sheet itself")
	}
	below := slices.DeleteFunc(b.HiddenRows, func(row int) bool { return row <= s.header.row })
	if len(below) > 0 {
		hidden = append(hidden, some("row", runs(below), strconv.Itoa))
	}
	if len(b.HiddenColumns) > 0 {
		hidden = append(hidden, some("column", b.HiddenColumns, func(n int) string { return columnLetters(n - 1) }))
	}
	if b.Filtered {
		hidden = append(hidden, "what a filter leaves out")
	}
	if len(hidden) > 0 {
		s.report(calc.Problem{Code: "W-hidden", Found: strings.Join(hidden, "; "),
			Remedy: "what is hidden is read like the rest: unhide it and look whether it belongs there"})
	}
	s.refuseMerged(b.Merged)
}

// runs are the first and the last of numbers that follow one another.
func runs(numbers []int) (all [][2]int) {
	for _, n := range numbers {
		if end := len(all) - 1; end >= 0 && all[end][1] == n-1 {
			all[end][1] = n
		} else {
			all = append(all, [2]int{n, n})
		}
	}
	return all
}

// some writes "rows 3, 7 to 9" and, of more than five runs, how many there are beside.
func some(thing string, all [][2]int, name func(int) string) string {
	const enough = 5
	var words []string
	for i, run := range all {
		switch {
		case i == enough:
			return thing + "s " + calc.And(words) + " and " + calc.Count(len(all)-enough) + " more"
		case run[0] == run[1]:
			words = append(words, name(run[0]))
		default:
			words = append(words, name(run[0])+" to "+name(run[1]))
		}
	}
	if len(all) == 1 && all[0][0] == all[0][1] {
		return thing + " " + words[0]
	}
	return thing + "s " + calc.And(words)
}

// refuseMerged reports merged cells among the data. Where they are merged sideways,
// as reports are laid out, it is said once for the columns.
func (s *input) refuseMerged(all []rows.Range) {
	type columns struct{ left, right int }
	sideways := map[columns][]rows.Range{}
	for _, m := range all {
		switch {
		case m.Bottom <= s.header.row || len(s.readWithin(m)) == 0:
		case m.Top == m.Bottom:
			sideways[columns{m.Left, m.Right}] = append(sideways[columns{m.Left, m.Right}], m)
		default:
			s.refuseDownwards(m)
		}
	}
	for _, merged := range sideways {
		s.refuseSideways(merged)
	}
}

// readWithin are the columns that are read and that merged cells cover.
func (s *input) readWithin(m rows.Range) (within []int) {
	for _, at := range slices.Concat(s.header.match.at, s.header.match.months) {
		if at >= m.Left && at <= m.Right {
			within = append(within, at)
		}
	}
	return within
}

// refuseDownwards reports cells of several rows: only the first of them holds the
// value, and it is not certain which rows it is meant for.
func (s *input) refuseDownwards(m rows.Range) {
	s.report(calc.Problem{Code: "E-merged", Row: max(m.Top, s.header.row), Column: s.columnName(s.readWithin(m)[0]), Found: m.Written,
		Remedy: fmt.Sprintf("the cells %s are merged, so that it is not certain which rows the value is for: unmerge them and fill in each", m.Written)})
	s.list = slices.DeleteFunc(s.list, func(f calc.Problem) bool { // what is blank only because it is merged
		return f.Row > m.Top && f.Row <= m.Bottom && f.Found == "" && (f.Code == "E-practice" || f.Code == "E-blank")
	})
}

// refuseSideways reports cells of one row, and of the same columns in others.
func (s *input) refuseSideways(merged []rows.Range) {
	first := merged[0]
	within := s.readWithin(first)
	also := ""
	if n := len(merged) - 1; n > 0 {
		also = ", and the same in " + calc.Many(n, "other row")
	}
	why := fmt.Sprintf("one value lies over columns %s to %s, of which only %s has a name", columnLetters(first.Left), columnLetters(first.Right), columnLetters(within[0]))
	if len(within) > 1 {
		var names []string
		for _, at := range within {
			names = append(names, s.columnName(at))
		}
		why = "it is not certain for which of " + calc.And(names) + " the value is"
	} else if named := s.namedWithin(first); named > 1 {
		why = "one value lies over " + fmt.Sprint(named) + " columns that have names"
	}
	s.report(calc.Problem{Code: "E-merged", Row: first.Top, Column: s.columnName(within[0]), Found: first.Written, Remedy: fmt.Sprintf(
		"the cells %s are merged sideways%s, so that %s: unmerge them (in Excel: select all, Merge & Center off), so that each value stands below its own header, or ask for the report as CSV",
		first.Written, also, why)})
}

// namedWithin is how many columns with a name merged cells cover.
func (s *input) namedWithin(m rows.Range) (n int) {
	for at := m.Left; at <= m.Right && at < s.width(); at++ {
		if !s.header.cells[at].Blank() {
			n++
		}
	}
	return n
}

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
