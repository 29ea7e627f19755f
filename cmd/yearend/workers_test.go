package main

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"testing"
)

// The same inputs make the same bytes, with any number of workers and by the clock of
// any country: run.json holds the digest of every file of the run. One is made in this process, where
// the race detector watches.
func TestAnyNumberOfWorkers(t *testing.T) {
	project := writeICB(t)
	args := []string{"produce", "--project", project, "--as-of", "2026-04-17"}
	yearend(t, exitPerson, args...)
	output := filepath.Join(filepath.Dir(project), "output")
	want := read(t, filepath.Join(output, "run-001", "run.json"))
	for i, zone := range []string{"Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/London"} {
		workers := []string{"1", "2", "7"}[i]
		t.Setenv("GOMAXPROCS", workers)
		t.Setenv("TZ", zone)
		made(t, exitPerson, args...)
		if got := read(t, filepath.Join(output, fmt.Sprintf("run-%03d", i+2), "run.json")); !bytes.Equal(got, want) {
			t.Errorf("with %s workers, in %s, run.json is\n%s\nand not\n%s", workers, zone, got, want)
		}
	}
	if same := read(t, filepath.Join(produceICB(t), "run.json")); !bytes.Equal(same, want) {
		t.Errorf("the run that other tests look at is another:\n%s\nand not\n%s", same, want)
	}
}

// Runs of the other kinds are the same, too.
func TestRunsWithinTheYearAreTheSame(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "trial")
	if err := initProject(dir, false, io.Discard); err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{"projection", "monthly"} {
		args := []string{"produce", "--" + kind, "--through", "2026-01", "--project", filepath.Join(dir, "yearend.yaml"), "--as-of", "2026-02-10"}
		yearend(t, exitPerson, args...)
		made(t, exitPerson, args...)
		first := read(t, filepath.Join(dir, "output", kind+"-001", "run.json"))
		second := read(t, filepath.Join(dir, "output", kind+"-002", "run.json"))
		if !bytes.Equal(first, second) {
			t.Errorf("%s: run.json is\n%s\nand not\n%s", kind, second, first)
		}
	}
}
