package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// drawnRows is how many rows of the list stand in the page at the moment.
const drawnRows = `document.querySelectorAll("#practices tr[data-code]").length`

// Of a long list only what is near the window is drawn; whoever goes through it
// sees every row once, in order, with its number, and the end where it should be.
func manyRows(t *testing.T, b browser) {
	for _, width := range []int64{1280, 320} {
		p := b.open(t, icbRun(t, 200), width, 900)
		p.want(drawnRows+` < 200`, "true")
		p.want(`document.getElementById("practices").getAttribute("aria-rowcount")`, "401")
		p.text(`(async () => {
			window.seen = new Map();
			const frame = () => new Promise(requestAnimationFrame);
			document.getElementById("list").scrollIntoView();
			for (let last = -1; scrollY !== last && document.getElementById("check").getBoundingClientRect().top > 0;) {
				last = scrollY;
				for (const row of document.querySelectorAll("#practices tr[data-code]")) {
					const place = row.getBoundingClientRect();
					if (place.bottom > 0 && place.top < innerHeight) {
						seen.set(Number(row.getAttribute("aria-rowindex")), row.dataset.code + row.dataset.scheme);
					}
				}
				scrollBy(0, innerHeight * 2 / 3);
				await frame();
				await frame();
			}
		})()`)
		p.want(`[...seen.keys()].every((n, i) => n === i + 2)`, "true")
		p.want(`new Set(seen.values()).size`, "400")
		p.want(drawnRows+` < 200`, "true") // also after all have been seen

		p.click(`nav [href="#check"]`) // from far away, past rows of which nobody knows yet how high they are
		p.wait(`(top => top > 14 && (top < 18 || scrollY + innerHeight > document.documentElement.scrollHeight - 2))(document.getElementById("check").getBoundingClientRect().top)`)
		p.do(chromedp.EmulateViewport(700, 900)) // rows fold otherwise
		p.text(`document.getElementById("list").scrollIntoView()`)
		p.wait(`[...document.querySelectorAll("#practices tbody")].every(b => b.querySelector("[data-code]") || b.getBoundingClientRect().top > innerHeight || b.getBoundingClientRect().bottom < 0)`)

		p.choose("search", "P82150")
		p.want(visible, "P82150/cap P82150/ltc")
		p.want(`document.getElementById("shown").textContent`, "Showing 2 of 400. Opened here so far: 0.")
		p.want(`document.getElementById("practices").getAttribute("aria-rowcount")`, "3")
		p.text(`scrollTo(0, 0)`)
		p.choose("search", "")
		p.choose("outcome", "pay") // some blocks, the last of them in part
		p.want(`(n => n > 50 && n % 25 > 0)(document.getElementById("practices").getAttribute("aria-rowcount") - 1)`, "true")
		const high = `[...document.querySelectorAll("#practices .blank")].map(b => Math.round(b.getBoundingClientRect().height))`
		p.want(high+`.slice(-2).map((h, i, all) => Math.sign(h - all[0])).join(" ")`, "0 -1")
		p.choose("outcome", "")
		p.want(`new Set(`+high+`).size`, "1")
		p.click(`[data-sort="code"]`)
		p.want(`document.querySelector("#practices tbody tr").dataset.code`, "P82000")
		p.quiet()
	}
}

// The arrow keys, Home, End and Tab go through rows that are not drawn yet.
func manyByKeyboard(t *testing.T, b browser) {
	p := b.open(t, icbRun(t, 200), 1280, 900)
	p.click(`[data-sort="code"]`)
	at := func(row int, code string) {
		t.Helper()
		p.want(`document.activeElement.closest("tr").getAttribute("aria-rowindex") + " " + document.activeElement.textContent.slice(0, 6)`, fmt.Sprintf("%d %s", row, code))
		p.want(`(r => r.top >= 0 && r.bottom <= innerHeight)(document.activeElement.getBoundingClientRect())`, "true")
	}
	p.text(`document.querySelector("#practices tbody button.open").focus()`)
	for range 40 {
		p.key(kb.ArrowDown)
	}
	at(42, "P82020")
	p.key(kb.End)
	at(401, "P82199")
	p.key(kb.ArrowDown) // there is none further
	at(401, "P82199")
	for range 30 {
		p.key(kb.ArrowUp)
	}
	at(371, "P82184")
	p.key(kb.Home)
	at(2, "P82000")
	p.text(`scrollTo(0, document.body.scrollHeight)`) // the focus stays, however far one looks
	p.key(kb.Tab)                                     // to its link
	p.want(`document.activeElement.textContent.trim().slice(0, 3) + document.activeElement.closest("tr").getAttribute("aria-rowindex")`, "PDF2")
	p.text(`document.querySelector('#practices [aria-rowindex="2"] button.open').focus()`)
	for range 3 * 30 { // a button and two links a row, some without
		p.key(kb.Tab)
	}
	p.want(`Number(document.activeElement.closest("tr").getAttribute("aria-rowindex")) > 30`, "true")

	p.text(`document.activeElement.closest("tr").querySelector("button.open").focus()`)
	p.key(kb.Enter)
	p.text(`Array.from({ length: 60 }, () => document.getElementById("next").click()).length`)
	place := strings.Fields(p.text(`document.getElementById("letter-place").textContent`))[0]
	p.closes()
	p.want(`Number(document.activeElement.closest("tr").getAttribute("aria-rowindex")) - 1`, place)
	p.want(`document.activeElement.closest("tr").dataset.seen`, "yes")
	p.quiet()
}

// On paper there is every row that the list has, as it is filtered, and the
// working of a letter to its last step.
func manyOnPaper(t *testing.T, b browser) {
	p := b.open(t, icbRun(t, 100), 1280, 900)
	paper := p.paper()
	for i := range 100 {
		if code := fmt.Sprintf("P82%03d", i); strings.Count(paper, code+" Practice") < 2 {
			t.Errorf("the print has not both positions of %s", code)
		}
	}
	p.want(drawnRows+` < 200`, "true") // and the screen is as it was
	p.choose("outcome", "held")
	held := p.text(`document.getElementById("shown").textContent.split(" ")[1]`)
	if _, list, _ := strings.Cut(p.paper(), "Practices and letters"); fmt.Sprint(strings.Count(list, "held: E-target")) != held {
		t.Errorf("the print of %s held practices is\n%s", held, list)
	}
	p.choose("scheme", "capitated-les-2025-26")
	p.choose("outcome", "pay")
	p.text(`document.querySelector("#practices button.open").click()`)
	code := p.text(`document.getElementById("letter-name").textContent.slice(0, 6)`)
	p.shows("working/capitated-les-2025-26/" + code + ".html")
	for _, want := range []string{"Problems and boundaries", "The position", "ECGs", "Phlebotomy", "Wound Care", "Balance: to pay"} {
		if paper := p.paper(); !strings.Contains(paper, want) {
			t.Errorf("the print of the working of %s lacks %q:\n%s", code, want, paper)
		}
	}
}

// Without scripts the page says what it holds, and leads to every working.
func withoutScripts(t *testing.T, b browser) {
	p := b.open(t, secondRun(t), 1280, 900)
	call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	p.do(chromedp.Reload(), chromedp.WaitReady(chromedp.CSS("#rows table")))
	paper := p.paper()
	for _, want := range []string{"Scripts are switched off", "Held: no letter until", "P81003 Station House", "£2.17 to recoup", "near a boundary", "Checklist for the reviewer"} {
		if !strings.Contains(paper, want) {
			t.Errorf("the page without scripts lacks %q", want)
		}
	}
	p.click(`#rows a[href="working/ltc-les-2025-26/P81003.html"]`)
	p.do(chromedp.WaitReady(chromedp.CSS("ol li")))
	p.do(chromedp.WaitReady(chromedp.CSS(`.links a[href="../../letters/ltc-les-2025-26/P81003.pdf"]`)))
	p.quiet()
}
