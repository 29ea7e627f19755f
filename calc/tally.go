package calc

import "fmt"

// Tally says what became of records read. It must balance:
// read = counted + out of period + excluded service + no contract + held, and
// before the year has ended + after through.
type Tally struct {
	Read            int `json:"read"`
	Counted         int `json:"counted"`
	OutOfPeriod     int `json:"out_of_period"`
	ExcludedService int `json:"excluded_service"`
	NoContract      int `json:"no_contract"`
	Held            int `json:"held"`
	AfterThrough    int `json:"after_through,omitempty"` // in months that a projection or a monthly report leaves out
}

// Plus adds two tallies.
func (t Tally) Plus(u Tally) Tally {
	return Tally{
		Read:            t.Read + u.Read,
		Counted:         t.Counted + u.Counted,
		OutOfPeriod:     t.OutOfPeriod + u.OutOfPeriod,
		ExcludedService: t.ExcludedService + u.ExcludedService,
		NoContract:      t.NoContract + u.NoContract,
		Held:            t.Held + u.Held,
		AfterThrough:    t.AfterThrough + u.AfterThrough,
	}
}

// Check fails when a record was read and is nowhere to be found, or twice.
func (t Tally) Check() error {
	found := t.Counted + t.OutOfPeriod + t.ExcludedService + t.NoContract + t.Held + t.AfterThrough
	if found != t.Read {
		return fmt.Errorf("the tally does not balance: %s read, %s accounted for", Many(t.Read, "record"), Count(found))
	}
	return nil
}

// Totals is what the positions of one scheme come to. Held positions are
// counted, and are in no sum.
type Totals struct {
	Pay, Recoup, Nil, Held int
	Value, Earned, Advance Money
	ToPay, ToRecoup        Money // both without a sign
}

// Letters is how many positions get a letter.
func (t Totals) Letters() int { return t.Pay + t.Recoup + t.Nil }

// Balance is what is to be paid less what is to be recouped.
func (t Totals) Balance() Money { return t.ToPay.Minus(t.ToRecoup) }

// TotalsByScheme adds up positions, by scheme code.
func TotalsByScheme(positions []Position) map[string]Totals {
	all := map[string]Totals{}
	for _, p := range positions {
		all[p.Scheme.Code] = all[p.Scheme.Code].with(p)
	}
	return all
}

func (t Totals) with(p Position) Totals {
	*outcomes[p.Outcome.at()].count(&t)++
	if p.Outcome == Held {
		return t
	}
	if p.Balance.Sign() > 0 {
		t.ToPay = t.ToPay.Plus(p.Balance)
	} else {
		t.ToRecoup = t.ToRecoup.Minus(p.Balance)
	}
	t.Value = t.Value.Plus(p.Value)
	t.Earned = t.Earned.Plus(p.Earned)
	t.Advance = t.Advance.Plus(p.Advance)
	return t
}
