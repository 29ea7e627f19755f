package season

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"testing"

	"golang.org/x/sync/errgroup"
)

// The file system's share is measured apart, for it is no property of the
// program: to make a file takes ext4 20 µs on a good day, and a millisecond when
// thousands were removed within the last minutes, as tests and benchmarks do. So
// most benchmarks of letters write into files that are there before the clock
// starts; one makes new files, and BenchmarkFiles does nothing else.

// letterFiles makes empty files for so many letters.
func letterFiles(b *testing.B, count int) []string {
	b.Helper()
	files, dir := make([]string, count), b.TempDir()
	for i := range files {
		files[i] = filepath.Join(dir, strconv.Itoa(i)+".pdf")
		if err := os.WriteFile(files[i], nil, 0o666); err != nil {
			b.Fatal(err)
		}
	}
	return files
}

// writeOver writes a file that is there and no longer than data, and does not
// empty it first: that costs more than to make a new one, and no run does it.
func writeOver(name string, data []byte) error {
	file, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	if _, err := file.Write(data); err != nil {
		return err
	}
	return file.Close()
}

// newFiles tells the files of writeToNew apart.
var newFiles atomic.Int64

// writeToNew writes a file that is not there yet, beside the one named, as a run does.
func writeToNew(name string, data []byte) error {
	return os.WriteFile(name+"."+strconv.FormatInt(newFiles.Add(1), 10), data, 0o666)
}

// BenchmarkFiles makes and writes new files of a letter's size, and nothing else.
func BenchmarkFiles(b *testing.B) {
	letter := bytes.Repeat([]byte("a letter"), 45_000/8)
	for _, workers := range []int{1, 2} {
		b.Run(fmt.Sprintf("workers=%d", workers), func(b *testing.B) {
			dir := b.TempDir()
			var made atomic.Int64
			for b.Loop() {
				group := new(errgroup.Group)
				group.SetLimit(workers)
				for range 380 {
					group.Go(func() error {
						name := filepath.Join(dir, strconv.FormatInt(made.Add(1), 10)+".pdf")
						return os.WriteFile(name, letter, 0o666)
					})
				}
				if err := group.Wait(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(made.Load())/b.Elapsed().Seconds(), "files/s")
		})
	}
}
