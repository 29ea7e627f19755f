package xlsx

import (
	"archive/zip"
	"bytes"
	"cmp"
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
	ready := a.pack(names)
	w := zip.NewWriter(a.to)
	var failed error
	for _, name := range names { // to the end, also after a failure: nothing is left behind
		if err := (<-ready[name]).write(w); err != nil {
			failed = errors.Join(failed, fmt.Errorf("%s: %w", name, err))
		}
	}
	return errors.Join(failed, w.Close())
}

// pack deflates the parts, one on each core at a time, and gives where each can be
// had. The sheet with the most cells is begun first: the others are done beside it.
func (a *archive) pack(names []string) map[string]chan *packed {
	ready, queue := make(map[string]chan *packed, len(names)), make(chan string, len(names))
	byCells := func(one, other string) int { return cmp.Compare(a.sheets[other].cells(), a.sheets[one].cells()) }
	for _, name := range slices.SortedStableFunc(slices.Values(names), byCells) {
		ready[name] = make(chan *packed, 1)
		queue <- name
	}
	close(queue)
	for range runtime.GOMAXPROCS(0) {
		go func() {
			deflater := newDeflater()
			for name := range queue {
				ready[name] <- pack(name, deflater, func(w io.Writer) error { return a.write(w, name) })
			}
		}()
	}
	return ready
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
