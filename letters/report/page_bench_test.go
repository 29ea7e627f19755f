package report

import (
	"fmt"
	"regexp"
	"strconv"
	"testing"
	"time"
)

// sizes are practices in two schemes: an ICB, five times one, the nation.
var sizes = []int{195, 1000, 6250}

// How long the pages take to make, how large the review page is, and how much
// of it is one row of the list.
func BenchmarkPages(b *testing.B) {
	for _, practices := range sizes {
		b.Run(fmt.Sprintf("%d-rows", 2*practices), func(b *testing.B) {
			r := icbRun(b, practices)
			for b.Loop() {
				if err := Pages(r, func(string, []byte) error { return nil }); err != nil {
					b.Fatal(err)
				}
			}
			made, working := pages(b, r), 0
			review := made["index.html"]
			for _, page := range made {
				working += len(page)
			}
			b.ReportMetric(float64(len(review))/1e6, "MB")
			b.ReportMetric(float64(working-len(review))/float64(len(r.Issues)), "B/working")
			b.ReportMetric(float64(len(listRows.Find(review)))/float64(len(r.Issues)), "B/row")
		})
	}
}

// listRows are the rows of the list in the page.
var listRows = regexp.MustCompile(`(?s)<noscript id="rows">.*</noscript>`)

// How long a person waits until the page can be used, and then for an order or
// a search: from the event to the list drawn anew and laid out.
func BenchmarkPageInBrowser(b *testing.B) {
	chromium := openBrowser(b)
	for _, practices := range sizes {
		b.Run(fmt.Sprintf("%d-rows", 2*practices), func(b *testing.B) {
			folder := writePages(b, icbRun(b, practices))
			var ready, sorted, searched time.Duration
			for b.Loop() {
				p := chromium.openFile(b, folder, "index.html", 1400, 900)
				p.wait(`performance.getEntriesByName("ready").length === 1`)
				ready += p.milliseconds(`performance.getEntriesByName("ready")[0].startTime`)
				sorted += p.answers(`document.querySelector('[data-sort="balance"]').click()`)
				searched += p.answers(`(s => { s.value = "82007"; s.dispatchEvent(new Event("input", { bubbles: true })) })(document.getElementById("search"))`)
			}
			for unit, all := range map[string]time.Duration{"ms-ready": ready, "ms-sort": sorted, "ms-search": searched} {
				b.ReportMetric(float64(all.Milliseconds())/float64(b.N), unit)
			}
		})
	}
}

func (p *tab) answers(ask string) time.Duration {
	p.t.Helper()
	return p.milliseconds(`(() => { const from = performance.now(); ` + ask + `; document.body.offsetHeight; return performance.now() - from })()`)
}

func (p *tab) milliseconds(expression string) time.Duration {
	p.t.Helper()
	ms, err := strconv.ParseFloat(p.text(expression), 64)
	if err != nil {
		p.t.Fatal(err)
	}
	return time.Duration(ms * float64(time.Millisecond))
}
