package calc

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
