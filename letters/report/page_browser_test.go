package report

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// A browser shows the pages of a test; every test has a tab of its own.
type browser struct{ ctx context.Context }

func openBrowser(t testing.TB) browser {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, // a continuous integration runs as root
		chromedp.WSURLReadTimeout(patience))
	allocated, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, leave := chromedp.NewContext(allocated)
	t.Cleanup(leave)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("Chromium shows the review page, and does not start (make tools installs it): %v", err)
	}
	return browser{ctx}
}

// tab is a page as a person has it before them.
type tab struct {
	t   testing.TB
	ctx context.Context

	mu        sync.Mutex
	complains []string // what the page wrote to the console: there should be nothing
	fetched   []string
}

// open writes the run's page with its letters into a folder, and opens it
// from there, without any server.
func (b browser) open(t testing.TB, r Run, width, height int64) *tab {
	t.Helper()
	return b.openFile(t, writePages(t, r), "index.html", width, height)
}

// openFile opens a file of a run's folder.
func (b browser) openFile(t testing.TB, folder, name string, width, height int64) *tab {
	t.Helper()
	p := &tab{t: t}
	ctx, leave := chromedp.NewContext(b.ctx, chromedp.WithListener(p.listen), chromedp.WithNewBrowserContext()) // nobody has ticked anything here
	t.Cleanup(leave)
	p.ctx = ctx
	if err := chromedp.Do(ctx); err != nil { // the tab lives as long as the context of its first action
		t.Fatal(err)
	}
	p.do(chromedp.EmulateViewport(width, height))
	call(p, log.Enable, cdp.Empty{})
	call(p, network.Enable, network.EnableParams{})
	p.goTo(folder, name)
	return p
}

// goTo opens a file of a run's folder in the same tab.
func (p *tab) goTo(folder, name string) {
	p.t.Helper()
	p.do(chromedp.Navigate("file://"+filepath.ToSlash(filepath.Join(folder, name))), chromedp.WaitReady(chromedp.CSS("body")))
}

// patience is how long a step may take on a busy machine.
const patience = 90 * time.Second

// call sends the browser a command of its protocol.
func call[P, R any](p *tab, command cdp.Command[P, R], params P) R {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	result, err := chromedp.Call(ctx, command, params)
	if err != nil {
		p.t.Fatal(err)
	}
	return result
}

func (p *tab) listen(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *log.EventEntryAdded:
		p.complains = append(p.complains, e.Entry.Text)
	case *runtime.EventExceptionThrown:
		p.complains = append(p.complains, e.ExceptionDetails.Text)
	case *network.EventRequestWillBeSent:
		p.fetched = append(p.fetched, e.Request.URL)
	}
}

// writePages makes as much of a run folder as the page needs.
func writePages(t testing.TB, r Run) (folder string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "run-002")
	write := func(name, text string) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for i := range r.Settled.Positions {
		if letter := r.Issues[i].Link(); letter != "" {
			write(letter, onePagePDF)
			write(twin(letter), "<!DOCTYPE html><html lang=en><title>Letter</title><h1>The letter itself</h1>")
		}
	}
	for name, page := range pages(t, r) {
		write(name, string(page))
	}
	return dir
}

const onePagePDF = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
	"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n"

// pages are the files that Pages makes, by name.
func pages(t testing.TB, r Run) map[string][]byte {
	t.Helper()
	made := map[string][]byte{}
	var mu sync.Mutex
	err := Pages(r, func(name string, page []byte) error {
		mu.Lock()
		defer mu.Unlock()
		if made[name] != nil {
			t.Errorf("%s is made twice", name)
		}
		made[name] = page
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func (p *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	if err := chromedp.Do(ctx, actions...); err != nil {
		p.t.Fatal(err)
	}
}

func (p *tab) click(selector string) {
	p.t.Helper()
	p.do(chromedp.Click(chromedp.CSS(selector)))
}

// text is what an expression in the page comes to.
func (p *tab) text(expression string) string {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	s, err := chromedp.Run(ctx, chromedp.Evaluate[string]("Promise.resolve("+expression+").then(String)", chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatal(err)
	}
	return s
}

func (p *tab) want(expression, want string) {
	p.t.Helper()
	if got := p.text(expression); got != want {
		p.t.Errorf("%s is %q, want %q", expression, got, want)
	}
}

// wait gives the page time to come to something.
func (p *tab) wait(expression string) {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool](expression)); err != nil {
		p.t.Fatal(err)
	}
}

func (p *tab) key(keys ...string) {
	p.t.Helper()
	for _, k := range keys {
		p.do(chromedp.KeyEvent(k))
	}
}

// quiet fails where the browser refused, missed or caught anything.
func (p *tab) quiet() {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.complains {
		p.t.Errorf("the browser says: %s", c)
	}
	for _, url := range p.fetched {
		if !strings.HasPrefix(url, "file://") && !strings.HasPrefix(url, "chrome-extension://") { // the viewer of PDFs
			p.t.Errorf("fetched %s", url)
		}
	}
}

// visible are the codes of the practices that the list draws, in its order.
const visible = `[...document.querySelectorAll("#practices tbody tr[data-code]")].map(r => r.dataset.code + "/" + r.dataset.scheme.slice(0, 3)).join(" ")`
