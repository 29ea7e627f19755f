package main

import (
	"bytes"
	"path/filepath"
	"testing"
)

// The same inputs make the same bytes, with any number of workers: run.json
// holds the digest of every file of the run. They are those of the run that the
// other tests look at, which is made under the race detector.
func TestAnyNumberOfWorkers(t *testing.T) {
	project := writeICB(t)
	want := read(t, filepath.Join(produceICB(t), "run.json"))
	for i, workers := range []string{"1", "2", "7"} {
		t.Setenv("GOMAXPROCS", workers)
		made(t, exitPerson, "produce", "--project", project, "--as-of", "2026-04-17")
		run := filepath.Join(filepath.Dir(project), "output", []string{"run-001", "run-002", "run-003"}[i])
		if got := read(t, filepath.Join(run, "run.json")); !bytes.Equal(got, want) {
			t.Errorf("with %s workers %s says in run.json\n%s\nand not\n%s", workers, filepath.Base(run), got, want)
		}
	}
}
