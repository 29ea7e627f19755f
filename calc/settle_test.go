package calc

import (
	"reflect"
	"slices"
	"testing"
)

// A problem that only a letter showed holds its position, and takes its sums back;
// where the figures stand without the letter, it is said beside them. The other
// practice's position is as it was either way.
func TestProblemsThatOnlyALetterShowed(t *testing.T) {
	x := &Extract{
		Practices: []Practice{{Code: "P81998"}, {Code: "P81999"}},
		Contracts: []Contract{
			{Practice: "P81998", Scheme: "cap", Service: "ecg", Target: 10, Value: Pence(1000)},
			{Practice: "P81999", Scheme: "cap", Service: "ecg", Target: 10, Value: Pence(1000)},
		},
		Activity: map[ActivityKey]Activity{
			{"P81998", "ecg"}: {Recorded: ByMonth{10}, Records: Records{InPeriod: 10, InMonth: [Months]int{10}}},
			{"P81999", "ecg"}: {Recorded: ByMonth{4}, Records: Records{InPeriod: 4, InMonth: [Months]int{4}}},
		},
		Sources: []Source{{Kind: "activity", Records: 14}},
	}
	settled, err := Settle(x, []*Scheme{capitated()})
	if err != nil {
		t.Fatal(err)
	}
	long := Problem{Code: "E-letter", Severity: Hold, Practice: "P81999", Scheme: "cap"}
	earned := settled.Positions[1].Earned
	settled.Near = []Boundary{{Position: settled.Positions[0]}, {Position: settled.Positions[1]}}

	held, err := settled.With([]Problem{long})
	if err != nil {
		t.Fatal(err)
	}
	if p := held.Positions[1]; p.Outcome != Held || p.Earned.Cmp(Pence(0)) != 0 || len(p.Held) != 1 {
		t.Errorf("held: outcome %s, earned %s, %d problems", p.Outcome, p.Earned, len(p.Held))
	}
	if got := held.Tallies["cap"]; got != (Tally{Read: 14, Counted: 10, Held: 4}) {
		t.Errorf("held: tally %+v", got)
	}
	if got, other := held.Positions[1].Records, held.Positions[0].Records; got != (Tally{Read: 4, Held: 4}) || other != (Tally{Read: 10, Counted: 10}) {
		t.Errorf("held: their own tallies %+v, %+v", got, other)
	}
	if len(held.Near) != 1 || held.Near[0].Position.Practice.Code != "P81998" || len(settled.Near) != 2 {
		t.Errorf("held: near %+v", held.Near)
	}

	stands := settled.Withholding([]Problem{long})
	if p := stands.Positions[1]; p.Outcome == Held || p.Earned.Cmp(earned) != 0 || len(p.Held) != 1 {
		t.Errorf("figures that stand: outcome %s, earned %s, %d problems", p.Outcome, p.Earned, len(p.Held))
	}
	for name, s := range map[string]Settlement{"held": held, "figures that stand": stands} {
		if p := s.Positions[0]; p.Outcome == Held || p.Earned.Cmp(Pence(1000)) != 0 || len(p.Held) > 0 {
			t.Errorf("%s: the other practice: outcome %s, earned %s", name, p.Outcome, p.Earned)
		}
		if len(s.Extract.Problems) != 1 {
			t.Errorf("%s: %d problems in the tables", name, len(s.Extract.Problems))
		}
	}
	if len(settled.Positions[1].Held) > 0 || len(x.Problems) > 0 {
		t.Error("the settlement before it was changed")
	}
}

// A problem that asks for a look comes to what settling the year again with it would: at
// the positions that it touches, in the order of all, and nothing else moves.
func TestLooksComeToWhatSettlingAgainWould(t *testing.T) {
	known := Problem{Code: "W-late", Severity: Look, Practice: "P81998", Scheme: "cap", File: "b.csv"}
	x := &Extract{
		Practices: []Practice{{Code: "P81998"}, {Code: "P81999"}},
		Contracts: []Contract{
			{Practice: "P81998", Scheme: "cap", Service: "ecg", Target: 10, Value: Pence(1000)},
			{Practice: "P81999", Scheme: "cap", Service: "ecg", Target: 10, Value: Pence(1000)},
		},
		Activity: map[ActivityKey]Activity{{"P81998", "ecg"}: {Recorded: ByMonth{10}, Records: Records{InPeriod: 10, InMonth: [Months]int{10}}}},
		Sources:  []Source{{Kind: "activity", Records: 10}},
		Problems: []Problem{known},
	}
	first, err := Settle(x, []*Scheme{capitated()})
	if err != nil {
		t.Fatal(err)
	}
	more := []Problem{
		{Code: "W-near", Severity: Look, Practice: "P81998", Scheme: "cap", File: "c.csv"},
		{Code: "W-near", Severity: Look, Practice: "P81998", File: "a.csv"}, // of every scheme
		{Code: "W-near", Severity: Look, Practice: "P81998", Scheme: "ltc"}, // of another
		{Code: "W-file", Severity: Look, File: "a.csv"},                     // of nobody
	}
	looked, err := first.With(more)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Settle(x.with(more), first.Schemes)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(looked.Positions, again.Positions) || !reflect.DeepEqual(looked.Extract, again.Extract) || !reflect.DeepEqual(looked.Tallies, again.Tallies) {
		t.Errorf("with looks:\n%+v\nsettled again:\n%+v", looked, again)
	}
	var found []string
	for _, p := range looked.Positions[0].Look {
		found = append(found, p.Code+" "+p.File)
	}
	if want := []string{"W-near a.csv", "W-late b.csv", "W-near c.csv"}; !slices.Equal(found, want) || len(looked.Positions[1].Look) > 0 {
		t.Errorf("P81998 is to be looked at for %q, want %q; P81999 for %d", found, want, len(looked.Positions[1].Look))
	}
	if len(first.Positions[0].Look) != 1 || len(x.Problems) != 1 {
		t.Error("the settlement before it was changed")
	}
}

// A letter goes to the practice that answers for this one, where an instruction says so and the practice
// is known; else to the practice itself, whatever other practices there are.
func TestWhoseLetterItIs(t *testing.T) {
	for _, c := range []struct {
		name         string
		instructions Instructions
		practices    []Practice
		code, to     PracticeCode
	}{
		{"answered for", Instructions{{Kind: ToSucceed, Practice: "P81998", Text: "P81999"}}, []Practice{{Code: "P81998"}, {Code: "P81999"}}, "P81998", "P81999"},
		{"answers itself", Instructions{{Kind: ToSucceed, Practice: "P81998", Text: "P81999"}}, []Practice{{Code: "P81998"}, {Code: "P81999"}}, "P81999", "P81999"},
		{"of the other scheme", Instructions{{Kind: ToSucceed, Practice: "P81998", Scheme: "ltc", Text: "P81999"}}, []Practice{{Code: "P81998"}, {Code: "P81999"}}, "P81998", "P81998"},
		{"successor unknown", Instructions{{Kind: ToSucceed, Practice: "P81998", Text: "P81997"}}, []Practice{{Code: "P81998"}, {Code: "P81999"}}, "P81998", "P81998"},
		{"nothing said", nil, []Practice{{Code: "P81998"}, {Code: ""}}, "P81998", "P81998"},
		{"a practice in no register", nil, []Practice{{Code: "P81999"}}, "P81998", "P81998"},
	} {
		x := &Extract{
			Practices: c.practices, Instructions: c.instructions,
			Contracts: []Contract{{Practice: c.code, Scheme: "cap", Service: "ecg", Target: 10, Value: Pence(1000)}},
		}
		settled, err := Settle(x, []*Scheme{capitated()})
		if err != nil {
			t.Fatal(err)
		}
		p := settled.Positions[0]
		if got := p.Recipient().Code; p.Practice.Code != c.code || got != c.to || (p.Successor != nil) != (c.to != c.code) {
			t.Errorf("%s: the letter of %s goes to %s", c.name, p.Practice.Code, got)
		}
	}
}

// What the team adds by hand is told apart by its kind, and by nothing else.
func TestWhatIsGivenWithALetter(t *testing.T) {
	hold, succeed := Instruction{Kind: ToHold, Text: "held"}, Instruction{Kind: ToSucceed, Text: "P81999"}
	first, second, post := Instruction{Kind: ToNote, Text: "first"}, Instruction{Kind: ToNote, Text: "second"}, Instruction{Kind: ToPost, Text: "asked for"}
	for _, c := range []struct {
		given Instructions
		notes []string
		post  string
	}{
		{nil, nil, ""},
		{Instructions{hold, succeed}, nil, ""},
		{Instructions{hold, first, succeed, second}, []string{"first", "second"}, ""},
		{Instructions{succeed, first, post}, []string{"first"}, "asked for"},
	} {
		p := Position{Given: c.given}
		by, posted := p.ByPost()
		if got := p.Notes(); !slices.Equal(got, c.notes) || posted != (c.post != "") || by.Text != c.post {
			t.Errorf("%+v: notes %q, by post %t: %q", c.given, got, posted, by.Text)
		}
	}
}

// What the outcome would be without what was coded late.
func TestOutcomeWithoutWhatCameLate(t *testing.T) {
	for _, c := range []struct {
		p    Position
		want Outcome
	}{
		{Position{Outcome: Held, BalanceOnTime: Pence(1)}, Held},
		{Position{Outcome: Pay, BalanceOnTime: Pence(-1)}, Recoup},
		{Position{Outcome: Pay, BalanceOnTime: Pence(1)}, Pay},
		{Position{Outcome: Pay, BalanceOnTime: Pence(0)}, Nil},
		{Position{Outcome: Pay, LateUnknown: true, BalanceOnTime: Pence(-1)}, Pay},
		{Position{Outcome: Held, LateUnknown: true}, Held},
	} {
		if got := c.p.OutcomeOnTime(); got != c.want {
			t.Errorf("%s, late unknown %t, %s on time: %s", c.p.Outcome, c.p.LateUnknown, c.p.BalanceOnTime, got)
		}
	}
}

// Positions are counted by their scheme and where they are heading.
func TestHeadingsAreCounted(t *testing.T) {
	one, other := &Scheme{Code: "one"}, &Scheme{Code: "other"}
	a, b := ProjectedOutcomes()[0], ProjectedOutcomes()[1]
	s := Settlement{Positions: []Position{
		{Scheme: one, Ahead: &Projection{Outcome: a}}, {Scheme: one, Ahead: &Projection{Outcome: b}},
		{Scheme: other, Ahead: &Projection{Outcome: a}}, {Scheme: one, Ahead: &Projection{Outcome: a}},
	}}
	got := s.Heading()
	if len(got) != 2 || len(got["one"]) != 2 || got["one"][a] != 2 || got["one"][b] != 1 || len(got["other"]) != 1 || got["other"][a] != 1 {
		t.Errorf("counted %v", got)
	}
}

// Sums of a position are those of its lines, each with what was coded late and without; where one line does not
// know what was, the position says nothing of it.
func TestLinesAreAddedUp(t *testing.T) {
	if a := (Achievement{Contract: Contract{Advance: Pence(800)}, Measured: Measured{Earned: Pence(700)}}); a.Balance().Cmp(Pence(-100)) != 0 {
		t.Errorf("£7.00 earned and £8.00 paid: %s", a.Balance())
	}
	line := func(earned, advance, onTime, late int64) Achievement {
		a := Achievement{Contract: Contract{Value: Pence(5000), Advance: Pence(advance)}}
		a.Earned, a.OnTime.Earned, a.Activity.Late = Pence(earned), Pence(onTime), ByMonth{late, 1}
		return a
	}
	p := Reconcile(capitated(), Practice{Code: "P81999"}, []Achievement{line(1000, 800, 700, 3), line(500, 900, 100, 2)})
	want := []Money{Pence(10000), Pence(1500), Pence(1700), Pence(-200), Pence(800), Pence(-900)}
	for i, got := range []Money{p.Value, p.Earned, p.Advance, p.Balance, p.EarnedOnTime, p.BalanceOnTime} {
		if got.Cmp(want[i]) != 0 {
			t.Errorf("sum %d: %s, should be %s", i, got, want[i])
		}
	}
	if p.Late != 7 || p.LateUnknown || p.Outcome != Recoup {
		t.Errorf("%d late, unknown %t, %s", p.Late, p.LateUnknown, p.Outcome)
	}
	unknown := line(0, 0, 0, 5)
	unknown.Activity.LateUnknown = true
	for _, lines := range [][]Achievement{{unknown, line(1000, 800, 700, 3)}, {line(1000, 800, 700, 3), unknown}} {
		p := Reconcile(capitated(), Practice{}, lines)
		if !p.LateUnknown || p.Late != 0 || p.EarnedOnTime.Sign() != 0 || p.BalanceOnTime.Sign() != 0 || p.Outcome != Pay {
			t.Errorf("%d late, unknown %t, %s and %s on time, %s", p.Late, p.LateUnknown, p.EarnedOnTime, p.BalanceOnTime, p.Outcome)
		}
	}
}

// Positions of a scheme are added up by where they come to; one that is held is counted, and is in no sum.
func TestTotalsOfAScheme(t *testing.T) {
	one, other := &Scheme{Code: "one"}, &Scheme{Code: "other"}
	of := func(s *Scheme, o Outcome, value, earned, advance int64) Position {
		return Position{Scheme: s, Outcome: o, Value: Pence(value), Earned: Pence(earned), Advance: Pence(advance), Balance: Pence(earned - advance)}
	}
	all := TotalsByScheme([]Position{
		of(one, Pay, 1000, 900, 700), of(one, Recoup, 2000, 100, 1600), of(one, Nil, 400, 320, 320), of(one, Held, 9000, 8000, 7000), of(one, Pay, 50, 50, 40), of(one, Recoup, 30, 4, 24),
		of(other, Held, 1, 1, 1), of(other, Held, 1, 1, 1),
	})
	got := all["one"]
	for name, c := range map[string]struct{ got, want Money }{
		"value": {got.Value, Pence(3480)}, "earned": {got.Earned, Pence(1374)}, "advance": {got.Advance, Pence(2684)},
		"to pay": {got.ToPay, Pence(210)}, "to recoup": {got.ToRecoup, Pence(1520)}, "balance": {got.Balance(), Pence(-1310)},
		"of what is held": {all["other"].Value, Pence(0)},
	} {
		if c.got.Cmp(c.want) != 0 {
			t.Errorf("%s: %s, should be %s", name, c.got, c.want)
		}
	}
	if got.Pay != 2 || got.Recoup != 2 || got.Nil != 1 || got.Held != 1 || got.Letters() != 5 || all["other"].Held != 2 || all["other"].Letters() != 0 {
		t.Errorf("counted %+v, %+v", got, all["other"])
	}
}
