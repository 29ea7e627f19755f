package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
)

// archive gathers the parts of the file, puts the rows into the sheets, and
// writes all in one order and without a time, so that the bytes repeat.
type archive struct {
	to     io.Writer
	sheets map[string]Sheet // by the name of their part
	looks  *looks
	parts  map[string]*bytes.Buffer
}

func newArchive(to io.Writer, sheets map[string]Sheet, l *looks) *archive {
	return &archive{to: to, sheets: sheets, looks: l, parts: map[string]*bytes.Buffer{}}
}

// Create opens a part of the file.
func (a *archive) Create(name string) (io.Writer, error) {
	a.parts[name] = &bytes.Buffer{}
	return a.parts[name], nil
}

// AddFS is asked of a zip writer, and not used here.
func (a *archive) AddFS(fs.FS) error { return fmt.Errorf("not written here") }

// Close writes the file. The content types come first, as the format advises.
func (a *archive) Close() error {
	names := slices.Sorted(maps.Keys(a.parts))
	packed := a.pack(names)
	w := zip.NewWriter(a.to)
	for i, name := range names {
		if packed[i].err != nil {
			return fmt.Errorf("%s: %w", name, packed[i].err)
		}
		to, err := w.CreateRaw(&packed[i].header)
		if err != nil {
			return err
		}
		if _, err := to.Write(packed[i].bytes.Bytes()); err != nil {
			return err
		}
	}
	return w.Close()
}
