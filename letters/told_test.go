package letters

import (
	"strings"
	"testing"

	"yearend/calc"
)

// What another row says already is left out; what nothing else says is told.
func TestToldChanges(t *testing.T) {
	two := &calc.Scheme{Services: []calc.Service{{Code: "ecg", Name: "ECGs", Unit: "contacts"}, {Code: "wound-care", Name: "Wound Care", Unit: "contacts"}}}
	one := &calc.Scheme{Services: two.Services[:1]}
	share := func(n int64) calc.Figure {
		s, err := calc.Ratio(n, 100)
		if err != nil {
			t.Fatal(err)
		}
		return calc.Percent(s)
	}
	pounds := func(n int64) calc.Figure { return calc.Pounds(calc.Pence(n)) }
	for _, is := range []struct {
		scheme  *calc.Scheme
		changes []calc.Change
		told    string
	}{
		{one, []calc.Change{
			{Kind: calc.RecordedChange, Service: "ecg", Was: calc.Number(1), Now: calc.Number(2)},
			{Kind: calc.AchievedChange, Service: "ecg", Was: share(50), Now: share(60)},
			{Kind: calc.CappedChange, Service: "ecg", Was: share(50), Now: share(60)},
			{Kind: calc.EarnedChange, Service: "ecg", Was: pounds(1), Now: pounds(2)},
			{Kind: calc.EarnedChange, Was: pounds(1), Now: pounds(2)},
			{Kind: calc.BalanceChange, Was: pounds(-1), Now: pounds(1)},
			{Kind: calc.OnTimeChange, Was: pounds(-1), Now: pounds(0)},
		}, "recorded, achievement, earned, balance"},
		{two, []calc.Change{
			{Kind: calc.AchievedChange, Service: "ecg", Was: share(90), Now: share(120)},
			{Kind: calc.CappedChange, Service: "ecg", Was: share(90), Now: share(100)},
			{Kind: calc.EarnedChange, Was: pounds(1), Now: pounds(2)},
			{Kind: calc.OnTimeChange, Was: pounds(1), Now: pounds(2)},
		}, "achievement, paid at, earned, balance on time"},
		{two, []calc.Change{
			{Kind: calc.MonthsChange, Service: "ecg", Was: calc.Number(5), Now: calc.Number(5)},
			{Kind: calc.AverageChange, Service: "ecg", Was: share(90), Now: share(90)},
			{Kind: calc.OnTimeChange, Was: pounds(3), Now: pounds(3)},
		}, "months"},
		{two, []calc.Change{{Kind: calc.AverageChange, Service: "ecg", Was: share(90), Now: share(90)}}, "average"},
	} {
		var kinds []string
		for _, c := range told(is.scheme, is.changes) {
			kinds = append(kinds, string(c.Kind))
		}
		if got := strings.Join(kinds, ", "); got != is.told {
			t.Errorf("told is %s, and not %s", got, is.told)
		}
	}
}

// Why a count is another one, in words that hold whichever way it went.
func TestCountedReasons(t *testing.T) {
	for _, is := range []struct {
		more, late int64
		want       string
	}{
		{3, 3, "3 more counted, of which 3 coded after 10 April 2026"},
		{5, 2, "5 more counted, of which 2 coded after 10 April 2026"},
		{1, 0, "1 more counted, none of them coded after 10 April 2026"},
		{-1200, 0, "1,200 fewer counted, none of them coded after 10 April 2026"},
		{-1, -1, "1 fewer counted, and 1 fewer coded after 10 April 2026"},
		{2, 5, "2 more counted, and 5 more coded after 10 April 2026"},
		{2, -1, "2 more counted, and 1 fewer coded after 10 April 2026"},
		{-2, 1, "2 fewer counted, and 1 more coded after 10 April 2026"},
		{0, 4, "as many counted, 4 more of them coded after 10 April 2026"},
		{0, -4, "as many counted, 4 fewer of them coded after 10 April 2026"},
	} {
		if got := countedReason(is.more, is.late, "10 April 2026"); got != is.want {
			t.Errorf("%d, %d: %q, and not %q", is.more, is.late, got, is.want)
		}
	}
}
