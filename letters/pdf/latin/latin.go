package latin

import "unicode/utf8"

// Decode is the character of a code, U+FFFD if the code stands for none.
func Decode(code byte) rune {
	if r := runes[code]; r != none {
		return r
	}
	return utf8.RuneError
}

// Encode turns text, which must be composed (NFC), into the codes of the
// letters' fonts. It reports false, and no codes, if a character is lacking.
func Encode(text string) (string, bool) {
	n := asciiPrefix(text)
	if n == len(text) {
		return text, true
	}
	out := make([]byte, n, len(text))
	copy(out, text)
	for _, r := range text[n:] {
		code, ok := codes[r]
		if !ok {
			return "", false
		}
		out = append(out, code)
	}
	return string(out), true
}

// Lacking is the first character of text that Encode cannot turn into a code.
func Lacking(text string) (rune, bool) {
	for _, r := range text {
		if _, ok := codes[r]; !ok {
			return r, true
		}
	}
	return 0, false
}

// codes is runes the other way round.
var codes = invert(runes)

func invert(runes [256]rune) map[rune]byte {
	codes := make(map[rune]byte, len(runes))
	for code, r := range runes {
		if r != none {
			codes[r] = byte(code)
		}
	}
	return codes
}

// asciiPrefix counts the leading bytes that are their own codes.
func asciiPrefix(text string) int {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return i
		}
	}
	return len(text)
}
