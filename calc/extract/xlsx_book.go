package extract

import (
	"archive/zip"
	"bytes"

	"github.com/xuri/excelize/v2"
)

// openBook opens a workbook with excelize, all but its rows: they are handed
// to it later, stretch by stretch. Many texts it unpacks into the system's
// temporary folder, from where Close takes them away. A book that cannot be
// opened is nil.
func openBook(p *parts) <-chan *excelize.File {
	opened := make(chan *excelize.File, 1)
	go func() {
		var book *excelize.File
		defer func() {
			if recover() != nil {
				book = nil // what the book holds is lost with it
			}
			opened <- book
		}()
		shell, err := p.withoutRows()
		if err != nil {
			return
		}
		book, err = excelize.OpenReader(shell, excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnzipped})
		if err != nil {
			if book != nil {
				book.Close()
			}
			book = nil
			return
		}
		readTexts(book, p.sheets[0])
	}()
	return opened
}

// withoutRows is the same workbook, packed as it was, with nothing in its
// sheets.
func (p *parts) withoutRows() (*bytes.Buffer, error) {
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for name, f := range p.byName {
		var err error
		switch {
		case isSheet(name):
			_, err = archive.Create(name)
		case isXML(name):
			err = archive.Copy(f)
		}
		if err != nil {
			return nil, err
		}
	}
	return &out, archive.Close()
}

// readTexts makes excelize read the shared texts now, and once: it would do so
// with the first cell that has one, and for each core of its own.
func readTexts(book *excelize.File, sheet part) {
	<-readStretch(book, sheet, &stretch{xml: []byte(`<worksheet><sheetData><row><c t="s"><v>0</v></c></row></sheetData></worksheet>`)})
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
