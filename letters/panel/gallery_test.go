package panel_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yearend/calc"
	"yearend/calc/extract"
	"yearend/calc/rulebook"
	"yearend/fixtures"
	"yearend/letters/panel"
	"yearend/letters/register"
)

const gallery = "../../fixtures/errors/requests"

// shown is a case of the gallery: the smallest export that shows a fault.
type shown struct {
	asks        []fixtures.Ask // after the proof, which has the number 1
	before      []fixtures.Ask // the export as it was seen before; none where it was not
	seenOn      string         // when that was
	corrections string
	plans       string
	scheme      string // LTC where it is not said
	times       string // Europe/London where it is not said
	hours       int    // by how much the clock of the export is ahead
	proof       extract.Proof
	file        string                              // requests.xlsx where it is not said
	on          calc.Date                           // when it is read, where that is after the panel met
	letters     func(p calc.Position) calc.Position // what the letters have instead of what the base comes to
}

// good is a request with which nothing is wrong.
func good(code string, change ...func(*fixtures.Ask)) fixtures.Ask {
	a := fixtures.Ask{At: "2026-05-05 10:00:00", Code: code, Ground: "other circumstances", Counted: "records", Happened: "The surgery was flooded.", Tried: "Another room.",
		Months: map[int]int{9: 5}, Evidence: "https://files.example.org/1.pdf"}
	for _, c := range change {
		c(&a)
	}
	return a
}

func sentAt(at string) func(*fixtures.Ask)      { return func(a *fixtures.Ask) { a.At = at } }
func service(s string) func(*fixtures.Ask)      { return func(a *fixtures.Ask) { a.Service = s } }
func changed(at string) func(*fixtures.Ask)     { return func(a *fixtures.Ask) { a.Edited = at } }
func happened(words string) func(*fixtures.Ask) { return func(a *fixtures.Ask) { a.Happened = words } }
func from(address string) func(*fixtures.Ask)   { return func(a *fixtures.Ask) { a.From = address } }
func asks(month, n int) func(*fixtures.Ask) {
	return func(a *fixtures.Ask) { a.Months = map[int]int{month: n} }
}
func asksInWords(words string) func(*fixtures.Ask) {
	return func(a *fixtures.Ask) { a.Asked, a.Months = words, nil }
}

const correctionHead = "Request,Field,Was,Now,By,On,Why\n"

// gallery cases, by code, and a word where a code has several faces.
func cases() map[string]shown {
	capitated := "capitated-les-2025-26"
	return map[string]shown{
		"E-entry.clock":          {times: "none", asks: []fixtures.Ask{good("P81900")}},
		"E-entry.csv":            {file: "requests.csv"},
		"E-request-proof":        {asks: []fixtures.Ask{good("P81900")}, hours: -1},
		"E-request-proof.gone":   {asks: []fixtures.Ask{good("P81900")}, proof: extract.Proof{ID: 77, At: "2026-04-30T10:15"}},
		"E-request-id":           {asks: []fixtures.Ask{good("P81900"), good("P81901", func(a *fixtures.Ask) { a.ID = 2 })}},
		"E-request-id.none":      {asks: []fixtures.Ask{good("P81900", func(a *fixtures.Ask) { a.ID = -1 })}},
		"E-patient":              {asks: []fixtures.Ask{good("P81900", happened("Patient 943 476 5919 was not coded."))}},
		"E-patient.link":         {asks: []fixtures.Ask{good("P81900", func(a *fixtures.Ask) { a.Evidence = "https://files.example.org/9434765919.pdf" })}},
		"E-practice":             {asks: []fixtures.Ask{good("P81999", from("gp-p81900@example.org"))}},
		"E-practice.form":        {asks: []fixtures.Ask{good("P8190")}},
		"E-service":              {scheme: capitated, asks: []fixtures.Ask{good("P81900", service("Spirometry"))}},
		"E-count":                {asks: []fixtures.Ask{good("P81900", asksInWords("about 40"))}},
		"E-request-service":      {scheme: capitated, asks: []fixtures.Ask{good("P81900", service("ECGs;Phlebotomy;"))}},
		"E-request-service.part": {scheme: capitated, asks: []fixtures.Ask{good("P81900", service("ECGs;Phlebotomy;"))}, corrections: "CAP-2,ECGs: January 2026,,3,Jo Sample,2026-05-06,by e-mail\n"},
		"E-request-edited":       {asks: []fixtures.Ask{good("P81900", changed("2026-05-09 08:00:00"))}},
		"E-request-edited.seen":  {before: []fixtures.Ask{good("P81900")}, seenOn: "2026-05-07 09:00:00", asks: []fixtures.Ask{good("P81900", asks(9, 50))}},
		"E-request-gone":         {before: []fixtures.Ask{good("P81900"), good("P81901")}, seenOn: "2026-05-07 09:00:00", asks: []fixtures.Ask{good("P81900")}},
		"E-request-form": {before: []fixtures.Ask{good("P81900"), good("P81901")}, seenOn: "2026-05-07 09:00:00",
			asks: []fixtures.Ask{good("P81901", sentAt("2026-05-06 11:00:00")), good("P81900", sentAt("2026-05-06 12:00:00"))}},
		"E-request-twice":         {asks: []fixtures.Ask{good("P81900"), good("P81900", asks(9, 6))}},
		"W-request-sender":        {asks: []fixtures.Ask{good("P81900", from("GP-P81901@example.org"))}},
		"W-request-clock":         {asks: []fixtures.Ask{good("P81900", sentAt("2026-05-09 00:00:20"))}, times: "UTC", hours: -1},
		"W-request-clock.england": {asks: []fixtures.Ask{good("P81900", sentAt("2026-05-08 23:00:00"))}},
		"W-request-early":         {asks: []fixtures.Ask{good("P81900", sentAt("2026-04-16 23:59:59"))}},
		"W-claim-above":           {asks: []fixtures.Ask{good("P81900", asks(9, 152))}},
		"E-correction":            {asks: []fixtures.Ask{good("P81900")}, corrections: "LTC-2,January 2026,6,7,Jo Sample,2026-05-06,by e-mail\n"},
		"E-correction.unknown":    {asks: []fixtures.Ask{good("P81900")}, corrections: "LTC-9,withdrawn,,yes,Jo Sample,2026-05-06,by e-mail\n"},
		"E-correction.field":      {asks: []fixtures.Ask{good("P81900")}, corrections: "LTC-2,Target,160,150,Jo Sample,2026-05-06,by e-mail\n"},
		"E-correction.why":        {asks: []fixtures.Ask{good("P81900")}, corrections: "LTC-2,withdrawn,,yes,,2026-05-06,\n"},
		"E-correction.again":      {asks: []fixtures.Ask{good("P81900")}, corrections: "LTC-2,withdrawn,,yes,Jo Sample,2026-05-06,by e-mail\nLTC-2,withdrawn,,,Jo Sample,2026-05-06,by e-mail\n"},
		"E-correction.replaced":   {asks: []fixtures.Ask{good("P81900"), good("P81901")}, corrections: "LTC-2,replaced by,,LTC-3,Jo Sample,2026-05-06,by e-mail\n"},
		"E-correction.circle":     {asks: []fixtures.Ask{good("P81900"), good("P81900")}, corrections: "LTC-2,replaced by,,LTC-3,Jo Sample,2026-05-06,by e-mail\nLTC-3,replaced by,,LTC-2,Jo Sample,2026-05-06,by e-mail\n"},
		"E-correction.version":    {asks: []fixtures.Ask{good("P81900")}, corrections: "LTC-2,version,,2,Jo Sample,2026-05-06,by e-mail\n"},
		"E-plan":                  {asks: []fixtures.Ask{good("P81900")}, plans: "P81900,CAP,2026-06,10,Sam Sample,2026-05-06\n"},
		"E-plan.early":            {asks: []fixtures.Ask{good("P81900")}, plans: "P81900,LTC,2026-05,10,Sam Sample,2026-05-06\n"},
		"E-plan.one":              {asks: []fixtures.Ask{good("P81900")}, plans: "P81900,LTC,2026-06,1,Sam Sample,2026-05-06\n"},
		"E-plan.undated":          {asks: []fixtures.Ask{good("P81900")}, plans: "P81900,LTC,2026-06,10,Sam Sample,\n"},
		"E-plan.again":            {asks: []fixtures.Ask{good("P81900")}, plans: "P81900,LTC,2026-06,10,Sam Sample,2026-05-06\nP81900,LTC,2026-07,5,Sam Sample,2026-05-06\n"},
	}
}

// files are what stands in the case's folder.
func (c shown) files() map[string][]byte {
	files := map[string][]byte{}
	if c.file != "" {
		files[c.file] = []byte("ID,Completion time,Practice code\n1,5/8/2026 9:00,P81900\n")
	} else {
		files["requests.xlsx"] = fixtures.Form(c.asks, c.hours)
	}
	if c.before != nil {
		files["before.xlsx"] = fixtures.Form(c.before, c.hours)
	}
	if c.corrections != "" {
		files["corrections.csv"] = []byte(correctionHead + c.corrections)
	}
	if c.plans != "" {
		files["plans.csv"] = []byte("Practice code,Scheme,First month,Payments,Agreed by,Agreed on\n" + c.plans)
	}
	return files
}

// base is the letters that the gallery starts from, dated 17 April 2026.
func base(t testing.TB) (calc.Settlement, map[register.PositionKey]calc.Date) {
	t.Helper()
	if based.settled.Extract == nil {
		based.settled, based.first = readBase(t)
	}
	return based.settled, based.first
}

// based is read once for all tests.
var based struct {
	settled calc.Settlement
	first   map[register.PositionKey]calc.Date
}

func readBase(t testing.TB) (calc.Settlement, map[register.PositionKey]calc.Date) {
	t.Helper()
	var schemes []*calc.Scheme
	for _, code := range rulebook.ShippedCodes() {
		text, _ := rulebook.Shipped(code)
		s, err := rulebook.Read(code, text)
		if err != nil {
			t.Fatal(err)
		}
		schemes = append(schemes, s)
	}
	x, err := extract.Read(extract.Inputs{Root: "../../fixtures/errors/base", AsOf: 20260417, Domains: []string{"example.org"},
		Practices: []extract.File{{Path: "practices.csv"}}, Contracts: []extract.File{{Path: "contracts.csv"}}, Activity: []extract.File{{Path: "activity.csv"}}}, schemes)
	if err != nil {
		t.Fatal(err)
	}
	settled, err := calc.Settle(x, schemes)
	if err != nil {
		t.Fatal(err)
	}
	first := map[register.PositionKey]calc.Date{}
	for _, p := range settled.Positions {
		first[register.PositionKey{Practice: p.Practice.Code, Scheme: p.Scheme.Code}] = 20260417
	}
	return settled, first
}

// judged is what comes of a case.
func judged(t testing.TB, dir string, c shown) (panel.Requests, []calc.Problem) {
	t.Helper()
	settled, first := base(t)
	entry := extract.File{Path: "requests.xlsx", Scheme: "ltc-les-2025-26", Times: "Europe/London", Proof: extract.Proof{ID: 1, At: "2026-04-30T10:15"}}
	if c.file != "" {
		entry.Path = c.file
	}
	if c.scheme != "" {
		entry.Scheme = c.scheme
	}
	if c.times != "" {
		entry.Times = strings.TrimPrefix(c.times, "none")
	}
	if c.proof.ID != 0 {
		entry.Proof = c.proof
	}
	read := func(entry extract.File, others bool) *calc.Asked {
		in := extract.Asking{Root: dir, AsOf: max(c.on, 20260511), Requests: []extract.File{entry}}
		if others && c.corrections != "" {
			in.Corrections = []extract.File{{Path: "corrections.csv"}}
		}
		if others && c.plans != "" {
			in.Plans = []extract.File{{Path: "plans.csv"}}
		}
		asked, err := extract.ReadAsked(in, settled.Schemes)
		if err != nil {
			t.Fatal(err)
		}
		return asked
	}
	var log []panel.Seen
	if c.before != nil {
		earlier := entry
		earlier.Path = "before.xlsx"
		_, log = panel.Look(nil, read(earlier, false).Rows, moment(t, c.seenOn))
	}
	asked := read(entry, true)
	if asked.Stops() {
		return panel.Requests{}, asked.Problems
	}
	histories, _ := panel.Look(log, asked.Rows, moment(t, "2026-05-11 09:00:00"))
	positions := slices.Clone(settled.Positions)
	for i := range positions {
		if c.letters != nil {
			positions[i] = c.letters(positions[i])
		}
	}
	all := panel.Judge(histories, panel.Facts{Schemes: settled.Schemes, Positions: positions, Practices: settled.Extract.Practices, Letters: first, Corrections: asked.Corrections}, extract.RequestsOf)
	if err := all.Account(); err != nil {
		t.Error(err)
	}
	problems := slices.Concat(asked.Problems, all.Problems, all.Held())
	slices.SortStableFunc(problems, calc.CompareProblems)
	return all, problems
}

func moment(t testing.TB, s string) calc.Moment {
	t.Helper()
	m, err := calc.ParseMoment(s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestGallery makes every case of the gallery, and compares its files and the
// messages with those that stand there. Each code must have a case of its own.
func TestGallery(t *testing.T) {
	has := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(cases())) {
		c := cases()[name]
		code, _, _ := strings.Cut(name, ".")
		has[code] = true
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(gallery, name)
			files := c.files()
			for file, body := range files {
				same(t, filepath.Join(dir, file), body)
			}
			_, problems := judged(t, dir, c)
			said := messages(problems)
			if !strings.Contains("\n"+said, "\n"+code+" (") {
				t.Errorf("the case does not show %s:\n%s", code, said)
			}
			if strings.Contains(said, "943") {
				t.Errorf("an NHS number is shown:\n%s", said)
			}
			same(t, filepath.Join(dir, "message.txt"), []byte(said))
		})
	}
	for _, f := range panel.Faults() {
		if !has[f.Code] {
			t.Errorf("%s has no case in the gallery", f.Code)
		}
	}
	entries, _ := os.ReadDir(gallery)
	for _, e := range entries {
		if _, known := cases()[e.Name()]; !known {
			t.Errorf("%s is no case of this test", e.Name())
		}
	}
}

func same(t *testing.T, path string, want []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasSuffix(path, ".xlsx") {
		if string(got) != string(want) {
			t.Errorf("%s is not what this test makes: go test ./letters/panel -run Gallery -update writes it", path)
		}
	} else if diff := cmp.Diff(strings.ReplaceAll(string(got), "\r\n", "\n"), string(want)); diff != "" {
		t.Errorf("%s differs (-there +made); go test ./letters/panel -run Gallery -update writes it:\n%s", path, diff)
	}
}

func messages(problems []calc.Problem) string { return fixtures.Messages(problems) }
