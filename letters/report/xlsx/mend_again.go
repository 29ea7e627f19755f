package xlsx

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// markColour is that of a marked cell.
const markColour = "FFD9D9"

// markAuthor is who wrote the comments.
const markAuthor = "yearend"

// markWords is how each of them begins, for programs that do not keep its author.
var markWords = regexp.MustCompile(`^[EW]-[a-z-]+: `)

// takeMarksOut makes a workbook that comes back from its sender what it was
// before it was marked: what is still to mend is marked anew.
func takeMarksOut(f *excelize.File, foreign bool) error {
	sheets := f.GetSheetList()
	at := slices.IndexFunc(sheets, func(name string) bool { return strings.EqualFold(name, mendSheet) })
	if at < 0 {
		return nil
	}
	switch list, err := isList(f, sheets[at]); {
	case err != nil:
		return err
	case !list:
		return errors.New(`it has a sheet of its own named "` + sheets[at] + `": give that another name`)
	case len(sheets) == 1:
		return errors.New("it holds nothing but the list of what is to mend: ask for the data")
	}
	if err := f.DeleteSheet(sheets[at]); err != nil {
		return err
	}
	if foreign {
		return takeColourOut(f) // the comments stay
	}
	for _, sheet := range f.GetSheetList() {
		if err := takeCommentsOut(f, sheet); err != nil {
			return err
		}
	}
	return takeColourOut(f)
}

// isList reports whether a sheet begins as the list does.
func isList(f *excelize.File, sheet string) (bool, error) {
	rows, err := f.Rows(sheet)
	if err != nil {
		return false, err
	}
	defer rows.Close()
	if !rows.Next() {
		return false, rows.Error()
	}
	head, err := rows.Columns()
	return slices.Equal(head, listHead()), err
}

func takeCommentsOut(f *excelize.File, sheet string) error {
	comments, err := f.GetComments(sheet)
	if err != nil {
		return err
	}
	for _, c := range comments {
		if c.Author != markAuthor && !markWords.MatchString(said(c)) {
			continue // the sender's
		}
		if err := f.DeleteComment(sheet, c.Cell); err != nil {
			return err
		}
	}
	return nil
}

func said(c excelize.Comment) string {
	words := c.Text
	for _, run := range c.Paragraph {
		words += run.Text
	}
	return words
}

// takeColourOut takes the marks' colour out of the formats, and so out of all
// cells at once.
func takeColourOut(f *excelize.File) error {
	plain := 0
	for i := range f.Styles.CellXfs.Xf {
		style, err := f.GetStyle(i)
		if err != nil {
			return err
		}
		if len(style.Fill.Color) == 1 && strings.HasSuffix(strings.ToUpper(style.Fill.Color[0]), markColour) {
			f.Styles.CellXfs.Xf[i].FillID = &plain
		}
	}
	return nil
}
