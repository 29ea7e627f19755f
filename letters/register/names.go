package register

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// PlainName is a name as it is stored: without control characters and signs that
// cannot be seen, with one space between its words.
func PlainName(name string) string {
	seen := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || !unicode.IsPrint(r):
			return -1
		}
		return r
	}, name)
	return strings.Join(strings.Fields(seen), " ")
}

// IsName reports whether somebody can be named so: a name has a letter in it.
func IsName(name string) bool { return strings.ContainsFunc(name, unicode.IsLetter) }

// sameName reports whether two names are one person's, however they are spaced,
// dotted, capitalised or accented, in whatever order its words stand, and though a
// letter was replaced by one that looks like it.
func sameName(a, b string) bool { return bones(a) == bones(b) || ordered(a) == ordered(b) }

// ordered is what is left of a name's words, whichever of them stands first: "Sample,
// Alex" is Alex Sample.
func ordered(name string) string {
	words := strings.FieldsFunc(PlainName(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '\'' && r != '’'
	})
	for i, word := range words {
		words[i] = bones(word)
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

// bones is what is left of a name when everything is taken off by which one name
// can be written in two ways.
func bones(name string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(name) {
		r = unicode.ToLower(r)
		if like, ok := lookAlikes[r]; ok {
			r = like
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(r)
		}
	}
	return strings.NewReplacer("rn", "m", "vv", "w").Replace(b.String())
}

// lookAlikes are letters and figures that are read as a Latin letter. An i and an l
// are told apart by nobody once a capital I is allowed.
var lookAlikes = map[rune]rune{
	'0': 'o', '1': 'l', '|': 'l', 'i': 'l', 'ı': 'l', '5': 's', 'ß': 's', 'ø': 'o', 'đ': 'd', 'ł': 'l', 'ħ': 'h',
	// Cyrillic
	'а': 'a', 'в': 'b', 'е': 'e', 'ё': 'e', 'к': 'k', 'м': 'm', 'н': 'h', 'о': 'o', 'р': 'p', 'с': 'c', 'т': 't', 'у': 'y', 'х': 'x',
	'і': 'l', 'ї': 'l', 'ј': 'j', 'ѕ': 's', 'ԁ': 'd', 'ԛ': 'q', 'ԝ': 'w', 'һ': 'h', 'ӏ': 'l', 'ɡ': 'g',
	// Greek
	'α': 'a', 'β': 'b', 'ε': 'e', 'ζ': 'z', 'η': 'n', 'ι': 'l', 'κ': 'k', 'μ': 'm', 'ν': 'v', 'ο': 'o', 'ρ': 'p', 'τ': 't', 'υ': 'u', 'χ': 'x',
}
