package tagged_test

import "testing"

// BenchmarkRewrite rewrites a file of a letter's size: two pages with a table,
// a chart and two fonts.
func BenchmarkRewrite(b *testing.B) {
	drawn, structure := drawSample(b)
	w := newRewriter(b)
	size := 0
	b.ReportAllocs()
	for b.Loop() {
		out, err := w.Rewrite(drawn, structure, about)
		if err != nil {
			b.Fatal(err)
		}
		size = len(out)
	}
	b.ReportMetric(float64(size), "file-bytes")
}

// BenchmarkDraw is the time to draw that file, with and without a recorder's
// share told apart by the profile.
func BenchmarkDraw(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		drawSample(b)
	}
}
