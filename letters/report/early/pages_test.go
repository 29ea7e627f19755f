package early

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"yearend/calc"
)

// axe is the audit of accessibility, as .ci/tools fetches it.
const axe = "../../../.ci/cache/axe-core-4.14.1.min.js"

const patience = 90 * time.Second

func TestPagesInABrowser(t *testing.T) {
	head := Head{Program: "yearend 0.1.0", Issuer: "NHS Example Integrated Care Board", Year: "2025/26", Dated: "10 February 2026", Schemes: "CAP LES and LTC LES", Month: "January 2026"}
	hostile := `</script><img src=x onerror="document.title='broken'">`
	index := Index{Head: head, Rows: []IndexRow{
		{Code: "P81901", Name: "Łódź Road Surgery", Schemes: "LTC LES", HTML: "pages/P81901.html", PDF: "pages/P81901.pdf"},
		{Code: "P81902", Name: hostile, Schemes: "CAP LES", HTML: "pages/P81902.html"},
		{Code: "P81903", Name: "Elm Tree Surgery", Schemes: "LTC LES", HTML: "pages/P81903.html", PDF: "pages/P81903.pdf"},
	}}
	review := Review{Head: head, Letters: "1", Held: "1", Totals: []ReviewTotals{{"LTC LES", "1", "0", "0", "0", "1"}},
		Problems: []calc.Problem{{Code: "E-target", Severity: calc.Hold, Practice: "P81902", Found: hostile, Remedy: "enter it"}},
		Advances: []ReviewAdvances{{ID: "advances-P81901-ltc", Code: "P81901", Name: hostile, Scheme: "LTC LES", Heads: advanceHeads, Due: "£10.00", Paid: "£0.00", Difference: "£10.00 less", Asks: 1,
			Rows: []ReviewAdvance{{Cells: []string{"P1", "April 2025", "April 2025", "£10.00", "", "£0.00", "£10.00 less", "missing"}, Asks: true}}}},
		Rows: []ReviewRow{{Code: "P81902", Name: hostile, Scheme: "LTC LES", Outcome: "held"},
			{Code: "P81901", Name: "Łódź Road Surgery", Scheme: "LTC LES", Outcome: "to pay", Low: "£1.00", High: "£2.00", Floor: "£0.50", Reference: "P81901/LTC/2025-26/PROJ/1", PDF: "letters/a.pdf", HTML: "letters/a.html", Advances: "advances-P81901-ltc"}}}
	var list, page strings.Builder
	if err := WriteIndex(&list, index); err != nil {
		t.Fatal(err)
	}
	if err := WriteReview(&page, review); err != nil {
		t.Fatal(err)
	}
	allocated, stop := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.WSURLReadTimeout(patience))...)
	t.Cleanup(stop)
	for name, html := range map[string]string{"index": list.String(), "review": page.String()} {
		t.Run(name, func(t *testing.T) {
			ctx, leave := chromedp.NewContext(allocated)
			t.Cleanup(leave)
			if err := chromedp.Do(ctx); err != nil {
				t.Fatalf("Chromium shows the page, and does not start (make tools installs it): %v", err)
			}
			look(t, ctx, html)
		})
	}
}

// look opens a page from a folder, has axe audit it, and finds a practice by the
// keyboard alone, by a name without its accents.
func look(t *testing.T, ctx context.Context, html string) {
	t.Helper()
	source, err := os.ReadFile(filepath.FromSlash(axe))
	if err != nil {
		t.Fatalf("axe audits the page, and is not here (make tools fetches it): %v", err)
	}
	file := filepath.Join(t.TempDir(), "index.html")
	if err := os.WriteFile(file, []byte(html), 0o600); err != nil {
		t.Fatal(err)
	}
	do(t, ctx, chromedp.Navigate("file://"+filepath.ToSlash(file)), chromedp.WaitReady(chromedp.CSS("body")))
	text(t, ctx, "(() => {"+string(source)+"})()")
	const violations = `axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] })
		.then(r => r.violations.map(v => v.id + ": " + v.nodes.map(n => n.html.slice(0, 120)).join(" ")).join("\n"))`
	if found := text(t, ctx, violations); found != "" {
		t.Errorf("the audit finds: %s", found)
	}
	if got := text(t, ctx, `document.images.length + " " + document.scripts.length + " " + document.title.includes("broken")`); got != "0 1 false" {
		t.Errorf("a name became markup: %s", got)
	}
	do(t, ctx, chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Tab))
	if got := text(t, ctx, `document.activeElement.id || document.activeElement.getAttribute("role")`); got != "search" && got != "region" {
		t.Errorf("the keyboard comes to %q", got)
	}
	do(t, ctx, chromedp.SendKeys(chromedp.CSS("#search"), "lodz road"))
	if got := text(t, ctx, `[...document.querySelectorAll("#list tbody tr:not([hidden]) th")].map(e => e.textContent).join()`); got != "P81901" {
		t.Errorf("“lodz road” finds %q", got)
	}
	if found := text(t, ctx, violations); found != "" {
		t.Errorf("with one row shown the audit finds: %s", found)
	}
}

func do(t *testing.T, ctx context.Context, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	if err := chromedp.Do(ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

func text(t *testing.T, ctx context.Context, script string) string {
	t.Helper()
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	got, err := chromedp.Run(ctx, chromedp.Evaluate[string]("Promise.resolve("+script+").then(String)", chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// A statement of advances says what was due and paid by the day of the letters, and
// comes first where a person should look.
func TestStatementsOfAdvances(t *testing.T) {
	s := &calc.Scheme{Code: "ltc-les-2025-26", Title: "LTC LES", Advance: &calc.Advance{Instalments: 12, Schedule: make([]calc.Instalment, 12)}}
	april, january, march := calc.Date(20250401), calc.Date(20260101), calc.Date(20260301)
	statement := func(code calc.PracticeCode, second calc.AdvanceRow) calc.Position {
		return calc.Position{Practice: calc.Practice{Code: code, Name: "Elm Tree Surgery"}, Scheme: s, Instalments: calc.Advances{Practice: code, Scheme: s, Rows: []calc.AdvanceRow{
			{Reference: "P1", Covers: april, DueMonth: april, Due: calc.Pence(10_00), Verdict: calc.PaidAsDue, Payments: calc.Ledger{{PaidOn: 20250415, Amount: calc.Pence(10_00)}}},
			second, {Reference: "P12", Covers: march, DueMonth: 20260201, Due: calc.Pence(10_00), Verdict: calc.NotDue},
		}}}
	}
	missing := calc.AdvanceRow{Reference: "P10", Covers: january, DueMonth: 20251201, Due: calc.Pence(10_00), Verdict: calc.NotPaid}
	paid := missing
	paid.Verdict, paid.Payments = calc.PaidAsDue, calc.Ledger{{PaidOn: 20251203, Amount: calc.Pence(10_00)}}
	all := advancesOf([]calc.Position{statement("P81901", paid), statement("P81902", missing), {Practice: calc.Practice{Code: "P81903"}, Scheme: s}}, 20260210)
	if len(all) != 2 || all[0].Code != "P81902" || all[0].Asks != 1 || all[1].Asks != 0 {
		t.Fatalf("%+v", all)
	}
	if a := all[0]; a.Due != "£20.00" || a.Paid != "£10.00" || a.Difference != "£10.00 less" {
		t.Errorf("due %s, paid %s, difference %s", a.Due, a.Paid, a.Difference)
	}
	if got, want := strings.Join(all[0].Rows[1].Cells, "|"), "P10|January 2026|December 2025|£10.00||£0.00|£10.00 less|missing"; got != want || !all[0].Rows[1].Asks {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := strings.Join(all[1].Rows[1].Cells, "|"), "P10|January 2026|December 2025|£10.00|3 December 2025|£10.00|£0.00|paid as due"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
