package tagged

import (
	"fmt"
	"slices"
	"testing"
)

// The same objects are packed once, others anew, and no more packings are kept than may be.
func TestPackedOnce(t *testing.T) {
	s, times := NewStock(), 0
	deflate := func(parts ...[]byte) []byte { times++; return slices.Concat(parts...) }
	pack := func(text string) packing {
		p := s.packed([]byte(text), deflate)
		if string(p.data) != text {
			t.Fatalf("%q is packed as %q", text, p.data)
		}
		return p
	}
	if a, again, other := pack("a"), pack("a"), pack("b"); times != 2 || a.digest != again.digest || a.digest == other.digest {
		t.Errorf("packed %d times", times)
	}
	for i := range 2 * mostPackings {
		pack(fmt.Sprint(i))
		if len(s.packings) > mostPackings {
			t.Fatalf("%d packings are kept", len(s.packings))
		}
	}
}
