package report

import (
	"bytes"
	"fmt"
	"html"
	"maps"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yearend/calc"
)

func TestPagesAreAlwaysTheSame(t *testing.T) {
	r := icbRun(t, 20)
	first := pages(t, r)
	if len(first) != 1+len(r.Settled.Positions) {
		t.Fatalf("%d pages of %d positions", len(first), len(r.Settled.Positions))
	}
	for range 10 {
		if !maps.EqualFunc(first, pages(t, r), bytes.Equal) {
			t.Fatal("two pages of one run differ")
		}
	}
}

// What the page says of the run, a line a row, as a colleague reads it.
func TestPageSays(t *testing.T) {
	golden(t, "page.txt", []byte(plain(pages(t, sampleRun(t))["index.html"])))
}

// What is far from the others in a whole service is of no practice.
func TestFarOfNoPractice(t *testing.T) {
	r := icbRun(t, 3)
	r.Problems = append(r.Problems, calc.Problem{Code: calc.AcceptStale, Severity: calc.Look, Scheme: r.Schemes[0].Code, Found: "12", Remedy: "look"})
	page := plain(pages(t, r)["index.html"])
	_, far, _ := strings.Cut(page, "Far from the others")
	if far = strings.TrimSpace(far); !strings.HasPrefix(far, r.Schemes[0].Title+": ") {
		t.Errorf("it begins %.80q", far)
	}
}

// What is said beside a letter: of four averages, of a revised letter near a
// boundary, and of a held position.
func TestWorkingPagesSay(t *testing.T) {
	made := pages(t, secondRun(t))
	var all []byte
	for _, name := range []string{"capitated-les-2025-26/P81001", "ltc-les-2025-26/P81003", "capitated-les-2025-26/P81004"} {
		all = append(all, plain(made["working/"+name+".html"])+"\n"...)
	}
	golden(t, "working-pages.txt", all)
}

var (
	unread = regexp.MustCompile(`(?s)<(style|script|template)\b.*?</(style|script|template)>|<meta[^>]*>`)
	closes = regexp.MustCompile(`</(tr|p|h\d|li|caption|summary|figcaption|svg|title)>`)
	tags   = regexp.MustCompile(`<[^>]*>`)
	blanks = regexp.MustCompile(`[ \t]+`)
	breaks = regexp.MustCompile(`\s*\n\s*`)
)

// plain is the page without its markup.
func plain(page []byte) string {
	text := unread.ReplaceAllString(string(page), "")
	text = strings.ReplaceAll(text, "\n", " ")
	text = closes.ReplaceAllString(text, "\n")
	text = tags.ReplaceAllString(text, " ")
	text = html.UnescapeString(blanks.ReplaceAllString(text, " "))
	return strings.TrimSpace(breaks.ReplaceAllString(text, "\n")) + "\n"
}

// A share on a line belongs above it, and one a hair below does not.
func TestBins(t *testing.T) {
	for share, want := range map[string]string{
		"0/1": "0% to below 5%", "4999/100000": "0% to below 5%", "1/20": "5% to below 10%",
		"7999999/10000000": "75% to below 80%", "4/5": "80% to below 85%", "99/100": "95% to below 100%", "1/1": "100% to below 105%",
		"1199999/1000000": "115% to below 120%", "6/5": "120% and above", "900/1": "120% and above",
	} {
		var n, d int64
		if _, err := fmt.Sscanf(share, "%d/%d", &n, &d); err != nil {
			t.Fatal(err)
		}
		s, err := calc.Ratio(n, d)
		if err != nil {
			t.Fatal(err)
		}
		if got := binRange(bin(s)); got != want {
			t.Errorf("%s is in the bar %q, want %q", share, got, want)
		}
	}
}

// The picture counts every practice once, and says on which side of each line.
func TestHistogram(t *testing.T) {
	s := ltcScheme(t)
	r := Run{Schemes: []*calc.Scheme{s}}
	for i, recorded := range []int64{0, 799, 800, 801, 999, 1000, 1001, 5000} {
		c := contract(t, calc.PracticeCode(fmt.Sprintf("P8100%d", i)), s, "domain-2", 1000, "100.00", "80.00")
		r.Settled.Positions = append(r.Settled.Positions, lineOf(t, s, recorded, 0, c))
	}
	r.Settled.Positions = append(r.Settled.Positions, calc.Position{Scheme: s, Outcome: calc.Held})
	h := histograms(r)[0]
	if want := "8 practices: 2 below 80%, 3 from there to below 100%, 3 at or above it."; h.Says != want {
		t.Errorf("says %q, want %q", h.Says, want)
	}
	found := map[string]int{}
	for _, bar := range h.Bars {
		if bar.Count > 0 {
			found[bar.Range] = bar.Count
		}
	}
	want := map[string]int{"0% to below 5%": 1, "75% to below 80%": 1, "80% to below 85%": 2, "95% to below 100%": 1, "100% to below 105%": 2, "120% and above": 1}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	// 80% is the left edge of its bar, 16 bars of 12 from the axis.
	if got := h.Lines; got[0].X != plotLeft+16*12 || got[1].X != plotLeft+20*12 {
		t.Errorf("lines stand at %v", got)
	}
}

// The longest bar is the largest sum, the other its part; nothing has no bar.
func TestMoneyBars(t *testing.T) {
	most := pence(money(t, "1000.00"))
	for sum, want := range map[string]int{"1000.00": barsLong, "500.00": barsLong / 2, "0.01": 1, "0.00": 0} {
		if got := units(money(t, sum), most); got != want {
			t.Errorf("£%s is %d units long, want %d", sum, got, want)
		}
	}
	if got := units(money(t, "0.00"), pence(money(t, "0.00"))); got != 0 {
		t.Errorf("nothing of nothing is %d", got)
	}
}

// Where it is not known what was coded late, a list of those with late coding is not
// all that there may be, and says so.
func TestListSaysThatLateCodingIsNotKnown(t *testing.T) {
	r := sampleRun(t)
	if said := plain(pages(t, r)["index.html"]); !strings.Contains(said, "With late coding Without a mark") {
		t.Error("the list says that late coding is not known, and it is")
	}
	r.Settled.Positions[1].LateUnknown, r.Settled.Positions[1].Late = true, 0
	if said := plain(pages(t, r)["index.html"]); !strings.Contains(said, "With late coding (not known of 1)") {
		t.Error("the list does not say that late coding is not known")
	}
}

// A problem names its practice also where it has no position in the scheme, and says where
// the register does not know it.
func TestAProblemNamesItsPractice(t *testing.T) {
	r := icbRun(t, 3)
	first := r.Settled.Extract.Practices[0]
	r.Problems = []calc.Problem{
		{Code: "E-one", Severity: calc.Hold, Practice: first.Code, Scheme: "another-scheme"},
		{Code: "E-two", Severity: calc.Hold, Practice: "P99999", Scheme: r.Schemes[0].Code},
	}
	held := heldOf(r, listOf(r, nil))
	if held[0].Name != first.Name || held[0].Row >= 0 || held[1].Name != "(not in the register)" {
		t.Errorf("%+v", held)
	}
}
