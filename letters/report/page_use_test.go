package report

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	devtools "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A person uses the page, in a real browser.
func TestPageInBrowser(t *testing.T) {
	b := openBrowser(t)
	for name, use := range map[string]func(*testing.T, browser){
		"search and filter": searchAndFilter, "sort": sortList, "open a letter": openLetter, "open a letter that stands": openStanding, "open a letter of another kind": openOtherKind, "open a letter at once": openAtOnce, "keyboard only": keyboardOnly, "letters by J and K": lettersByKeys, "ticks are kept": ticksAreKept, "filters stay": filtersStay,
		"400 practices": quick, "many practices": manyRows, "many by keyboard": manyByKeyboard, "many on paper": manyOnPaper,
		"without scripts": withoutScripts, "audit": audit, "narrow": narrow, "print": printed, "hostile words": hostileWords,
	} {
		t.Run(name, func(t *testing.T) { use(t, b) })
	}
}

func searchAndFilter(t *testing.T, b browser) {
	p := b.open(t, sampleRun(t), 1400, 900)
	p.want(visible, "P81004/cap P81002/ltc P81003/ltc P81001/cap P81001/ltc") // held first, then what is marked
	for _, c := range []struct{ search, want string }{
		{"elm", "P81004/cap P81001/cap P81001/ltc"},
		{"ELM ltc", "P81001/ltc"},
		{"lodz", "P81002/ltc"},
		{"W-mailbox", "P81002/ltc"},
		{"P81003/LTC/2025-26/1", "P81003/ltc"},
		{"nobody", ""},
	} {
		p.choose("search", "")
		p.do(chromedp.SendKeys(chromedp.CSS("#search"), c.search))
		p.want(visible, c.want)
	}
	p.want(`document.getElementById("shown").textContent`, "Showing 0 of 5. Opened here so far: 0.")
	p.click("#filters [type=reset]")
	p.wait(`document.getElementById("shown").textContent.startsWith("Showing 5 of 5")`)
	for _, c := range []struct{ id, value, want string }{
		{"scheme", "ltc-les-2025-26", "P81002/ltc P81003/ltc P81001/ltc"},
		{"outcome", "recoup", "P81002/ltc"},
		{"outcome", "held", "P81004/cap"},
		{"state", "changed", "P81002/ltc"},
		{"flag", "look", "P81002/ltc"},
		{"flag", "late", "P81003/ltc P81001/cap P81001/ltc"},
		{"flag", "unseen", "P81004/cap P81002/ltc P81003/ltc P81001/cap P81001/ltc"},
	} {
		p.choose(c.id, c.value)
		p.want(visible, c.want)
		p.choose(c.id, "")
	}
	p.quiet()
}

func (p *tab) choose(id, value string) {
	p.t.Helper()
	p.text(`(() => { const s = document.getElementById("` + id + `"); s.value = "` + value +
		`"; s.dispatchEvent(new Event("input", { bubbles: true })); return s.value })()`)
}

func sortList(t *testing.T, b browser) {
	p := b.open(t, sampleRun(t), 1400, 900)
	p.want(`document.querySelector("[aria-sort]").textContent`, "To look at")
	for _, c := range []struct{ by, way, want string }{
		{"code", "ascending", "P81001/cap P81001/ltc P81002/ltc P81003/ltc P81004/cap"},
		{"code", "descending", "P81004/cap P81003/ltc P81002/ltc P81001/cap P81001/ltc"},
		{"balance", "ascending", "P81002/ltc P81003/ltc P81001/ltc P81001/cap P81004/cap"}, // what has no figures is last
		{"balance", "descending", "P81001/cap P81001/ltc P81003/ltc P81002/ltc P81004/cap"},
		{"rank", "descending", "P81004/cap P81002/ltc P81003/ltc P81001/cap P81001/ltc"},
	} {
		p.click(`[data-sort="` + c.by + `"]`)
		p.want(visible, c.want)
		p.want(`document.querySelector("[aria-sort]").getAttribute("aria-sort")`, c.way)
	}
	p.quiet()
}

func openLetter(t *testing.T, b browser) {
	p := b.open(t, sampleRun(t), 1400, 900)
	p.click(`tr[data-code=P81003] button.open`)
	p.want(`document.getElementById("letter").open`, "true")
	p.want(`document.getElementById("letter-name").textContent`, "P81003 Station House, The Old, LTC LES 2025/26")
	p.want(`document.getElementById("letter-says").textContent`, "Balance: £0.00")
	p.shows("letters/ltc-les-2025-26/P81003.pdf")
	p.click("#as-page")
	p.shows("letters/ltc-les-2025-26/P81003.html")
	p.shows("working/ltc-les-2025-26/P81003.html")
	p.wantInFrame("working/ltc-les-2025-26/P81003.html", `document.querySelector("h1").textContent + ". " + document.getElementById("says").textContent`, "P81003 Station House, The Old, LTC LES 2025/26. Balance: £0.00")
	p.wantInFrame("working/ltc-les-2025-26/P81003.html", `document.querySelectorAll("ol li").length > 5`, "true")
	p.wantInFrame("working/ltc-les-2025-26/P81003.html", `[...document.querySelectorAll("dd")].map(d => d.textContent).slice(0, 4).join(" ")`, "£1,000.00 £800.00 £800.00 £0.00")
	p.wantInFrame("working/ltc-les-2025-26/P81003.html", `document.querySelector(".links").children[1].href.endsWith("/run-002/letters/ltc-les-2025-26/P81003.html")`, "true")
	p.want(`document.getElementById("letter-place").textContent`, "3 of 5")
	p.click("#next")
	p.want(`document.getElementById("letter-name").textContent`, "P81001 Elm Tree Surgery, CAP LES 2025/26")
	p.shows("letters/capitated-les-2025-26/P81001.html") // the form that was chosen stays
	for range 3 {
		p.click("#previous")
	}
	p.click("#previous")
	p.want(`document.getElementById("letter-name").textContent`, "P81004 Elm Tree Surgery, CAP LES 2025/26")
	p.want(`document.getElementById("letter-frame").textContent`, "There is no letter while the position is held.")
	p.shows("working/capitated-les-2025-26/P81004.html")
	p.wantInFrame("working/capitated-les-2025-26/P81004.html", `document.querySelector("ul").textContent.trim()`, "hold there is no target above zero (E-target): inputs/contracts.csv, row 7, column “Target”, found “0”: the target is zero: have it agreed and entered")
	p.want(`document.getElementById("previous").disabled`, "true")
	p.closes()
	p.want(`document.getElementById("shown").textContent`, "Showing 5 of 5. Opened here so far: 4.")
	p.quiet()
}

// The letter of an unchanged position is that of the earlier run.
func openStanding(t *testing.T, b browser) {
	p := b.open(t, secondRun(t), 1400, 900)
	p.click(`tr[data-code=P81001][data-scheme^=cap] button.open`)
	p.want(`document.getElementById("letter-says").textContent`, "Balance: £3,627.68 to pay. The letter of run-001 stands")
	p.shows("run-001/letters/capitated-les-2025-26/P81001.pdf")
	p.shows("run-002/working/capitated-les-2025-26/P81001.html")
	p.closes()
	p.click(`[aria-label="Positions that changed"] button.open`)
	p.want(`document.getElementById("letter-says").textContent`, "Balance: £0.00. Replaces P81003/LTC/2025-26/1")
	p.shows("run-002/letters/ltc-les-2025-26/P81003.pdf")
	p.quiet()
}

// A kind of letter lies in a folder of its own, in this run and in the earlier one.
func openOtherKind(t *testing.T, b browser) {
	r := secondRun(t)
	r.Kind.Name, r.Kind.Path = "reminder", "reminders"
	for i, issue := range r.Issues {
		r.Issues[i].Letter = strings.Replace(issue.Letter, "letters/", "reminders/", 1)
		r.Issues[i].StandsAt = strings.Replace(issue.StandsAt, "letters/", "reminders/", 1)
	}
	p := b.open(t, r, 1400, 900)
	p.want(`document.querySelector("h1").textContent`, "Review of the reminder letters 2025/26")
	p.click(`tr[data-code=P81001][data-scheme^=cap] button.open`)
	p.shows("run-001/reminders/capitated-les-2025-26/P81001.pdf")
	p.closes()
	p.click(`tr[data-code=P81003] button.open`)
	p.shows("run-002/reminders/ltc-les-2025-26/P81003.pdf")
	p.quiet()
}

// The browser tells the page of a closing some time after it; a letter that was
// opened meanwhile stays.
func openAtOnce(t *testing.T, b browser) {
	p := b.open(t, secondRun(t), 1400, 900)
	p.click(`tr[data-code=P81001][data-scheme^=cap] button.open`)
	p.shows("run-001/letters/capitated-les-2025-26/P81001.pdf")
	p.text(`new Promise((told) => {
		document.getElementById("letter").addEventListener("close", told);
		document.getElementById("close").click();
		document.querySelector('[aria-label="Positions that changed"] button.open').click();
	})`)
	p.want(`document.getElementById("letter").open + " " + document.activeElement.id`, "true letter-name")
	p.shows("run-002/letters/ltc-les-2025-26/P81003.pdf")
	p.closes()
	p.want(`document.activeElement.textContent`, "P81003 Station House, The Old")
	p.quiet()
}

// shows waits until a frame has the file, a page to its end, and not the
// browser's word that it may not show it. The browser's viewer of PDFs starts
// slowly where others want the processor.
func (p *tab) shows(file string) {
	p.t.Helper()
	for range patience / glance {
		if p.frame(file) != "" && (strings.HasSuffix(file, ".pdf") || p.inFrame(file, "document.readyState") == "complete") {
			return
		}
		p.do(chromedp.Sleep(glance))
	}
	p.t.Errorf("no frame has %s, but %q", file, p.frames())
}

// frames is what the page's frames have, by the address.
func (p *tab) frames() map[string]cdp.FrameID {
	p.t.Helper()
	has := map[string]cdp.FrameID{}
	for _, child := range call(p, devtools.GetFrameTree, cdp.Empty{}).FrameTree.ChildFrames {
		has[child.Frame.URL] = child.Frame.ID
	}
	return has
}

// frame is the one that has the file; empty where none has.
func (p *tab) frame(file string) cdp.FrameID {
	p.t.Helper()
	for url, id := range p.frames() {
		if strings.HasPrefix(url, "file://") && strings.HasSuffix(url, file) {
			return id
		}
	}
	return ""
}

// inFrame asks a document that is shown in a frame, of which the page itself may
// know nothing.
func (p *tab) inFrame(file, expression string) string {
	p.t.Helper()
	world := call(p, devtools.CreateIsolatedWorld, devtools.CreateIsolatedWorldParams{FrameID: p.frame(file)})
	result := call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: "String(" + expression + ")", ContextID: world.ExecutionContextID})
	var is string
	if err := json.Unmarshal([]byte(result.Result.Value), &is); err != nil {
		p.t.Fatalf("%s in the frame of %s: %v", expression, file, err)
	}
	return is
}

func (p *tab) wantInFrame(file, expression, want string) {
	p.t.Helper()
	if got := p.inFrame(file, expression); got != want {
		p.t.Errorf("in the frame of %s, %s is %q, want %q", file, expression, got, want)
	}
}

// glance is how long to wait before looking again.
const glance = 50 * time.Millisecond

// closes presses Close, and waits until the page has heard of it, taken the
// letter out and put the focus back: until then it may still move under the
// pointer.
func (p *tab) closes() {
	p.t.Helper()
	p.click("#close")
	p.wait(`!document.getElementById("letter").open && !document.getElementById("letter-frame").hasChildNodes() && document.activeElement.matches("button.open")`)
}

// Everything can be reached and done by the keyboard, and where one is shows.
func keyboardOnly(t *testing.T, b browser) {
	p := b.open(t, sampleRun(t), 1400, 900)
	reached := p.walk()
	const reachable = `[...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")].filter(e => e.checkVisibility() && !e.disabled && !e.closest("dialog"))`
	if all := p.text(reachable + ".length"); all != reached {
		t.Errorf("%s places reached by the keyboard, of %s", reached, all)
	}
	p.text(`document.querySelector(".skip").focus()`)
	p.key(kb.Enter)
	p.want(`document.activeElement.id`, "main")

	p.text(`document.querySelector("#practices tbody tr button.open").focus()`)
	p.key(kb.ArrowDown, kb.ArrowDown, kb.ArrowUp)
	p.want(`document.activeElement.textContent.slice(0, 6)`, "P81002")
	p.key(kb.Enter)
	p.want(`document.activeElement.id`, "letter-name")
	p.key(kb.Tab, kb.Tab)
	p.want(`document.activeElement.id`, "next")
	p.key(kb.Enter)
	p.want(`document.getElementById("letter-name").textContent.slice(0, 6)`, "P81003")
	p.key(kb.Enter, kb.Enter) // the focus stays, to go on to the last one
	p.want(`document.getElementById("letter-place").textContent`, "5 of 5")
	p.want(`document.activeElement.id`, "letter-name") // there is no next to stay on
	p.key(kb.Tab, kb.Enter, kb.Enter)
	p.want(`document.getElementById("letter-name").textContent.slice(0, 6)`, "P81003")
	p.want(`document.activeElement.id`, "previous")
	p.key(kb.Escape)
	p.wait(`!document.getElementById("letter").open`)
	p.wait(`document.activeElement.textContent.startsWith("P81003")`) // where one has got to, once the browser has told of the closing
	p.text(`document.querySelector('[data-sort="code"]').focus()`)
	p.key(kb.Enter)
	p.want(`document.querySelector("[aria-sort]").textContent`, "Practice")
	p.quiet()
}

// J and K go through the list, and with a letter open through the letters; in the
// field that searches they are letters.
func lettersByKeys(t *testing.T, b browser) {
	p := b.open(t, sampleRun(t), 1400, 900)
	p.key("j")
	p.want(`document.activeElement.textContent.slice(0, 6)`, "P81004")
	p.key("j", "j", "k")
	p.want(`document.activeElement.textContent.slice(0, 6)`, "P81002")
	p.key(kb.Enter)
	p.key("j", "J")
	p.want(`document.getElementById("letter-name").textContent`, "P81001 Elm Tree Surgery, CAP LES 2025/26")
	p.key("k")
	p.want(`document.getElementById("letter-name").textContent.slice(0, 6)`, "P81003")
	p.key(kb.Escape)
	p.wait(`!document.getElementById("letter").open`)
	p.do(chromedp.SendKeys(chromedp.CSS("#search"), "jk"))
	p.want(`document.getElementById("search").value + document.activeElement.id`, "jksearch")
	p.quiet()
}

// What was ticked and opened is there again when the page is, for this run only;
// the checklist counts what was opened.
func ticksAreKept(t *testing.T, b browser) {
	r := sampleRun(t)
	folder := writePages(t, r)
	p := b.openFile(t, folder, "index.html", 1400, 900)
	p.want(`document.getElementById("kept").textContent.includes("are kept in this browser")`, "true")
	p.want(`document.getElementById("opened").textContent`, "Opened here so far: 0 of 5.")
	p.click(`tr[data-code=P81003] button.open`)
	p.closes()
	p.click(`.checklist li:nth-child(2) input`)
	ticked := `[...document.querySelectorAll(".checklist input")].map(i => i.checked ? 1 : 0).join("").slice(0, 3)`
	p.goTo(folder, "index.html")
	p.want(ticked, "010")
	p.want(`document.getElementById("opened").textContent`, "Opened here so far: 1 of 5.")
	p.want(`document.querySelector("tr[data-seen] button.open").textContent.slice(0, 6)`, "P81003")
	r.Sources[1].SHA256 = strings.Repeat("7", 64) // the same ICB, another extract
	p.goTo(writePages(t, r), "index.html")
	p.want(ticked, "000")
	p.want(`document.getElementById("opened").textContent`, "Opened here so far: 0 of 5.")
	p.quiet()
}

// The filters are in view wherever one is in the list, and hide no row that has the focus.
func filtersStay(t *testing.T, b browser) {
	p := b.open(t, icbRun(t, 400), 1400, 900)
	p.text(`document.querySelector("#practices tbody tr button.open").focus()`)
	p.key(kb.End)
	p.key(kb.ArrowUp)
	p.want(`(() => { const f = document.getElementById("filters").getBoundingClientRect(), r = document.activeElement.getBoundingClientRect();
		return f.top >= 0 && f.bottom < innerHeight && r.top >= f.bottom - 1 && r.bottom <= innerHeight })()`, "true")
	p.quiet()
}

// walk presses Tab from the top until it comes round, and returns how many
// places it came to. Each must be seen to have the focus.
func (p *tab) walk() string {
	p.t.Helper()
	p.text(`window.places = new Set()`)
	for range 300 {
		p.key(kb.Tab)
		if p.text(`document.activeElement === document.body || places.has(document.activeElement)`) == "true" {
			break
		}
		p.text(`places.add(document.activeElement)`)
		if where := p.text(`(() => { const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
			return s.outlineStyle === "none" || r.bottom < 0 || r.top > innerHeight ? e.outerHTML.slice(0, 80) : "" })()`); where != "" {
			p.t.Errorf("the focus is not seen at %s", where)
		}
	}
	return p.text(`places.size`)
}
