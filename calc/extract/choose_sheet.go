package extract

import (
	"fmt"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// sheetChoice is what is known when the sheet that is meant is looked for.
type sheetChoice struct {
	*problems
	reading *reading
	book    *rows.Workbook
	sheets  []rows.Sheet // that may hold data
	file    File
	layouts []layout
}

// choose finds the sheet that is meant: the one that the project file names,
// the only one, or the only one whose columns are those that are looked for.
func (c *sheetChoice) choose() (rows.Sheet, bool) {
	candidates := c.sheets
	if c.file.Sheet != "" {
		candidates = c.called(c.file.Sheet)
	}
	if len(candidates) == 0 {
		c.report(calc.Problem{Code: "E-sheet", Found: c.file.Sheet, Remedy: "the workbook has no such sheet: in the project file, write " + calc.Or(c.names())})
		return rows.Sheet{}, false
	}
	if len(candidates) > 1 {
		if candidates = c.fitting(candidates); len(candidates) != 1 {
			c.report(calc.Problem{Code: "E-sheet", Found: strings.Join(c.names(), ", "), Remedy: fmt.Sprintf(
				"the workbook has %s, and %s could be meant: name the sheet in the project file, as {file: %s, sheet: %s}, with an entry for each that is to be read",
				calc.Many(len(c.sheets), "sheet"), several(len(candidates)), c.problems.file, c.sheets[0].Name)})
			return rows.Sheet{}, false
		}
	}
	return candidates[0], c.file.Sheet != "" || c.alone(candidates[0])
}

// alone reports whether no other sheet looks like a part of the same data: one
// that a workbook has spilled over into, with no header or another, or one that
// cannot be read. Which sheets are meant is then for the project file to say.
func (c *sheetChoice) alone(chosen rows.Sheet) bool {
	var others []string
	for _, s := range c.sheets {
		if s.Name != chosen.Name && c.continues(s) {
			others = append(others, s.Name)
		}
	}
	if len(others) == 0 {
		return true
	}
	c.report(calc.Problem{Code: "E-sheet", Found: strings.Join(others, ", "), Remedy: fmt.Sprintf(
		"only the sheet %s has the columns looked for, and there are practice codes in another one as well, or it cannot be read: "+
			"put all rows under one header, or name the sheet in the project file, as {file: %s, sheet: %s}", chosen.Name, c.problems.file, chosen.Name)})
	return false
}

// continues reports whether a sheet that is not read names practices and is not
// one of the other inputs.
func (c *sheetChoice) continues(s rows.Sheet) bool {
	ahead, sound := c.book.First(s)
	if !sound {
		return true
	}
	r := c.reading
	every := slices.Concat(r.practiceLayouts(), r.mailboxLayouts(), r.contractLayouts(), r.activityLayouts())
	found := false
	for _, next := range ahead {
		if c.whole(next, every) {
			return false
		}
		for _, cell := range next.Cells {
			_, err := calc.ParsePracticeCode(cell.Text)
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

func (c *sheetChoice) called(name string) []rows.Sheet {
	for _, s := range c.sheets {
		if strings.EqualFold(rows.Tidy(s.Name), rows.Tidy(name)) {
			return []rows.Sheet{s}
		}
	}
	return nil
}

func (c *sheetChoice) names() []string {
	var names []string
	for _, s := range c.sheets {
		names = append(names, s.Name)
	}
	return names
}

// fitting keeps the sheets that have all the columns of a layout.
func (c *sheetChoice) fitting(sheets []rows.Sheet) []rows.Sheet {
	var fit []rows.Sheet
	for _, s := range sheets {
		ahead, _ := c.book.First(s)
		if slices.ContainsFunc(ahead, func(r rows.Row) bool { return c.whole(r, c.layouts) }) {
			fit = append(fit, s)
		}
	}
	return fit
}

// whole reports whether a row names all the columns of a layout.
func (c *sheetChoice) whole(r rows.Row, layouts []layout) bool {
	return slices.ContainsFunc(layouts, func(l layout) bool {
		return l.name != layoutODS && len(c.reading.names.match(l, r.Cells, c.book.Epoch).missing) == 0
	})
}

// What shows the list that a fix list has in front of its other sheets.
const listName = "To mend"

var listHead = []string{"Sheet", "Row", "Column", "Found", "Code", "What to do"}

// dataSheets leaves out the list of a workbook that comes back, if other sheets
// are there: it names practices, and is none of the data.
func dataSheets(w *rows.Workbook) []rows.Sheet {
	rest := slices.DeleteFunc(slices.Clone(w.Sheets), func(s rows.Sheet) bool {
		if !strings.EqualFold(s.Name, listName) {
			return false
		}
		first, _ := w.First(s)
		return len(first) > 0 && slices.Equal(textOf(first[0].Cells), listHead)
	})
	if len(rest) > 0 {
		return rest
	}
	return w.Sheets
}
