package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"yearend/fixtures"
)

// BenchmarkProduce is the whole way of the sample ICB, from its files to a
// finished run folder: about 60,000 records, about 380 letters.
func BenchmarkProduce(b *testing.B) {
	project := writeICB(b)
	b.ReportAllocs()
	for b.Loop() {
		var stdout, stderr bytes.Buffer
		code := run(context.Background(), []string{"produce", "--project", project, "--as-of", "2026-04-17"}, &stdout, &stderr)
		if code != exitPerson {
			b.Fatalf("exit %d\n%s%s", code, &stdout, &stderr)
		}
	}
	letters, err := filepath.Glob(filepath.Join(filepath.Dir(project), "output", "run-001", "letters", "*", "*.pdf"))
	if err != nil || len(letters) == 0 {
		b.Fatalf("no letters: %v", err)
	}
	b.ReportMetric(float64(len(letters)*b.N)/b.Elapsed().Seconds(), "letters/s")
	b.ReportMetric(float64(averageSize(b, letters)), "B/letter")
}

// BenchmarkCheck is the part of it that reads, judges and settles.
func BenchmarkCheck(b *testing.B) {
	project := writeICB(b)
	b.ReportAllocs()
	for b.Loop() {
		var stdout, stderr bytes.Buffer
		if code := run(context.Background(), []string{"check", "--project", project, "--as-of", "2026-04-17"}, &stdout, &stderr); code != exitPerson {
			b.Fatalf("exit %d\n%s%s", code, &stdout, &stderr)
		}
	}
}

func averageSize(b *testing.B, files []string) int64 {
	var sum int64
	for _, file := range files {
		info, err := os.Stat(file)
		if err != nil {
			b.Fatal(err)
		}
		sum += info.Size()
	}
	return sum / int64(len(files))
}

// writeICB writes the sample ICB's project into a folder of its own, and gives
// the project file.
func writeICB(tb testing.TB) string {
	tb.Helper()
	project, err := os.ReadFile(filepath.Join("..", "..", "fixtures", "icb", "yearend.yaml"))
	if err != nil {
		tb.Fatal(err)
	}
	set, root := fixtures.ICB(), tb.TempDir()
	for name, data := range map[string][]byte{
		"yearend.yaml":         bytes.Replace(project, []byte("../../output"), []byte("output"), 1),
		"inputs/practices.csv": set.Practices,
		"inputs/contracts.csv": set.Contracts,
		"inputs/activity.csv":  set.Activity,
	} {
		if err := writeFile(filepath.Join(root, name), data); err != nil {
			tb.Fatal(err)
		}
	}
	return filepath.Join(root, "yearend.yaml")
}
