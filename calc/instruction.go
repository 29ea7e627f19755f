package calc

import (
	"slices"
	"strings"
)

// Instruction is something that the team decided by hand, with who decided it
// and when. No figure can be changed by one: figures are mended in the inputs.
type Instruction struct {
	Kind     InstructionKind
	Practice PracticeCode // empty where ToAccept is of a whole service
	Scheme   string       // its code; empty for each that the practice is in
	Service  string       // its code; of ToAccept alone, and empty where it is of the whole position
	Text     string       // what it means is for the kind to say
	Found    string       // of ToAccept alone: the value that was looked into
	By       string
	On       Date

	File, Sheet string
	Row         int
}

// InstructionKind says what an Instruction asks for, in the words of the file.
type InstructionKind string

const (
	ToHold    InstructionKind = "hold"      // no letter
	ToNote    InstructionKind = "note"      // a paragraph in the letter and its e-mail
	ToPost    InstructionKind = "post"      // by post, and not by e-mail
	ToSucceed InstructionKind = "successor" // another practice answers for this one
	ToAccept  InstructionKind = "accept"    // an implausible value has been looked into
)

// InstructionRule is all that is known of a kind of instruction.
type InstructionRule struct {
	Kind InstructionKind
	Text string // what its Text is
	// Whole: it may be of a whole service, and then names no practice.
	Whole bool
	// Alone: there is one of it at most for a practice and scheme.
	Alone bool
}

// instructionRules has every kind, in the order in which messages list them.
var instructionRules = []InstructionRule{
	{Kind: ToHold, Text: "the reason", Alone: true},
	{Kind: ToNote, Text: "the paragraph"},
	{Kind: ToPost, Text: "the reason", Alone: true},
	{Kind: ToSucceed, Text: "the code of the practice that answers for it", Alone: true},
	{Kind: ToAccept, Text: "the code of the problem that somebody has looked into", Whole: true},
}

// InstructionRules are the rules of all kinds.
func InstructionRules() []InstructionRule { return slices.Clone(instructionRules) }

// InstructionRuleOf finds the kind that a word names, in any case.
func InstructionRuleOf(word string) (InstructionRule, bool) {
	for _, rule := range instructionRules {
		if strings.EqualFold(string(rule.Kind), word) {
			return rule, true
		}
	}
	return InstructionRule{}, false
}

// Rule is what is known of the instruction's kind.
func (i Instruction) Rule() InstructionRule {
	rule, _ := InstructionRuleOf(string(i.Kind))
	return rule
}

// Touches reports whether the instruction is one for this practice and scheme.
func (i Instruction) Touches(practice PracticeCode, scheme string) bool {
	return i.Practice == practice && practice != "" && (i.Scheme == "" || i.Scheme == scheme)
}

// Repeats reports whether the two ask for the same, so that one is too many: of
// hold, post and successor there is one at most for a practice and scheme; of a
// note, one with the same words; of accept, one for the same problem.
func (i Instruction) Repeats(other Instruction) bool {
	switch {
	case i.Kind != other.Kind || i.Practice != other.Practice:
		return false
	case i.Scheme != "" && other.Scheme != "" && i.Scheme != other.Scheme:
		return false
	}
	return i.Rule().Alone || i.Text == other.Text && i.Service == other.Service
}

// Instructions are all that the team gave, in the order of their files.
type Instructions []Instruction

// Of is those of a kind for a practice and scheme.
func (all Instructions) Of(kind InstructionKind, practice PracticeCode, scheme string) Instructions {
	var some Instructions
	for _, i := range all {
		if i.Kind == kind && i.Touches(practice, scheme) {
			some = append(some, i)
		}
	}
	return some
}

// Successor is the practice that answers for another in a scheme. There may be
// none. The figures and the code stay the other's own.
func (all Instructions) Successor(practice PracticeCode, scheme string) (PracticeCode, bool) {
	for _, i := range all.Of(ToSucceed, practice, scheme) {
		return PracticeCode(i.Text), true
	}
	return "", false
}

// Letter is those that act on the letter of a practice in a scheme: its notes,
// that it goes by post, and who answers for the practice.
func (all Instructions) Letter(practice PracticeCode, scheme string) Instructions {
	var some Instructions
	for _, i := range all {
		if i.Touches(practice, scheme) && (i.Kind == ToNote || i.Kind == ToPost || i.Kind == ToSucceed) {
			some = append(some, i)
		}
	}
	return some
}

// Succeeded reports whether another practice answers for this one in any scheme.
func (all Instructions) Succeeded(practice PracticeCode) bool {
	return slices.ContainsFunc(all, func(i Instruction) bool { return i.Kind == ToSucceed && i.Practice == practice })
}

// Answers reports whether the practice answers for another one.
func (all Instructions) Answers(practice PracticeCode) bool {
	return slices.ContainsFunc(all, func(i Instruction) bool { return i.Kind == ToSucceed && i.Text == string(practice) })
}

// without leaves out those of a kind.
func (all Instructions) without(kind InstructionKind) Instructions {
	return slices.DeleteFunc(slices.Clone(all), func(i Instruction) bool { return i.Kind == kind })
}

// Signed is who gave the instruction, and when.
func (i Instruction) Signed() string { return i.By + " on " + i.On.String() }
