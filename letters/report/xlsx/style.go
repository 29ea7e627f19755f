package xlsx

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// Style is the look of a cell: how its number is written, and what it is.
type Style struct {
	Format Format
	Role   Role
}

// Format is how a value is written.
type Format uint8

const (
	General Format = iota
	Count          // 1,234
	Whole          // 1234
	Money          // £8,317.43, a negative sum red
	Percent        // 79.9738%: the six decimals that tables cut a share to
	Ratio          // 0.799738219895, for a share that is not cut
	Day            // 30 April 2026
	Wrapped        // text over several lines
	Mark           // a word in the middle of its cell: "ok"
	Link           // a word that leads elsewhere
)

// Role is what a cell is to its reader.
type Role uint8

const (
	Plain   Role = iota
	Input        // read from a file: change it to see what follows
	Here         // worked out on the sheet, by a formula
	Program      // the program's own figure
	Heading      // the header of a column
	Title        // the sheet's name, at its top
	Section      // a heading within a sheet
	Note         // what the sheet tells
	Verdict      // whether all figures agree
	Box          // to be filled in by hand
)

var formats = map[Format]string{
	Count: "#,##0", Whole: "0", Money: "£#,##0.00;[Red]-£#,##0.00", Percent: "0.0000%",
	Ratio: "0.000000000000", Day: "d mmmm yyyy", General: "General", Wrapped: "General", Mark: "General", Link: "General",
}

// looks holds the styles that a workbook has come to use.
type looks struct {
	file *excelize.File
	ids  map[Style]int
}

func newLooks(f *excelize.File) *looks { return &looks{file: f, ids: map[Style]int{}} }

// need makes the style if no cell has had it before. Styles are numbered in the
// order of the cells, so that the file is always the same.
func (l *looks) need(s Style) error {
	if _, made := l.ids[s]; made {
		return nil
	}
	id, err := l.file.NewStyle(s.spelled())
	if err != nil {
		return fmt.Errorf("style %v: %w", s, err)
	}
	l.ids[s] = id
	return nil
}

func (s Style) spelled() *excelize.Style {
	format := formats[s.Format]
	spelled := &excelize.Style{
		CustomNumFmt: &format,
		Font:         &excelize.Font{Family: "Arial", Size: 10, Color: "000000"},
		Alignment:    &excelize.Alignment{Vertical: "top", WrapText: s.Format == Wrapped},
	}
	if s.Format == General {
		spelled.CustomNumFmt = nil
	}
	switch s.Format {
	case Mark:
		spelled.Alignment.Horizontal = "center"
	case Link:
		spelled.Alignment.Horizontal, spelled.Font.Color, spelled.Font.Underline = "center", "003087", "single"
	case General, Wrapped: // text keeps a little off the number before it
		spelled.Alignment.Horizontal, spelled.Alignment.Indent = "left", 1
	case Count, Whole, Money, Percent, Ratio, Day:
	}
	s.Role.dress(spelled)
	return spelled
}
