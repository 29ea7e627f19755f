package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"yearend/fixtures"
)

// BenchmarkDesk is how long the pages take that show every practice, and how large they
// are, for an ICB of 400 practices, twice the sample, and for one of 2,000, five times
// the largest there is. First is the page after the files were changed, or the desk was
// opened; ms/page is every page that follows.
func BenchmarkDesk(b *testing.B) {
	for _, practices := range []int{400, 2000} {
		b.Run(strconv.Itoa(practices), func(b *testing.B) {
			v := visitDesk(b, openedDesk(b, deskDay(b), seasonOf(b, practices)))
			v.does("/files/check")
			for _, place := range []string{"/", "/files/problems", "/letters", "/letters?practice=X904", "/letters/X90007", "/letters/X90007/ltc-les-2025-26/letter.html",
				"/runs/run-002/changes", "/runs/run-002/changes?all=yes", "/practice?code=X90007", "/approve/run-002", "/send/run-001", "/produce"} {
				b.Run(strings.NewReplacer("/", ":", "?", ":").Replace(place), func(b *testing.B) {
					first, size := timed(b, v, place)
					b.ResetTimer()
					for b.Loop() {
						_, size = timed(b, v, place)
					}
					b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N), "ms/page")
					b.ReportMetric(0, "ns/op")
					b.ReportMetric(float64(first.Milliseconds()), "ms/first")
					b.ReportMetric(float64(size)/1000, "kB")
				})
			}
		})
	}
}

// timed asks for a page, and gives how long it took, and its size.
func timed(b *testing.B, v *visitor, place string) (time.Duration, int) {
	b.Helper()
	began := time.Now()
	answer, err := v.client.Get(v.origin + place)
	if err != nil {
		b.Fatal(err)
	}
	defer answer.Body.Close()
	page, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK || bytes.Contains(page, []byte("Not done")) {
		b.Fatalf("%s: %s, %v\n%s", place, answer.Status, err, page)
	}
	return time.Since(began), len(page)
}

// seasonOf is a project with an approved run, and a later one in which the figures of
// every practice are others: every seventh record is gone.
func seasonOf(b *testing.B, practices int) (dir string) {
	b.Helper()
	dir = filepath.Join(b.TempDir(), "season")
	set := fixtures.Region(practices)
	project, err := putProject(dir, set)
	if err != nil {
		b.Fatal(err)
	}
	run := func(args ...string) {
		var said strings.Builder
		out := &lines{to: &said, width: asWritten}
		if code := deskDay(b).run(b.Context(), append([]string{"--project", project}, args...), out, out, &said); code != exitDone && code != exitPerson {
			b.Fatalf("%v: exit %d\n%s", args, code, &said)
		}
	}
	run("produce", "--as-of", "2026-04-17")
	run("approve", "run-001", "--by", "Alex Sample", "--letters", fmt.Sprint(onlyRun(b, project).Record.Letters()))
	lines := strings.SplitAfter(string(set.Activity), "\n")
	fewer := lines[:1:1]
	for i, line := range lines[1:] {
		if i%7 != 3 {
			fewer = append(fewer, line)
		}
	}
	if err := writeFile(filepath.Join(dir, "inputs", "activity.csv"), []byte(strings.Join(fewer, ""))); err != nil {
		b.Fatal(err)
	}
	run("produce", "--as-of", "2026-04-17")
	return dir
}
