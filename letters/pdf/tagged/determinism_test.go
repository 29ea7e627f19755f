package tagged_test

import (
	"bytes"
	"sync"
	"testing"
)

// The same drawing gives the same bytes: again, after other files, and from
// many goroutines at once.
func TestSameDrawingSameBytes(t *testing.T) {
	want := rewrite(t, drawSample)
	w := newRewriter(t)
	for range 3 {
		for _, draw := range samples {
			drawn, structure := draw(t)
			if _, err := w.Rewrite(drawn, structure, about); err != nil {
				t.Fatal(err)
			}
		}
		drawn, structure := drawSample(t)
		if out, err := w.Rewrite(drawn, structure, about); err != nil || !bytes.Equal(out, want) {
			t.Fatalf("other bytes after other files (%v)", err)
		}
	}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 5 {
				if !bytes.Equal(rewrite(t, drawSample), want) {
					t.Error("other bytes from another goroutine")
				}
			}
		})
	}
	group.Wait()
}

// Rewriters that share a stock make at the same time what each makes alone.
func TestASharedStock(t *testing.T) {
	want := map[string][]byte{}
	for name, draw := range samples {
		want[name] = rewrite(t, draw)
	}
	stock := newStock(t)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			w := stock.Rewriter()
			for name, draw := range samples {
				drawn, structure := draw(t)
				if out, err := w.Rewrite(drawn, structure, about); err != nil || !bytes.Equal(out, want[name]) {
					t.Errorf("%s: other bytes (%v)", name, err)
				}
			}
		})
	}
	group.Wait()
}

// Files that differ, if only in what they say of themselves, differ in their ID.
func TestAnotherFileHasAnotherID(t *testing.T) {
	drawn, structure := drawSample(t)
	other := about
	other.Subject = "Something else"
	out, err := newRewriter(t).Rewrite(drawn, structure, other)
	if err != nil {
		t.Fatal(err)
	}
	a, b := read(t, rewrite(t, drawSample)), read(t, out)
	if a.list(a.trailer["ID"])[0] == b.list(b.trailer["ID"])[0] {
		t.Error("two files have one ID")
	}
}
