package extract

import (
	"strings"
	"testing"

	"yearend/calc"
)

// A character that no letter can show is named with its file and row, in the list of
// practices and in what the team adds to a letter.
func TestCharacterThatNoLetterShows(t *testing.T) {
	in := Inputs{AsOf: asOf, Practices: []File{{Path: "practices.csv"}}, Instructions: []File{{Path: "instructions.csv"}}, Contracts: []File{{Path: "contracts.csv"}},
		Undrawable: func(words string) (int, rune) { return strings.IndexRune(words, '✓'), '✓' }}
	in.Root = folder(t, map[string]string{
		"practices.csv":    strings.Replace(goodPractices, "Quillbeck", "✓ Quillbeck", 1),
		"contracts.csv":    goodContracts,
		"instructions.csv": "Practice code,Scheme,Instruction,Text,By,On\nP81900,,note,All is well ✓,A. Manager,2026-04-15\n",
	})
	x := mustRead(t, in)
	for code, file := range map[string]string{"E-name": "practices.csv", "E-instruction": "instructions.csv"} {
		if !hasProblem(x.Problems, code, file) {
			t.Errorf("no %s in %s: %v", code, file, x.Problems)
		}
	}
}

func hasProblem(problems []calc.Problem, code, file string) bool {
	for _, p := range problems {
		if p.Code == code && p.File == file && p.Row == 2 && strings.Contains(p.Remedy, "U+2713") {
			return true
		}
	}
	return false
}
