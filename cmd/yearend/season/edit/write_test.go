package edit

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// TestWrite shows a file put in the place of another whole, for whoever reads the old one
// meanwhile, and only of the text that was seen.
func TestWrite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "some.yaml")
	if err := os.WriteFile(path, []byte("as it was"), 0o600); err != nil {
		t.Fatal(err)
	}
	before, err := os.Stat(path)
	if err == nil {
		err = write(file{path, []byte("as it was"), []byte("as it is")})
	}
	if err != nil {
		t.Fatal(err)
	}
	after, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if os.SameFile(before, after) || after.Mode() != before.Mode() {
		t.Errorf("it was written into the old file, of which a break would leave half, or can be read by others: %v", after.Mode())
	}
	for _, was := range [][]byte{[]byte("as it was"), nil} {
		if err := write(file{path, was, []byte("over it")}); !errors.As(err, new(Changed)) {
			t.Errorf("over another text: %v", err)
		}
	}
	if now, err := os.ReadFile(path); err != nil || string(now) != "as it is" {
		t.Errorf("%v: %s", err, now)
	}
}

// Of several files all are written, or none: those before one that cannot be are put back, and a
// new one is taken away.
func TestWriteAllOrNone(t *testing.T) {
	dir := t.TempDir()
	old, made, other := filepath.Join(dir, "old.yaml"), filepath.Join(dir, "made.yaml"), filepath.Join(dir, "other.yaml")
	for _, path := range []string{old, other} {
		if err := os.WriteFile(path, []byte("as it was"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := write(file{old, []byte("as it was"), []byte("as it is")}, file{made, nil, []byte("new")}, file{other, []byte("another"), []byte("as it is")}); !errors.As(err, new(Changed)) {
		t.Errorf("over another text: %v", err)
	}
	if now, err := os.ReadFile(old); err != nil || string(now) != "as it was" {
		t.Errorf("the first was not put back: %v: %s", err, now)
	}
	if _, err := os.Stat(made); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the new one was left: %v", err)
	}
}
