package season

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync/atomic"
	"testing"

	"golang.org/x/sync/errgroup"

	"yearend/letters"
	"yearend/letters/pdf"
	"yearend/letters/pdf/readback"
	"yearend/letters/run"
)

// BenchmarkLetters draws and tags the letters of the sample ICB and writes them
// to files that are there; then the same into new files, so that what the disk
// takes for a new file is in it. Beside that: the same with each letter read back and checked; those
// that take two pages, not three; and a plain fpdf letter of the same words, as
// its documentation shows, with its fonts added for each document and no tags.
func BenchmarkLetters(b *testing.B) {
	press, compose := benchSample(b)
	all := compose()
	short := twoPages(b, press, all)
	compose = nil // and with it the sample
	CollectLess()
	for _, workers := range []int{1, 2} {
		b.Run(fmt.Sprintf("drawn-and-tagged/workers=%d", workers), func(b *testing.B) { benchLetters(b, all, workers, press.Draw, writeOver) })
		b.Run(fmt.Sprintf("drawn-to-new-files/workers=%d", workers), func(b *testing.B) { benchLetters(b, all, workers, press.Draw, writeToNew) })
		b.Run(fmt.Sprintf("and-read-back/workers=%d", workers), func(b *testing.B) { benchLetters(b, all, workers, press.Render, writeOver) })
		b.Run(fmt.Sprintf("two-pages-drawn/workers=%d", workers), func(b *testing.B) { benchLetters(b, short, workers, press.Draw, writeOver) })
		b.Run(fmt.Sprintf("plain-fpdf/workers=%d", workers), func(b *testing.B) { benchLetters(b, all[:40], workers, plainFpdf, writeOver) })
	}
}

// BenchmarkCompose is the way from positions to letters.
func BenchmarkCompose(b *testing.B) {
	_, compose := benchSample(b)
	count := 0
	b.ReportAllocs()
	for b.Loop() {
		count += len(compose())
	}
	b.ReportMetric(float64(count)/b.Elapsed().Seconds(), "letters/s")
}

// benchSample is the way from the positions of the sample ICB to its letters, and
// what draws them.
func benchSample(b *testing.B) (*pdf.Press, func() []letters.Letter) {
	p, ask := sampleICB(b), yearEnd(b, "2026-04-17")
	rules, settled, err := Read(p, ask)
	if err != nil {
		b.Fatal(err)
	}
	compared, err := run.Compare(ask.Kind, settled, run.Earlier{})
	if err != nil {
		b.Fatal(err)
	}
	press, err := pdf.NewPress(Program())
	if err != nil {
		b.Fatal(err)
	}
	words := p.stationery(ask, rules, run.Earlier{})
	return press, func() []letters.Letter {
		var all []letters.Letter
		for _, position := range settled.Positions {
			issue := compared.Issue(position)
			if !issue.Makes() {
				continue
			}
			l, _, err := words.Write(position, issue)
			if err != nil {
				b.Fatal(err)
			}
			all = append(all, l)
		}
		return all
	}
}

// twoPages are the letters that take two pages.
func twoPages(b *testing.B, press *pdf.Press, all []letters.Letter) []letters.Letter {
	var short []letters.Letter
	var reader readback.Reader
	for _, l := range all {
		file, err := press.Draw(l)
		if err != nil {
			b.Fatal(err)
		}
		document, err := reader.Read(file)
		if err != nil {
			b.Fatal(err)
		}
		if document.Pages == 2 {
			short = append(short, l)
		}
	}
	return short
}

// benchLetters makes letters and writes them to files, on so many workers.
func benchLetters(b *testing.B, all []letters.Letter, workers int, make func(letters.Letter) ([]byte, error), write func(string, []byte) error) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(workers))
	files := letterFiles(b, len(all))
	debug.FreeOSMemory()
	var size, made, largest, peak atomic.Int64
	began := cpuSeconds()
	for b.Loop() {
		group := new(errgroup.Group)
		group.SetLimit(workers)
		for i, l := range all {
			group.Go(func() error {
				file, err := make(l)
				if err != nil {
					return err
				}
				size.Add(int64(len(file)))
				raise(&largest, int64(len(file)))
				if made.Add(1)%16 == 0 {
					raise(&peak, memory())
				}
				return write(files[i], file)
			})
		}
		if err := group.Wait(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(made.Load())/b.Elapsed().Seconds(), "letters/s")
	if cpu := cpuSeconds() - began; cpu > 0 {
		b.ReportMetric(float64(made.Load())/cpu, "letters/cpu-s")
	}
	b.ReportMetric(float64(size.Load()/made.Load()), "B/letter")
	b.ReportMetric(float64(largest.Load()), "B/largest")
	b.ReportMetric(float64(peak.Load())/1e6, "peak-MB")
}

// raise sets a number to the higher of what it is and what is seen.
func raise(highest *atomic.Int64, seen int64) {
	for {
		was := highest.Load()
		if seen <= was || highest.CompareAndSwap(was, seen) {
			return
		}
	}
}

// memory is what the whole process holds, in bytes.
func memory() int64 {
	samples := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(samples)
	return int64(samples[0].Value.Uint64() - samples[1].Value.Uint64())
}
