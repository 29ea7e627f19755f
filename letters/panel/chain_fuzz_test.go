package panel

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// Whatever is in a log, it is refused as altered, or every whole line of it is an
// entry that follows from the one before.
func FuzzLog(f *testing.F) {
	f.Add([]byte(`{"after":"","entry":{"name":"a"}}` + "\n"))
	f.Add([]byte(`{"after":"","entry":{"name":"a"}}`))
	f.Add([]byte("{}\n{}\n"))
	f.Add([]byte("\x00\n"))
	root := f.TempDir()
	f.Fuzz(func(t *testing.T, text []byte) {
		if err := os.WriteFile(filepath.Join(root, "log.jsonl"), text, 0o600); err != nil {
			t.Fatal(err)
		}
		l, err := ReadLog[struct {
			Name string `json:"name"`
		}](root, "log.jsonl")
		if err != nil {
			return
		}
		if whole := bytes.Count(text, []byte("\n")); len(l.Entries) != whole || len(l.Heads) != whole {
			t.Fatalf("%d entries of %d lines", len(l.Entries), whole)
		}
		if l.Torn != (len(text) > 0 && text[len(text)-1] != '\n') {
			t.Fatalf("torn: %v of %q", l.Torn, text)
		}
	})
}
