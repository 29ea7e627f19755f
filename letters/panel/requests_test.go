package panel_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"yearend/calc"
	"yearend/calc/extract"
	"yearend/fixtures"
	"yearend/letters/panel"
)

// of makes a case as the gallery does, in a folder of its own.
func of(t *testing.T, c shown) (panel.Requests, []calc.Problem) {
	t.Helper()
	dir := t.TempDir()
	for file, body := range c.files() {
		write(t, dir+"/"+file, body)
	}
	return judged(t, dir, c)
}

func write(t *testing.T, path string, body []byte) {
	t.Helper()
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
}

func request(t *testing.T, all panel.Requests, name string) calc.Request {
	t.Helper()
	i := slices.IndexFunc(all.All, func(r calc.Request) bool { return r.Name == name })
	if i < 0 {
		t.Fatalf("there is no %s", name)
	}
	return all.All[i]
}

// What is found in a request, by its grounds, its count and its evidence: exactly the
// guidance's, and no exception of the one scheme in the other.
func TestFindings(t *testing.T) {
	capitated := "capitated-les-2025-26"
	ground := func(g string) func(*fixtures.Ask) { return func(a *fixtures.Ask) { a.Ground = g } }
	counted := func(c string) func(*fixtures.Ask) { return func(a *fixtures.Ask) { a.Counted = c } }
	bare := func(a *fixtures.Ask) { a.Evidence = "" }
	const subcontracted = "coding that is missing because the activity was subcontracted, with verifiable evidence such as provider reports or auditable records"
	for name, c := range map[string]struct {
		scheme string
		ask    fixtures.Ask
		want   string // code, clause; …
		except string
		more   string // corrections
	}{
		"other circumstances":        {"", good("P81900"), "", "", ""},
		"in the last second":         {"", good("P81900", sentAt("2026-05-08 23:59:59")), "", "", ""},
		"at midnight":                {"", good("P81900", sentAt("2026-05-09 00:00:00")), "late A14", "", ""},
		"refused":                    {"", good("P81900", ground("patients declining")), "refused ground B8", "", ""},
		"refused, by its code":       {"", good("P81900", ground("recruitment")), "refused ground B8", "", ""},
		"refused, in other words":    {"", good("P81900", ground("Planned IT downtime")), "refused ground B8", "", ""},
		"two refused":                {"", good("P81900", ground("patients declining;standard operational pressure;")), "refused ground B8; refused ground B8", "", ""},
		"subcontracted, LTC":         {"", good("P81900", ground("coding that is missing because the activity was subcontracted")), "no exception L8", "", ""},
		"Enterprise, LTC":            {"", good("P81900", ground("enterprise")), "no exception L8", "", ""},
		"without evidence":           {"", good("P81900", bare), "no evidence B6", "", ""},
		"words for evidence":         {"", good("P81900", func(a *fixtures.Ask) { a.Evidence = "sent by e-mail" }), "no evidence B6", "", ""},
		"subcontracted, unseen":      {capitated, good("P81900", service("ECGs"), ground(subcontracted), counted("provider report")), "evidence unseen C6", "C6", ""},
		"subcontracted, seen":        {capitated, good("P81900", service("ECGs"), ground(subcontracted), counted("provider report")), "", "C6", "CAP-2,evidence seen,,yes,Jo Sample,2026-05-06,opened\n"},
		"subcontracted, an estimate": {capitated, good("P81900", service("ECGs"), ground("subcontracting"), counted("estimate"), bare), "estimate C6; no evidence C6", "C6", ""},
		"Enterprise, not said how":   {capitated, good("P81900", service("ECGs"), ground("enterprise"), counted("")), "estimate C7; evidence unseen C7", "C7", ""},
		"data recording, CAP":        {capitated, good("P81900", service("ECGs"), ground("data recording or coding issues but for the two exceptions")), "refused ground B8", "", ""},
		"PSA":                        {capitated, good("P81900", service("PSA")), "excluded service C3", "", ""},
		"Simple Injections":          {capitated, good("P81900", service("Simple Injections")), "excluded service C2", "", ""},
		"no contract":                {capitated, good("P81901", service("ECGs")), "no contract C1", "", ""},
		"reached":                    {"", good("P81900", asks(9, 151)), "", "", ""},
		"one above":                  {"", good("P81900", asks(9, 152)), "claim above target L9", "", ""},
		"nothing asked":              {"", good("P81900", func(a *fixtures.Ask) { a.Months = nil }), "nothing asked for A16", "", ""},
		"early":                      {"", good("P81900", sentAt("2026-04-16 12:00:00")), "sent early B7", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			all, _ := of(t, shown{scheme: c.scheme, asks: []fixtures.Ask{c.ask}, corrections: c.more})
			short := "LTC-2"
			if c.scheme != "" {
				short = "CAP-2"
			}
			r := request(t, all, short)
			var found []string
			for _, f := range r.Findings {
				found = append(found, f.Code+" "+f.Clause.ID)
				if f.Words == "" || strings.Contains(f.Words, "%!") || !strings.HasSuffix(f.Words, ".") {
					t.Errorf("%s says %q", f.Code, f.Words)
				}
			}
			if got := strings.Join(found, "; "); got != c.want || r.Exception != c.except {
				t.Errorf("found %q, exception %q; should be %q, %q", got, r.Exception, c.want, c.except)
			}
		})
	}
}

// A correction ends a hold, whatever it was, and nothing but a correction does.
func TestCorrectionsReleaseWhatIsHeld(t *testing.T) {
	two := []fixtures.Ask{good("P81900"), good("P81900", asks(9, 6))}
	edited := shown{before: []fixtures.Ask{good("P81900")}, seenOn: "2026-05-07 09:00:00", asks: []fixtures.Ask{good("P81900", asks(9, 50))}}
	gone := shown{before: []fixtures.Ask{good("P81900"), good("P81901")}, seenOn: "2026-05-07 09:00:00", asks: []fixtures.Ask{good("P81900")}}
	for name, c := range map[string]struct {
		shown
		more string
		want string // name, state, what it asks for; …
	}{
		"twice":             {shown{asks: two}, "LTC-2,replaced by,,LTC-3,Jo Sample,2026-05-06,by e-mail\n", "LTC-1 proof 0; LTC-2 replaced 5; LTC-3 ready 6"},
		"withdrawn":         {shown{asks: two}, "LTC-3,withdrawn,,yes,Jo Sample,2026-05-06,by e-mail\n", "LTC-1 proof 0; LTC-2 ready 5; LTC-3 withdrawn 6"},
		"the code":          {shown{asks: []fixtures.Ask{good("P8190")}}, "LTC-2,Practice code,P8190,P81900,Jo Sample,2026-05-06,by telephone\n", "LTC-1 proof 0; LTC-2 ready 5"},
		"a count":           {shown{asks: []fixtures.Ask{good("P81900", asksInWords("about 40"))}}, "LTC-2,March 2026,about 40,38,Jo Sample,2026-05-06,by e-mail\n", "LTC-1 proof 0; LTC-2 ready 38"},
		"a month otherwise": {shown{asks: []fixtures.Ask{good("P81900")}}, "LTC-2,Jan-26,5,4,Jo Sample,2026-05-06,by e-mail\n", "LTC-1 proof 0; LTC-2 ready 4"},
		"as it was":         {edited, "LTC-2,version,,1,Jo Sample,2026-05-10,by e-mail\n", "LTC-1 proof 0; LTC-2 ready 5"},
		"as it reads now":   {edited, "LTC-2,version,,2,Jo Sample,2026-05-10,by e-mail\n", "LTC-1 proof 0; LTC-2 ready 50"},
		"gone, and stands":  {gone, "LTC-3,version,,1,Jo Sample,2026-05-10,by e-mail\n", "LTC-1 proof 0; LTC-2 ready 5; LTC-3 ready 5"},
		"gone, withdrawn":   {gone, "LTC-3,withdrawn,,yes,Jo Sample,2026-05-10,by e-mail\n", "LTC-1 proof 0; LTC-2 ready 5; LTC-3 withdrawn 5"},
		"still held":        {edited, "", "LTC-1 proof 0; LTC-2 held 5"},
		"parted": {shown{scheme: "capitated-les-2025-26", asks: []fixtures.Ask{good("P81900", service("ECGs;Phlebotomy;"))}},
			"CAP-2,ECGs: January 2026,,3,Jo Sample,2026-05-06,by e-mail\nCAP-2,Phlebotomy: January 2026,,2,Jo Sample,2026-05-06,by e-mail\n", "CAP-1 proof 0; CAP-2-ecg ready 3; CAP-2-phlebotomy ready 2"},
		"one service": {shown{scheme: "capitated-les-2025-26", asks: []fixtures.Ask{good("P81900", service("ECGs;Phlebotomy;"))}},
			"CAP-2,Service,ECGs;Phlebotomy;,ECGs,Jo Sample,2026-05-06,by e-mail\n", "CAP-1 proof 0; CAP-2 ready 5"},
	} {
		t.Run(name, func(t *testing.T) {
			c.shown.corrections = c.more
			all, problems := of(t, c.shown)
			var got []string
			for _, r := range all.All {
				got = append(got, fmt.Sprintf("%s %s %d", r.Name, r.State, r.Claimed.Sum()))
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("%s\nshould be\n%s\n%s", s, c.want, messages(problems))
			}
		})
	}
}

// The digest of a request moves with everything that it says, and with nothing else.
func TestDigestBindsWhatARequestSays(t *testing.T) {
	base, _ := of(t, shown{asks: []fixtures.Ask{good("P81900")}})
	is := request(t, base, "LTC-2")
	for name, change := range map[string]func(*calc.Request){
		"practice": func(r *calc.Request) { r.Practice = "P81901" }, "service": func(r *calc.Request) { r.Service = "x" },
		"ground": func(r *calc.Request) { r.Ground = "declined" }, "a count": func(r *calc.Request) { r.Claimed[3]++ },
		"words": func(r *calc.Request) { r.Happened += "!" }, "tried": func(r *calc.Request) { r.Tried = "" }, "raised": func(r *calc.Request) { r.Raised = "x" },
		"evidence": func(r *calc.Request) { r.Evidence = nil }, "seen": func(r *calc.Request) { r.Seen = "x" }, "counted": func(r *calc.Request) { r.Counted = calc.FromEstimate },
		"when": func(r *calc.Request) { r.Completed = r.Completed.After(1) }, "sender": func(r *calc.Request) { r.Sender = "x" },
	} {
		r := is
		if change(&r); calc.DigestOf(r) == is.Digest {
			t.Errorf("%s may change behind a decision", name)
		}
	}
	r := is
	r.State, r.Findings, r.Held = calc.RequestDecided, nil, nil
	if calc.DigestOf(r) != is.Digest {
		t.Error("what was found moves the digest")
	}
}

// Whatever becomes of an export, every row that was ever seen is accounted for, the
// log only grows, and what was decided stays decided.
func TestEveryRowIsAccountedFor(t *testing.T) {
	settled, first := base(t)
	var log []panel.Seen
	ever := map[string]bool{}
	decided := map[string]bool{}
	for seed := range 300 {
		rows := drawn(uint64(seed), settled.Schemes)
		for _, r := range rows {
			ever[fmt.Sprint(r.Scheme, r.ID)] = true
		}
		histories, fresh := panel.Look(log, rows, calc.Moment{Date: 20260507, Second: seed})
		again, none := panel.Look(append(slices.Clone(log), fresh...), rows, calc.Moment{Date: 20260507, Second: seed + 1})
		if len(none) > 0 || len(again) != len(histories) {
			t.Fatalf("seed %d: seen twice, it is another: %+v", seed, none)
		}
		log = append(log, fresh...)
		facts := panel.Facts{Schemes: settled.Schemes, Positions: settled.Positions, Practices: settled.Extract.Practices, Letters: first, Before: panel.Before{Decided: decided}}
		all := panel.Judge(histories, facts, extract.RequestsOf)
		if err := all.Account(); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if len(all.All) != len(ever) || all.Read != len(ever) {
			t.Fatalf("seed %d: %d requests of %d rows", seed, len(all.All), len(ever))
		}
		for _, r := range all.All {
			if decided[r.Name] && r.State != calc.RequestDecided {
				t.Fatalf("seed %d: %s was decided, and is %s", seed, r.Name, r.State)
			}
			if r.State == calc.RequestReady && seed%7 == 0 {
				decided[r.Name] = true
			}
		}
	}
}

// drawn is an export of few rows with few contents, so that they meet.
func drawn(seed uint64, schemes []*calc.Scheme) []calc.FormRow {
	next := seed*6364136223846793005 + 1442695040888963407
	below := func(n uint64) uint64 {
		next = next*6364136223846793005 + 1442695040888963407
		return next >> 33 % n
	}
	var rows []calc.FormRow
	for _, s := range schemes {
		for id := 1; id <= 12; id++ {
			if below(4) == 0 {
				continue
			}
			rows = append(rows, calc.FormRow{Scheme: s.Code, ID: id, Clock: calc.ClockUK, Completed: calc.Moment{Date: 20260501, Second: id},
				Answers: map[string]string{"practice": fmt.Sprintf("P8190%d", below(3)), "service": s.Services[below(uint64(len(s.Services)))].Name, "2025-04": fmt.Sprint(below(3))}})
		}
	}
	return rows
}

// An account that leaves one out, or has one twice, is refused.
func TestAccountFails(t *testing.T) {
	for name, r := range map[string]panel.Requests{
		"one too few": {All: []calc.Request{{Name: "LTC-1", State: calc.RequestReady}}, Read: 2},
		"one twice":   {All: []calc.Request{{Name: "LTC-1", State: calc.RequestReady}, {Name: "LTC-1", State: calc.RequestReady}}, Read: 2},
		"no state":    {All: []calc.Request{{Name: "LTC-1", State: "lost"}}, Read: 1},
	} {
		if r.Account() == nil {
			t.Errorf("%s: nothing is said", name)
		}
	}
}

// A practice's letter went to the mailbox of the practice that answers for it, and so
// its request comes from there: nothing is to be asked. From another's it still is.
func TestWhoAnswersForAPracticeAsksForIt(t *testing.T) {
	const code = "W-request-sender"
	for mailbox, looked := range map[string]bool{"gp-p81901@example.org": false, "gp-p81902@example.org": true} {
		c := cases()[code]
		c.letters = func(p calc.Position) calc.Position {
			if p.Practice.Code == "P81900" {
				p.Successor = &calc.Practice{Code: "P81909", Name: "Thimbleford Surgery", Emails: []string{mailbox}}
			}
			return p
		}
		_, problems := of(t, c)
		if slices.ContainsFunc(problems, func(p calc.Problem) bool { return p.Code == code }) != looked {
			t.Errorf("the letter went to %s: to be looked at should be %v: %v", mailbox, looked, problems)
		}
	}
}
