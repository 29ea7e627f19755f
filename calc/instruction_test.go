package calc

import (
	"strings"
	"testing"
)

// An instruction without a scheme is for each; with one it is for that and no other.
func TestWhomAnInstructionIsFor(t *testing.T) {
	note := Instruction{Kind: ToNote, Practice: "P81999", Scheme: "cap", Text: "a"}
	all := Instructions{note, {Kind: ToPost, Practice: "P81999"}, {Kind: ToSucceed, Practice: "P81999", Text: "P81998"}, {Kind: ToHold, Practice: "P81999"},
		{Kind: ToAccept, Practice: "P81999"}, {Kind: ToNote, Practice: "P81997", Text: "P81996"}}
	kinds := func(some Instructions) (all string) {
		for _, i := range some {
			all += string(i.Kind) + " "
		}
		return all
	}
	if got := kinds(all.Letter("P81999", "cap")); got != "note post successor " {
		t.Errorf("on the letter: %s", got)
	}
	if got := kinds(all.Letter("P81999", "ltc")); got != "post successor " {
		t.Errorf("on the other scheme's letter: %s", got)
	}
	if got := kinds(all.without(ToNote)); got != "post successor hold accept " {
		t.Errorf("without notes: %s", got)
	}
	if !all.Answers("P81998") || all.Answers("P81996") || all.Answers("P81999") {
		t.Error("who answers for another")
	}
	if !all.Succeeded("P81999") || all.Succeeded("P81997") {
		t.Error("who is answered for")
	}
}

// Two instructions ask for the same where their schemes can meet.
func TestWhichInstructionsRepeatEachOther(t *testing.T) {
	of := func(scheme string) Instruction { return Instruction{Kind: ToHold, Practice: "P81999", Scheme: scheme} }
	for _, c := range []struct {
		a, b string
		want bool
	}{{"", "", true}, {"cap", "", true}, {"", "cap", true}, {"cap", "cap", true}, {"cap", "ltc", false}} {
		if got := of(c.a).Repeats(of(c.b)); got != c.want {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
	}
}

// What is accepted is accepted in its scheme and service; of another value it is stale, and says which it is now.
func TestAnAcceptanceIsOfItsScheme(t *testing.T) {
	found := Problem{Code: "W-x", Practice: "P81999", Scheme: "cap", Service: "ecg", Found: "£2"}
	for _, c := range []struct {
		given Instruction
		want  bool
	}{
		{Instruction{Kind: ToAccept, Text: "W-x", Practice: "P81999", Found: "£2"}, true},
		{Instruction{Kind: ToAccept, Text: "W-x", Practice: "P81999", Scheme: "cap", Found: "£2"}, true},
		{Instruction{Kind: ToAccept, Text: "W-x", Practice: "P81999", Scheme: "ltc", Found: "£2"}, false},
		{Instruction{Kind: ToAccept, Text: "W-x", Practice: "P81999", Scheme: "cap", Service: "ecg", Found: "£2"}, true},
		{Instruction{Kind: ToAccept, Text: "W-x", Practice: "P81999", Service: "psa", Found: "£2"}, false},
		{Instruction{Kind: ToHold, Text: "W-x", Practice: "P81999", Found: "£2"}, false},
	} {
		if got := c.given.clears(found); got != c.want {
			t.Errorf("%+v: %v", c.given, got)
		}
	}
	given := Instruction{Kind: ToAccept, Text: "W-x", Practice: "P81999", Found: "£1", By: "Sam Sample", On: 20260416}
	if got := given.stale([]Problem{found}).Remedy; !strings.Contains(got, "and it is £2 now") {
		t.Errorf("%s", got)
	}
	if got := given.stale([]Problem{{Code: "W-y", Practice: "P81999", Found: "£3"}}).Remedy; !strings.Contains(got, "is not found any more") {
		t.Errorf("%s", got)
	}
}
