package xlsx

import (
	"archive/zip"
	"errors"
	"hash/crc32"
	"io"

	"github.com/klauspost/compress/flate"
)

// packed is a part of the file, deflated.
type packed struct {
	header zip.FileHeader
	pieces pieces
	err    error
}

// newDeflater makes what deflates one part after the other.
func newDeflater() *flate.Writer {
	w, err := flate.NewWriter(io.Discard, flate.BestSpeed)
	if err != nil {
		panic(err) // only of a level that does not exist
	}
	return w
}

// pack deflates a part while it is written.
func pack(name string, w *flate.Writer, write func(io.Writer) error) *packed {
	p := &packed{header: zip.FileHeader{Name: name, Method: zip.Deflate}}
	w.Reset(&p.pieces)
	sum, size := crc32.NewIEEE(), counted(0)
	p.err = errors.Join(write(io.MultiWriter(w, sum, &size)), w.Close())
	p.header.CRC32, p.header.UncompressedSize64, p.header.CompressedSize64 = sum.Sum32(), uint64(size), p.pieces.size()
	return p
}

// pieces are bytes that wait to be written. They are kept as they come, for a part
// may be of many megabytes, and one buffer would be copied each time it grows.
type pieces [][]byte

func (p *pieces) Write(data []byte) (int, error) {
	for rest := data; len(rest) > 0; {
		last := len(*p) - 1
		if last < 0 || len((*p)[last]) == cap((*p)[last]) {
			*p = append(*p, make([]byte, 0, p.next()))
			continue
		}
		piece := &(*p)[last]
		fits := min(len(rest), cap(*piece)-len(*piece))
		*piece, rest = append(*piece, rest[:fits]...), rest[fits:]
	}
	return len(data), nil
}

// next is the size of the next piece, from 1 kB, for most parts are small, to 64 kB.
func (p *pieces) next() int { return 1 << min(10+len(*p), 16) }

func (p *pieces) size() uint64 {
	size := 0
	for _, piece := range *p {
		size += len(piece)
	}
	return uint64(size)
}

// counted is how many bytes have been written.
type counted uint64

func (c *counted) Write(data []byte) (int, error) {
	*c += counted(len(data))
	return len(data), nil
}

// write puts the part into the file.
func (p *packed) write(w *zip.Writer) error {
	if p.err != nil {
		return p.err
	}
	to, err := w.CreateRaw(&p.header)
	if err != nil {
		return err
	}
	for _, piece := range p.pieces {
		if _, err := to.Write(piece); err != nil {
			return err
		}
	}
	return nil
}
