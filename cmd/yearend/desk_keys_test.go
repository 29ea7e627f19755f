package main

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"yearend/letters/post/capture"
)

// atKeys is what the keyboard is at, also within a frame: what it is called, whether that
// it is there is seen, and where it is. A page that gives way to the next has none.
const atKeys = `(() => {
	let e = document.activeElement, frames = 0;
	while (e?.tagName === "IFRAME") {
		const within = e.contentDocument?.activeElement;
		if (!within || within === e.contentDocument.body) break;
		e = within; frames++;
	}
	if (!e || e === document.body) return "nothing";
	const style = e.ownerDocument.defaultView.getComputedStyle(e), at = e.getBoundingClientRect(), view = e.ownerDocument.defaultView;
	const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none";
	const onScreen = at.bottom > 0 && at.top < view.innerHeight && at.right > 0 && at.left < view.innerWidth && at.width > 0;
	const name = (e.labels?.[0]?.textContent || e.getAttribute("aria-label") || e.title || e.textContent || "").trim().replace(/\s+/g, " ");
	return [ring && onScreen || e.tabIndex < 0 ? "seen" : "unseen", frames ? "framed" : "page", e.type === "checkbox" || e.type === "radio" ? e.type : e.tagName.toLowerCase(), name].join(" ");
})()`

// keys presses keys, wherever the keyboard is.
func (p *person) keys(keys string) {
	p.t.Helper()
	p.do(chromedp.KeyEvent(keys))
}

// farthest is how many stops the keyboard makes at most on the way to anything.
const farthest = 150

// tabsTo goes on by Tab until the keyboard is at what is called so. Each stop on the way
// must be seen, and none may keep it.
func (p *person) tabsTo(called string) {
	p.t.Helper()
	stuck, last := 0, ""
	for range farthest {
		p.keys(kb.Tab)
		at := p.text(atKeys)
		if strings.HasPrefix(at, "unseen") {
			p.t.Errorf("the keyboard is at what nobody sees: %s", at)
		}
		if strings.Contains(at, called) {
			return
		}
		if stuck++; at != last {
			stuck, last = 0, at
		}
		if stuck > 6 { // a day has fields within the field
			p.t.Fatalf("the keyboard does not get away from %s", at)
		}
	}
	p.t.Fatalf("the keyboard does not come to %q; it is at %s, on\n%s", called, p.text(atKeys), p.text("document.querySelector('h1').innerText"))
}

// isAt waits until the keyboard was put where a page has its news.
func (p *person) isAt(what string) {
	p.t.Helper()
	p.waits(readToItsEnd+` && `+atKeys+`.includes(`+quotedJS(what)+`)`, "is not led to "+what+" but to "+p.text(atKeys))
}

// Whoever has no mouse finds a practice and its letter, decides something, produces,
// ticks, approves, sends, stops, and ends the desk: with Tab, Enter, Space, the arrows and
// what is typed. The keyboard is always seen, gets out of each frame again, and is put to
// what was refused or done.
func TestTheDeskByKeyboardAlone(t *testing.T) {
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none", Script: func(capture.Turn) *capture.Fault {
		time.Sleep(100 * time.Millisecond) // long enough to be stopped
		return nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	dir := filepath.Join(t.TempDir(), "trial")
	yearend(t, exitDone, "init", dir)
	pointAt(t, filepath.Join(dir, "yearend.yaml"), server.Port)
	p := before(t, openedDesk(t, options{asOf: "2026-04-17", here: hereOf(t), now: time.Now}, dir))
	p.sees("The season")

	p.keys(kb.Tab)
	if at := p.text(atKeys); !strings.HasPrefix(at, "seen page a Skip to what this page says") {
		t.Errorf("the first stop is %s", at)
	}
	p.keys(kb.Enter)
	p.keys(kb.Tab)
	if at := p.text(`Boolean(document.activeElement.closest("main"))`); at != "true" {
		t.Errorf("what is skipped to is not what the page says, but %s", p.text(atKeys))
	}
	byKeysToALetter(p)
	byKeysToAnApproval(p)
	byKeysStopped(p)
	p.tabsTo("button End yearend")
	p.keys(kb.Enter)
	p.sees("The desk has ended")
	p.quiet()
}

// byKeysToALetter searches for a practice, opens its letter, goes through the frame and
// out again, and holds the letter: without its reason first, which is refused.
func byKeysToALetter(p *person) {
	p.t.Helper()
	p.goes("/")
	p.tabsTo(" a Letters")
	p.keys(kb.Enter)
	p.sees("Code or name of a practice")
	p.tabsTo("input Code or name of a practice")
	p.keys("quill")
	p.keys(kb.Enter)
	p.sees("2 of 23")
	p.tabsTo("Quillbeck Surgery LTC LES")
	p.keys(kb.Enter)
	p.sees("Its working")
	framed(p, "Quillbeck Surgery")
	p.text(`scrollTo(0, 0)`)
	p.tabsTo("framed a ")
	p.tabsTo("radio Hold")
	p.keys(kb.ArrowDown)
	p.keys(" ")
	p.keys(kb.ArrowUp)
	if got := p.text(`document.querySelector("input[name=instruction]:checked").value`); got != "hold" {
		p.t.Errorf("the arrows choose %s", got)
	}
	p.tabsTo("textarea The reason")
	p.keys("As the practice said")
	p.tabsTo("input Who decides it")
	p.keys("Sam Sample")
	p.keys(kb.Enter)
	p.isAt("The instruction stands in inputs/instructions.csv now.")
	p.tabsTo("button Take it out: ")
	p.keys(kb.Enter)
	p.isAt("The instruction was taken out")
}

// byKeysToAnApproval produces, ticks on the review page in its frame, and approves: first
// with another number, which is refused.
func byKeysToAnApproval(p *person) {
	p.t.Helper()
	p.tabsTo(" a Produce")
	p.keys(kb.Enter)
	p.sees("Date of issue")
	p.tabsTo("button Make the letters")
	p.keys(kb.Enter)
	p.isAt("Done, and something needs a person")
	p.tabsTo("Look through run-001")
	p.keys(kb.Enter)
	p.waits(`document.querySelector("iframe")?.contentDocument?.querySelector("input[type=checkbox]")`, "has no review page in place")
	p.tabsTo("framed checkbox")
	p.keys(" ")
	p.waits(`document.querySelector("iframe").contentDocument.querySelector("input[type=checkbox]:checked")`, "has no tick")
	p.goes("/runs/run-001") // the review page has a stop for each practice, which the next test of it walks
	p.tabsTo("a Approve run-001")
	p.keys(kb.Enter)
	p.sees("Letters of this run: 22")
	for _, number := range []string{"21", "22"} {
		p.tabsTo("input Your name")
		p.text(`document.activeElement.value = ""`)
		p.keys("Alex Sample")
		p.tabsTo("input Type the number of its letters")
		p.keys(number)
		p.keys(kb.Enter)
		if number == "21" {
			p.isAt("Not done")
			p.tabsTo("a Back to run-001")
			p.keys(kb.Enter)
			p.sees("Letters of this run: 22")
		}
	}
	p.isAt("Done")
}

// byKeysStopped sends, stops it, and is told how far it came.
func byKeysStopped(p *person) {
	p.t.Helper()
	p.tabsTo("a Send run-001")
	p.keys(kb.Enter)
	p.sees("type the number of messages: 3")
	p.tabsTo("checkbox Send although nobody")
	p.keys(" ")
	p.tabsTo("input To send to the practices, type the number")
	p.keys("3")
	p.tabsTo("button Send")
	p.keys(kb.Enter)
	p.sees("Stop")
	p.tabsTo("button Stop")
	p.keys(kb.Enter)
	p.waits(`document.querySelector(".verdict")`, "does not say what came of it")
	p.isAt("ne") // done, or not done: a sending that was stopped late has sent everything
}
