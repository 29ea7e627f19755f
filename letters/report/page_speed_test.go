package report

import (
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"
)

// A page of 400 practices in two schemes opens in under a second, and so it
// does whatever is asked of it. What is measured is the work of the page's own
// thread, which does not count the time that others had the processor.
func quick(t *testing.T, b browser) {
	p := b.open(t, icbRun(t, 400), 1400, 900)
	call(p, performance.Enable, performance.EnableParams{TimeDomain: performance.EnableTimeDomainThreadTicks})
	for _, step := range []struct {
		name string
		do   func()
	}{
		{"opening", func() { p.do(chromedp.Reload(), chromedp.WaitReady(chromedp.CSS("#practices tr[data-code]"))) }},
		{"search", func() { p.choose("search", "P82") }},
		{"filter", func() { p.choose("outcome", "recoup") }},
		{"no filter", func() { p.choose("outcome", "") }},
		{"sort", func() { p.click(`[data-sort="balance"]`) }},
		{"a letter", func() { p.click("#practices tbody tr:not([hidden]) button.open") }},
	} {
		before := p.worked()
		step.do()
		p.text(`document.body.offsetHeight`) // once it is laid out
		if took := p.worked() - before; took >= time.Second {
			t.Errorf("%s takes %s", step.name, took)
		}
	}
	p.want(`performance.getEntriesByName("ready").length`, "1")
	p.want(`document.querySelectorAll("#practices tbody tr").length`, "800")
	p.quiet()
}

// worked is how long the page's thread has been at work.
func (p *tab) worked() time.Duration {
	p.t.Helper()
	for _, m := range call(p, performance.GetMetrics, cdp.Empty{}).Metrics {
		if m.Name == "TaskDuration" {
			return time.Duration(m.Value * float64(time.Second))
		}
	}
	p.t.Fatal("the browser does not tell how long the page has been at work")
	return 0
}
