package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"slices"

	"yearend/calc"
)

// sheetTable is a sheet of a workbook, read in two ways at once: see scan.
type sheetTable struct {
	*page
	file  *os.File
	parts *parts
	part  part
	book  *book

	from   io.ReadCloser
	tandem *tandem
	cells  []cell
	hidden []int // rows
	reach  int   // cells up to the last of each row, also where there are none
	over   bool
}

// openWorkbook opens a workbook and the sheet that is meant.
func openWorkbook(r *reading, file *os.File, f File, layouts []layout, p *page) table {
	t := &sheetTable{page: p, file: file}
	opened := false
	defer func() {
		if !opened {
			t.release()
		}
	}()
	var err error
	if t.parts, err = openParts(file); err != nil {
		t.refuse(err, 0)
		return nil
	}
	t.book = &book{parts: t.parts}
	if !t.choose(r, f, layouts) {
		return nil
	}
	p.sheet = t.part.name
	if len(t.parts.sheets) > 1 && !slices.ContainsFunc(r.books, func(b File) bool { return b.Path == f.Path }) {
		r.books = append(r.books, f)
	}
	if err := t.start(stretches - 1); err != nil {
		t.refuse(err, 0)
		return nil
	}
	opened = true
	return t
}

// refuse reports what is wrong with the workbook, in a row or, with 0, anywhere.
func (t *sheetTable) refuse(err error, row int) {
	t.report(calc.Problem{Code: codeOf(err), Row: row, Remedy: err.Error()})
}

// openSheets opens a workbook to look through its sheets, with what is wrong in
// them reported to nobody.
func openSheets(path string) (*sheetTable, error) {
	file, remedy := openRegular(path)
	if remedy != "" {
		return nil, errors.New(remedy)
	}
	parts, err := openParts(file)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &sheetTable{page: &page{}, file: file, parts: parts, book: &book{parts: parts}}, nil
}

func (t *sheetTable) even() bool   { return false }
func (t *sheetTable) epoch() epoch { return t.parts.since }

func (t *sheetTable) openXML(which part) (io.ReadCloser, error) {
	f := t.parts.find(which.path)
	if f == nil {
		return nil, errZip
	}
	from, err := f.Open()
	if err != nil {
		return nil, errZip
	}
	return from, nil
}

// start begins both ways of reading the sheet, with so many stretches abreast.
func (t *sheetTable) start(abreast int) (err error) {
	t.stopReading()
	if t.from, err = t.openXML(t.part); err != nil {
		return err
	}
	t.tandem = newTandem(t.from, t.book, abreast)
	t.hidden, t.over = nil, false
	return nil
}

func (t *sheetTable) stopReading() {
	if t.tandem != nil {
		t.tandem.stop()
		t.from.Close()
	}
	t.tandem = nil
}

func (t *sheetTable) release() {
	t.stopReading()
	if t.book != nil {
		t.book.close()
	}
	t.file.Close()
}

// done gives the digest of the file as it lies there.
func (t *sheetTable) done() (string, error) {
	digest := sha256.New()
	_, err := t.file.Seek(0, io.SeekStart)
	if err == nil {
		_, err = io.Copy(digest, t.file)
	}
	t.release()
	return hex.EncodeToString(digest.Sum(nil)), err
}
