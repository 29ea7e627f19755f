package xlsx

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"hash/crc32"
	"sync"
)

// packed is a part of the file, deflated.
type packed struct {
	header zip.FileHeader
	bytes  bytes.Buffer
	err    error
}

// pack deflates the parts side by side: that is most of the work of a workbook.
func (a *archive) pack(names []string) []packed {
	all := make([]packed, len(names))
	var wait sync.WaitGroup
	for i, name := range names {
		wait.Go(func() {
			content, err := a.content(name)
			all[i].deflate(name, content)
			all[i].err = errors.Join(err, all[i].err)
		})
	}
	wait.Wait()
	return all
}

// content is a part as it goes into the file: of a sheet, its frame with the
// rows put in.
func (a *archive) content(name string) ([]byte, error) {
	frame := a.parts[name].Bytes()
	sheet, is := a.sheets[name]
	if !is {
		return frame, nil
	}
	open, closed := []byte("<sheetData>"), []byte("</sheetData>")
	before, rest, opened := bytes.Cut(frame, open)
	_, after, ended := bytes.Cut(rest, closed)
	if !opened || !ended {
		return nil, errors.New("a frame without a place for rows")
	}
	if sheet.folds() { // excelize folds columns without saying how deep, and Excel then shows no mark to unfold them
		before = bytes.Replace(before, []byte("<sheetFormatPr "), []byte(`<sheetFormatPr outlineLevelCol="1" `), 1)
	}
	return bytes.Join([][]byte{before, open, sheet.rows(a.looks), closed, after}, nil), nil
}

func (p *packed) deflate(name string, content []byte) {
	w, err := flate.NewWriter(&p.bytes, flate.BestSpeed)
	if err != nil {
		p.err = err
		return
	}
	if _, err := w.Write(content); err != nil {
		p.err = err
		return
	}
	p.err = w.Close()
	p.header = zip.FileHeader{
		Name: name, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(content),
		CompressedSize64: uint64(p.bytes.Len()), UncompressedSize64: uint64(len(content)),
	}
}
