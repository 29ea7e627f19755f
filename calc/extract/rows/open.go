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
	named := strings.ToLower(filepath.Ext(path))
	if k := foreignKind(file, named); k != nil {
		file.Close()
		return nil, &Fault{Kind: WrongType, Found: k.found, Remedy: "this is " + k.what + ": " + k.remedy}
	}
	if remedy := mismatch(file, IsWorkbook(named)); remedy != "" {
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

// mismatch says of a file that is of no foreign kind why its name must be wrong.
func mismatch(file *os.File, workbook bool) string {
	begins := make([]byte, sniffed)
	n, _ := file.ReadAt(begins, 0)
	begins = begins[:n]
	switch {
	case n == 0:
		return "the file is empty: ask for it again"
	case !workbook || bytes.HasPrefix(begins, []byte("PK")):
		return ""
	case isPlain(begins):
		return "this is text, as a CSV is, and not a workbook: rename it to .csv, here and in the project file"
	}
	return "this is neither a workbook, whatever its name says, nor text: ask for it again"
}

// isPlain reports bytes that are text in some encoding: no control characters but
// tabs and the ends of lines.
func isPlain(begins []byte) bool {
	return !strings.ContainsFunc(plainBeginning(begins), func(r rune) bool { return r < ' ' && r != '\t' && r != '\r' && r != '\n' })
}
