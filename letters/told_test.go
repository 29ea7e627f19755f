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
		}, "recorded, achievement, earned, balance, balance on time"},
		{two, []calc.Change{
			{Kind: calc.AchievedChange, Service: "ecg", Was: share(90), Now: share(120)},
			{Kind: calc.CappedChange, Service: "ecg", Was: share(90), Now: share(100)},
			{Kind: calc.EarnedChange, Was: pounds(1), Now: pounds(2)},
			{Kind: calc.OnTimeChange, Was: pounds(1), Now: pounds(2)},
		}, "achievement, paid at, earned, balance on time"},
		{one, []calc.Change{
			{Kind: calc.BalanceChange, Was: pounds(-1), Now: pounds(1)},
			{Kind: calc.OnTimeChange, Was: pounds(-1), Now: pounds(1)}, // no late coding, then and now
		}, "balance"},
		{one, []calc.Change{
			{Kind: calc.BalanceChange, Was: pounds(-1), Now: pounds(1)},
			{Kind: calc.OnTimeChange, Was: pounds(-1), Now: calc.Word(calc.NotKnown)},
		}, "balance, balance on time"},
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
