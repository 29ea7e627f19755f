package main

import (
	"context"
	"net/url"
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

	"yearend/letters/post/capture"
)

// person is somebody before a browser, who has the desk open in a tab.
type person struct {
	t      *testing.T
	ctx    context.Context
	origin string

	mu        sync.Mutex
	complains []string // what the page wrote to the console: there should be nothing
	fetched   []string
}

// patience is how long a step may take on a busy machine.
const patience = 30 * time.Second

// before opens a browser at an address.
func before(t *testing.T, address string) *person {
	t.Helper()
	allocated, stop := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, // a continuous integration runs as root
		chromedp.WSURLReadTimeout(patience))...)
	t.Cleanup(stop)
	return tabOf(t, allocated, address)
}

// tabOf is a tab of a browser.
func tabOf(t *testing.T, in context.Context, address string) *person {
	t.Helper()
	at, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	p := &person{t: t, origin: at.Scheme + "://" + at.Host}
	ctx, leave := chromedp.NewContext(in, chromedp.WithListener(p.listen))
	t.Cleanup(leave)
	p.ctx = ctx
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("Chromium shows the desk, and does not start (make tools installs it): %v", err)
	}
	commanded(p, log.Enable, cdp.Empty{})
	commanded(p, network.Enable, network.EnableParams{})
	p.wide(1280)
	p.do(chromedp.Navigate(address), chromedp.WaitReady(chromedp.CSS("main")))
	return p
}

func commanded[P, R any](p *person, command cdp.Command[P, R], params P) {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	if _, err := chromedp.Call(ctx, command, params); err != nil {
		p.t.Fatal(err)
	}
}

func (p *person) listen(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *log.EventEntryAdded:
		p.complains = append(p.complains, e.Entry.Text+" "+e.Entry.URL)
	case *runtime.EventExceptionThrown:
		p.complains = append(p.complains, e.ExceptionDetails.Text)
	case *network.EventRequestWillBeSent:
		p.fetched = append(p.fetched, e.Request.URL)
	}
}

func (p *person) wide(pixels int64) { p.do(chromedp.EmulateViewport(pixels, 900)) }

func (p *person) do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	if err := chromedp.Do(ctx, actions...); err != nil {
		p.t.Fatalf("%v, on the page\n%s", err, p.text("document.body.innerText"))
	}
}

// touches an element of the page, once that is read to its end: until then the browser may
// number its elements anew, and what was found is found no more.
func (p *person) touches(action chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	p.waits(readToItsEnd, "is not read to its end")
	p.do(action)
}

const readToItsEnd = `document.readyState === "complete"`

// text is what an expression in the page comes to.
func (p *person) text(expression string) string {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	s, err := chromedp.Run(ctx, chromedp.Evaluate[string]("Promise.resolve("+expression+").then(String)", chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatal(err)
	}
	return s
}

// sees waits until the page says some words.
func (p *person) sees(words ...string) {
	p.t.Helper()
	for _, w := range words {
		p.waits(`document.body?.innerText.includes(`+quotedJS(w)+`)`, "does not see "+w)
	}
}

// waits until something is so, on whatever page follows.
func (p *person) waits(what, otherwise string) {
	p.t.Helper()
	for range patience / (50 * time.Millisecond) {
		ctx, stop := context.WithTimeout(p.ctx, patience)
		so, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("Boolean("+what+")")) // fails while a page gives way to the next
		stop()
		if err == nil && so {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	p.t.Fatalf("%s but\n%s", otherwise, p.text("document.body.innerText"))
}

func quotedJS(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s) + `"`
}

// types fills fields in, by what stands in them.
func (p *person) types(fields ...string) {
	p.t.Helper()
	for i := 0; i < len(fields); i += 2 {
		p.waits(`document.querySelector(`+quotedJS(fields[i])+`)`, "has no "+fields[i])
		p.text(`document.querySelector(` + quotedJS(fields[i]) + `).value = ""`)
		p.touches(chromedp.SendKeys(chromedp.CSS(fields[i]), fields[i+1]))
	}
}

// presses a button or follows a link of that name, with the mouse, and waits for the page
// that it leads to: the one that is left may hold the same words.
func (p *person) presses(name string) {
	p.t.Helper()
	found := p.text(`(() => { const e = [...document.querySelectorAll("main button, main a, main summary"), ...document.querySelectorAll("button, a")].find(e => e.textContent.trim() === ` + quotedJS(name) + ` && e.checkVisibility()); if (!e) return "none";
		e.setAttribute("data-pressed", "here");
		const elsewhere = e.href && !e.target && !e.hasAttribute("download") && e.href.split("#")[0] !== location.href.split("#")[0];
		const sent = e.form && e.type === "submit" && e.form.checkValidity() && !e.form.dataset.shown;
		return elsewhere || sent ? "leads on" : "stays" })()`)
	if found == "none" {
		p.t.Fatalf("there is no button or link %q on\n%s", name, p.text("document.body.innerText"))
	}
	p.touches(chromedp.Click(chromedp.CSS("[data-pressed=here]")))
	if found == "leads on" {
		p.waits(`document.body && !document.querySelector("[data-pressed=here]")`, name+" leads nowhere")
	}
}

// goes to a place of the desk.
func (p *person) goes(place string) {
	p.t.Helper()
	p.do(chromedp.Navigate(p.origin+place), chromedp.WaitReady(chromedp.CSS("main")))
}

// judged has axe look at the page, wide and narrow; at 400% a screen of 1280 is 320 wide.
func (p *person) judged(page string) {
	p.t.Helper()
	source, err := os.ReadFile(filepath.FromSlash("../../.ci/cache/axe-core-4.14.1.min.js"))
	if err != nil {
		p.t.Fatalf("axe audits the desk, and is not here (make tools fetches it): %v", err)
	}
	p.waits(readToItsEnd, "is not read to its end")
	for _, width := range []int64{320, 1280} {
		p.wide(width)
		found := p.text("typeof axe === 'undefined' ? 'not read' : " + violationsHere)
		if found == "not read" { // at once: the page may give way to another
			found = p.text("(() => {" + string(source) + "; return " + violationsHere + " })()")
		}
		if found != "" {
			p.t.Errorf("%s, %d wide: %s", page, width, found)
		}
		if beyond := p.text(`document.documentElement.scrollWidth - innerWidth`); !strings.HasPrefix(beyond, "-") && beyond != "0" {
			p.t.Errorf("%s, %d wide, scrolls sideways by %s", page, width, beyond)
		}
		if runs := p.text(`[...document.querySelectorAll("body *")].filter(e => e.checkVisibility() && !e.closest(".scroll, .unseen, .skip") && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80)).join("\n")`); runs != "" {
			p.t.Errorf("%s, %d wide, runs out of the screen: %s", page, width, runs)
		}
		if aside := p.text(readAside); aside != "" && width == 320 {
			p.t.Errorf("%s, %d wide, is read by scrolling to the side: %s", page, width, aside)
		}
	}
	if codes := p.text(codesShown); codes != "" {
		p.t.Errorf("%s names a scheme by its code: %s", page, codes)
	}
}

// violationsHere are the rules of WCAG 2.2 AA, and of good practice, that a page breaks.
const violationsHere = `axe.run(document, { iframes: false, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] })
	.then(r => r.violations.map(v => v.id + ": " + v.help + "\n" + v.nodes.map(n => "  " + n.html.slice(0, 120)).join("\n")).join("\n"))`

// readAside is what of a page's tables is not on a narrow screen, or is there without the
// name of its column.
const readAside = `[...document.querySelectorAll("main table")].filter(t => t.checkVisibility()).flatMap(t => [...t.querySelectorAll("td, tbody th")]
	.filter(c => c.checkVisibility() && c.getBoundingClientRect().width && (c.getBoundingClientRect().right > innerWidth + 1 || c.scrollWidth > c.clientWidth + 1 ||
		c.tagName === "TD" && c.textContent.trim() && t.tHead && !getComputedStyle(c, "::before").content.includes(c.dataset.column ?? "none"))))
	.map(c => c.outerHTML.slice(0, 100)).slice(0, 5).join("\n")`

// codesShown is what of a page's sentences has a scheme's code in it; a command, the path
// of a file and what a terminal printed have it as it is typed.
const codesShown = `(() => {
	const found = [], texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
	while (texts.nextNode()) {
		const words = texts.currentNode.textContent.replace(/` + "`[^`]*`" + `/g, "");
		if (!texts.currentNode.parentElement.closest("pre, code, textarea") && /(^|[^\w/.-])[a-z]+-les-20\d\d-\d\d(?![\w/.-]*\w)/.test(words)) found.push(words.trim());
	}
	return found.slice(0, 5).join("\n");
})()`

// quiet fails where the browser refused, missed or caught anything, or fetched anything
// from elsewhere.
func (p *person) quiet() {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.complains {
		p.t.Errorf("the browser says: %s", c)
	}
	for _, at := range p.fetched {
		if !strings.HasPrefix(at, p.origin+"/") && !strings.HasPrefix(at, "data:") && !strings.HasPrefix(at, "chrome-extension://") {
			p.t.Errorf("fetched %s", at)
		}
	}
}

// Someone who has never seen a terminal makes a project, its letters, approves and sends
// them, with nothing but the page.
func TestTheSeasonOnThePage(t *testing.T) {
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none"})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	o, folder := options{asOf: "2026-04-17", here: hereOf(t), now: time.Now}, t.TempDir()
	p := before(t, openedDesk(t, o, folder))
	p.sees("There is no project here yet")
	p.judged("the first page")
	p.types("#issuer", "NHS Sample ICB", "#code", "QZA", "#address", "1 Sample Road\nSampleton", "#signatory", "Alex Sample", "#role", "Associate Director",
		"#primary-email", "pc@example.org", "#mailbox", "letters@example.org", "#host", "smtp.example.net", "#domains", "example.org")
	p.presses("Make the project")
	p.sees("The project was made in yearend-2025-26", "put the files in place")
	pointAt(t, filepath.Join(folder, "yearend-2025-26", "yearend.yaml"), server.Port)
	p.judged("the season before there is a run")

	p.presses("Produce")
	p.judged("produce")
	p.types("#as-of", "04172026")
	p.presses("Make the letters")
	p.sees("What it says")
	p.text("location.reload()") // in the middle, or just after it
	p.sees("Done, and something needs a person", "22 letters dated 17 April 2026")
	p.judged("what was done")
	p.presses("Look through run-001")
	p.sees("Review page", "control.xlsx")
	p.judged("the run")
	reviewed(p)

	p.presses("Approve run-001")
	p.sees("Letters of this run: 22")
	p.judged("approve")
	p.types("#by", "Alex Sample", "#letters", "21")
	p.presses("Approve run-001")
	p.sees("the number is 22, and 21 was given: nothing was done")
	p.judged("not done")
	p.presses("Back to run-001")
	p.types("#by", "Alex Sample", "#letters", "22")
	p.presses("Approve run-001")
	p.sees("run-001 is approved: 22 letters can be sent")
	p.presses("Send run-001")
	p.sees("type the number of messages: 3")
	p.judged("send")
	sentTwice(p, server)
	for _, place := range []string{"/panel", "/begin", "/approve", "/approve/run-001", "/send"} {
		p.goes(place)
		p.judged(place)
	}
	p.goes("/")
	p.sees("12 sent", "1 held, 10 sent")
	p.judged("the season")
	p.types("#code", "P81901")
	p.presses("Show")
	p.sees("approved", "Alex Sample", "sent to")
	p.judged("a practice")
	p.quiet()
	p.presses("End yearend")
	p.sees("The desk has ended")
}

// reviewed ticks on the review page in place, and finds the tick again.
func reviewed(p *person) {
	p.t.Helper()
	const review = `document.querySelector("iframe")?.contentDocument`
	p.waits(review+`?.querySelector("input[type=checkbox]") && `+review+`.readyState === "complete"`, "has no review page in place")
	p.text(review + `.querySelector("input[type=checkbox]").click()`)
	p.do(chromedp.Reload())
	p.waits(review+`?.querySelector("input[type=checkbox]")?.checked`, "has lost its tick")
}

// sentTwice sends the first three from one tab, and the rest; a second tab that still
// shows the first plan sends nothing twice.
func sentTwice(p *person, server *capture.Server) {
	p.t.Helper()
	second := tabOf(p.t, p.ctx, p.origin+"/send/run-001")
	for _, tab := range []*person{p, second} {
		tab.touches(chromedp.Click(chromedp.CSS("#accept")))
		tab.types("#messages", "3")
	}
	p.text(`document.querySelector("#to").value = "alex.sample@example.org"`) // a test address that no plan was shown for
	p.presses("Send")
	p.sees("Nothing was sent. Something was changed under")
	if n := len(server.Stored()); n > 0 {
		p.t.Fatalf("%d real letters went in place of a test", n)
	}
	p.text(`document.querySelector("#to").value = ""`)
	p.presses("Send")
	p.sees("3 sent, 0 refused", "Back to run-001")
	second.presses("Send")
	second.sees("the number is 19, and 3 was given: nothing was done")
	p.presses("Back to run-001")
	p.sees("type the number of messages: 19")
	p.touches(chromedp.Click(chromedp.CSS("#accept")))
	p.types("#messages", "19")
	p.presses("Send")
	p.sees("19 sent, 0 refused")
	to := map[string]int{}
	for _, m := range server.Stored() {
		to[m.To]++
	}
	if len(server.Stored()) != 22 {
		p.t.Errorf("%d messages arrived: %v", len(server.Stored()), to)
	}
	second.quiet()
}
