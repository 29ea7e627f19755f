package panel_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yearend/calc"
	"yearend/calc/extract"
	"yearend/fixtures"
	"yearend/letters/panel"
	"yearend/letters/register"
)

const (
	outcomeGallery = "../../fixtures/errors/outcome"
	logsGallery    = "../../fixtures/errors/logs"
)

// becomes is a case of what keeps a position from becoming final: a request, what the
// panel decides on it, and how its line has moved since.
type becomes struct {
	shown
	verdict  calc.Ruling // empty where it is open
	accepted int64
	since    calc.ByMonth // recorded on its line after the panel decided
	then     string       // a correction that the team enters after the panel decided
}

func outcomes() map[string]becomes {
	asked := shown{asks: []fixtures.Ask{good("P81900")}}
	withPlan := func(plan string) shown { c := asked; c.plans = plan; return c }
	return map[string]becomes{
		"E-request-open":             {shown: asked},
		"E-mitigation-moved":         {shown: asked, verdict: calc.AcceptedPart, accepted: 3, since: calc.ByMonth{9: 3}},
		"E-mitigation-moved.refused": {shown: asked, verdict: calc.Refused, since: calc.ByMonth{9: 3}},
		"E-request-changed":          {shown: asked, verdict: calc.AcceptedPart, accepted: 3, then: "LTC-2,January 2026,5,4,Jo Sample,2026-05-15,miscounted\n"},
		"W-plan":                     {shown: withPlan("P81999,LTC,2026-06,10,Sam Sample,2026-05-06\n"), verdict: calc.Refused, since: calc.ByMonth{}},
	}
}

// TestGalleryOfOutcomes makes every case, from the form's export over the panel's sheet
// to the final position, and compares what is said of it.
func TestGalleryOfOutcomes(t *testing.T) {
	cases := outcomes()
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(outcomeGallery, name)
			for file, body := range c.files() {
				same(t, filepath.Join(dir, file), body)
			}
			requests, _ := judged(t, dir, c.shown)
			said := messages(c.final(t, dir, requests))
			if code, _, _ := strings.Cut(name, "."); !strings.Contains("\n"+said, "\n"+code+" (") {
				t.Errorf("the case does not show %s:\n%s", code, said)
			}
			same(t, filepath.Join(dir, "message.txt"), []byte(said))
		})
	}
}

// final is what is said when the positions become final by the request's decision.
func (c becomes) final(t *testing.T, dir string, requests panel.Requests) []calc.Problem {
	t.Helper()
	settled, _ := base(t)
	ready := func(r calc.Request) bool { return r.State == calc.RequestReady }
	at := slices.IndexFunc(requests.All, ready)
	decided := map[string]calc.Decision{}
	if c.verdict != "" {
		decided[requests.All[at].Name] = *c.decides(t, dir, requests.All[at])
	}
	if c.then != "" {
		c.corrections, c.on = c.then, 20260522
		same(t, filepath.Join(dir, "corrections.csv"), c.files()["corrections.csv"])
		requests, _ = judged(t, dir, c.shown)
	}
	if c.verdict != "" {
		requests.All[at].State = calc.RequestDecided
	}
	var d calc.Decided
	var changed []calc.Problem
	d.Answers, changed = panel.Answers(requests.All[at:at+1], decided)
	answer := d.Answers[0]
	if c.plans != "" {
		asked, err := extract.ReadAsked(extract.Asking{Root: dir, AsOf: 20260522, Plans: []extract.File{{Path: "plans.csv"}}}, settled.Schemes)
		if err != nil || asked.Stops() {
			t.Fatal(err, asked.Problems)
		}
		d.Plans = asked.Plans
	}
	moved := settled
	moved.Positions = slices.Clone(settled.Positions)
	for i, p := range moved.Positions {
		if p.Practice.Code != answer.Request.Practice || p.Scheme.Code != answer.Request.Scheme {
			continue
		}
		var err error
		if moved.Positions[i], err = p.Relieved(map[string]calc.ByMonth{"domain-2": c.since}); err != nil {
			t.Fatal(err)
		}
	}
	final, err := moved.Decide(d)
	if err != nil {
		t.Fatal(err)
	}
	if final, err = final.With(changed); err != nil {
		t.Fatal(err)
	}
	return final.Extract.Problems
}

// decides is the decision that the sheet in the folder comes to.
func (c becomes) decides(t *testing.T, dir string, r calc.Request) *calc.Decision {
	t.Helper()
	settled, _ := base(t)
	f := decided(t)
	f.Request, f.Verdict, f.Withdrew = r.Name, string(c.verdict), nil
	f.Present = []string{"Alex Sample", "Robin Sample", "Jo Sample"}
	f.Months = []calc.FilledMonth{{Month: 9, Claimed: 5, Accepted: c.accepted, Entered: c.accepted > 0}}
	path := filepath.Join(dir, "decisions.csv")
	same(t, path, sheetOf(t, []calc.FilledIn{f}, nil))
	read, problems, err := extract.ReadDecisions(path, settled.Schemes)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	s := panel.Sitting{Pack: "panel-001", Digest: "pack", Run: "run-001", InPack: map[string]string{r.Name: r.Digest}, Members: members, Today: day(t, "2026-05-14"), By: "Alex Sample"}
	if s.Cases, err = panel.CasesIn(s.InPack, []calc.Request{r}, settled.Positions); err != nil {
		t.Fatal(err)
	}
	j := s.Judge(read)
	if j.Stops() || len(j.Decisions) != 1 {
		t.Fatal(j.Problems)
	}
	return &j.Decisions[0]
}

// TestGalleryOfLogs writes a log of three decisions, alters it, and compares what is
// said: nothing runs until it is restored.
func TestGalleryOfLogs(t *testing.T) {
	cases := map[string]func(lines []string) []string{
		"rewritten":      func(l []string) []string { l[1] = strings.Replace(l[1], "refused", "accepted", 1); return l },
		"taken-out":      func(l []string) []string { return []string{l[0], l[2]} },
		"last-taken-out": func(l []string) []string { return l[:2] },
		"moved":          func(l []string) []string { return []string{l[0], l[2], l[1]} },
		"put-in":         func(l []string) []string { return []string{l[0], l[1], l[1], l[2]} },
		"all-taken-out":  func([]string) []string { return nil },
	}
	for name, alter := range cases {
		t.Run(name, func(t *testing.T) {
			root, dir := t.TempDir(), filepath.Join(logsGallery, name)
			log, err := panel.ReadDecisions(root)
			if err != nil {
				t.Fatal(err)
			}
			for _, request := range []string{"LTC-2", "LTC-3", "LTC-4"} {
				d := calc.Decision{Request: request, Pack: "panel-001", Run: "run-001", Verdict: calc.Refused, Reason: "Annual leave is routine absence.", On: 20260512, Chair: "Alex Sample", By: "Jo Sample"}
				if log, err = log.Append(d); err != nil {
					t.Fatal(err)
				}
			}
			for _, file := range []string{panel.DecisionsFile, panel.HeadsFile} {
				text, err := os.ReadFile(filepath.Join(root, file))
				if err != nil {
					t.Fatal(err)
				}
				if file == panel.DecisionsFile {
					text = []byte(strings.Join(alter(strings.SplitAfter(strings.TrimSuffix(string(text), "\n")+"\n", "\n")[:3]), ""))
				}
				same(t, filepath.Join(dir, file), text)
			}
			err = panel.Whole(dir)
			if err == nil || !strings.Contains(err.Error(), "was altered") {
				t.Fatalf("got %v", err)
			}
			var hinted register.Hinted
			if !errors.As(err, &hinted) {
				t.Fatalf("%v says no way out", err)
			}
			said := strings.ReplaceAll(err.Error(), filepath.ToSlash(dir)+"/", "") + "\n" + hinted.Hint + "\n"
			same(t, filepath.Join(dir, "message.txt"), []byte(said))
		})
	}
}
