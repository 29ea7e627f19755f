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
}

// Sheet is a worksheet of a workbook.
type Sheet struct {
	Name   string
	Hidden bool
	path   string // in the zip
}

// OpenWorkbook opens a workbook, and closes the file if it is none.
func OpenWorkbook(file *os.File) (*Workbook, *Fault) {
	facts, err := file.Stat()
	if err != nil {
		file.Close()
		return nil, errZip
	}
	parts, err := openParts(file, facts.Size())
	if err != nil {
		file.Close()
		return nil, faultOf(err)
	}
	return &Workbook{Sheets: parts.sheets, Epoch: parts.since, file: file, parts: parts}, nil
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
	part := w.parts.find(s.path)
	if part == nil {
		return nil, errZip
	}
	from, err := part.Open()
	if err != nil {
		return nil, errZip
	}
	return newSheetTable(w, s, from, report), nil
}

// First reads the first rows of a sheet that are not blank. It is false for one
// that is damaged there, which is reported to nobody.
func (w *Workbook) First(s Sheet) (first []Row, sound bool) {
	sound = true
	t, fault := w.Read(s, func(Fault) { sound = false })
	if fault != nil {
		return nil, false
	}
	defer t.Close()
	first = Ahead(t)
	return first, sound
}

// Close closes the workbook's file.
func (w *Workbook) Close() {
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
