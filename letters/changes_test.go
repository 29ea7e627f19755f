package letters

import (
	"testing"

	"yearend/calc"
)

func TestCountedReason(t *testing.T) {
	const day = "10 April 2026"
	for _, c := range []struct {
		more     int64
		was, now *int64
		want     string
	}{
		{1234, of(0), of(0), "1,234 more counted"},
		{1, of(0), of(1), "1 more counted; coded after " + day + ": 0 before, 1 now"},
		{10, of(30), of(30), "10 more counted; coded after " + day + ": 30 before, 30 now"}, // nobody knows which ten
		{0, of(0), of(2), "as many counted; coded after " + day + ": 0 before, 2 now"},
		{-2, of(1200), of(0), "2 fewer counted; coded after " + day + ": 1,200 before, 0 now"},
		{0, nil, of(0), "as many counted; coded after " + day + ": not known before, 0 now"},
		{3, nil, nil, "3 more counted; coded after " + day + ": not known before, not known now"},
	} {
		change := calc.Change{Was: calc.Number(5000), Now: calc.Number(5000 + c.more), LateWas: c.was, LateNow: c.now}
		if got := countedReason(change, day); got != c.want {
			t.Errorf("%d more: %q, want %q", c.more, got, c.want)
		}
	}
}

// What the panel accepted is told apart from what was recorded.
func TestAcceptedReason(t *testing.T) {
	scheme := &calc.Scheme{CodedBy: 20260410, Services: []calc.Service{{Code: "ecg", Name: "ECGs", Unit: "contacts"}}}
	for _, c := range []struct {
		more, was, now    int64
		lateWas, lateNow  *int64
		wantName, wantWhy string
	}{
		{12, 10, 22, nil, nil, "Contacts counted", "12 more accepted by the panel"},
		{-3, 10, 7, of(4), of(4), "Contacts counted", "3 fewer accepted by the panel"},
		{5, 10, 12, of(0), of(0), "Contacts counted", "2 more accepted by the panel, 3 more recorded"},
		{0, 10, 7, of(0), of(0), "Contacts counted", "3 fewer accepted by the panel, 3 more recorded"},
		{5, 10, 10, of(0), of(0), "Contacts counted", "5 more counted"},
		{5, 0, 0, of(0), of(0), "Contacts recorded", "5 more counted"},
	} {
		change := calc.Change{Kind: calc.RecordedChange, Service: "ecg", Was: calc.Number(500), Now: calc.Number(500 + c.more), AcceptedWas: c.was, AcceptedNow: c.now, LateWas: c.lateWas, LateNow: c.lateNow}
		if name, why := ChangeName(scheme, change), ChangeReason(scheme, change); name != c.wantName || why != c.wantWhy {
			t.Errorf("%d more, accepted %d, now %d: %q, %q", c.more, c.was, c.now, name, why)
		}
	}
	if why := ChangeReason(scheme, calc.Change{Kind: calc.PlanChange, Follows: true}); why != "from the position" {
		t.Error(why)
	}
}

func of(n int64) *int64 { return &n }
