package panel_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yearend/calc"
	"yearend/fixtures"
)

const findingsGallery = "../../fixtures/errors/findings"

func ground(words string) func(*fixtures.Ask) { return func(a *fixtures.Ask) { a.Ground = words } }
func counted(how string) func(*fixtures.Ask)  { return func(a *fixtures.Ask) { a.Counted = how } }
func nothingWith(a *fixtures.Ask)             { a.Evidence = "" }

// foundIn are cases by what the program finds in them, and a word where that has
// several faces.
func foundIn(t testing.TB) map[string]shown {
	const (
		capitated     = "capitated-les-2025-26"
		subcontracted = "coding that is missing because the activity was subcontracted, with verifiable evidence such as provider reports or auditable records"
		enterprise    = "activity delivered through Enterprise that the monthly reports do not fully show, with system reports or auditable records"
	)
	one := func(change ...func(*fixtures.Ask)) shown {
		return shown{asks: []fixtures.Ask{good("P81900", change...)}}
	}
	ofCAP := func(change ...func(*fixtures.Ask)) shown {
		c := one(append([]func(*fixtures.Ask){service("ECGs")}, change...)...)
		c.scheme = capitated
		return c
	}
	with := func(c shown, letters func(calc.Position) calc.Position) shown { c.letters = letters; return c }
	return map[string]shown{
		calc.FindLate:                     one(sentAt("2026-05-09 00:00:00")),
		calc.FindLate + ".utc":            {asks: []fixtures.Ask{good("P81900", sentAt("2026-05-09 00:00:20"))}, times: "UTC", hours: -1},
		calc.FindEdited:                   {asks: one(changed("2026-05-09 08:00:00")).asks, corrections: "LTC-2,version,,1,Jo Sample,2026-05-10,\"a comma, and nothing else\"\n"},
		calc.FindEarly:                    one(sentAt("2026-04-16 23:59:59")),
		calc.FindRefused:                  one(ground("routine staff absence (annual leave, short-term sickness)")),
		calc.FindNoException:              one(ground("coding that is missing because the activity was subcontracted")),
		calc.FindNoException + ".hub":     one(ground("activity delivered through Enterprise that the reports do not fully show")),
		calc.FindEstimate:                 ofCAP(ground(subcontracted), counted("estimate")),
		calc.FindEstimate + ".enterprise": ofCAP(ground(enterprise), counted("estimate")),
		calc.FindNoEvidence:               one(nothingWith),
		calc.FindNoEvidence + ".c6":       ofCAP(ground(subcontracted), counted("provider report"), nothingWith),
		calc.FindUnseen:                   ofCAP(ground(enterprise), counted("system report")),
		calc.FindExcluded:                 ofCAP(service("PSA")),
		calc.FindNoContract:               ofCAP(service("Phlebotomy")),
		calc.FindHeld: with(one(), func(p calc.Position) calc.Position {
			p.Outcome, p.Held = calc.Held, []calc.Problem{{Code: "E-target", Severity: calc.Hold}}
			return p
		}),
		calc.FindNotBelow: with(one(), func(p calc.Position) calc.Position {
			if p.Practice.Code != "P81900" || p.Scheme.Code == capitated {
				return p
			}
			reached, err := p.Relieved(map[string]calc.ByMonth{"domain-2": {5: 151}})
			if err != nil {
				t.Fatal(err)
			}
			return reached
		}),
		calc.FindAbove:   one(asks(9, 152)),
		calc.FindNothing: {asks: []fixtures.Ask{good("P81900", func(a *fixtures.Ask) { a.Months = nil })}},
	}
}

// TestGalleryOfFindings makes every case, and compares what is found with what stands
// there. A finding ends no request: each waits for the panel.
func TestGalleryOfFindings(t *testing.T) {
	cases, has := foundIn(t), map[string]bool{}
	for name, c := range cases {
		code, _, _ := strings.Cut(name, ".")
		has[code] = true
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(findingsGallery, strings.ReplaceAll(name, " ", "-"))
			for file, body := range c.files() {
				same(t, filepath.Join(dir, file), body)
			}
			requests, _ := judged(t, dir, c)
			var b strings.Builder
			at := slices.IndexFunc(requests.All, func(r calc.Request) bool { return r.State != calc.RequestProof })
			if at < 0 || requests.All[at].State != calc.RequestReady || !requests.All[at].Finds(code) {
				t.Fatalf("%q is not found: %+v", code, requests.All)
			}
			fmt.Fprintf(&b, "%s (%s)\n", requests.All[at].Name, requests.All[at].State)
			for _, f := range requests.All[at].Findings {
				fmt.Fprintf(&b, "  %s (%s)\n    %s\n", f.Code, f.Clause, f.Words)
			}
			same(t, filepath.Join(dir, "message.txt"), []byte(b.String()))
		})
	}
	for _, code := range calc.FindingCodes() {
		if !has[code] {
			t.Errorf("%s has no case in the gallery", code)
		}
	}
	entries, _ := os.ReadDir(findingsGallery)
	if len(entries) != len(cases) {
		t.Errorf("the gallery has %d folders, and there are %d cases", len(entries), len(cases))
	}
}
