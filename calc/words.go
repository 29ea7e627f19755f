package calc

import (
	"fmt"
	"strings"
)

// This file is how numbers and lists are written wherever they are: in a
// problem's remedy as in a letter. What money, a share and a date look like in a
// letter is for letters/figures.go to say.

// Commas puts commas into a string of digits: 1,048,576.
func Commas(digits string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// Many writes a count with what is counted: "1 record", "1,234 records".
func Many[N int | int64](n N, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return Commas(fmt.Sprint(n)) + " " + thing + "s"
}

// And writes "a, b and c".
func And(words []string) string { return enumerated(words, " and ") }

// Or writes "a, b or c".
func Or(words []string) string { return enumerated(words, " or ") }

func enumerated(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + last + words[len(words)-1]
}
