package readback

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/klauspost/compress/zlib"
)

// objectsOnly is a file with one object stream, which holds the catalog, an element and
// what it is given.
func objectsOnly(t *testing.T, more string) []byte { return objectsOf(t, "/First 9", more) }

// objectsOf is the same with other entries in the stream's dictionary.
func objectsOf(t *testing.T, entries, more string) []byte {
	t.Helper()
	text := "<</Type/Catalog>>\n<</S/TD/P 9 0 R/Pg 4 0 R/K[7 8 0 R ]>>\n" + more
	var packed bytes.Buffer
	zip := zlib.NewWriter(&packed)
	fmt.Fprintf(zip, "1 0 2 18 %s", text)
	zip.Close()
	file := fmt.Appendf(nil, "3 0 obj\n<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n", entries, packed.Len(), packed.Bytes())
	start := len(file)
	table := []byte{0, 0, 0, 0, 0, 0, 2, 0, 0, 3, 0, 0, 2, 0, 0, 3, 0, 1, 1, 0, 0, 0, 0, 0}
	return fmt.Appendf(file, "4 0 obj\n<</Root 1 0 R/Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", len(table), table, start)
}

// A stream that has been met is taken apart once for all readers, one with any other byte
// anew, and no more are kept than may be.
func TestStreamsAreKept(t *testing.T) {
	known := new(Streams)
	open := func(file []byte) *objects {
		r := NewReader(known)
		r.begin(file)
		if catalog, err := r.openFile(); err != nil || string(catalog) != "<</Type/Catalog>>\n" {
			t.Fatalf("the catalog is %q (%v)", catalog, err)
		}
		if e, err := r.element(2); err != nil || fmt.Sprint(e) != "{TD 4  [{false 7 4} {true 8 0}]}" {
			t.Fatalf("the element is %v (%v)", e, err)
		}
		return r.alike
	}
	file := objectsOnly(t, "")
	if once := open(file); open(bytes.Clone(file)) != once || open(objectsOnly(t, " ")) == once || open(objectsOf(t, "/N 2/First 9", "")) == once {
		t.Error("a stream is not known by its dictionary and its bytes, all of them")
	}
	for i := range 2 * mostStreams {
		open(objectsOnly(t, fmt.Sprint(i)))
		if len(known.met) > mostStreams {
			t.Fatalf("%d streams are kept", len(known.met))
		}
	}
	long := objectsOnly(t, string(make([]byte, mostOfStream)))
	if first := open(long); open(long) == first {
		t.Error("a stream is kept that is longer than any letter's")
	}
}
