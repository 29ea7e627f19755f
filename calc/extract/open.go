package extract

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"yearend/calc"
)

// open opens a file by what it is, not by its name alone. Where that cannot be
// done, the reason is on the page and there is no table.
func (r *reading) open(f File, layouts []layout, p *page) table {
	path := r.in.place(f)
	file, remedy := openRegular(path)
	if remedy != "" {
		p.report(calc.Problem{Code: "E-file", Remedy: remedy})
		return nil
	}
	begins := make([]byte, 8)
	n, _ := io.ReadFull(file, begins)
	begins = begins[:n]
	named := strings.ToLower(filepath.Ext(path))
	if remedy := mismatch(begins, named); remedy != "" {
		file.Close()
		p.report(calc.Problem{Code: "E-type", Remedy: remedy})
		return nil
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		file.Close()
		r.failure = errors.Join(r.failure, err)
		return nil
	}
	if named == ".xlsx" || named == ".xlsm" {
		return openWorkbook(r, file, f, layouts, p)
	}
	if f.Sheet != "" {
		file.Close()
		p.report(calc.Problem{Code: "E-sheet", Found: f.Sheet, Remedy: "a text file has no sheets: take `sheet:` out of its entry in the project file"})
		return nil
	}
	return openCSV(r, file, p)
}

// place is where a file is found.
func (in Inputs) place(f File) string {
	if copied, ok := in.Copies[f.Path]; ok {
		return copied
	}
	path := filepath.FromSlash(f.Path)
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(in.Root, path)
}

// openRegular opens what is a file, and never a folder, a device or a pipe.
func openRegular(path string) (*os.File, string) {
	facts, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, "there is no such file: check its name and folder in the project file"
	case err == nil && facts.IsDir():
		return nil, "this is a folder: name a file in it"
	case err == nil && !facts.Mode().IsRegular():
		return nil, "this is not a file but a device or a pipe: name a file"
	case err == nil:
		if file, err := os.Open(path); err == nil {
			return file, ""
		}
	}
	return nil, "the file cannot be opened: close it in other programs and check that you may read it"
}

// mismatch says what a file is by its first bytes, where that is not what its
// name says.
func mismatch(begins []byte, named string) string {
	workbook := named == ".xlsx" || named == ".xlsm"
	switch {
	case bytes.HasPrefix(begins, []byte("\xd0\xcf\x11\xe0")):
		return "this is a workbook with a password or of the old .xls kind: save it without a password as .xlsx"
	case bytes.HasPrefix(begins, []byte("%PDF")):
		return "this is a PDF, whatever its name says: ask for the workbook or CSV that it was made from"
	case bytes.HasPrefix(begins, []byte("PK")) && named == ".xlsb":
		return "this is a binary workbook: open it in Excel and save it as .xlsx"
	case bytes.HasPrefix(begins, []byte("PK")) && named == ".ods":
		return "this is an OpenDocument file: open it and save it as .xlsx"
	case bytes.HasPrefix(begins, []byte("PK")) && !workbook:
		return "this is a workbook or a zip file, whatever its name says: rename a workbook to .xlsx, unpack a zip file"
	case workbook && !bytes.HasPrefix(begins, []byte("PK")):
		return "this is not a workbook, whatever its name says: save it as .xlsx, or rename a CSV to .csv"
	case len(begins) == 0:
		return "the file is empty: ask for it again"
	}
	return ""
}
