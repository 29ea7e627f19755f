package calc

// Move is what became of one practice and scheme between two runs.
type Move struct {
	Practice PracticeCode
	Name     string
	Scheme   string
	Kind     MoveKind
	Was, Now *Statement // nil where there are no figures: held, withdrawn, or not there
	Changes  []Change   // what is not as it was; none unless Kind is Moved
}

// MoveKind says what a Move is.
type MoveKind string

const (
	MoveNew       MoveKind = "new"       // not in the earlier run
	Moved         MoveKind = "changed"   // other figures
	MoveNone      MoveKind = "unchanged" // the same figures
	MoveHeld      MoveKind = "held"      // no figures now, whether there were some or not
	MoveReleased  MoveKind = "released"  // held before, figures now
	MoveWithdrawn MoveKind = "withdrawn" // in the earlier run, and no contract now
)

// MoveKinds are all the kinds, in the order in which they are counted.
func MoveKinds() []MoveKind {
	return []MoveKind{MoveNew, Moved, MoveNone, MoveHeld, MoveReleased, MoveWithdrawn}
}

// Difference is how much the balance moved, from nothing where there were no
// figures, to nothing where there are none.
func (m Move) Difference() Money { return m.BalanceNow().Minus(m.BalanceWas()) }

// BalanceWas is the balance before, and nothing where there were no figures.
func (m Move) BalanceWas() Money { return balanceOf(m.Was) }

// BalanceNow is the balance now, and nothing where there are no figures.
func (m Move) BalanceNow() Money { return balanceOf(m.Now) }

// OnTimeWas is the balance before without what had been coded late: nothing where
// there were no figures, and nil where it was not known what had been.
func (m Move) OnTimeWas() *Money { return onTimeOf(m.Was) }

// OnTimeNow is the same now.
func (m Move) OnTimeNow() *Money { return onTimeOf(m.Now) }

func balanceOf(s *Statement) Money {
	if s == nil {
		return Money{}
	}
	return s.Balance
}

func onTimeOf(s *Statement) *Money {
	if s == nil {
		return &Money{}
	}
	return s.BalanceOnTime
}

// Tells reports whether there is anything to say: not of what is as it was,
// with figures or without.
func (m Move) Tells() bool { return m.Kind != MoveNone && (m.Kind != MoveHeld || m.Was != nil) }

// MoveTotals is what the positions of one scheme came to, and come to.
type MoveTotals struct {
	Count                    map[MoveKind]int
	ToPayWas, ToPayNow       Money
	ToRecoupWas, ToRecoupNow Money // without a sign
	BalanceWas, BalanceNow   Money
	onTimeWas, onTimeNow     Money // the balances without what was coded late,
	unknownWas, unknownNow   bool  // unless one of them is not known
	OutcomeChanged           int   // positions of another outcome
}

// Difference is how much all balances moved.
func (t MoveTotals) Difference() Money { return t.BalanceNow.Minus(t.BalanceWas) }

// TotalMoves adds moves up, by scheme.
func TotalMoves(moves []Move) map[string]MoveTotals {
	all := map[string]MoveTotals{}
	for _, m := range moves {
		all[m.Scheme] = all[m.Scheme].with(m)
	}
	return all
}

func (t MoveTotals) with(m Move) MoveTotals {
	if t.Count == nil {
		t.Count = map[MoveKind]int{}
	}
	t.Count[m.Kind]++
	t.ToPayWas, t.ToRecoupWas = split(t.ToPayWas, t.ToRecoupWas, m.BalanceWas())
	t.ToPayNow, t.ToRecoupNow = split(t.ToPayNow, t.ToRecoupNow, m.BalanceNow())
	t.BalanceWas, t.BalanceNow = t.BalanceWas.Plus(m.BalanceWas()), t.BalanceNow.Plus(m.BalanceNow())
	if m.Was != nil && m.Now != nil && m.Was.Outcome != m.Now.Outcome {
		t.OutcomeChanged++
	}
	if onTime := m.OnTimeWas(); onTime != nil {
		t.onTimeWas = t.onTimeWas.Plus(*onTime)
	} else {
		t.unknownWas = true
	}
	if onTime := m.OnTimeNow(); onTime != nil {
		t.onTimeNow = t.onTimeNow.Plus(*onTime)
	} else {
		t.unknownNow = true
	}
	return t
}

// OnTimeWas is what the balances came to without what had been coded late; nil
// where of one of them that is not known.
func (t MoveTotals) OnTimeWas() *Money { return unless(t.unknownWas, t.onTimeWas) }

// OnTimeNow is the same now.
func (t MoveTotals) OnTimeNow() *Money { return unless(t.unknownNow, t.onTimeNow) }

func unless(unknown bool, m Money) *Money {
	if unknown {
		return nil
	}
	return &m
}

func split(pay, recoup, balance Money) (Money, Money) {
	if balance.Sign() < 0 {
		return pay, recoup.Plus(balance.Abs())
	}
	return pay.Plus(balance), recoup
}
