package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"runtime"
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

// Close writes the file. The content types come first, as the format advises. The
// parts are deflated side by side, which is most of the work of a workbook, and
// each is forgotten when it is written.
func (a *archive) Close() error {
	names := slices.Sorted(maps.Keys(a.parts))
	ready := make([]chan *packed, len(names))
	cores := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, name := range names {
		ready[i] = make(chan *packed, 1)
		go func() {
			cores <- struct{}{}
			ready[i] <- pack(name, func(w io.Writer) error { return a.write(w, name) })
			<-cores
		}()
	}
	w := zip.NewWriter(a.to)
	var failed error
	for i := range names { // to the end, also after a failure: nothing is left behind
		if err := (<-ready[i]).write(w); err != nil {
			failed = errors.Join(failed, fmt.Errorf("%s: %w", names[i], err))
		}
	}
	return errors.Join(failed, w.Close())
}

// write writes a part as it goes into the file: of a sheet, its frame with the
// rows put in.
func (a *archive) write(w io.Writer, name string) error {
	frame := a.parts[name].Bytes()
	sheet, is := a.sheets[name]
	if !is {
		_, err := w.Write(frame)
		return err
	}
	open, closed := []byte("<sheetData>"), []byte("</sheetData>")
	at, end := bytes.Index(frame, open), bytes.Index(frame, closed)
	if at < 0 || end < at {
		return errors.New("a frame without a place for rows")
	}
	before := frame[:at+len(open)]
	if sheet.folds() { // excelize folds columns without saying how deep, and Excel then shows no mark to unfold them
		before = bytes.Replace(before, []byte("<sheetFormatPr "), []byte(`<sheetFormatPr outlineLevelCol="1" `), 1)
	}
	if _, err := w.Write(before); err != nil {
		return err
	}
	if err := sheet.writeRows(w, a.looks); err != nil {
		return err
	}
	_, err := w.Write(frame[end:])
	return err
}
