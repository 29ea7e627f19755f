package extract

import (
	"fmt"
	"slices"
	"strings"

	"yearend/calc"
)

// choose finds the sheet that is meant: the one that the project file names,
// the only one, or the only one whose columns are those that are looked for.
func (t *sheetTable) choose(r *reading, f File, layouts []layout) bool {
	t.leaveListOut()
	candidates := t.parts.sheets
	if f.Sheet != "" {
		candidates = t.called(f.Sheet)
	}
	if len(candidates) == 0 {
		t.report(calc.Problem{Code: "E-sheet", Found: f.Sheet, Remedy: "the workbook has no such sheet: in the project file, write " + either(t.sheetNames())})
		return false
	}
	if len(candidates) > 1 {
		if candidates = t.fitting(r, candidates, layouts); len(candidates) != 1 {
			t.report(calc.Problem{Code: "E-sheet", Found: strings.Join(t.sheetNames(), ", "), Remedy: fmt.Sprintf(
				"the workbook has %s, and %s could be meant: name the sheet in the project file, as {file: %s, sheet: %s}, with an entry for each that is to be read",
				many(len(t.parts.sheets), "sheet"), several(len(candidates)), t.page.file, t.parts.sheets[0].name)})
			return false
		}
	}
	if f.Sheet == "" && !t.alone(r, candidates[0]) {
		return false
	}
	t.part = candidates[0]
	return true
}

// alone reports whether no other sheet looks like a part of the same data: one
// that a workbook has spilled over into, with no header or another, or one that
// cannot be read. Which sheets are meant is then for the project file to say.
func (t *sheetTable) alone(r *reading, chosen part) bool {
	var strays []string
	for _, s := range t.parts.sheets {
		if s.name != chosen.name && t.stray(r, s) {
			strays = append(strays, s.name)
		}
	}
	if len(strays) == 0 {
		return true
	}
	t.report(calc.Problem{Code: "E-sheet", Found: strings.Join(strays, ", "), Remedy: fmt.Sprintf(
		"only the sheet %s has the columns looked for, and there are practice codes in another one as well, or it cannot be read: "+
			"put all rows under one header, or name the sheet in the project file, as {file: %s, sheet: %s}", chosen.name, t.page.file, chosen.name)})
	return false
}

// stray reports whether a sheet that is not read names practices and is not
// one of the other inputs.
func (t *sheetTable) stray(r *reading, s part) bool {
	ahead, sound := t.peek(s)
	if !sound {
		return true
	}
	every := slices.Concat(r.practiceLayouts(), r.mailboxLayouts(), r.contractLayouts(), r.activityLayouts())
	found := false
	for _, next := range ahead {
		if r.whole(next.cells, t.epoch(), every) {
			return false
		}
		for _, c := range next.cells {
			_, err := calc.ParsePracticeCode(c.text)
			found = found || err == nil
		}
	}
	return found
}

func several(n int) string {
	if n == 0 {
		return "none has the columns that"
	}
	return fmt.Sprintf("%d of them", n)
}

func (t *sheetTable) called(name string) []part {
	for _, s := range t.parts.sheets {
		if strings.EqualFold(tidy(s.name), tidy(name)) {
			return []part{s}
		}
	}
	return nil
}

func (t *sheetTable) sheetNames() []string {
	var names []string
	for _, s := range t.parts.sheets {
		names = append(names, s.name)
	}
	return names
}

// fitting keeps the sheets that have all the columns of a layout.
func (t *sheetTable) fitting(r *reading, sheets []part, layouts []layout) []part {
	var fit []part
	for _, s := range sheets {
		ahead, _ := t.peek(s)
		for _, next := range ahead {
			if r.whole(next.cells, t.epoch(), layouts) {
				fit = append(fit, s)
				break
			}
		}
	}
	return fit
}

// peek reads the first rows of a sheet without reporting anything. It is false
// for one that is damaged there.
func (t *sheetTable) peek(s part) (first []row, sound bool) {
	reported := t.page
	t.page = &page{}
	defer func() { t.page = reported }()
	t.part = s
	if t.start(1) != nil {
		return nil, false
	}
	first = lookAhead(t)
	return first, !t.page.stopped()
}

// whole reports whether a row names all the columns of a layout.
func (r *reading) whole(cells []cell, e epoch, layouts []layout) bool {
	for _, l := range layouts {
		if l.name != layoutODS && len(r.names.match(l, cells, e).missing) == 0 {
			return true
		}
	}
	return false
}
