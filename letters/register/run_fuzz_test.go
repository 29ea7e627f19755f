package register

import (
	"os"
	"path/filepath"
	"testing"
)

// Whatever stands in the record of a run and in its list of positions, the run is
// refused, or its check names what is not as it was written.
func FuzzRun(f *testing.F) {
	root := f.TempDir()
	run := keep(f, root, Record{})
	record, err := os.ReadFile(filepath.Join(run.Dir, "run.json"))
	if err != nil {
		f.Fatal(err)
	}
	entries, err := os.ReadFile(filepath.Join(run.Dir, EntriesFile))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(record, entries)
	f.Add([]byte(`{"files":{"../../x":"ab","a/b":""}}`), entries)
	f.Add([]byte("{}"), []byte(`{"practice":"P81999"}`))
	f.Add(record, []byte("[1]\n\x00"))
	f.Fuzz(func(t *testing.T, changed, listed []byte) {
		write(t, filepath.Join(run.Dir, "run.json"), string(changed))
		write(t, filepath.Join(run.Dir, EntriesFile), string(listed))
		again, err := yearEnds(root).Find(run.Name)
		if err != nil {
			return
		}
		found, err := again.Check()
		same := string(changed) == string(record) && string(listed) == string(entries)
		if same && (err != nil || len(found) > 0) {
			t.Fatalf("as it was written: %v %v", found, err)
		}
		if again.Digest == run.Digest && string(listed) != string(entries) && err == nil && len(found) == 0 {
			t.Fatalf("nothing found, and the list of positions is another: %q", listed)
		}
	})
}
