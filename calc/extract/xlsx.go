package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"

	"github.com/xuri/excelize/v2"

	"yearend/calc"
)

// sheetTable is a sheet of a workbook, read in two ways at once: see scan.
type sheetTable struct {
	*page
	file    *os.File
	parts   *parts
	part    part
	opening <-chan *excelize.File // nil once the book is here
	book    *excelize.File
	styles  *styles
	facts   *scan // of the first look over the whole sheet
	hidden  []int // rows

	scan   *scan
	from   io.ReadCloser
	values *values
	cells  []cell
}

// openWorkbook opens a workbook and the sheet that is meant. Its whole sheet is
// looked over first: what is damaged, or a trap, is refused before anything is
// made of it.
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
		t.refuse(err)
		return nil
	}
	t.opening = openBook(file.Name(), t.parts.sheets[0].name)
	if !t.choose(r, f, layouts) {
		return nil
	}
	p.sheet = t.part.name
	if err := t.start(); err != nil {
		t.refuse(err)
		return nil
	}
	opened = true
	return t
}

func (t *sheetTable) refuse(err error) {
	t.report(calc.Problem{Code: codeOf(err), Remedy: err.Error()})
}

func (t *sheetTable) even() bool   { return false }
func (t *sheetTable) epoch() epoch { return t.parts.since }

// survey looks over a sheet's whole XML: whether it is sound, how many rows
// are hidden, what is merged.
func (t *sheetTable) survey(which part) error {
	from, err := t.openXML(which)
	if err != nil {
		return err
	}
	defer from.Close()
	t.facts, t.hidden = newScan(from, t.parts.shared), nil
	for blank := 0; blank <= maxBlank; {
		more, err := t.facts.next()
		if err != nil || !more {
			return err
		}
		if t.facts.row.hidden {
			t.hidden = append(t.hidden, t.facts.row.number)
		}
		if !t.facts.row.valued() {
			blank++
		}
	}
	return errBlank
}

func (r scannedRow) valued() bool {
	for _, c := range r.cells {
		if c.valued || c.formula {
			return true
		}
	}
	return false
}

func (t *sheetTable) openXML(which part) (io.ReadCloser, error) {
	f := t.parts.byName[which.path]
	if f == nil {
		return nil, errZip
	}
	from, err := f.Open()
	if err != nil {
		return nil, errZip
	}
	return from, nil
}

// start begins both ways of reading the chosen sheet.
func (t *sheetTable) start() (err error) {
	t.stopReading()
	if t.await(); t.book == nil {
		return errZip
	}
	if t.from, err = t.openXML(t.part); err != nil {
		return err
	}
	t.scan = newScan(t.from, t.parts.shared)
	t.values = readValues(t.book, t.part.name)
	return nil
}

func (t *sheetTable) stopReading() {
	if t.values != nil {
		t.values.stop()
	}
	if t.from != nil {
		t.from.Close()
	}
	t.values, t.from = nil, nil
}

func (t *sheetTable) release() {
	t.stopReading()
	if t.await(); t.book != nil {
		t.book.Close()
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
	return hex.EncodeToString(digest.Sum(nil)), errors.Join(err)
}
