package xlsx

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"hash/crc32"
	"io"
)

// packed is a part of the file, deflated.
type packed struct {
	header zip.FileHeader
	bytes  bytes.Buffer
	err    error
}

// pack deflates a part while it is written.
func pack(name string, write func(io.Writer) error) *packed {
	p := &packed{header: zip.FileHeader{Name: name, Method: zip.Deflate}}
	w, err := flate.NewWriter(&p.bytes, flate.BestSpeed)
	if err != nil {
		p.err = err
		return p
	}
	sum, size := crc32.NewIEEE(), counted(0)
	p.err = errors.Join(write(io.MultiWriter(w, sum, &size)), w.Close())
	p.header.CRC32, p.header.UncompressedSize64, p.header.CompressedSize64 = sum.Sum32(), uint64(size), uint64(p.bytes.Len())
	return p
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
	_, err = to.Write(p.bytes.Bytes())
	return err
}
