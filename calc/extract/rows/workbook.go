package rows

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
)

// Workbook is a workbook with its worksheets, as it lists them.
type Workbook struct {
	Sheets []Sheet
	Epoch  Epoch

	file  *os.File
	parts *parts
	book  *book
}

// Sheet is a worksheet of a workbook.
type Sheet struct {
	Name   string
	Hidden bool
	path   string // in the zip
}

// OpenWorkbook opens a workbook, and closes the file if it is none.
func OpenWorkbook(file *os.File) (*Workbook, *Fault) {
	parts, err := openParts(file)
	if err != nil {
		file.Close()
		return nil, faultOf(err, 0)
	}
	return &Workbook{Sheets: parts.sheets, Epoch: parts.since, file: file, parts: parts, book: &book{parts: parts}}, nil
}

// Unpacked is how many bytes all parts are.
func (w *Workbook) Unpacked() (size uint64) {
	for _, f := range w.parts.byName {
		size += f.UncompressedSize64
	}
	return size
}

// Read begins to read a sheet. What is wrong in it is reported while it is read.
func (w *Workbook) Read(s Sheet, report func(Fault)) (*SheetTable, *Fault) {
	return w.read(s, report, stretches-1)
}

func (w *Workbook) read(s Sheet, report func(Fault), ahead int) (*SheetTable, *Fault) {
	part := w.parts.find(s.path)
	if part == nil {
		return nil, faultOf(errZip, 0)
	}
	from, err := part.Open()
	if err != nil {
		return nil, faultOf(errZip, 0)
	}
	return &SheetTable{workbook: w, sheet: s, report: report, from: from, tandem: newTandem(from, w.book, ahead)}, nil
}

// First reads the first rows of a sheet that are not blank. It is false for one
// that is damaged there, which is reported to nobody.
func (w *Workbook) First(s Sheet) (first []Row, sound bool) {
	sound = true
	t, fault := w.read(s, func(Fault) { sound = false }, 1)
	if fault != nil {
		return nil, false
	}
	defer t.Close()
	first = Ahead(t)
	return first, sound
}

// Close closes the workbook's file.
func (w *Workbook) Close() {
	w.book.close()
	w.file.Close()
}

// digest is of the file as it lies there.
func (w *Workbook) digest() (string, error) {
	digest := sha256.New()
	_, err := w.file.Seek(0, io.SeekStart)
	if err == nil {
		_, err = io.Copy(digest, w.file)
	}
	return hex.EncodeToString(digest.Sum(nil)), err
}
