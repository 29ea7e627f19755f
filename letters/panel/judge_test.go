package panel_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"yearend/calc"
	"yearend/letters/panel"
)

var update = flag.Bool("update", false, "write the golden files anew")

// sitting is the sample's pack with nothing decided yet.
func sitting(t testing.TB) panel.Sitting {
	t.Helper()
	p := samplePack(t)
	s := panel.Sitting{Pack: p.Name, Digest: "pack", Run: p.Run, InPack: map[string]string{}, Cases: p.Cases, Members: p.Members, Today: day(t, "2026-05-14"), By: "Alex Sample", File: "decisions.xlsx"}
	for _, c := range p.Cases {
		s.InPack[c.Request.Name] = c.Request.Digest
	}
	return s
}

// decided is LTC-7 as a panel would fill it in: accepted, with Kim Sample, who has an
// interest, withdrawn and a deputy in the seat.
func decided(t testing.TB) calc.FilledIn {
	t.Helper()
	return calc.FilledIn{Request: "LTC-7", Pack: "pack", Row: 10, Verdict: "accepted", Reason: "The building was closed by the flood.", Conditions: [4]string{"yes", "yes", "yes", "yes"},
		Months: []calc.FilledMonth{{Row: 10, Month: 9, Claimed: 20, Accepted: 20, Entered: true}, {Row: 11, Month: 10, Claimed: 21, Accepted: 21, Entered: true}},
		On:     day(t, "2026-05-12"), Chair: "Alex Sample", Present: []string{"Alex Sample", "robin  sample", "Jo Sample", "Sam Sample"}, Withdrew: []string{"Kim Sample"}}
}

// filledAs is another request, filled in in the same way.
func filledAs(t testing.TB, name string, verdict calc.Ruling, months ...calc.FilledMonth) calc.FilledIn {
	f := decided(t)
	f.Request, f.Verdict, f.Months = name, string(verdict), months
	return f
}

func TestADecisionIsBoundToWhatThePanelHad(t *testing.T) {
	j := sitting(t).Judge([]calc.FilledIn{decided(t), {Request: "CAP-3", Pack: "pack", Row: 4}})
	if len(j.Problems) > 0 || len(j.Decisions) != 1 {
		t.Fatalf("%+v", j)
	}
	d := j.Decisions[0]
	if d.Request != "LTC-7" || d.Digest != "d7" || d.Pack != "panel-001" || d.PackDigest != "pack" || d.Run != "run-002" || d.Verdict != calc.AcceptedWhole || d.Accepted.Sum() != 41 ||
		d.Line.Target != 764 || d.Line.Recorded.Sum() != 571 || !d.Exceptional || !d.Unavoidable || d.By != "Alex Sample" {
		t.Errorf("%+v", d)
	}
	if want := []string{"CAP-3", "CAP-4", "CAP-12"}; !slices.Equal(j.Open, want) {
		t.Errorf("open are %v, should be %v", j.Open, want)
	}
}

// Every fault of a sheet, each by the least that shows it: the gallery of decisions.
func TestFaultsOfDecisions(t *testing.T) {
	var gallery strings.Builder
	shown := map[string]bool{"E-decision-twice": true} // which its reader finds
	for _, c := range decisionFaults(t) {
		s, f := sitting(t), decided(t)
		filled := c.alter(&s, &f)
		if filled == nil {
			filled = []calc.FilledIn{f}
		}
		j := s.Judge(filled)
		code, _, _ := strings.Cut(c.name, " ")
		if !slices.ContainsFunc(j.Problems, func(p calc.Problem) bool { return p.Code == code }) {
			t.Errorf("%s: found are %v", c.name, j.Problems)
		}
		if look := strings.HasPrefix(code, "W-"); j.Stops() == look {
			t.Errorf("%s: stops %v", c.name, j.Stops())
		}
		shown[code] = true
		fmt.Fprintf(&gallery, "%s\n", c.name)
		for _, p := range j.Problems {
			fmt.Fprintf(&gallery, "  %s %s, row %d, %s %q: %s\n", p.Severity, p.Code, p.Row, p.Column, p.Found, p.Remedy)
		}
	}
	for _, f := range panel.DecisionFaults() {
		if !shown[f.Code] {
			t.Errorf("the gallery does not show %s", f.Code)
		}
		delete(shown, f.Code)
	}
	if len(shown) > 0 {
		t.Errorf("shown, and not listed: %v", shown)
	}
	const file = "../../fixtures/golden/decision-faults.txt"
	if *update {
		if err := os.WriteFile(file, []byte(gallery.String()), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want, err := os.ReadFile(file); err != nil || string(want) != gallery.String() {
		t.Errorf("%s has changed (%v): look at what go test ./letters/panel -update changes in it", file, err)
	}
}

type decisionFault struct {
	name  string
	alter func(s *panel.Sitting, f *calc.FilledIn) []calc.FilledIn
}

// fault alters the one request that is filled in.
func fault(name string, alter func(f *calc.FilledIn)) decisionFault {
	return decisionFault{name, func(_ *panel.Sitting, f *calc.FilledIn) []calc.FilledIn { alter(f); return nil }}
}

func decisionFaults(t testing.TB) []decisionFault {
	april := calc.FilledMonth{Row: 30, Month: 0, Claimed: 5, Accepted: 5, Entered: true}
	subcontracted := func(months ...int) calc.FilledIn {
		f := filledAs(t, "CAP-3", calc.AcceptedPart)
		for i := 6; i < 12; i++ {
			f.Months = append(f.Months, calc.FilledMonth{Row: 14 + i, Month: i, Claimed: 40})
		}
		f.Months[0].Accepted, f.Months[0].Entered = 10, true
		return f
	}
	evidence := func(name string, alter func(r *calc.Request)) decisionFault {
		return decisionFault{name, func(s *panel.Sitting, _ *calc.FilledIn) []calc.FilledIn {
			for i := range s.Cases {
				if s.Cases[i].Request.Name == "CAP-3" {
					alter(&s.Cases[i].Request)
				}
			}
			return []calc.FilledIn{subcontracted()}
		}}
	}
	return []decisionFault{
		fault("E-decision-reason none", func(f *calc.FilledIn) { f.Reason = "" }),
		fault("E-reason-name who had the chair", func(f *calc.FilledIn) { f.Reason = "Alex sample saw the flood." }),
		fault("E-decision-count above what is claimed", func(f *calc.FilledIn) { f.Months[0].Accepted = 21 }),
		fault("E-decision-count without a month", func(f *calc.FilledIn) { f.Months[0].Month = -1 }),
		fault("E-decision-count a month twice", func(f *calc.FilledIn) { f.Months[1].Month = 9 }),
		fault("E-decision-count another claim than the pack's", func(f *calc.FilledIn) { f.Months[0].Claimed = 60 }),
		fault("E-decision-count accepted, and not all of it", func(f *calc.FilledIn) { f.Months[0].Accepted = 1 }),
		fault("E-decision-count part, and all of it", func(f *calc.FilledIn) { f.Verdict = "Part" }),
		fault("E-decision-count refused, and a count", func(f *calc.FilledIn) { f.Verdict = "refused" }),
		fault("E-decision-count not considered, and a count", func(f *calc.FilledIn) { f.Verdict = "not considered" }),
		fault("E-decision-verdict none", func(f *calc.FilledIn) { f.Verdict = "" }),
		fault("E-decision-verdict another word", func(f *calc.FilledIn) { f.Verdict = "agreed" }),
		fault("E-decision-condition not found", func(f *calc.FilledIn) { f.Conditions[2] = "" }),
		fault("W-decision-condition not met", func(f *calc.FilledIn) { f.Conditions[1] = "No" }),
		fault("E-decision-date none", func(f *calc.FilledIn) { f.On = 0 }),
		fault("E-decision-date to come", func(f *calc.FilledIn) { f.On = day(t, "2026-05-15") }),
		fault("W-decision-week before it", func(f *calc.FilledIn) { f.On = day(t, "2026-05-10") }),
		fault("E-decision-conflict present", func(f *calc.FilledIn) { f.Present, f.Withdrew = append(f.Present, "Kim Sample"), nil }),
		fault("E-decision-conflict not named as withdrawn", func(f *calc.FilledIn) { f.Withdrew = nil }),
		fault("E-decision-conflict present and withdrawn", func(f *calc.FilledIn) { f.Withdrew = append(f.Withdrew, "Sam Sample") }),
		fault("E-decision-quorum a seat empty", func(f *calc.FilledIn) { f.Present = []string{"Alex Sample", "Robin Sample"} }),
		fault("E-decision-quorum by an interest", func(f *calc.FilledIn) {
			f.Present, f.Withdrew = []string{"Alex Sample", "Robin Sample", "Kim Sample"}, nil
		}),
		fault("E-decision-member unknown", func(f *calc.FilledIn) { f.Present = append(f.Present, "Pat Sample") }),
		fault("E-decision-member no chair", func(f *calc.FilledIn) { f.Chair = "" }),
		fault("E-decision-member chair not present", func(f *calc.FilledIn) { f.Chair = "Kim Sample" }),
		fault("E-decision-request not in the pack", func(f *calc.FilledIn) { f.Request = "LTC-99" }),
		fault("E-pack-stale rows of another pack", func(f *calc.FilledIn) { f.Pack = "another" }),
		{"E-pack-stale the request has changed", func(s *panel.Sitting, _ *calc.FilledIn) []calc.FilledIn { s.InPack["LTC-7"] = "before"; return nil }},
		{"E-pack-stale the request is withdrawn", func(s *panel.Sitting, _ *calc.FilledIn) []calc.FilledIn { s.Cases = nil; return nil }},
		{"E-decided before", func(s *panel.Sitting, _ *calc.FilledIn) []calc.FilledIn {
			s.Decided = []calc.Decision{{Request: "LTC-7", On: day(t, "2026-05-11"), By: "Robin Sample"}}
			return nil
		}},
		{"E-decided nothing to mend", func(s *panel.Sitting, _ *calc.FilledIn) []calc.FilledIn {
			s.Correct, s.Because = "LTC-7", "a slip"
			return nil
		}},
		{"E-decision-request no rows to mend it with", func(s *panel.Sitting, _ *calc.FilledIn) []calc.FilledIn {
			s.Correct, s.Because = "CAP-3", "a slip"
			return nil
		}},
		{"E-decision-excluded PSA", func(*panel.Sitting, *calc.FilledIn) []calc.FilledIn {
			return []calc.FilledIn{filledAs(t, "CAP-4", calc.AcceptedWhole, april)}
		}},
		evidence("E-decision-evidence an estimate", func(r *calc.Request) { r.Counted = calc.FromEstimate }),
		evidence("E-decision-evidence none", func(r *calc.Request) { r.Evidence = nil }),
		evidence("E-decision-evidence not seen", func(r *calc.Request) { r.Seen = "" }),
	}
}

// Evidence that was seen later lets the same request in.
func TestEvidenceSeenLetsItIn(t *testing.T) {
	s := sitting(t)
	f := filledAs(t, "CAP-3", calc.AcceptedPart, calc.FilledMonth{Row: 4, Month: 6, Claimed: 40, Accepted: 10, Entered: true})
	if j := s.Judge([]calc.FilledIn{f}); j.Stops() || len(j.Decisions) != 1 {
		t.Errorf("%+v", j.Problems)
	}
}

// A slip of the pen is mended by the request's own rows alone; what else stands in the
// sheet is not read.
func TestASlipIsMended(t *testing.T) {
	s := sitting(t)
	first := s.Judge([]calc.FilledIn{decided(t)}).Decisions
	s.Decided, s.Correct, s.Because = first, "LTC-7", "20 was written for 12"
	f := decided(t)
	f.Verdict, f.Months[0].Accepted = "part", 12
	j := s.Judge([]calc.FilledIn{f, filledAs(t, "CAP-4", "nonsense")})
	if j.Stops() || len(j.Decisions) != 1 || j.Decisions[0].Because == "" || j.Decisions[0].Accepted.Sum() != 33 {
		t.Fatalf("%+v", j)
	}
	if last := panel.Last(append(first, j.Decisions...), "LTC-7"); last.Accepted.Sum() != 33 {
		t.Errorf("the last decision is %+v", last)
	}
}
