package panel_test

import (
	"flag"
	"slices"
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

// halfYear is CAP-3's rows, with so much accepted in the first of its months.
func halfYear(accepted int64) []calc.FilledMonth {
	var months []calc.FilledMonth
	for i := 6; i < 12; i++ {
		months = append(months, calc.FilledMonth{Row: 14 + i, Month: i, Claimed: 40})
	}
	months[0].Accepted, months[0].Entered = accepted, true
	return months
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

// Evidence that was seen later lets the same request in.
func TestEvidenceSeenLetsItIn(t *testing.T) {
	s := sitting(t)
	f := filledAs(t, "CAP-3", calc.AcceptedPart, halfYear(10)...)
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
