package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// axe is the audit of accessibility, as .ci/tools fetches it.
const axe = "../../.ci/cache/axe-core-4.14.1.min.js"

// A twin and an e-mail of each kind are read as people read them: on a wide screen, on
// a telephone, in colours of their own, in Outlook's reading pane, and by an audit of
// accessibility.
func TestTwinsAndEmailsInABrowser(t *testing.T) {
	t.Parallel()
	root := filepath.Join(t.TempDir(), "starter")
	yearend(t, exitDone, "init", root)
	project := filepath.Join(root, "yearend.yaml")
	for _, kind := range []string{"--projection", "--monthly"} {
		var out strings.Builder
		if code := runAt(t.Context(), hereOf(t), []string{"produce", kind, "--through", "2026-01", "--as-of", "2026-02-10", "--project", project}, &out, &out); code != exitDone && code != exitPerson {
			t.Fatalf("exit %d\n%s", code, &out)
		}
	}
	inBrowser(t, produceICB(t), "letters/capitated-les-2025-26/P81934.html", "letters/ltc-les-2025-26/P81908.html",
		"emails/capitated-les-2025-26/P81934.html", "emails/ltc-les-2025-26/P81908.html")
	output := filepath.Join(root, "output")
	inBrowser(t, filepath.Join(output, "projection-001"), "letters/capitated-les-2025-26/P81902.html", "emails/capitated-les-2025-26/P81902.html")
	inBrowser(t, filepath.Join(output, "monthly-001"), "pages/P81902.html")
}

// inBrowser opens pages of a run's folder in a browser of their own.
func inBrowser(t *testing.T, folder string, names ...string) {
	t.Helper()
	source, err := os.ReadFile(filepath.FromSlash(axe))
	if err != nil {
		t.Fatalf("axe audits the pages, and is not here (make tools fetches it): %v", err)
	}
	b := newTab(t)
	for _, name := range names {
		email := strings.HasPrefix(name, "emails/")
		b.shown = filepath.Join(filepath.Base(folder), name)
		b.open(320, filepath.Join(folder, name))
		b.none("out of a telephone's screen run", runsOut)
		b.none("to be moved sideways on a telephone is", sideways)
		b.evaluate("(() => {" + string(source) + "})()")
		b.none("the audit finds", violations(email))
		b.open(1280, filepath.Join(folder, name))
		b.none("at 1280 px out of the screen or cut off are", runsOut+" + "+cutOff)
		if email {
			b.open(600, filepath.Join(folder, name))
			b.none("without largest widths out of the reading pane run", `(document.querySelectorAll("*").forEach(e => e.style.maxWidth = "none"), `+runsOut+")")
			b.none("a style sheet that Outlook leaves out is", `[...document.querySelectorAll("style, link")].map(e => e.outerHTML).join()`)
		} else {
			b.ownColours("active")
			b.none("in colours of one's own the box has no edge, or a heading keeps its colour", edgeless)
			b.ownColours("none")
		}
	}
}

// What a page is asked: each comes to the places found, and to nothing where all is well.
const (
	runsOut  = `[...document.querySelectorAll("body *")].filter(e => e.checkVisibility() && !e.closest(".scroll, .heard") && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80)).join("\n")`
	cutOff   = `[...document.querySelectorAll(".scroll")].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.getAttribute("aria-label")).join("\n")`
	sideways = `document.documentElement.scrollWidth > document.documentElement.clientWidth + 1 ? "the page, and not its tables alone" : ""`
	edgeless = `matchMedia("(forced-colors: active)").matches ? [...document.querySelectorAll(".summary, h1, h2")].filter(e => {
		const style = getComputedStyle(e), text = getComputedStyle(document.body).color;
		return style.color !== text || e.matches(".summary") && style.borderTopColor !== text; }).map(e => e.outerHTML.slice(0, 80)).join("\n") : "the colours are not one's own"`
)

// violations are the rules of WCAG 2.2 AA, and of good practice, that a page breaks;
// an e-mail is shown within a page of the mail program's, which has the landmarks.
func violations(email bool) string {
	aside := ""
	if email {
		aside = `, rules: { region: { enabled: false }, "landmark-one-main": { enabled: false }, "page-has-heading-one": { enabled: false } }`
	}
	return `axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"]` + aside + ` })
		.then(r => r.violations.map(v => v.id + ": " + v.nodes.map(n => n.html.slice(0, 120)).join(" ")).join("\n"))`
}

// browserTab is a page as a person has it before them.
type browserTab struct {
	t     *testing.T
	ctx   context.Context
	shown string // which page it is
}

func newTab(t *testing.T) *browserTab {
	t.Helper()
	allocated, stop := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.WSURLReadTimeout(browserPatience))...)
	t.Cleanup(stop)
	ctx, leave := chromedp.NewContext(allocated)
	t.Cleanup(leave)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("Chromium shows the pages, and does not start (make tools installs it): %v", err)
	}
	return &browserTab{t: t, ctx: ctx}
}

// browserPatience is how long a step may take on a busy machine.
const browserPatience = 90 * time.Second

func (b *browserTab) open(width int64, file string) {
	b.t.Helper()
	ctx, stop := context.WithTimeout(b.ctx, browserPatience)
	defer stop()
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 900), chromedp.Navigate("file://"+filepath.ToSlash(file)), chromedp.WaitReady(chromedp.CSS("body"))); err != nil {
		b.t.Fatal(err)
	}
}

// ownColours shows the page in the colours that a person has chosen, as Windows does
// in high contrast, or no more.
func (b *browserTab) ownColours(chosen string) {
	b.t.Helper()
	ctx, stop := context.WithTimeout(b.ctx, browserPatience)
	defer stop()
	forced := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: chosen}}}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, forced); err != nil {
		b.t.Fatal(err)
	}
}

func (b *browserTab) evaluate(script string) string {
	b.t.Helper()
	ctx, stop := context.WithTimeout(b.ctx, browserPatience)
	defer stop()
	got, err := chromedp.Run(ctx, chromedp.Evaluate[string]("Promise.resolve("+script+").then(String)", chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatal(err)
	}
	return got
}

// none fails where a script finds anything.
func (b *browserTab) none(what, script string) {
	b.t.Helper()
	if found := b.evaluate(script); found != "" {
		b.t.Errorf("%s: %s: %s", b.shown, what, found)
	}
}
