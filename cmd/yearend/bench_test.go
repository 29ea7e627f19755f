package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"yearend/fixtures"
)

// These benchmarks run the program itself, as a child, so that its start and all of
// its memory are in the figures: s/run, cpu-s/run, peak-MB, letters/s. Nothing in
// them fails by the clock. Other work on the machine shows in s/run first. What a
// run made is laid aside and not removed, for ext4 makes files much slower within
// some minutes of thousands being removed.

// BenchmarkProduce is the whole way of the sample ICB, from its files to a
// finished run folder: about 60,000 records, about 380 letters.
func BenchmarkProduce(b *testing.B) { benchProgram(b, fixtures.ICB, "produce") }

// BenchmarkCheck is the same way for one who wants only to know whether every
// letter could be made.
func BenchmarkCheck(b *testing.B) { benchProgram(b, fixtures.ICB, "check") }

// BenchmarkNation is the whole way of 6,250 practices, about 490,000 records and
// 11,700 letters.
func BenchmarkNation(b *testing.B) { benchProgram(b, fixtures.Nation, "produce") }

func benchProgram(b *testing.B, inputs func() fixtures.Set, command string) {
	dir := b.TempDir()
	program := filepath.Join(dir, "yearend.exe")
	if out, err := exec.Command("go", "build", "-trimpath", "-o", program, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	project, err := putProject(filepath.Join(dir, "project"), inputs())
	if err != nil {
		b.Fatal(err)
	}
	output := filepath.Join(filepath.Dir(project), "output")
	var took, cpu time.Duration
	var peak int64
	letters, laidAside := 0, 0
	for b.Loop() {
		var said bytes.Buffer
		c := exec.Command(program, command, "--project", project, "--as-of", "2026-04-17")
		c.Stdout, c.Stderr = &said, &said
		began := time.Now()
		_ = c.Run()
		took += time.Since(began)
		if code := c.ProcessState.ExitCode(); code != exitPerson {
			b.Fatalf("exit %d\n%s", code, &said)
		}
		cpu += c.ProcessState.UserTime() + c.ProcessState.SystemTime()
		peak = max(peak, peakMemory(c.ProcessState))
		b.StopTimer()
		letters += lettersIn(b, output)
		laidAside++
		if err := os.Rename(output, output+strconv.Itoa(laidAside)); err != nil && command != "check" {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(took.Seconds()/float64(b.N), "s/run")
	b.ReportMetric(cpu.Seconds()/float64(b.N), "cpu-s/run")
	if peak > 0 {
		b.ReportMetric(float64(peak)/1e6, "peak-MB")
	}
	if letters > 0 {
		b.ReportMetric(float64(letters)/took.Seconds(), "letters/s")
	}
}

func lettersIn(b *testing.B, output string) int {
	b.Helper()
	letters, err := filepath.Glob(filepath.Join(output, "run-001", "letters", "*", "*.pdf"))
	if err != nil {
		b.Fatal(err)
	}
	return len(letters)
}
