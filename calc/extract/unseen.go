package extract

import (
	"fmt"
	"strings"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// unseen is a column in whose cells characters stand that cannot be seen.
type unseen struct {
	cells, row int // how many, and the first of them
	found      string
}

// seeThrough takes what cannot be seen out of the cells of a row: Windows puts
// marks of direction before the parts of a date, and web pages soft hyphens into
// names. At the ends of a cell such marks are of no account, as spaces are;
// within it they are left out as well, and a person should look.
func (s *input) seeThrough(r rows.Row) {
	if r.Clear {
		return
	}
	for i := range r.Cells {
		c := &r.Cells[i]
		if rows.Clear(c.Text) || strings.IndexFunc(c.Text, rows.Unseen) < 0 {
			continue
		}
		u, seen := s.unseen[i], rows.Tidy(withoutUnseen(c.Text))
		if u.cells++; u.cells == 1 {
			u.row, u.found = r.Number, spelled(c.Text)
			if mask(seen) != seen {
				u.found = seen // which is masked where it is reported
			}
		}
		s.unseen[i], c.Text = u, seen
	}
}

func withoutUnseen(s string) string {
	return strings.Map(func(r rune) rune {
		if rows.Unseen(r) {
			return -1
		}
		return r
	}, s)
}

// spelled writes out by their numbers the characters that cannot be seen.
func spelled(s string) string {
	var b strings.Builder
	for _, r := range s {
		if rows.Unseen(r) {
			fmt.Fprintf(&b, "[%U]", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// reportUnseen says, once a column that is read, that such characters were left out.
func (s *input) reportUnseen() {
	for i, u := range s.unseen {
		if !s.reads(i) {
			continue
		}
		s.report(calc.Problem{Code: "W-unseen", Row: u.row, Column: s.columnName(i), Found: u.found, Remedy: many(u.cells, "cell") +
			" of this column had characters in the middle that cannot be seen, as are left by copying from a web page or from Windows; they were left out: look whether what is left is right"})
	}
}

// reads reports whether a column of the file is one that the layout looks at.
// Of the public file of ODS all are taken to be.
func (s *input) reads(at int) bool {
	m := s.header.match
	if m.layout.name == layoutODS {
		return true
	}
	for _, places := range [][]int{m.at, m.months} {
		for _, place := range places {
			if place == at {
				return true
			}
		}
	}
	return false
}

// columnName is what the file calls its i-th column, by its letter if by nothing else.
func (s *input) columnName(i int) string {
	if i < s.width() && !s.header.cells[i].Blank() {
		return heading(s.header.cells[i], s.epoch)
	}
	return "column " + columnLetters(i)
}
