package register

import (
	"bytes"
	"errors"
	"io"
	"sync"
	"testing"
)

// Files that begin alike have the digests that they would have alone, however they are
// written and many at a time.
func TestFilesThatBeginAlike(t *testing.T) {
	long := bytes.Repeat([]byte("fonts, "), 5000)
	var files [][]byte
	for i := range byte(40) {
		files = append(files, append(bytes.Clone(long), i), append([]byte{i}, long...), long[:beginning+int(i)], long[:beginning-int(i)], long[:i])
	}
	var known beginnings
	var all sync.WaitGroup
	for _, file := range files {
		for _, piece := range []int{1 << 20, beginning, 700} {
			all.Go(func() {
				var to bytes.Buffer
				got, err := known.digestOf(&to, inPieces(file, piece))
				if err != nil || got != Digest(file) || !bytes.Equal(to.Bytes(), file) {
					t.Errorf("%d bytes in pieces of %d: %s, %v", len(file), piece, got, err)
				}
			})
		}
	}
	all.Wait()
	if len(known.known) == 0 || len(known.known) > mostBeginnings {
		t.Errorf("%d beginnings are kept", len(known.known))
	}
	fault := errors.New("the disk is full")
	if _, err := known.digestOf(io.Discard, func(io.Writer) error { return fault }); !errors.Is(err, fault) {
		t.Errorf("got %v", err)
	}
}

func inPieces(file []byte, piece int) func(io.Writer) error {
	return func(w io.Writer) error {
		for rest := file; len(rest) > 0; {
			n, err := w.Write(rest[:min(piece, len(rest))])
			if err != nil {
				return err
			}
			rest = rest[n:]
		}
		return nil
	}
}
