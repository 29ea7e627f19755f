package rulebook_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"yearend/calc"
	"yearend/calc/rulebook"
)

// Every rule of the two guidance documents, and every assumption where they
// are silent, by id: none may vanish from the scheme files.
var ids = map[string]string{
	"capitated-les-2025-26": "B1 B2 B3 B4 B5 B6 B7 B8 B9 B10 B11 C1 C2 C3 C4 C5 C6 C7 C8 A1 A2 A3 A4 A6 A7 A8 A9 A10 A13 A14 A15 A16 A17 A18 A19 A20 A21 A22 A24 A25",
	"ltc-les-2025-26":       "B1 B2 B3 B4 B5 B6 B7 B8 B9 B10 B11 L1 L2 L3 L4 L5 L6 L7 L8 L9 A5 A6 A7 A8 A9 A11 A12 A13 A14 A15 A16 A17 A18 A19 A20 A21 A22 A23 A24 A25",
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

// L2 and A23: twelve instalments in eleven payments, two of them at once in
// April, each later one in the month before the month that it covers, and
// nothing in March.
func TestInstalmentsAreDueAsTheGuidanceSays(t *testing.T) {
	s := shipped(t, "ltc-les-2025-26")
	if len(s.Advance.Schedule) != s.Advance.Instalments {
		t.Fatalf("%d instalments are scheduled, of %d", len(s.Advance.Schedule), s.Advance.Instalments)
	}
	for i, in := range s.Advance.Schedule {
		due, clause := max(i-1, 0), "A23"
		if i < 2 {
			clause = "L2"
		}
		if in.Reference != fmt.Sprintf("P%d", i+1) || in.Covers != i || in.Due != due || in.Clause.ID != clause {
			t.Errorf("instalment %d: %+v", i+1, in)
		}
	}
	if shipped(t, "capitated-les-2025-26").Advance != nil {
		t.Error("CAP has instalments")
	}
}

// The scheme files of earlier years have none of these entries, and words that name
// nothing of them.
func TestInYearEntriesMayBeAbsent(t *testing.T) {
	text, _ := rulebook.Shipped("ltc-les-2025-26")
	without := regexp.MustCompile(`(?ms)^(schedule|projection):\n.*?\n\n`).ReplaceAll(text, nil)
	if _, err := rulebook.Read("ltc.yaml", without); err == nil || !strings.Contains(err.Error(), "advance.says: {schedule.at_once}, ") {
		t.Errorf("its words name a schedule that it has not: %v", err)
	}
	without = regexp.MustCompile(`, \{schedule.at_once\} at once[^;]*; none in \{schedule.none_due\}`).ReplaceAll(without, nil)
	s, err := rulebook.Read("ltc.yaml", without)
	if err != nil {
		t.Fatal(err)
	}
	if s.Projection != nil || len(s.Advance.Schedule) != 0 || len(s.Rules) != len(shipped(t, "ltc-les-2025-26").Rules)-3 {
		t.Errorf("%d rules, %d instalments, projection %v", len(s.Rules), len(s.Advance.Schedule), s.Projection)
	}
}

// So do those that are older than what follows the letter, whose grounds are words
// alone; but what has some of it must have all.
func TestWhatFollowsTheLetterMayBeAbsent(t *testing.T) {
	text, _ := rulebook.Shipped("capitated-les-2025-26")
	after := regexp.MustCompile(`(?ms)^(shows|form_hour|questions|late_requests|quorum|relief|moved|slips|not_asked|netting|plan_terms):\n.*?\n\n`)
	older := regexp.MustCompile(`(?m)\{code: [a-z-]+, words: (.*?)(, aliases: \[.*\])?\}$`).ReplaceAll(after.ReplaceAll(text, nil), []byte("$1"))
	s, err := rulebook.Read("cap.yaml", older)
	if err != nil {
		t.Fatal(err)
	}
	now := shipped(t, "capitated-les-2025-26")
	if s.Mitigation != nil || !slices.Equal(calc.WordsOf(s.Grounds.Refused), calc.WordsOf(now.Grounds.Refused)) || s.Grounds.Refused[1].Code != "" {
		t.Errorf("mitigation %v, grounds %v", s.Mitigation, s.Grounds.Refused)
	}
	half := regexp.MustCompile(`(?ms)^(netting|moved):\n.*?\n\n`).ReplaceAll(text, nil)
	if _, err := rulebook.Read("cap.yaml", half); err == nil || !strings.Contains(err.Error(), "ruled whole or not at all, and moved and netting are not there") {
		t.Errorf("half of it: %v", err)
	}
}

// The grounds, windows and exceptions of each scheme are exactly the guidance's.
func TestAfterTheLetterIsTheGuidances(t *testing.T) {
	capitated, ltc := shipped(t, "capitated-les-2025-26"), shipped(t, "ltc-les-2025-26")
	for _, s := range []*calc.Scheme{capitated, ltc} {
		m := s.Mitigation
		if len(s.Grounds.Refused) != 8 || m.Closing.String() != "2026-05-09 00:00:00" || len(m.Questions) != 21 || len(m.Quorum) != 3 || m.Clauses.Shows.ID != "B6" {
			t.Errorf("%s: %+v, %d grounds", s.Code, m, len(s.Grounds.Refused))
		}
	}
	for code, clause := range map[string]string{"subcontracting": "C6", "enterprise": "C7"} {
		g, excepted := capitated.Grounds.Exception(code)
		if !excepted || g.Clause.ID != clause || g.Evidence == "" || !slices.Equal(g.Refuses, []calc.Counting{calc.FromEstimate}) {
			t.Errorf("CAP %s: %+v", code, g)
		}
		if _, excepted := ltc.Grounds.Exception(code); excepted {
			t.Errorf("LTC excepts %s", code)
		}
		if g, there := ltc.Grounds.Of(code); !there || g.Clause.ID != "L8" {
			t.Errorf("LTC %s: %+v", code, g)
		}
	}
	if capitated.Mitigation.Plan != nil || ltc.Mitigation.Plan == nil || ltc.Mitigation.Plan.First.String() != "2026-06-01" {
		t.Errorf("plans: CAP %v, LTC %v", capitated.Mitigation.Plan, ltc.Mitigation.Plan)
	}
	if q := ltc.Mitigation.Questions[5]; q.Title != "April 2025" || ltc.Mitigation.Questions[16].Title != "March 2026" {
		t.Errorf("the months begin with %q", q.Title)
	}
}

// What a run keeps was judged when the run was made: its words are read, and no more.
func TestWordsOfAKeptFileAreNotJudged(t *testing.T) {
	good, _ := rulebook.Shipped("ltc-les-2025-26")
	text := strings.NewReplacer("Below {advance.share}, what", "Below 80%, what", "name: Full-year total", "name: Total of all 12 months").Replace(string(good))
	if _, err := rulebook.Read("ltc.yaml", []byte(text)); err == nil {
		t.Error("a project's own file is judged")
	}
	s, err := rulebook.ReadKept("ltc.yaml", []byte(text))
	if err != nil || s.Methods[0].Name != "Total of all 12 months" {
		t.Errorf("%v", err)
	}
}

func TestRefused(t *testing.T) {
	good, _ := rulebook.Shipped("ltc-les-2025-26")
	cases := map[string]struct{ old, new, want string }{
		"unknown key":            {"short: LTC", "short: LTC\nshrot: LTC", `ltc.yaml:14:1: unknown key "shrot"`},
		"repeated key":           {"short: LTC", "short: LTC\nshort: LTC", `ltc.yaml:14:1: the key "short" stands here twice`},
		"second document":        {"statements:", "---\nstatements:", "only one is allowed"},
		"anchor":                 {"title: LTC LES\n", "title: &a LTC LES\n", "anchors and aliases"},
		"neither":                {"  source: {document: LTC, heading: opening}\n", "", "services: needs either a source or an assumption"},
		"both":                   {"  share: 100%\n", "  share: 100%\n  assumption: {why: x, ask: y}\n", "cap: needs either a source or an assumption, and not both"},
		"no such day":            {"by: 2026-04-10", "by: 2026-04-31", `coding.by: "2026-04-31" is not a date`},
		"share":                  {"share: 100%", "share: 1.0", `cap.share: "1.0" is not a percentage`},
		"unknown take":           {"take: total", "take: median", `"median" is not known here: write total or mean`},
		"too many months":        {"months: all", "months: best 13", "needs a number of months from 1 to 12"},
		"eleven weights":         {"[20, 20, 21,", "[20, 20,", "needs twelve numbers, and has 11"},
		"equal weights":          {"[20, 20, 21, 23, 20, 22, 23, 20, 21, 21, 20, 22]", "[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]", "weights.working_days: add up to 12, and a year has 245 to 260"},
		"another year":           {"year: 2025/26", "year: 2026/27", `year: is "2026/27", and the period from 2025-04-01 to 2026-03-31 is 2025/26`},
		"weight of zero":         {"[20, 20, 21,", "[20, 20, 0,", "0 is not a month's working days"},
		"months over all":        {"months: all", "months: all 9", `"all" takes no number`},
		"form upside down":       {"closes: 2026-05-08", "closes: 2026-04-08", "form: closes before it opens"},
		"cap of nothing":         {"share: 100%", "share: 0%", "cap.share: needs to be above 0%"},
		"advance above cap":      {"share: 80%", "share: 120%", "needs to be above 0% and no more than the cap"},
		"code with a slash":      {"scheme: ltc-les-2025-26", "scheme: ltc/les", "a code is of small letters"},
		"code that leads out":    {"scheme: ltc-les-2025-26", "scheme: ..", "a code is of small letters"},
		"code with a point":      {"scheme: ltc-les-2025-26", "scheme: ltc.les", "a code is of small letters"},
		"short with a slash":     {"short: LTC", "short: LTC/..", "a code is of small letters"},
		"half a year":            {"to: 2026-03-31", "to: 2025-09-30", "must be twelve whole months"},
		"not confirmed by one":   {"ask: Finance\n", "ask: Finance\n    confirmed: {on: 2026-04-01}\n", "needs to say by whom"},
		"a month too many":       {"covers: 2025-06, due", "covers: 2026-06, due", "schedule[2].list[1].covers: 2026-06 is not a month of the year"},
		"a day for a month":      {"covers: 2025-06, due", "covers: 2025-06-01, due", `"2025-06-01" is not a month: write it as 2026-01`},
		"due after its month":    {"covers: 2025-06, due: 2025-05", "covers: 2025-06, due: 2025-07", "is due in 2025-07, after 2025-06 that it covers"},
		"a reference twice":      {"reference: P4", "reference: p3", `the reference "p3" stands twice`},
		"two in a reference":     {"reference: P4", "reference: P4/P5", "an instalment needs an invoice reference"},
		"an instalment less":     {"      - {reference: P4, covers: 2025-07, due: 2025-06}\n", "", "has 11 instalments in the payments of 10 months, where advance has 12 in 11"},
		"a payment less":         {"covers: 2025-07, due: 2025-06", "covers: 2025-07, due: 2025-05", "has 12 instalments in the payments of 10 months"},
		"months out of order":    {"covers: 2025-07, due: 2025-06", "covers: 2025-06, due: 2025-06", "P4 does not cover a later month than P3 before it"},
		"schedule of neither":    {"    source: {document: LTC, heading: Payment structure}\n  - id: A23", "  - id: A23", "schedule[1]: needs either a source or an assumption"},
		"schedule of no share":   {"  share: 80%\n  instalments: 12\n  payments: 11\n", "", "there is no advance share whose instalments could be due"},
		"rates unknown":          {"[so far, last three]", "[so far, last four]", "projection.rates: are so far and last three"},
		"too few months":         {"least_months: 3", "least_months: 2", "projection.least_months: needs to be from 3"},
		"projection of both":     {"  least_months: 3\n", "  least_months: 3\n  source: {document: LTC, heading: opening}\n", "projection: needs either a source or an assumption, and not both"},
		"an hour that is none":   {`at: "24:00"`, `at: "25:00"`, `form_hour.at: "25:00" is not an hour`},
		"a zone that is none":    {"zone: Europe/London", "zone: Europe/Paris", `form_hour.zone: "Europe/Paris" is not known here`},
		"half of what follows":   {"netting:\n", "nothing:\n", `unknown key "nothing"`},
		"a ground without code":  {"{code: declined, words: patients declining, aliases: [patients declined]}", "patients declining", `refused: "patients declining" needs a code`},
		"a ground twice":         {"code: declined", "code: recruitment", `refused: the ground "recruitment" stands twice`},
		"a question left out":    {"key: tried", "key: happened", `questions: the key "tried" stands 0 times`},
		"a question unknown":     {"key: tried", "key: tired", `questions.list[5].key: "tired" is not known here`},
		"choices of nothing":     {"type: choice, from: countings", "type: choice", "questions.list[7]: has choices where its type is choice"},
		"no place for the month": {`title: "{month}"`, "title: Month", "questions.list[6].title: needs {month}"},
		"a seat unknown":         {"seats: [commissioning, finance, lmc]", "seats: [commissioning, clerk]", `quorum.seats[2]: "clerk" is not known here`},
		"an empty panel":         {"seats: [commissioning, finance, lmc]", "seats: []", "quorum.seats: names no seat"},
		"another relief":         {"is: accepted activity", "is: lower target", `relief.is: "lower target" is not known here`},
		"a plan of none":         {"parts: equal", "parts: none", "plan_terms.parts: needs to be equal where the scheme has a plan"},
		"a plan of no month":     {"first: 2026-06", "first: June", `plan_terms.first: "June-01" is not a date`},
		"no approval":            {"approvals: 2", "approvals: 0", "slips.approvals: needs to be 1 or 2"},
		"a share in words":       {"Below {advance.share}, what", "Below 80%, what", `recoup.says: it writes out "80%", which would stay if a figure of this file changed`},
		"a share with a word":    {"Below {advance.share}, what", "Below 80 per cent, what", `recoup.says: it writes out "80 per cent"`},
		"a share in full":        {"Below {advance.share}, what", "Below four fifths, what", `recoup.says: it writes out "four fifths"`},
		"a day in words":         {"Coded by {coding.by}, an", "Coded by 10 April 2026, an", `statements[2].says: it writes out "10 April 2026"`},
		"a month in words":       {"in the {pay.run} payment run", "in the June payment run", `statements[2].says: it writes out "June"`},
		"a month that may":       {"the last in {schedule.last_due}", "the last in May", `advance.says: it writes out "in May"`},
		"a year in words":        {"falls below the practice's target", "falls below the target of 2025/26", `mitigation.says: it writes out "2025/26"`},
		"a number in words":      {"instalment to the penny", "of the twelve instalments to the penny", `instalments.assumption.letter: it writes out "twelve"`},
		"a number in digits":     {"instalment to the penny", "of the 12 instalments to the penny", `instalments.assumption.letter: it writes out "12 instalments"`},
		"a sum in words":         {"standard operational pressure", "pressure of £50", `refused.list[5].words: it writes out "£50"`},
		"a reference in words":   {"go on as {schedule.later}", "go on as P3 and so on", `schedule[2].says: it writes out "P3"`},
		"a wrong take":           {"name: Full-year total", "name: Full-year mean", `methods.list[1].name: it is named "Full-year mean", and takes the total of the months all`},
		"wrong months":           {"months: all", "months: best 9", `it is named "Full-year total", and takes the total of the months best 9`},
		"a number in a name":     {"name: Full-year total", "name: Total of twelve months", `methods.list[1].name: it writes out "twelve"`},
		"no such figure":         {"up to {cap.share} there", "up to {cap} there", "pay.says: {cap} is no figure of this file that words can name: write one of {advance.instalments}, {advance.share}"},
		"a run that is no month": {"run: June 2026", "run: the summer", `pay.run: "the summer" is not a month: write it as June 2026`},
		"list expected":          {"working_days: [20, 20, 21, 23, 20, 22, 23, 20, 21, 21, 20, 22]", "working_days: 20", "a list is expected here"},
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

// What the rules say follows the figures of the file.
func TestWordsFollowFigures(t *testing.T) {
	good, _ := rulebook.Shipped("ltc-les-2025-26")
	text := strings.NewReplacer("share: 80%", "share: 75.5%", "run: June 2026", "run: July 2026", "by: 2026-04-10", "by: 2026-04-12",
		"first: 2026-06", "first: 2026-07").Replace(string(good))
	s, err := rulebook.Read("ltc.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	for _, r := range s.Rules {
		said.WriteString(r.Says + "\n")
		if r.Assumption != nil {
			said.WriteString(r.Assumption.Why + "\n")
		}
	}
	for _, want := range []string{"Below 75.5%, what", "From 75.5% up to 100% there", "at exactly 75.5% it", "The remaining 24.5% is a reconciliation payment in July 2026",
		"Coded by 12 April 2026, an eligible practice's reconciliation payment is in the July 2026 payment run", "exactly 75.5% was paid"} {
		if !strings.Contains(strings.Join(strings.Fields(said.String()), " "), want) {
			t.Errorf("the rules do not say %q", want)
		}
	}
	for _, old := range []string{"80%", "20%", "June", "10 April", "{"} {
		if strings.Contains(said.String(), old) {
			t.Errorf("the rules say %s still", old)
		}
	}
}

// The names of methods and what is said of the instalments follow their figures too.
func TestNamesFollowFigures(t *testing.T) {
	cap, _ := rulebook.Shipped("capitated-les-2025-26")
	text := strings.NewReplacer("months: best 9", "months: best 7", "months: last 6", "months: last 4", "year: 2025/26", "year: 2026/27",
		"2025-04-01", "2026-04-01", "week: 2026-05-11", "week: 2027-05-10", "2026-", "2027-", "run: June 2026", "run: June 2027").Replace(string(cap))
	s, err := rulebook.Read("cap.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if two, three := s.Methods[2].Name, s.Methods[3].Name; two != "Mean of the best seven months" || three != "Last four months" {
		t.Errorf("%q, %q", two, three)
	}
	if reason := s.Excluded[0].Reason; !strings.HasSuffix(reason, "which will inform 2027/28") {
		t.Errorf("excluded: %q", reason)
	}
	ltc, _ := rulebook.Shipped("ltc-les-2025-26")
	text = strings.NewReplacer("covers: 2025-05, due: 2025-04", "covers: 2025-05, due: 2025-05",
		"covers: 2025-06, due: 2025-05", "covers: 2025-06, due: 2025-06", "reference: P12, covers: 2026-03, due: 2026-02", "reference: P12, covers: 2026-03, due: 2026-03").Replace(string(ltc))
	s, err = rulebook.Read("ltc.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(s.Rules, func(r calc.Rule) bool { return r.Key == "advance" })
	if want := "P1 at once in mid-April 2025, then each month for the month after, the last in March 2026 for March 2026; none in February 2026"; !strings.HasSuffix(s.Rules[i].Says, want) {
		t.Errorf("%q", s.Rules[i].Says)
	}
}

// What people write for a service is known by the shipped files, once each.
func TestShippedAliases(t *testing.T) {
	want := map[string]string{
		"ecg": "ECG, Electrocardiogram, Electrocardiograms, 12 lead ECG", "phlebotomy": "Phleb, Bloods, Blood tests",
		"wound-care": "Wound, Woundcare, Wounds, Wound dressing", "simple-injections": "Simple Injection, Injections, Injection",
		"psa": "PSA test, PSA tests, PSA monitoring", "domain-2": "Domain2, D2, LTC Domain 2, LTC LES Domain 2",
	}
	for code := range ids {
		for _, service := range shipped(t, code).AllServices() {
			if got := strings.Join(service.Aliases, ", "); got != want[service.Code] {
				t.Errorf("%s is also %s, want %s", service.Code, got, want[service.Code])
			}
		}
	}
}
