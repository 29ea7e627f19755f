package rows

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Open opens what is a file, and never a folder, a device or a pipe, if it is
// what its name says.
func Open(path string) (*os.File, *Fault) {
	file, remedy := openRegular(path)
	if remedy != "" {
		return nil, &Fault{Kind: Unopened, Remedy: remedy}
	}
	begins := make([]byte, 8)
	n, _ := file.ReadAt(begins, 0)
	if remedy := mismatch(begins[:n], strings.ToLower(filepath.Ext(path))); remedy != "" {
		file.Close()
		return nil, &Fault{Kind: WrongType, Remedy: remedy}
	}
	return file, nil
}

// IsWorkbook reports whether a file is one by its name.
func IsWorkbook(path string) bool {
	named := strings.ToLower(filepath.Ext(path))
	return named == ".xlsx" || named == ".xlsm"
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
	workbook := IsWorkbook(named)
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
