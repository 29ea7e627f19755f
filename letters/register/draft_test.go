package register

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"yearend/letters"
)

func begin(t testing.TB, root string) *Draft {
	t.Helper()
	d, err := yearEnds(root).Begin(letters.YearEnd())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func put(t testing.TB, d *Draft, name, data string) {
	t.Helper()
	if _, err := d.Put(name, words(data)); err != nil {
		t.Fatal(err)
	}
}

func words(data string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, data)
		return err
	}
}

// runs are the finished runs of a folder.
func runs(t *testing.T, root string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(root, "run-*"))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// Until it is kept there is no run; then it is there whole, with every file's digest.
func TestARunIsWholeOrNotThere(t *testing.T) {
	root := filepath.Join(t.TempDir(), "output")
	d := begin(t, root)
	put(t, d, "positions.csv", "a,b\n")
	put(t, d, "letters/ltc/P81999.pdf", "%PDF")
	if found := runs(t, root); len(found) != 0 {
		t.Fatalf("there is %v before it is kept", found)
	}
	dir, err := d.Keep(Record{Program: "yearend test"})
	if err != nil || filepath.Base(dir) != "run-001" {
		t.Fatalf("%s, %v", dir, err)
	}
	var r Record
	text, err := os.ReadFile(filepath.Join(dir, "run.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &r); err != nil {
		t.Fatal(err)
	}
	if len(r.Outputs) != 2 || r.Outputs["letters/ltc/P81999.pdf"] != Digest([]byte("%PDF")) {
		t.Errorf("digests %v", r.Outputs)
	}
	if err := d.Discard(); err != nil { // as produce does at its end
		t.Fatal(err)
	}
	if found := runs(t, root); len(found) != 1 {
		t.Errorf("a kept run was discarded: %v", found)
	}
	half := func(to io.Writer) error {
		_, err := io.WriteString(to, "half")
		return errors.Join(err, errors.New("the disk is full"))
	}
	if _, err := begin(t, root).Put("positions.csv", half); err == nil || !strings.Contains(err.Error(), "the disk is full") {
		t.Errorf("half a file is taken for a whole one: %v", err)
	}
}

func TestADiscardedDraftLeavesNothing(t *testing.T) {
	root := t.TempDir()
	d := begin(t, root)
	put(t, d, "a/b/c.txt", "x")
	if err := d.Discard(); err != nil {
		t.Fatal(err)
	}
	if entries, _ := os.ReadDir(root); len(entries) != 0 {
		t.Errorf("left: %v", entries)
	}
}

// Numbers go on from the highest, and a number that is taken is never used again.
func TestRunsAreNumbered(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{"run-007", "run-002", "run-x", "running-9"} {
		if err := os.Mkdir(filepath.Join(root, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	dir, err := begin(t, root).Keep(Record{})
	if err != nil || filepath.Base(dir) != "run-008" {
		t.Errorf("%s, %v", dir, err)
	}
}

// Many at once: each gets a number of its own.
func TestManyRunsAtOnce(t *testing.T) {
	root := t.TempDir()
	var group sync.WaitGroup
	for range 12 {
		d := begin(t, root)
		put(t, d, "a.txt", "x")
		group.Go(func() {
			if _, err := d.Keep(Record{}); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if found := runs(t, root); len(found) != 12 {
		t.Errorf("%d runs of 12: %v", len(found), found)
	}
}

func TestNamesStayWithinTheRun(t *testing.T) {
	d := begin(t, t.TempDir())
	for _, name := range []string{"", ".", "../a", "/a", "a/../../b", `a\b`, "c:a", "a//b", "a/"} {
		if _, err := d.Put(name, words("")); err == nil {
			t.Errorf("%q was written", name)
		}
	}
	put(t, d, "a.txt", "x")
	if _, err := d.Put("a.txt", words("y")); !errors.Is(err, os.ErrExist) {
		t.Errorf("a file was written over: %v", err)
	}
}

func TestNoPlaceForRuns(t *testing.T) {
	file := filepath.Join(t.TempDir(), "output")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := yearEnds(file).Begin(letters.YearEnd()); err == nil || !strings.Contains(err.Error(), "make the folder of runs") {
		t.Errorf("got %v", err)
	}
}
