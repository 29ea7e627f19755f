package report

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"yearend/calc"
)

// axe is the audit of accessibility, as .ci/tools fetches it.
const axe = "../../.ci/cache/axe-core-4.14.1.min.js"

// audit has axe look at the page in every state that a person meets.
func audit(t *testing.T, b browser) {
	source, err := os.ReadFile(filepath.FromSlash(axe))
	if err != nil {
		t.Fatalf("axe audits the review page, and is not here (make tools fetches it): %v", err)
	}
	for _, width := range []int64{1400, 320} {
		p := b.open(t, secondRun(t), width, 900)
		p.text("(() => {" + string(source) + "})()")
		p.audited("as it opens")
		p.text(`document.querySelectorAll("details").forEach(d => d.open = true)`)
		p.audited("with everything unfolded")
		p.do(chromedp.SendKeys(chromedp.CSS("#search"), "nobody"))
		p.audited("with nothing found")
		p.click("#filters [type=reset]")
		p.wait(`document.querySelectorAll("#practices tr[data-code]").length === 5`)
		p.click("tr[data-code=P81002] button.open")
		p.audited("with a letter open")
		p.text(`document.getElementById("close").replaceChildren()`)
		if p.violations() == "" {
			t.Error("the audit does not find a button without a name")
		}
		for _, of := range []string{"capitated-les-2025-26/P81001", "ltc-les-2025-26/P81003", "capitated-les-2025-26/P81004"} {
			p := b.openFile(t, writePages(t, secondRun(t)), "working/"+of+".html", width, 900)
			p.text("(() => {" + string(source) + "})()")
			p.audited("the working of " + of)
			p.quiet()
		}
	}
	p := b.open(t, icbRun(t, 100), 1400, 900) // with most of the list not drawn
	p.text("(() => {" + string(source) + "})()")
	p.text(`document.getElementById("list").scrollIntoView()`)
	p.audited("with a long list")
}

// violations are the rules of WCAG 2.2 AA, and of good practice, that the page
// breaks, with the places.
func (p *tab) violations() string {
	p.t.Helper()
	return p.text(`axe.run(document, { iframes: false, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] })
		.then(r => r.violations.map(v => v.id + ": " + v.help + "\n" + v.nodes.map(n => "  " + n.html.slice(0, 120)).join("\n")).join("\n"))`)
}

func (p *tab) audited(state string) {
	p.t.Helper()
	if found := p.violations(); found != "" {
		p.t.Errorf("%s: %s", state, found)
	}
}

// At 400% zoom a screen of 1280 is 320 wide: no line runs out of it.
func narrow(t *testing.T, b browser) {
	p := b.open(t, secondRun(t), 320, 640)
	const runsOut = `[...document.querySelectorAll("body *")].filter(e => e.checkVisibility() && !e.closest(".scroll, svg, .unseen, .skip") && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80)).join("\n")`
	p.text(`document.querySelectorAll("details").forEach(d => d.open = true)`)
	p.want("document.documentElement.scrollWidth", "320")
	p.want(runsOut, "")
	p.click("tr[data-code=P81002] button.open")
	p.want(`document.getElementById("letter").scrollWidth <= 320`, "true")
	p.want(runsOut, "")
	p.closes()
	working := b.openFile(t, writePages(t, secondRun(t)), "working/capitated-les-2025-26/P81001.html", 320, 640)
	working.want("document.documentElement.scrollWidth", "320")
	working.want(runsOut, "")
	p.text(`document.querySelectorAll("body *").forEach(e => Object.assign(e.style, { lineHeight: 1.5, letterSpacing: ".12em", wordSpacing: ".16em" }))`) // as some people read
	p.want("document.documentElement.scrollWidth", "320")
	p.want(runsOut, "")
}

// On paper there is what was found, the checklist and room to sign, and
// nothing to click; with a letter open, its working.
func printed(t *testing.T, b browser) {
	p := b.open(t, sampleRun(t), 1400, 900)
	paper := p.paper()
	for _, want := range []string{"Checklist for the reviewer", "Reviewed by (Primary Care)", "Held: no letter until", "E-target", "P81001 Elm Tree", "To pay, 1 practice: £"} {
		if !strings.Contains(paper, want) {
			t.Errorf("the print lacks %q", want)
		}
	}
	for _, never := range []string{"Show all", "Every outcome", "Skip"} {
		if strings.Contains(paper, never) {
			t.Errorf("the print has %q", never)
		}
	}
	p.click("tr[data-code=P81003] button.open")
	p.shows("working/ltc-les-2025-26/P81003.html")
	paper = p.paper()
	if !strings.Contains(paper, "80 ÷ 100") || strings.Contains(paper, "Checklist") || strings.Contains(paper, "Next") {
		t.Errorf("the print of a letter's working is\n%s", paper)
	}
}

// paper is the print of the page, as text.
func (p *tab) paper() string {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	print, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		p.t.Fatal(err)
	}
	read := exec.Command("pdftotext", "-layout", "-", "-")
	read.Stdin = strings.NewReader(string(print))
	text, err := read.Output()
	if err != nil {
		p.t.Fatal(err)
	}
	return string(text)
}

// A name is a name, whatever it looks like.
func hostileWords(t *testing.T, b browser) {
	const hostile = `</script><img src=x onerror="document.title='broken'">--><style>*{display:none}</style>{{.}}` + "\u2028'\""
	r := sampleRun(t)
	for i := range r.Settled.Positions {
		p := &r.Settled.Positions[i]
		p.Practice.Name = hostile
		p.Look = append(p.Look, calc.Problem{Code: hostile, Severity: calc.Look, Found: hostile, Remedy: hostile})
		r.Issues[i].Replaces = hostile
	}
	r.Problems = append(r.Problems, calc.Problem{Code: hostile, Severity: calc.Look, Practice: "P81001", File: hostile, Found: hostile, Remedy: hostile})
	r.Issuer = hostile
	p := b.open(t, r, 1400, 900)
	p.click("tr[data-code=P81003] button.open")
	p.want(`document.images.length + " " + document.querySelectorAll("style").length + " " + document.scripts.length`, "0 1 1")
	p.want(`document.title`, "Review of the year-end letters 2025/26, dated 17 April 2026")
	p.want(`document.getElementById("letter-name").textContent.includes("</script><img src=x")`, "true")
	p.want(`document.querySelector("tr[data-code=P81003] th").textContent.includes("</script><img src=x")`, "true")
	p.shows("working/ltc-les-2025-26/P81003.html")
	working := "working/ltc-les-2025-26/P81003.html"
	p.wantInFrame(working, `document.querySelector("ul").textContent.includes("<style>*{display:none}</style>{{.}}")`, "true")
	p.wantInFrame(working, `document.querySelector("h1").textContent.includes("</script><img src=x")`, "true")
	p.wantInFrame(working, `document.images.length + " " + document.querySelectorAll("style").length + " " + document.scripts.length`, "0 1 0")
	p.quiet()
}
