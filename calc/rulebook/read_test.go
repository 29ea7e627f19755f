package rulebook_test

import (
	"slices"
	"strings"
	"testing"

	"yearend/calc"
	"yearend/calc/rulebook"
)

// Every rule of the two guidance documents, and every assumption where they
// are silent, by id: none may vanish from the scheme files.
var ids = map[string]string{
	"capitated-les-2025-26": "B1 B2 B3 B4 B5 B6 B7 B8 B9 B10 B11 C1 C2 C3 C4 C5 C6 C7 C8 A1 A2 A3 A4 A6 A7 A8 A9 A10",
	"ltc-les-2025-26":       "B1 B2 B3 B4 B5 B6 B7 B8 B9 B10 B11 L1 L2 L3 L4 L5 L6 L7 L8 L9 A5 A6 A7 A8 A9 A11 A12",
}

func shipped(t *testing.T, code string) *calc.Scheme {
	t.Helper()
	data, ok := rulebook.Shipped(code)
	if !ok {
		t.Fatalf("no scheme file %s", code)
	}
	s, err := rulebook.Read(code+".yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestEveryRuleStandsInTheFile(t *testing.T) {
	if got := rulebook.ShippedCodes(); len(got) != len(ids) {
		t.Fatalf("shipped schemes %v, %d expected", got, len(ids))
	}
	for code, want := range ids {
		s := shipped(t, code)
		var got []string
		for _, r := range s.Rules {
			got = append(got, r.Clause.ID)
		}
		for _, id := range strings.Fields(want) {
			if !slices.Contains(got, id) {
				t.Errorf("%s: rule %s is gone", code, id)
			}
		}
		for _, id := range got {
			if !slices.Contains(strings.Fields(want), id) {
				t.Errorf("%s: rule %s is not one of the guidance or the assumptions", code, id)
			}
		}
	}
}

func TestWorkingDaysAreThoseOfTheYear(t *testing.T) {
	for code := range ids {
		var sum int64
		for _, w := range shipped(t, code).Weights {
			sum += w
		}
		if sum != 253 {
			t.Errorf("%s: %d working days, want 253", code, sum)
		}
	}
}

func TestRefused(t *testing.T) {
	good, _ := rulebook.Shipped("ltc-les-2025-26")
	cases := map[string]struct{ old, new, want string }{
		"unknown key":          {"short: LTC", "short: LTC\nshrot: LTC", `ltc.yaml:11:1: unknown key "shrot"`},
		"repeated key":         {"short: LTC", "short: LTC\nshort: LTC", `ltc.yaml:11:1: the key "short" stands here twice`},
		"second document":      {"statements:", "---\nstatements:", "only one is allowed"},
		"anchor":               {"title: LTC LES\n", "title: &a LTC LES\n", "anchors and aliases"},
		"neither":              {"  source: {document: LTC, heading: opening}\n", "", "services: needs either a source or an assumption"},
		"both":                 {"  share: 100%\n", "  share: 100%\n  assumption: {why: x, ask: y}\n", "cap: needs either a source or an assumption, and not both"},
		"no such day":          {"by: 2026-04-10", "by: 2026-04-31", `coding.by: "2026-04-31" is not a date`},
		"share":                {"share: 100%", "share: 1.0", `cap.share: "1.0" is not a percentage`},
		"unknown take":         {"take: total", "take: median", `"median" is not known here: write total or mean`},
		"too many months":      {"months: all", "months: best 13", "needs a number of months from 1 to 12"},
		"eleven weights":       {"[20, 20, 21,", "[20, 20,", "needs twelve numbers, and has 11"},
		"weight of zero":       {"[20, 20, 21,", "[20, 20, 0,", "0 is not a month's working days"},
		"months over all":      {"months: all", "months: all 9", `"all" takes no number`},
		"form upside down":     {"closes: 2026-05-08", "closes: 2026-04-08", "form: closes before it opens"},
		"cap of nothing":       {"share: 100%", "share: 0%", "cap.share: needs to be above 0%"},
		"advance above cap":    {"share: 80%", "share: 120%", "needs to be above 0% and no more than the cap"},
		"code with a slash":    {"scheme: ltc-les-2025-26", "scheme: ltc/les", "a code is of small letters"},
		"half a year":          {"to: 2026-03-31", "to: 2025-09-30", "must be twelve whole months"},
		"not confirmed by one": {"ask: Finance\n", "ask: Finance\n    confirmed: {on: 2026-04-01}\n", "needs to say by whom"},
		"list expected":        {"working_days: [20, 20, 21, 23, 20, 22, 23, 20, 21, 21, 20, 22]", "working_days: 20", "a list is expected here"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			text := strings.Replace(string(good), c.old, c.new, 1)
			if text == string(good) {
				t.Fatalf("%q does not stand in the file", c.old)
			}
			_, err := rulebook.Read("ltc.yaml", []byte(text))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}
