package calc

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// statementOf is the statement of a made-up practice with two services.
func statementOf(t *testing.T, seed uint64) Statement {
	t.Helper()
	s := capitated()
	r := rand.New(rand.NewPCG(seed, 1))
	var lines []Achievement
	for _, service := range s.Services {
		c, a := randomLine(r)
		c.Practice, c.Scheme, c.Service = "P81999", s.Code, service.Code
		line, err := Measure(s, c, a)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, line)
	}
	return StatementOf(Reconcile(s, Practice{Code: "P81999"}, lines))
}

// copyOf is a statement that shares nothing with the given one.
func copyOf(t *testing.T, s Statement) Statement {
	t.Helper()
	text, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	var again Statement
	if err := json.Unmarshal(text, &again); err != nil {
		t.Fatal(err)
	}
	return again
}

// leaf is one figure of a statement: its path, and how to make it another.
type leaf struct {
	path  string
	alter func()
}

// leavesOf finds every figure below a value, so that a field that is added to
// the statement and forgotten in Changes fails the test.
func leavesOf(t *testing.T, path string, v reflect.Value) []leaf {
	t.Helper()
	one := func(alter func()) []leaf { return []leaf{{path, alter}} }
	switch p := v.Addr().Interface().(type) {
	case *Money:
		return one(func() { *p = p.Plus(Pence(1)) })
	case *Share:
		tiny, _ := Ratio(1, 1<<40)
		return one(func() { *p = p.Plus(tiny) })
	case *string:
		return one(func() { *p += "-other" })
	case *Outcome:
		return one(func() { *p += "-other" })
	case *int64:
		return one(func() { *p++ })
	case *int:
		return one(func() { *p++ })
	case *bool:
		return one(func() { *p = !*p })
	case *Ruling:
		return one(func() { *p += "-other" })
	case *Date:
		return one(func() { *p++ })
	case **int64, **Money, **ByMonth: // it may be not known as well
		return append(leavesOf(t, path, v.Elem()), leaf{path + ", not known", func() { v.SetZero() }})
	case **StatementAhead:
		return leavesOf(t, path, v.Elem())
	}
	var all []leaf
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			all = append(all, leavesOf(t, path+"."+v.Type().Field(i).Name, v.Field(i))...)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			all = append(all, leavesOf(t, fmt.Sprintf("%s[%d]", path, i), v.Index(i))...)
		}
	default:
		t.Fatalf("%s is a %s: say how to alter it", path, v.Type())
	}
	return all
}

// afterThePanel gives a statement what the panel decided, and a plan.
func afterThePanel(s *Statement) {
	s.Outcome = Recoup
	s.Decisions = []StatementDecision{
		{Request: "CAP-1", Service: "ecg", Claimed: ByMonth{5, 4}, Verdict: AcceptedPart, Accepted: ByMonth{3, 2}, Reason: "the rest is not evidenced", Evidenced: true},
		{Request: "CAP-2", Service: "wound-care", Claimed: ByMonth{5}},
	}
	s.Plan = []PlanPayment{{Month: 20260601, Sum: Pence(500)}, {Month: 20260701, Sum: Pence(501)}}
}

// Whatever single figure of a statement is another one, it is seen, both ways: also of
// what the panel decided, and of how a recoupment is repaid. The statement has some of
// everything that one can have, so that a part which is left out fails the test.
func TestEveryFigureThatChangesIsSeen(t *testing.T) {
	was := statementOf(t, 1)
	was.Ahead = &StatementAhead{Through: 10, SoFar: Pence(1), LastThree: Pence(2)}
	afterThePanel(&was)
	filled := reflect.ValueOf(was)
	for i := range filled.NumField() {
		if filled.Field(i).IsZero() {
			t.Fatalf("%s of the statement is empty, so that nothing of it is tried", filled.Type().Field(i).Name)
		}
	}
	now := copyOf(t, was)
	count := len(leavesOf(t, "", reflect.ValueOf(&now).Elem()))
	if count < 150 {
		t.Fatalf("only %d figures in a statement of two lines, two decisions and two payments", count)
	}
	for i := range count {
		now := copyOf(t, was)
		l := leavesOf(t, "", reflect.ValueOf(&now).Elem())[i]
		l.alter()
		if len(Changes(was, now)) == 0 || len(Changes(now, was)) == 0 {
			t.Errorf("%s changed, and nobody sees it", l.path)
		}
	}
}

// A line or an average more or fewer is seen as well.
func TestPartsThatComeAndGoAreSeen(t *testing.T) {
	was := statementOf(t, 2)
	for name, cut := range map[string]func(*Statement){
		"a service": func(s *Statement) { s.Lines = s.Lines[:1] },
		"average":   func(s *Statement) { s.Lines[1].Averages = s.Lines[1].Averages[:3] },
	} {
		now := copyOf(t, was)
		cut(&now)
		if len(Changes(was, now)) == 0 || len(Changes(now, was)) == 0 {
			t.Errorf("%s less, and nobody sees it", name)
		}
	}
}

// The same figures have no changes, also when they come back from a file, to
// the last digit of every share.
func TestSameFiguresDoNotChange(t *testing.T) {
	for seed := range uint64(200) {
		was := statementOf(t, seed)
		if seed%2 == 1 {
			afterThePanel(&was)
		}
		again := copyOf(t, was)
		if changes := Changes(was, again); len(changes) > 0 {
			t.Fatalf("seed %d: %v", seed, changes)
		}
		one, _ := json.Marshal(was)
		other, _ := json.Marshal(again)
		if string(one) != string(other) {
			t.Fatalf("seed %d: written otherwise the second time:\n%s\n%s", seed, one, other)
		}
	}
}

// Of a change the causes come first, and what follows names them.
func moreLate(c Change) int64 {
	if c.LateWas == nil || c.LateNow == nil {
		return 0
	}
	return *c.LateNow - *c.LateWas
}

func TestChangesNameTheirCauses(t *testing.T) {
	s := capitated()
	c := Contract{Service: "ecg", Target: 120, Value: Pence(100000), Advance: Pence(90000)}
	statement := func(alter func(*Contract, *Activity)) Statement {
		with, a := c, Activity{Recorded: ByMonth{5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5}}
		alter(&with, &a)
		line, err := Measure(s, with, a)
		if err != nil {
			t.Fatal(err)
		}
		return StatementOf(Reconcile(s, Practice{}, []Achievement{line}))
	}
	same := func(*Contract, *Activity) {}
	for _, is := range []struct {
		alter func(*Contract, *Activity)
		cause ChangeKind
		late  int64
	}{
		{func(_ *Contract, a *Activity) { a.Recorded[11] += 3; a.Late[11] += 2 }, RecordedChange, 2},
		{func(_ *Contract, a *Activity) { a.Late[3] += 4 }, RecordedChange, 4},
		{func(_ *Contract, a *Activity) { a.Recorded[0]--; a.Recorded[11]++ }, MonthsChange, 0},
		{func(c *Contract, _ *Activity) { c.Target++ }, TargetChange, 0},
		{func(c *Contract, _ *Activity) { c.Value = c.Value.Plus(Pence(1)) }, ValueChange, 0},
		{func(c *Contract, _ *Activity) { c.Advance = c.Advance.Plus(Pence(1)) }, AdvanceChange, 0},
	} {
		changes := Changes(statement(same), statement(is.alter))
		if len(changes) == 0 || changes[0].Kind != is.cause || moreLate(changes[0]) != is.late || len(changes[0].Cause) != 0 {
			t.Errorf("%s: first of all comes %+v", is.cause, changes)
			continue
		}
		for _, follows := range changes[1:] {
			if !slices.Equal(follows.Cause, []ChangeKind{is.cause}) {
				t.Errorf("%s: %s follows from %v", is.cause, follows.Kind, follows.Cause)
			}
		}
	}
}
