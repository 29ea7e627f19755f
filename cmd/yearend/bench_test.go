package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
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
