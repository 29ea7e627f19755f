package calc

import "testing"

// A letter answers each request: what the panel accepted of it, and of what it does not stand on any more
// nothing but that it was taken back. What was accepted of a service adds up.
func TestStatementAnswersEachRequest(t *testing.T) {
	p, a := lineDecided(t)
	told, back, other := a, a, a
	told.Request.Name, told.Request.State, told.Decision = "CAP-2", RequestTold, &Decision{Verdict: AcceptedWhole, Accepted: ByMonth{3, 4}, Reason: "a fire", Exceptional: true, Unavoidable: true}
	back.Request.Name, back.Request.State, back.Decision = "CAP-3", RequestWithdrawn, &Decision{Verdict: Refused, Reason: "none"}
	other.Request.Name, other.Request.Service, other.Decision = "CAP-4", "wound-care", &Decision{Verdict: AcceptedPart, Accepted: ByMonth{11: 1}}
	told.Request.Claimed = ByMonth{1000, 234}
	p.Final = &Final{Answers: []Answer{a, told, back, other}}
	s := StatementOf(p)
	if len(s.Decisions) != 4 {
		t.Fatalf("%+v", s.Decisions)
	}
	for i, want := range []string{"part, 5 of 9", "accepted, 7 of 1,234", "taken back", "part, 1 of 9"} {
		if got := s.Decisions[i].words(); got != want {
			t.Errorf("%s: %q, want %q", s.Decisions[i].Request, got, want)
		}
	}
	if got := s.Decisions[1]; got.Reason != "a fire" || !got.Exceptional || got.BeyondControl || got.Evidenced || !got.Unavoidable {
		t.Errorf("what was decided: %+v", got)
	}
	if got := s.Decisions[2]; got.Reason != "" || got.Claimed != (ByMonth{9}) {
		t.Errorf("what was taken back: %+v", got)
	}
	if ecg, wound, none := s.accepted("ecg"), s.accepted("wound-care"), s.accepted("psa"); ecg != 12 || wound != 1 || none != 0 {
		t.Errorf("accepted: %d, %d and %d", ecg, wound, none)
	}
}
