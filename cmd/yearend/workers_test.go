package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// The same inputs make the same bytes, with any number of workers: run.json
// holds the digest of every file of the run.
func TestAnyNumberOfWorkers(t *testing.T) {
	project := writeICB(t)
	var records [][]byte
	for i, workers := range []int{1, 2, 7} {
		was := runtime.GOMAXPROCS(workers)
		var stdout, stderr bytes.Buffer
		code := runAt(context.Background(), hereOf(t), []string{"produce", "--project", project, "--late", "--as-of", "2026-05-11"}, &stdout, &stderr)
		runtime.GOMAXPROCS(was)
		if code != exitPerson {
			t.Fatalf("exit %d\n%s%s", code, &stdout, &stderr)
		}
		record, err := os.ReadFile(filepath.Join(filepath.Dir(project), "output", []string{"run-001", "run-002", "run-003"}[i], "run.json"))
		if err != nil {
			t.Fatal(err)
		}
		records = append(records, record)
	}
	for i := range records {
		if !bytes.Equal(records[i], records[0]) {
			t.Errorf("run %d differs from the first", i+1)
		}
	}
	checkPagesOfRun(t, filepath.Join(filepath.Dir(project), "output", "run-001"))
}
