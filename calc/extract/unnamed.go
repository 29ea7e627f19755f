package extract

import (
	"cmp"
	"slices"
	"strings"

	"yearend/calc"
)

// unnamed is a column between the others, or at their end, whose header is
// blank. What stands in it is not read, and must not be passed over in silence.
type unnamed struct {
	at, values, first int
}

// findUnnamed looks for columns without a name.
func (s *sheet) findUnnamed() {
	for i, c := range s.header.cells {
		if c.blank() {
			s.unnamed = append(s.unnamed, unnamed{at: i})
		}
	}
}

func (s *sheet) countUnnamed(r row) {
	for i := range s.unnamed {
		if u := &s.unnamed[i]; u.at < len(r.cells) && !r.cells[u.at].blank() {
			u.values++
			u.first = cmp.Or(u.first, r.number)
		}
	}
}

// reportUnnamed says which of them hold values. It stops the run where a column
// that moves figures has no name either: this may be it, without its header.
func (s *sheet) reportUnnamed() {
	for _, u := range s.unnamed {
		if u.values == 0 {
			continue
		}
		p := calc.Problem{Code: "W-columns", Row: u.first, Column: "column " + columnLetters(u.at), Found: many(u.values, "value"),
			Remedy: "this column has values and no name, and is not read: look whether its name was lost"}
		if missing := s.missingFigures(); len(missing) > 0 {
			p.Code = "E-column"
			p.Remedy = "this column has values and no name: if it is " + strings.Join(missing, " or ") + ", name it so; otherwise give it another name, or delete it"
		}
		s.report(p)
	}
}

// missingFigures are the columns that a file may leave out and this one does,
// and that would change what is counted.
func (s *sheet) missingFigures() []string {
	var missing []string
	for i, c := range s.header.match.layout.columns {
		if s.header.match.at[i] < 0 && slices.Contains([]string{colCount, colLate}, c.name) {
			missing = append(missing, c.name)
		}
	}
	return missing
}
