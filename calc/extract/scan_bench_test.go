package extract

import (
	"archive/zip"
	"io"
	"testing"
)

// BenchmarkScan is the second look over a sheet, alone.
func BenchmarkScan(b *testing.B) {
	path := benchFile(b, "activity.xlsx", func(w io.Writer) { writeXLSX(b, w, 200_000) })
	for b.Loop() {
		z, err := zip.OpenReader(path)
		if err != nil {
			b.Fatal(err)
		}
		f, err := z.Open("xl/worksheets/sheet1.xml")
		if err != nil {
			b.Fatal(err)
		}
		s, rows := newScan(f, texts{count: 1 << 20, filled: make([]uint64, 1<<14)}), 0
		var part stretch
		for more := true; more; rows += len(part.rows) {
			if more, err = s.read(&part); err != nil {
				b.Fatal(err)
			}
		}
		if rows != 200_001 {
			b.Fatal(rows)
		}
		z.Close()
	}
}
