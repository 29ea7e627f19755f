package latin

import (
	"strings"
	"unicode/utf8"
)

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
	var out strings.Builder
	out.Grow(len(text))
	out.WriteString(text[:n])
	for _, r := range text[n:] {
		code := codeOf(r)
		if code == 0 {
			return "", false
		}
		out.WriteByte(code)
	}
	return out.String(), true
}

// Lacking is the first character of text that Encode cannot turn into a code.
func Lacking(text string) (rune, bool) {
	for _, r := range text[asciiPrefix(text):] {
		if codeOf(r) == 0 {
			return r, true
		}
	}
	return 0, false
}

// codes is runes the other way round; none of them lies above highest.
var codes = invert(runes)

const highest = '≥'

func invert(runes [256]rune) (codes [highest + 1]byte) {
	for code, r := range runes {
		if r != none {
			codes[r] = byte(code)
		}
	}
	return codes
}

// codeOf is the code of a character, 0 if it has none.
func codeOf(r rune) byte {
	if r < 0 || r > highest {
		return 0
	}
	return codes[r]
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
