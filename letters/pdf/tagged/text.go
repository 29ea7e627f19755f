package tagged

import (
	"encoding/hex"
	"strings"
	"time"
	"unicode/utf16"
)

// appendText writes a text string: ASCII as it is, anything else in UTF-16.
func appendText(out []byte, text string) []byte {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return appendUTF16(out, text)
		}
	}
	return appendASCII(out, text)
}

func appendASCII(out []byte, text string) []byte {
	out = append(out, '(')
	for i := range len(text) {
		if text[i] == '(' || text[i] == ')' || text[i] == '\\' {
			out = append(out, '\\')
		}
		out = append(out, text[i])
	}
	return append(out, ')')
}

func appendUTF16(out []byte, text string) []byte {
	out = append(out, "<feff"...)
	for _, unit := range utf16.Encode([]rune(text)) {
		out = hex.AppendEncode(out, []byte{byte(unit >> 8), byte(unit)})
	}
	return append(out, '>')
}

// appendTime writes a moment as PDF does, in universal time.
func appendTime(out []byte, t time.Time) []byte {
	return t.UTC().AppendFormat(append(out, "(D:"...), "20060102150405Z)")
}

// isLanguage tells whether a tag is like "en-GB" or "cy".
func isLanguage(tag string) bool {
	for part := range strings.SplitSeq(tag, "-") {
		if len(part) < 1 || len(part) > 8 || strings.Trim(strings.ToLower(part), "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			return false
		}
	}
	return true
}
