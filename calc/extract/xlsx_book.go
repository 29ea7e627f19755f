package extract

import "github.com/xuri/excelize/v2"

// openBook opens a workbook with excelize, beside the first look over its
// sheet. It unpacks large sheets into the system's temporary folder, from where
// Close takes them away. A book that cannot be opened is nil.
func openBook(path, sheet string) <-chan *excelize.File {
	opened := make(chan *excelize.File, 1)
	go func() {
		var book *excelize.File
		defer func() {
			if recover() != nil {
				book = nil // what the book holds is lost with it
			}
			opened <- book
		}()
		book, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnzipped})
		if err != nil {
			if book != nil {
				book.Close()
			}
			book = nil
			return
		}
		warm(book, sheet)
	}()
	return opened
}

// warm makes excelize read the shared texts now, and not with the first row:
// before the first row it stops again.
func warm(book *excelize.File, sheet string) {
	if rows, err := book.Rows(sheet); err == nil {
		_, _ = rows.Columns() // what is wrong will be met again by whoever reads the rows
		rows.Close()
	}
}

// await waits until the book is open.
func (t *sheetTable) await() {
	if t.opening == nil {
		return
	}
	t.book, t.opening = <-t.opening, nil
	if t.book != nil {
		t.styles = newStyles(t.book)
	}
}
